/**
 * Makes the matchers known to vitest's `expect`, and their types. vitest 4 and 5 declare `Matchers` with different type
 * parameters, so that a declaration that adds to the one is an error beside the other. Both add what chai's own assertions
 * have, and that has no parameters in any version: there the types are added. `not` is the opposite of what was found.
 */
import { expect } from "vitest";
import type { CheckOptions } from "../check/check-options.ts";
import type { ReachOptions, ViolationOptions } from "./claims.ts";
import { synodMatchers } from "./matchers.ts";

declare global {
  namespace Chai {
    // Its methods, not an interface that it extends: those of two copies of synod are then overloads of each other.
    interface Assertion {
      /**
       * The model holds: every property, in every reachable state. Rejects with the readable report otherwise; behind `not`,
       * unless a property is violated.
       *
       * @example
       * ```ts
       * await expect(lease({ clients: 3 })).toHold({ properties: ["storage never goes back"] });
       * ```
       */
      toHold(options?: CheckOptions): Promise<void>;
      /**
       * A property is violated, by a counterexample of so many `steps` and this `trace`, where they are given. Behind `not`: it
       * holds.
       *
       * @example
       * ```ts
       * await expect(lease({ clients: 1 }, "no-fencing")).toViolate("storage never goes back", { steps: 7 });
       * ```
       */
      toViolate(property: string, options?: ViolationOptions): Promise<void>;
      /**
       * A state is reached, of a property under `reachable`, in so many `steps` and by this `trace`, where they are given.
       * Behind `not`: it never is.
       *
       * @example
       * ```ts
       * await expect(lease()).toReach("the lease runs out", { steps: 2 });
       * ```
       */
      toReach(property: string, options?: ReachOptions): Promise<void>;
    }
  }
}

expect.extend(synodMatchers());
