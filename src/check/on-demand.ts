/**
 * `check` and `threadCrew` for programs that import them from where models are written: the checker needs Node, models do
 * not, so it is loaded by the first call. What can be said of a call without it is said at once, and a thread that
 * imports a program for its models' sake stands still here, as it would in the checker.
 */
import { synodError } from "../errors/errors.ts";
import type { Crew } from "../explore/crew.ts";
import { crewAsked } from "../explore/crew-asked.ts";
import type { ModelAddress } from "../model/address.ts";
import type { Model } from "../model/model.ts";
import { standStill } from "../model/origin.ts";
import { type CheckOptions, checkCall, type KnownName } from "./check-options.ts";
import type { CheckResult } from "./check-result.ts";

/** What `#checker` leads to on Node (package.json), the entry point `synod/check`; elsewhere to elsewhere.ts. */
interface Checker {
  readonly check?: (model: Model, options: CheckOptions) => Promise<CheckResult>;
  readonly threadCrew?: (asked: ModelAddress | number, size?: number) => Crew;
}

async function checker(): Promise<Required<Checker>> {
  let cause: unknown;
  // Its types would come from dist/, which may not be built yet.
  const loaded: Checker = await import("#checker" as string).catch((error: unknown) => {
    cause = error;
    return {};
  });
  const { check, threadCrew } = loaded;
  if (check === undefined || threadCrew === undefined) throw synodError("no-engine", {}, cause);
  return { check, threadCrew };
}

export async function check<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  options: CheckOptions<KnownName<Asked, NoInfer<P> | "no deadlock">, KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  checkCall(model, options);
  await standStill();
  return (await checker()).check(model, options);
}

export function threadCrew(size: number): Crew;
export function threadCrew(address: ModelAddress, size: number): Crew;
export function threadCrew(first: ModelAddress | number, second?: number): Crew {
  const { address, size } = crewAsked(first, second);
  let loaded: Crew | null = null;
  let loading: Promise<Crew> | null = null;
  const load = async () => {
    await standStill();
    const made = (await checker()).threadCrew;
    loaded = address === null ? made(size) : made(address, size);
    return loaded;
  };
  const crew = (): Crew | Promise<Crew> => {
    loading ??= load();
    return loaded ?? loading;
  };
  return {
    size,
    get ready() {
      return loaded?.ready ?? false;
    },
    call: async (plan) => (await crew()).call(plan),
    join: async (recruiting) => (await crew()).join(recruiting),
    search: async (walk, assignments) => (await crew()).search(walk, assignments),
    move: async (...asked) => (await crew()).move(...asked),
    examine: async (examination) => (await crew()).examine(examination),
    leave: async (search) => (await crew()).leave(search),
    close: async () => (await crew()).close(),
  };
}
