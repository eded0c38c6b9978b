/**
 * A search of its own for small state spaces: the interpreter, breadth first, keys as text, nothing left out. Every count
 * that a search reports has to come out again: states, levels, enabled instances, steps that lead deeper, terminal states.
 * The rules' instances are tried in reverse, so that closures which depend on the order answer differently.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Program } from "../program/program.ts";
import { Disagreement } from "./disagreement.ts";
import type { Examiner } from "./examiner.ts";
import type { InterpretedRun } from "./interpreted-run.ts";
import { isBeyond } from "./run.ts";
import type { StandIns } from "./stand-ins.ts";

/** What the search says; of a smaller one under a reduction, what it says of the whole. */
export interface Counts {
  /** Each null: not known under the reduction in force. */
  readonly distinct: number | null;
  readonly levels: readonly number[] | null;
  readonly depth: number | null;
  readonly generated: number | null;
  readonly terminal: number | null;
  readonly enabled: ArrayLike<number> | null;
  readonly deeper: ArrayLike<number> | null;
  readonly crossed: ArrayLike<number> | null;
}

export class OwnSearch {
  readonly #run: InterpretedRun;
  readonly #examiner: Examiner;
  /** By text, with its level. */
  readonly #found = new Map<string, { readonly state: InterpretedState; readonly level: number }>();
  readonly #queue: InterpretedState[] = [];
  readonly #levels: number[] = [];
  readonly #isKept: () => boolean;
  readonly #enabled: Float64Array;
  readonly #deeper: Float64Array;
  readonly #crossed: Float64Array;
  #initial = 0;
  #terminal = 0;
  #at = 0;

  /** The examiner's run is the same. `isKept`: whether the state that it has loaded is one of the visited set's own. */
  constructor(run: InterpretedRun, examiner: Examiner, program: Program, isKept: () => boolean) {
    this.#isKept = isKept;
    this.#run = run;
    this.#examiner = examiner;
    this.#enabled = new Float64Array(program.instances.rules.length);
    this.#deeper = new Float64Array(program.instances.rules.length);
    this.#crossed = new Float64Array(program.crossed.length);
  }

  /** An initial state; all of them before the first is expanded. */
  begin(state: InterpretedState): void {
    this.#reach(state, 0);
    this.#initial = this.#queue.length;
  }

  /** States found so far, in the order in which they were. */
  get states(): readonly InterpretedState[] {
    return this.#queue;
  }

  /** Expands and examines the next state; false: there is none. Throws a Disagreement. */
  advance(): boolean {
    const state = this.#queue[this.#at];
    if (state === undefined) return false;
    this.#at++;
    const { level } = this.#found.get(state.text) as { level: number };
    let total = 0;
    this.#run.loadInterpreted(state);
    this.#examiner.examineLoaded(this.#isKept(), (rule) => {
      const { next } = this.#run;
      total++;
      this.#enabled[rule] = (this.#enabled[rule] as number) + 1;
      const known = this.#found.get(next.text)?.level ?? level + 1;
      if (known === level + 1) this.#deeper[rule] = (this.#deeper[rule] as number) + 1;
      this.#reach(next, level + 1);
    });
    const { crossed } = this.#run;
    crossed.forEach((count, at) => {
      this.#crossed[at] = (this.#crossed[at] as number) + count;
    });
    if (total === 0 && !isBeyond(this.#run)) this.#terminal++;
    return true;
  }

  /** Throws a Disagreement where a count differs from what the search says. */
  compare(counts: Counts, rules: readonly string[]): void {
    const sum = (each: Float64Array) => each.reduce((total, count) => total + count, 0);
    this.#agree("distinct states", counts.distinct, this.#queue.length);
    this.#agree("depth", counts.depth, this.#levels.length - 1);
    counts.levels?.forEach((count, level) => {
      this.#agree(`states at depth ${level}`, count, this.#levels[level] ?? 0);
    });
    rules.forEach((rule, at) => {
      this.#agree(`enabled instances of ${rule}`, counts.enabled?.[at] ?? null, this.#enabled[at] as number);
      this.#agree(`steps of ${rule} to a new state`, counts.deeper?.[at] ?? null, this.#deeper[at] as number);
    });
    this.#agree("generated states", counts.generated, this.#initial + sum(this.#enabled));
    this.#crossed.forEach((count, at) => {
      this.#agree("states or steps beyond the constraint", counts.crossed?.[at] ?? null, count);
    });
    this.#agree("terminal states", counts.terminal, this.#terminal);
  }

  /** The states of the visited set, by text, that stand for what was found. */
  standIns(standIns: StandIns): Set<string> {
    const target = new Int32Array(standIns.words);
    return new Set(
      this.#queue.map((state) => {
        standIns.of(this.#run.packed(state), 0, target);
        return target.join();
      }),
    );
  }

  #agree(subject: string, said: number | null, counted: number): void {
    if (said === null || said === counted) return;
    throw new Disagreement({
      state: null,
      subject: `the number of ${subject}`,
      search: `${said}`,
      judge: "the interpreter, searching on its own,",
      finds: `${counted}`,
    });
  }

  #reach(state: InterpretedState, level: number): void {
    if (this.#found.has(state.text)) return;
    this.#found.set(state.text, { state, level });
    this.#queue.push(state);
    this.#levels[level] = (this.#levels[level] ?? 0) + 1;
  }
}
