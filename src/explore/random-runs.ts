/**
 * Random runs of a program, judged as they go, for what is too large to be searched. A run takes at each state one of the
 * rules that can change something there, each as likely as any other, and of that rule one of its instances: as sample
 * behaviours do (trace/sample.ts), by the compiled program.
 *
 * Law: run `n` of a seed is the same whoever makes it. Which step is taken rests on hashes of the seed, the run, the place in
 * it, and the number of the step, of which the least is taken; so neither the order in which a program visits successors,
 * which follows from what it has learned, nor who made the runs before matters. What is reported of runs is sums over
 * them, and what the first of them found.
 */
import { isSynodError, type PlainError, toPlainError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import { firstBound, ofInitialStates } from "../model/property.ts";
import { isOfSteps, isShownBy, isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import { hashOf, mixedTag } from "../program/mixing.ts";
import { BEYOND, type Program, type Visitor } from "../program/program.ts";
import { HangWatch } from "./hang.ts";

/** Why a run goes no further. */
export const RUN_ENDINGS = ["depth", "terminal", "unchanging", "constraint", "finding"] as const;
export type RunEnding = (typeof RUN_ENDINGS)[number];

/** Which runs to make, and what to judge on them, as numbers of properties. */
export interface RunsOrder {
  readonly seed: number;
  /** The number of the first run, and how many there are from there on. */
  readonly first: number;
  readonly count: number;
  /** The most steps of a run. */
  readonly depth: number;
  readonly properties: readonly number[];
}

/** A run as integers: which initial state, then which steps. */
export interface RunPath {
  readonly run: number;
  readonly initial: number;
  readonly steps: readonly number[];
}

/** What a run came upon, at its end. */
export interface RunFinding extends RunPath {
  /** Null: a rule threw. */
  readonly property: number | null;
  /** The step that threw in the last state; null: none did. */
  readonly failing: number | null;
  readonly error: PlainError | null;
}

/** Of runs that were made to their ends; behind the first that came upon something there are none. */
export interface RunsReport {
  readonly runs: number;
  /** How many runs took so many steps: pairs, ascending. */
  readonly lengths: readonly (readonly [steps: number, runs: number])[];
  readonly endings: Readonly<Record<RunEnding, number>>;
  /** Per rule: instances that were enabled, over the states whose steps were looked at; steps that were taken. */
  readonly enabled: Float64Array;
  readonly taken: Float64Array;
  /** The fingerprints of all states on the runs, two words each, repetitions included. */
  readonly fingerprints: Int32Array;
  /** Per property that is to be witnessed, the first run that did. */
  readonly witnesses: readonly (RunPath & { readonly property: number })[];
  readonly finding: RunFinding | null;
}

/** What a thread is told of runs: for how long to make some, and a word that ends them at once when it is not 0. */
export interface RunsTask {
  readonly order: RunsOrder;
  readonly forMs: number;
  readonly stop: SharedArrayBuffer;
}

/** What it answers. */
export interface RunsDone {
  readonly report: RunsReport;
  /** Whether lags were cut off on the way, see Abstraction. */
  readonly lagsCut: boolean;
}

/** Steps between two looks at whether to stop. */
const STRETCH = 128;
/** Apart from places in a run, which are 0 and more. */
const START = -1;

export class RandomRuns implements Visitor {
  readonly #program: Program;
  readonly #isOver: () => boolean;
  readonly #watch: HangWatch;
  readonly #rules: number;
  #ofStates: readonly number[] = [];
  #ofSteps: readonly number[] = [];
  #toReach: number[] = [];
  #deadlock = -1;
  /** The successor that is chosen so far. */
  readonly #chosen: Int32Array;
  #low = 0;
  #high = 0;
  #step = -1;
  #rule = -1;
  #ruleRank = 0;
  #stepRank = 0;
  /** Of this place of this run. */
  #hash = 0;
  #failing: { readonly step: number; readonly error: Error } | null = null;
  /** Of the run that is made. */
  #steps: number[] = [];
  #taken: Float64Array;
  #fingerprints = new Words();

  /** `isOver`: whether to end in the midst of a run, which then counts as not made. */
  constructor(program: Program, isOver: () => boolean = () => false) {
    this.#program = program;
    this.#isOver = isOver;
    this.#watch = new HangWatch(program);
    this.#rules = program.instances.rules.length;
    this.#chosen = new Int32Array(program.words);
    this.#taken = new Float64Array(this.#rules);
    program.heed(() => (isOver() ? "interrupted" : null));
  }

  /**
   * Makes runs until `performance.now()` passes `until`, one at least; none when it is told to end. Throws what makes a model
   * one that nothing can be said of.
   */
  make({ seed, first, count, depth, properties }: RunsOrder, until: number): RunsReport {
    this.#begin(properties);
    const program = this.#program;
    const enabled = new Float64Array(this.#rules);
    const taken = new Float64Array(this.#rules);
    const lengths = new Map<number, number>();
    const endings: Record<RunEnding, number> = { depth: 0, terminal: 0, unchanging: 0, constraint: 0, finding: 0 };
    const witnesses: (RunPath & { readonly property: number })[] = [];
    let finding: RunFinding | null = null;
    let runs = 0;
    let kept = 0;
    while (runs < count && finding === null && (runs === 0 || performance.now() < until)) {
      program.enabled.fill(0);
      this.#taken.fill(0);
      const open = this.#toReach;
      const made = this.#run(seed, first + runs, depth);
      if (made === null) {
        this.#toReach = open;
        this.#fingerprints.length = kept;
        break;
      }
      runs++;
      kept = this.#fingerprints.length;
      for (let rule = 0; rule < this.#rules; rule++) {
        enabled[rule] = (enabled[rule] as number) + (program.enabled[rule] as number);
        taken[rule] = (taken[rule] as number) + (this.#taken[rule] as number);
      }
      const steps = this.#steps.length;
      lengths.set(steps, (lengths.get(steps) ?? 0) + 1);
      endings[made.ending]++;
      witnesses.push(...made.witnesses);
      finding = made.finding;
    }
    return {
      runs,
      lengths: [...lengths].sort(([one], [other]) => one - other),
      endings,
      enabled,
      taken,
      fingerprints: this.#fingerprints.copy(),
      witnesses,
      finding,
    };
  }

  #begin(properties: readonly number[]): void {
    const kind = (at: number): PropertyKind | undefined => this.#program.properties[at]?.kind;
    const ofStates = properties.filter((at) => isShownBy("state", kind(at)));
    this.#ofStates = ofStates.filter((at) => !isWitnessed(kind(at)));
    this.#toReach = ofStates.filter((at) => isWitnessed(kind(at)));
    this.#ofSteps = properties.filter((at) => isShownBy("step", kind(at)));
    this.#deadlock = properties.find((at) => isShownBy("end", kind(at))) ?? -1;
    this.#fingerprints.length = 0;
  }

  /** Null: it was told to end. */
  #run(seed: number, run: number, depth: number): MadeRun | null {
    const program = this.#program;
    const states = this.#watch.run(() => program.initialStates(), false);
    const own = hashOf(Int32Array.of(run), 0, 1, seed);
    const initial = Math.floor(((mixedTag(own ^ START) >>> 0) / 2 ** 32) * states.count);
    states.read(initial, this.#chosen);
    program.load(this.#chosen, 0);
    this.#steps = [];
    const made: Unfinished = { run, initial, own, depth, witnesses: [], finding: null, ending: null };
    try {
      while (made.ending === null) {
        if (this.#isOver()) return null;
        this.#watch.run(() => {
          for (let step = 0; step < STRETCH && made.ending === null; step++) made.ending = this.#advance(made);
        });
      }
    } catch (error) {
      if (error instanceof Halted) return null;
      throw error;
    }
    return { witnesses: made.witnesses, finding: made.finding, ending: made.ending };
  }

  /** Judges the current state and takes a step from it; what is answered is why there is none. */
  #advance(made: Unfinished): RunEnding | null {
    const program = this.#program;
    const { words, work } = program;
    this.#fingerprints.push(program.low, program.high);
    if (this.#isStateWrong(made) || (this.#steps.length === 0 && this.#isStartWrong(made))) return "finding";
    if (this.#steps.length >= made.depth) return "depth";
    this.#choose(made.own);
    const crossed = sumOf(program.crossed);
    let enabled: number;
    try {
      enabled = program.expand(this);
    } catch (error) {
      return this.#thrownByBound(made, error);
    }
    if (this.#failing !== null) {
      const { step, error } = this.#failing;
      return this.#note(made, { property: null, failing: step, error: plain(error) });
    }
    if (enabled === BEYOND) return "constraint";
    if (enabled === 0) return this.#deadlock >= 0 && this.#isWrong(made, this.#deadlock) ? "finding" : "terminal";
    if (this.#step === -1) return sumOf(program.crossed) > crossed ? "constraint" : "unchanging";
    this.#steps.push(this.#step);
    this.#taken[this.#rule] = (this.#taken[this.#rule] as number) + 1;
    if (this.#ofSteps.length > 0) {
      // The successor is current, and what it comes from the source: as while it is visited.
      for (let word = 0; word < words; word++) work[word] = this.#chosen[word] as number;
      if (this.#ofSteps.some((property) => this.#isWrong(made, property))) {
        this.#fingerprints.push(this.#low, this.#high);
        return "finding";
      }
    }
    program.resume(this.#chosen, 0, this.#low, this.#high);
    return null;
  }

  #choose(own: number): void {
    this.#hash = mixedTag(own ^ Math.imul(this.#steps.length + 1, 0x9e3779b1));
    this.#step = -1;
    this.#rule = -1;
    this.#failing = null;
  }

  /** A successor: see Visitor. */
  visit(step: number): void {
    const { rule, words, work, low, high } = this.#program;
    if (rule !== this.#rule) {
      const rank = mixedTag(this.#hash ^ ~rule) >>> 0;
      if (this.#step !== -1 && !isBefore(rank, rule, this.#ruleRank, this.#rule)) return;
      this.#rule = rule;
      this.#ruleRank = rank;
      this.#step = -1;
    }
    const rank = mixedTag(this.#hash ^ step) >>> 0;
    if (this.#step !== -1 && !isBefore(rank, step, this.#stepRank, this.#step)) return;
    this.#stepRank = rank;
    this.#step = step;
    this.#low = low;
    this.#high = high;
    for (let word = 0; word < words; word++) this.#chosen[word] = work[word] as number;
  }

  fail(step: number, error: Error): void {
    if (isSynodError(error, "impure-model")) throw error;
    if (this.#failing === null || step < this.#failing.step) this.#failing = { step, error };
  }

  #isStateWrong(made: Unfinished): boolean {
    for (const property of this.#ofStates) if (this.#isWrong(made, property)) return true;
    for (const property of this.#toReach) {
      const answer = this.#holds(made, property);
      if (answer === null) return true;
      if (!answer) continue;
      this.#toReach = this.#toReach.filter((each) => each !== property);
      const { run, initial } = made;
      made.witnesses.push({ property, run, initial, steps: [...this.#steps] });
    }
    return false;
  }

  /** What is said of initial states alone. */
  #isStartWrong(made: Unfinished): boolean {
    return ofInitialStates(this.#program.properties, this.#ofSteps).some(({ at, ask }) => this.#isWrong(made, at, ask));
  }

  /** Whether a property is false, or throws; which is noted. `ask`: the predicate that says so. */
  #isWrong(made: Unfinished, property: number, ask = property): boolean {
    const answer = this.#holds(made, property, ask);
    if (answer === false) this.#note(made, { property, failing: null, error: null });
    return answer !== true;
  }

  /** Null: it throws, which is noted. */
  #holds(made: Unfinished, property: number, ask = property): boolean | null {
    try {
      return this.#program.holds(ask);
    } catch (error) {
      if (isSynodError(error, "impure-model")) throw error;
      this.#note(made, { property, failing: null, error: plain(error) });
      return null;
    }
  }

  /** A bound on states that throws is the model's fault, where the run is; anything else is not to be gone on with. */
  #thrownByBound(made: Unfinished, thrown: unknown): RunEnding {
    const { predicates, bounds } = this.#program;
    if (thrown instanceof Halted || isSynodError(thrown, "impure-model")) throw thrown;
    const first = firstBound(predicates, bounds);
    for (const [at, { kind }] of bounds.entries())
      if (!isOfSteps(kind) && this.#holds(made, first + at) === null) return "finding";
    throw thrown;
  }

  #note(made: Unfinished, found: Pick<RunFinding, "property" | "failing" | "error">): "finding" {
    const { run, initial } = made;
    made.finding = { run, initial, steps: [...this.#steps], ...found };
    return "finding";
  }
}

interface MadeRun {
  readonly witnesses: readonly (RunPath & { readonly property: number })[];
  readonly finding: RunFinding | null;
  readonly ending: RunEnding;
}

interface Unfinished {
  readonly run: number;
  readonly initial: number;
  /** Of the seed and the run. */
  readonly own: number;
  readonly depth: number;
  readonly witnesses: (RunPath & { readonly property: number })[];
  finding: RunFinding | null;
  ending: RunEnding | null;
}

/** By rank, and by number where two have the same: an order of all. */
function isBefore(rank: number, number: number, otherRank: number, other: number): boolean {
  return rank < otherRank || (rank === otherRank && number < other);
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}

function plain(error: unknown): PlainError {
  return toPlainError(error);
}

/** Words that are many, and how many is not known before. */
class Words {
  length = 0;
  #array = new Int32Array(1024);

  push(one: number, other: number): void {
    if (this.length + 2 > this.#array.length) {
      const wider = new Int32Array(2 * this.#array.length);
      wider.set(this.#array);
      this.#array = wider;
    }
    this.#array[this.length++] = one;
    this.#array[this.length++] = other;
  }

  copy(): Int32Array {
    return this.#array.slice(0, this.length);
  }
}
