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
import { type CheckOptions, checkCall, type KnownName, type PropertyName } from "./check-options.ts";
import type { CheckResult } from "./check-result.ts";

/** What `#checker` leads to on Node (package.json), the entry point `synod/check`; elsewhere to elsewhere.ts. */
interface Checker {
  readonly check?: (model: Model, options: CheckOptions) => Promise<CheckResult>;
  readonly threadCrew?: (asked: ModelAddress | number, size?: number) => Crew;
}

async function checker(): Promise<Required<Checker>> {
  const thrown: unknown[] = [];
  // Its types would come from dist/, which may not be built yet.
  const loaded: Checker = await import("#checker" as string).catch((error: unknown) => {
    thrown.push(error);
    return {};
  });
  const { check, threadCrew } = loaded;
  if (check === undefined || threadCrew === undefined) throw synodError("no-engine", {}, ...thrown);
  return { check, threadCrew };
}

/**
 * Checks a model: visits every reachable state, judges every property, and finds a shortest counterexample to one that
 * is violated. Everything that goes wrong with the model is in the verdict (`outcome: "error"`, `error`), and so is a
 * search that was cut short (`outcome: "undecided"`). It rejects for what is asked of it wrongly, before anything is
 * done:
 *
 * - SYN212: what is to be checked is no model, an option is of the wrong kind, `crew` and `workers` are given together;
 * - SYN211: there is no such option;
 * - SYN106: there is no such property;
 * - SYN109: there is no such fairness assumption; workers, memory or a limit cannot be so many;
 * - SYN105: there is no such reduction; afterwards, `progress` or `decided` threw;
 * - SYN420: no checkpoints can be kept in the folder that `checkpoint` names;
 * - SYN421, SYN422, SYN423: where `resume` says there is no checkpoint, a damaged one, or one of another search;
 * - SYN424: checkpoints are wanted together with what they cannot be;
 * - SYN901: a fault of synod itself.
 *
 * This is `check` of `synod/check`, which its first call loads; where there is no Node it rejects with SYN408.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n < 5 },
 * });
 * const { verdict, counterexamples } = await check(counter, { workers: 2 });
 * console.log(verdict.outcome, verdict.states.distinct); // violated 6
 * console.log(counterexamples[0]?.trace.steps.map(({ rule }) => rule)); // ["up", "up", "up", "up", "up"]
 * ```
 */
export async function check<
  P extends string,
  F extends string,
  Asked extends string = never,
  Under extends string = never,
>(
  model: Model<P, F>,
  options: CheckOptions<KnownName<Asked, PropertyName<NoInfer<P>>>, KnownName<Under, NoInfer<F> | "none">> = {},
): Promise<CheckResult> {
  checkCall(model, options);
  await standStill();
  return (await checker()).check(model, options);
}

/**
 * A crew of `size` threads, for several checks to share: started when a search is large enough to need them, for any
 * models whose module is known; with an address, for the model there, which must then be the one that is checked.
 * Whoever makes a crew closes it.
 *
 * @throws SynodError SYN212 for a size that is no integer from 1 to 256, or what is no address.
 *
 * @example
 * ```ts
 * const crew = threadCrew(4);
 * const lights = model({ state: { on: boolean }, rules: { toggle: { do: (s) => { s.on = !s.on; } } } });
 * try {
 *   for (const store of ["compact", "exact"] as const) await check(lights, { crew, store });
 * } finally {
 *   await crew.close();
 * }
 * ```
 */
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
    comeUp: async (helpers) => (await crew()).comeUp(helpers),
    takeTurns: async (tasks) => (await crew()).takeTurns(tasks),
    examine: async (examination) => (await crew()).examine(examination),
    makeRuns: async (search, tasks) => (await crew()).makeRuns(search, tasks),
    leave: async (search) => (await crew()).leave(search),
    close: async () => (await crew()).close(),
  };
}
