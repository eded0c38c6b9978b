/**
 * A simulation from end to end: random runs, made by the calling thread and, where there is enough to do, by others; then
 * what the first of them came upon, shortened, and replayed by the interpreter before anybody sees it.
 */

import type { KnownName, PropertyName } from "../check/check-options.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { threadsFor } from "../check/threads.ts";
import { thrownAnew } from "../check/thrown-anew.ts";
import { compile } from "../compile/compile.ts";
import { asSynodError, isSynodError, type PlainError, synodError, toPlainError } from "../errors/errors.ts";
import type { Crew } from "../explore/crew.ts";
import { RandomRuns, type RunFinding, type RunsOrder } from "../explore/random-runs.ts";
import { newSearch } from "../explore/search-number.ts";
import { INTERRUPTED, processHalt } from "../halt.ts";
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import { Cuts } from "../model/cuts.ts";
import type { Model } from "../model/model.ts";
import { descentOf } from "../model/origin.ts";
import { type Property, propertyOfPredicate } from "../model/property.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import { type Program, UNREDUCED } from "../program/program.ts";
import type { StepList } from "../program/steps.ts";
import { thresholds } from "../thresholds.ts";
import { type Claim, unshown } from "../trace/claim.ts";
import { replay, statesAlong } from "../trace/replay.ts";
import { easiestOrder } from "../why/easiest.ts";
import { RunsTally } from "./runs-tally.ts";
import { shortened } from "./shorten.ts";
import { type SimulateOptions, type SimulationAsk, simulationAsked } from "./simulate-options.ts";
import type { SimulatedProperty, Simulation, SimulationResult } from "./simulation.ts";

/** About so long a thread makes runs before it is asked for them. */
const SHARE_MS = 300;
const PROGRESS_MS = 200;

/**
 * Takes random runs through a model, for what is too large to be checked, and judges every state and step on them: `always`
 * and `step` claims, deadlocks, and which `reachable` are reached. It finds mistakes, and never that there are none. What
 * comes out is the same for the same `seed`, for any number of workers. It rejects for what is asked wrongly: SYN212, SYN211,
 * SYN109, SYN106, SYN135 (a property over time that is asked for by name), and for a model that nothing can be said of
 * (SYN307, SYN210).
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n < 5 },
 * });
 * const { simulation, counterexamples } = await simulate(counter, { runs: 100, depth: 20, seed: 1 });
 * console.log(simulation.outcome, counterexamples[0]?.trace.steps.length); // violated 5
 * ```
 */
export async function simulate<P extends string, Asked extends string = never>(
  model: Model<P>,
  options: SimulateOptions<KnownName<Asked, PropertyName<NoInfer<P>>>> = {},
): Promise<SimulationResult> {
  const ask = simulationAsked(model, options);
  const started = performance.now();
  const program = compile(model);
  const tally = new RunsTally(program.instances.rules.length);
  const making = new Making(model, program, tally, ask, options, started);
  const stopped = await making.all();
  return concluded({ model, program, tally, ask, options, stopped, searchedBy: making.by, started });
}

/** Makes the runs; what ended them, where it was not a run. */
class Making {
  readonly #model: Model;
  readonly #tally: RunsTally;
  readonly #ask: SimulationAsk;
  readonly #options: SimulateOptions;
  readonly #started: number;
  readonly #runs: RandomRuns;
  readonly #stop = new SharedArrayBuffer(4);
  #told = 0;
  /** Threads that made runs, and why there are no more. */
  by: { readonly workers: number; readonly alone: PlainError | null } = { workers: 1, alone: null };

  constructor(
    model: Model,
    program: Program,
    tally: RunsTally,
    ask: SimulationAsk,
    options: SimulateOptions,
    started: number,
  ) {
    this.#model = model;
    this.#tally = tally;
    this.#ask = ask;
    this.#options = options;
    this.#started = started;
    this.#runs = new RandomRuns(program, () => this.#isTold());
  }

  async all(): Promise<"time" | "interrupted" | null> {
    const { runs } = this.#ask;
    const threads = threadsFor("simulate(...)", this.#options.crew, this.#options.workers);
    try {
      while (this.#goesOn()) {
        const left = this.#left();
        const isMuch = left >= thresholds.runsAloneMs && performance.now() - this.#started > thresholds.runsAloneMs;
        if (threads !== null && isMuch && this.by.alone === null) {
          const why = threads.missing(this.#model);
          if (why !== null) this.by = { workers: 1, alone: toPlainError(why) };
          else await this.#together(await threads.hire());
          continue;
        }
        this.#alone();
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await threads?.dismiss();
    }
    if (this.#tally.finding !== null || (runs !== null && this.#tally.runs >= runs)) return null;
    return this.#isTold() ? "interrupted" : "time";
  }

  /** Milliseconds that what is left to do may take the calling thread. */
  #left(): number {
    const { runs } = this.#ask;
    const spent = performance.now() - this.#started;
    const ofRuns = runs === null ? Number.POSITIVE_INFINITY : ((runs - this.#tally.runs) * spent) / this.#tally.runs;
    return Math.min(this.#timeLeft(), ofRuns);
  }

  #timeLeft(): number {
    const { timeMs } = this.#options;
    return timeMs === undefined ? Number.POSITIVE_INFINITY : this.#started + timeMs - performance.now();
  }

  #isTold(): boolean {
    return processHalt() !== null || this.#options.signal?.aborted === true;
  }

  #goesOn(): boolean {
    const { runs } = this.#ask;
    this.#tell();
    return (
      this.#tally.finding === null &&
      (runs === null || this.#tally.runs < runs) &&
      this.#timeLeft() > 0 &&
      !this.#isTold()
    );
  }

  #tell(): void {
    const { progress } = this.#options;
    const now = performance.now();
    if (progress === undefined || now - this.#told < PROGRESS_MS) return;
    this.#told = now;
    const { runs, steps, met } = this.#tally;
    try {
      progress({ runs, steps, distinct: met.count });
    } catch (error) {
      throw synodError("bad-config", { setting: "the option progress of simulate(...)", problem: "it threw" }, error);
    }
  }

  #orderFrom(first: number, most: number): RunsOrder {
    const { runs, seed, depth, judged } = this.#ask;
    const count = runs === null ? most : Math.min(most, runs - first);
    return { seed, first, count, depth, properties: judged };
  }

  #alone(): void {
    const first = this.#tally.runs;
    const until = performance.now() + Math.min(thresholds.sliceMs, this.#timeLeft());
    const cuts = new Cuts(this.#model);
    const report = cuts.during(() => this.#runs.make(this.#orderFrom(first, 2 ** 20), until));
    this.#tally.take(first, { report, lagsCut: cuts.any });
  }

  /** In rounds: each thread has runs that follow each other, and all are waited for. */
  async #together(crew: Crew): Promise<void> {
    const search = newSearch();
    const refusal = await crew.join({ search, model: this.#model, plan: UNREDUCED });
    if (refusal !== null) {
      this.by = { workers: 1, alone: toPlainError(asSynodError(refusal)) };
      return;
    }
    this.by = { workers: crew.size, alone: null };
    const stop = new Int32Array(this.#stop);
    // This thread waits for the others, and hears of signals meanwhile.
    const watch = setInterval(() => {
      this.#tell();
      if (this.#isTold() || this.#timeLeft() <= 0) Atomics.store(stop, 0, INTERRUPTED);
    }, thresholds.sliceMs);
    let share = Math.max(1, Math.ceil((SHARE_MS * this.#tally.runs) / (performance.now() - this.#started)));
    try {
      while (this.#goesOn()) {
        const began = performance.now();
        const firsts = Array.from({ length: crew.size }, (_, at) => this.#tally.runs + at * share);
        const orders = firsts.map((first) => this.#orderFrom(first, share)).filter(({ count }) => count > 0);
        const given = { forMs: Number.MAX_SAFE_INTEGER, stop: this.#stop };
        const answers = await crew.makeRuns(
          search,
          orders.map((order) => ({ order, ...given })),
        );
        for (const [at, done] of answers.entries()) this.#tally.take((orders[at] as RunsOrder).first, done);
        const tookMs = performance.now() - began;
        if (tookMs < SHARE_MS / 2) share = Math.min(2 ** 24, 2 * share);
        else if (tookMs > 2 * SHARE_MS) share = Math.max(1, Math.floor(share / 2));
      }
    } finally {
      clearInterval(watch);
      await crew.leave(search).catch(() => {});
    }
  }
}

interface Made {
  readonly model: Model;
  readonly program: Program;
  readonly tally: RunsTally;
  readonly ask: SimulationAsk;
  readonly options: SimulateOptions;
  readonly stopped: "time" | "interrupted" | null;
  readonly searchedBy: Making["by"];
  readonly started: number;
}

function concluded({ model, program, tally, ask, options, stopped, searchedBy, started }: Made): SimulationResult {
  const { finding } = tally;
  const found = finding === null ? null : counterexampleOf(model, program, finding);
  const isError = finding !== null && finding.error !== null;
  const descent = descentOf(model);
  const simulation: Simulation = {
    model: options.name ?? model.name ?? "model",
    parameters: options.parameters ?? descent?.parameters ?? {},
    defaults: descent?.defaults ?? {},
    mutant: options.mutant === undefined ? (descent?.mutant ?? null) : options.mutant,
    outcome: isError ? "error" : finding === null ? "no-violation" : "violated",
    ending: isError ? "error" : finding === null ? endingOf(ask, options, stopped) : "violation",
    seed: ask.seed,
    depth: ask.depth,
    runs: { asked: ask.runs, made: tally.runs },
    steps: tally.steps,
    lengths: lengthsOf(tally),
    endings: { ...tally.endings },
    states: { distinct: tally.met.count, isExact: tally.met.isExact },
    properties: ask.told.map((at) => propertyOf(model.properties[at] as Property, at, tally, ask)),
    coverage: model.rules.map(({ name: rule }, at) => ({
      rule,
      enabled: tally.enabled[at] as number,
      taken: tally.taken[at] as number,
    })),
    shortened: finding === null || found === null ? null : { from: finding.steps.length, to: found.list.steps.length },
    lagsCut: tally.lagsCut,
    ...searchedBy,
    wallMs: performance.now() - started,
    error: finding?.error ?? null,
  };
  return { simulation, counterexamples: found === null ? [] : [found] };
}

/** Who asks for nothing but a time has all that was asked for when it is up. */
function endingOf({ runs }: SimulationAsk, _: SimulateOptions, stopped: Made["stopped"]): Simulation["ending"] {
  if (stopped === null) return "runs";
  return stopped === "time" && runs === null ? "runs" : stopped;
}

function lengthsOf(tally: RunsTally): Simulation["lengths"] {
  const [least, quarter, median, threeQuarters, most] = [0, 0.25, 0.5, 0.75, 1].map((share) => tally.lengthAt(share));
  if (least == null || quarter == null || median == null || threeQuarters == null || most == null) return null;
  return { least, quarter, median, threeQuarters, most };
}

function propertyOf(
  { name, kind, family }: Property,
  at: number,
  { finding, witnesses }: RunsTally,
  { judged }: SimulationAsk,
): SimulatedProperty {
  const said = { name, ...(family !== undefined && { family: family.name }), kind };
  const nothing = { run: null, steps: null };
  if (!judged.includes(at)) return { ...said, outcome: "not-judged", ...nothing };
  if (isWitnessed(kind)) {
    const path = witnesses.get(at);
    if (path === undefined) return { ...said, outcome: "not-reached", ...nothing };
    return { ...said, outcome: "reached", run: path.run, steps: path.steps.length };
  }
  if (finding === null || finding.property !== at || finding.error !== null)
    return { ...said, outcome: "not-violated", ...nothing };
  return { ...said, outcome: "violated", run: finding.run, steps: finding.steps.length };
}

/**
 * What a run came upon, as the interpreter has it. Throws `impure-model` where its closures do something else by now, and
 * `internal` where they do not and the interpreter does not confirm it.
 */
function counterexampleOf(model: Model, program: Program, finding: RunFinding): Counterexample {
  const property = finding.property === null ? null : propertyOfPredicate(model, finding.property);
  const claim = claimOf(property, finding);
  const combination = program.initialStates().origin(finding.initial);
  const list = { initial: finding.initial, combination, steps: finding.steps };
  try {
    replay(model, list, claim);
    const short = { ...list, steps: shortened(model, list, claim) };
    const shown = { ...short, steps: easier(model, short, claim) };
    return {
      property: property?.name ?? null,
      claim: claim.kind,
      list: { initial: shown.initial, steps: shown.steps },
      trace: replay(model, shown, claim),
    };
  } catch (mismatch) {
    if (!isSynodError(mismatch)) throw mismatch;
    const anew = thrownAnew(mismatch);
    if (anew !== null) throw anew;
    if (mismatch.id !== "trace-mismatch") throw mismatch;
    throw synodError(
      "internal",
      { problem: `the interpreter does not confirm what a run came upon: ${mismatch.message}` },
      mismatch,
    );
  }
}

function claimOf(property: Property | null, { failing, error }: RunFinding): Claim {
  if (property === null) return { kind: "rule-throws", step: failing as number };
  return { kind: error === null ? "property" : "property-throws", property };
}

/** The same steps in the order that is easiest to read, as of a check. */
function easier(model: Model, list: StepList, claim: Claim): readonly number[] {
  const interpreter = interpret(model);
  const [start] = statesAlong(model, { ...list, steps: [] });
  const ends = (before: InterpretedState, last: InterpretedState) => {
    try {
      return unshown(model, interpreter, claim, before, last) === null;
    } catch {
      return false;
    }
  };
  return easiestOrder(model, start as InterpretedState, list.steps, { ends });
}
