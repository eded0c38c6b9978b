/** A check from end to end, and again without what its search was refused. */
import type { Keeper } from "../checkpoint/wishes.ts";
import { asSynodError, type ErrorDetails, type PlainError, synodError } from "../errors/errors.ts";
import { bePatient } from "../explore/hang.ts";
import { Help } from "../explore/help.ts";
import type { Model } from "../model/model.ts";
import { standStill } from "../model/origin.ts";
import { REDUCTIONS } from "../reduce/table.ts";
import type { DroppedReduction, Warning } from "../verify/verdict.ts";
import type { Searchers } from "./ask.ts";
import { type CheckOptions, checkCall, type KnownName, type PropertyName } from "./check-options.ts";
import type { CheckResult } from "./check-result.ts";
import { keeperFor } from "./keep.ts";
import { heard, listening } from "./listening.ts";
import { searchOnce } from "./search-once.ts";
import { type Threads, threadsFor } from "./threads.ts";

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
  const started = performance.now();
  const threads = threadsFor("check(...)", options.crew, options.workers);
  const told = listening(options);
  let keeper: Keeper | null = null;
  try {
    keeper = await keeperFor(options);
    const result = await checkWith(threads, model, { ...options, ...told.options, keeper }, started);
    told.complain();
    if (options.decided !== undefined) heard("decided", options.decided)(result);
    return result;
  } catch (error) {
    throw asSynodError(error);
  } finally {
    await keeper?.close();
    await threads?.dismiss();
  }
}

/** How many times as long a slice of the search may take that is made again since one seemed to hang. */
const MORE_PATIENCE = 10;

/** Searches again without what an earlier search was refused. */
async function checkWith(
  threads: Threads | null,
  model: Model,
  options: CheckOptions & Pick<Searchers, "keeper">,
  started: number,
): Promise<CheckResult> {
  const refused: DroppedReduction[] = [...(options.keeper?.refused ?? [])];
  // A function of its own for each check: what one gives up on (model-anew.ts), the next one tries.
  const { again: make } = options;
  const asked = { ...options, ...(make !== undefined && { again: () => make() }) };
  let again = 0;
  /** What a search found whose counterexamples may be longer than necessary. */
  let longer: CheckResult | null = null;
  for (;;) {
    bePatient(MORE_PATIENCE ** again);
    const missing = threads === null ? null : threads.missing(model);
    const help = threads === null || missing !== null ? null : new Help(threads.size, model, threads.hire);
    const result = await searchOnce(refused, model, { ...asked, help, missing }, started).finally(() => help?.leave());
    const { error, outcome, reductions } = result.verdict;
    if (error?.id === "reduction-refused") {
      const { reduction, problem } = error.details as ErrorDetails<"reduction-refused">;
      refused.push({ reduction, reason: problem });
    } else if (error?.id === "endless-closure" && isUnsure(error) && ++again < 3) {
      // It was the process that stood still, or closures that take long: nothing that was found can be relied on.
    } else if (options.shortest && outcome === "violated" && lengthening(reductions).length > 0) {
      longer = result;
      const reason = "a shortest counterexample was asked for, and there is one";
      for (const reduction of lengthening(reductions)) refused.push({ reduction, reason });
    } else return longer === null ? result : shortestOf(longer, result, options.keepGoing === true);
  }
}

/** Those of the reductions in force that do not keep lengths. */
function lengthening(inForce: readonly string[]): string[] {
  return REDUCTIONS.filter(({ name, keeps }) => inForce.includes(name) && !keeps.lengths).map(({ name }) => name);
}

/**
 * What a search without partial order says of what one with it found: no limit that it comes to takes that back, of none of
 * several properties where it was to go on, nor does a thread that died.
 */
function shortestOf(longer: CheckResult, { verdict, counterexamples }: CheckResult, isForAll: boolean): CheckResult {
  const outcomes = new Map(verdict.properties.map(({ name, outcome }) => [name, outcome]));
  const violated = longer.verdict.properties.filter(({ outcome }) => outcome === "violated");
  const contradicted = violated.find(({ name }) => verdict.complete && outcomes.get(name) === "holds");
  if (contradicted !== undefined) {
    const problem = `${contradicted.name} is violated with partial order, and holds without it`;
    throw synodError("internal", { problem });
  }
  const isLost = isForAll && violated.some(({ name }) => outcomes.get(name) !== "violated");
  const isCut = verdict.outcome === "undecided" || (verdict.outcome === "violated" && isLost);
  if (!isCut && verdict.error?.id !== "worker-died") return { verdict, counterexamples };
  const { wallMs, peakRssBytes } = verdict;
  const warnings = [...longer.verdict.warnings, NOT_SHORTEST];
  return { ...longer, verdict: { ...longer.verdict, wallMs, peakRssBytes, warnings } };
}

const NOT_SHORTEST: Warning = {
  kind: "not-shortest",
  subject: "partial-order",
  message:
    "a counterexample may have more steps than necessary: the search without this reduction, for a shortest one, did not come to an end",
};

function isUnsure(error: PlainError): boolean {
  return (error.details as ErrorDetails<"endless-closure">).isSure === false;
}
