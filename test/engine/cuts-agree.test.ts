/** Searches with a constraint, and without messages that have expired, by both engines. */
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { model, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { essence } from "../explore/compared.ts";
import { boundedModel } from "../support/bounded-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { comparedOfSeeds, KERNEL_MACHINES } from "./machines.ts";

afterEach(() => setThresholds({}));

/** The kernel's result, compared with the reference's; null: the kernel cannot do it. */
async function agreed(make: () => Model, options: CheckOptions, name: string): Promise<CheckResult | null> {
  const asked = { symmetry: false, judgeAgain: false, ...options } as const;
  const kernel = await check(make(), { ...asked, engine: "kernel" });
  if (kernel.verdict.error?.id === "engine-unsuited") return null;
  expect(compared(kernel), name).toEqual(compared(await check(make(), { ...asked, engine: "reference" })));
  return kernel;
}

/** Which of the messages that come back at a level is named depends on the order in which steps are tried. */
function compared(result: CheckResult): object {
  const { error } = result.verdict;
  return { ...essence(result), ...(error?.id === "unstable-expiry" ? { error: error.id } : {}) };
}

// biome-ignore lint/suspicious/noExplicitAny: the systems' types depend on the seed.
type Loose = any;

/** A random system that claims that every step changes a row. */
function restless(seed: number): Model {
  const model = randomSystem(seed, { expiring: true });
  const rows = (state: Loose) =>
    model.expiries
      .flatMap(({ role, processes }) =>
        Array.from({ length: processes.size }, (_, code) => {
          const process = processes.decode(code);
          return [state[`${role}.phase`].get(process), state[`${role}.flag`].get(process)];
        }),
      )
      .join();
  const predicate = (before: Loose, after: Loose) => rows(before) !== rows(after);
  const claim = { name: "rows change", kind: "step", predicate, target: null } as unknown as Property;
  return { ...model, properties: [...model.properties, claim] };
}

it("tells of a bound that throws of a state that is audited, as a finding", async () => {
  setThresholds({ auditBits: 0 });
  const make = () =>
    model({
      state: { a: range(0, 20), b: range(0, 20) },
      rules: {
        up: {
          when: (s) => s.a < 20,
          do: (s) => {
            s.a += 1;
          },
        },
        aside: {
          when: (s) => s.b < 20,
          do: (s) => {
            s.b += 1;
          },
        },
      },
      constraint: {
        always: {
          "not that one": (s) => {
            if (s.a === 5 && s.b === 6) throw new Error("that one");
            return true;
          },
        },
      },
    });
  const result = await agreed(make, {}, "audited");
  expect(result?.verdict.error?.id).toBe("property-threw");
  expect(result?.counterexamples[0]?.list.steps).toHaveLength(11);
});

describe.each(KERNEL_MACHINES)("the kernel as %s", (_, thresholds) => {
  it.each([false, true])("stops where a constraint says so, keepGoing %s", async (keepGoing) => {
    setThresholds(thresholds);
    const compared = await comparedOfSeeds(
      async (seed, fault) => (await agreed(() => boundedModel(seed, fault), { keepGoing }, `seed ${seed}`)) !== null,
    );
    expect(compared).toBeGreaterThan(20);
  });

  it.each([false, true])("forgets messages that have expired, phases that shrink %s", async (unstable) => {
    setThresholds(thresholds);
    const outcomes = new Map<string, number>();
    for (let seed = 0; seed < 40; seed++) {
      const make = () => randomSystem(seed, { expiring: true, unstable });
      const options = { reductions: ["stale-messages"], keepGoing: seed % 2 === 0 } as const;
      const result = await agreed(make, options, `seed ${seed}`);
      const outcome = result === null ? "not searched" : (result.verdict.error?.id ?? result.verdict.outcome);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(Object.keys(Object.fromEntries(outcomes)).toSorted()).toEqual(
      unstable ? ["unstable-expiry", "violated"] : ["holds", "violated"],
    );
  });

  it("refuses to judge a step that may change nothing, whatever else was found", async () => {
    setThresholds(thresholds);
    const outcomes = new Map<string, number>();
    for (let seed = 0; seed < 40; seed++) {
      const options = { reductions: ["stale-messages"], keepGoing: seed % 2 === 0 } as const;
      const result = await agreed(() => restless(seed), options, `seed ${seed}`);
      const { dropped = [], outcome } = result?.verdict ?? {};
      const refused = dropped.some(({ reason }) => reason.includes("changes nothing")) ? "refused" : String(outcome);
      outcomes.set(refused, (outcomes.get(refused) ?? 0) + 1);
    }
    expect([...outcomes.keys()].toSorted()).toEqual(["refused", "violated"]);
  });
});
