/**
 * A long behaviour that shows something, made shorter: cycles cut out, then steps left out, many at first and fewer later
 * (the scheme of Zeller and Hildebrandt's delta debugging, 2002), as long as what is left still shows it. What is answered is
 * a behaviour of the model, taken by the interpreter, and no single step of it can be left out, unless the budget ended. It
 * need not be a shortest one: other steps may lead there sooner. Determined by the model and the steps alone: the budget
 * counts steps that are tried, not time.
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { StepList } from "../program/steps.ts";
import { type Claim, unshown } from "../trace/claim.ts";
import { statesAlong } from "../trace/replay.ts";

/** So many steps are tried, all told: a few seconds. */
const TRIED = 100_000;

/** The steps that are left. Throws `trace-mismatch` for a list that is no behaviour of the model. */
export function shortened(model: Model, list: StepList, claim: Claim, budget = TRIED): readonly number[] {
  const [start] = statesAlong(model, { ...list, steps: [] });
  const trials = new Trials(model, start as InterpretedState, claim, budget);
  let steps: readonly number[] = trials.without(list.steps, 0, 0) ?? list.steps;
  steps = trials.withoutCycles(steps);
  for (let size = Math.ceil(steps.length / 2); size >= 1 && !trials.areOver; ) {
    let isShorter = false;
    // From the end: what comes last is nearest to what is shown, and what leads nowhere before it goes in larger pieces.
    for (let from = steps.length - size; from > -size && !trials.areOver; from -= size) {
      const left = trials.without(steps, Math.max(0, from), from + size);
      if (left === null || left.length >= steps.length) continue;
      steps = left;
      isShorter = true;
      from = Math.min(from, steps.length);
    }
    if (size > 1) size = Math.min(Math.ceil(size / 2), Math.max(1, steps.length));
    else if (!isShorter) break;
  }
  return steps;
}

class Trials {
  readonly #interpreter: ReturnType<typeof interpret>;
  readonly #model: Model;
  readonly #start: InterpretedState;
  readonly #claim: Claim;
  #left: number;

  constructor(model: Model, start: InterpretedState, claim: Claim, budget: number) {
    this.#interpreter = interpret(model);
    this.#model = model;
    this.#start = start;
    this.#claim = claim;
    this.#left = budget;
  }

  get areOver(): boolean {
    return this.#left <= 0;
  }

  /**
   * The steps without those from `first` to `end` - 1, and without those that are not enabled then, up to where it is shown;
   * null: it is not.
   */
  without(steps: readonly number[], first: number, end: number): readonly number[] | null {
    const taken: number[] = [];
    let before = this.#start;
    let state = this.#start;
    if (this.#isShown(undefined, state)) return taken;
    for (let at = 0; at < steps.length; at++) {
      if (at >= first && at < end) continue;
      if (this.#left-- <= 0) return null;
      const step = steps[at] as number;
      const next = this.#taken(state, step);
      // What changes nothing is left out, too.
      if (next === null || next.text === state.text) continue;
      before = state;
      state = next;
      taken.push(step);
      if (this.#isShown(before, state)) return taken;
    }
    return null;
  }

  /** What leads from a state back to it is left out. */
  withoutCycles(steps: readonly number[]): readonly number[] {
    const kept: number[] = [];
    const at = new Map<string, number>([[this.#start.text, 0]]);
    const texts = [this.#start.text];
    let state = this.#start;
    for (const step of steps) {
      const next = this.#taken(state, step);
      if (next === null) return steps;
      state = next;
      kept.push(step);
      texts.push(state.text);
      const met = at.get(state.text);
      if (met !== undefined) {
        for (const text of texts.splice(met + 1)) if (text !== state.text) at.delete(text);
        kept.splice(met);
      } else at.set(state.text, kept.length);
    }
    return this.without(kept, 0, 0) ?? steps;
  }

  #taken(state: InterpretedState, step: number): InterpretedState | null {
    try {
      return this.#interpreter.take(state, step);
    } catch {
      return null;
    }
  }

  #isShown(before: InterpretedState | undefined, last: InterpretedState): boolean {
    try {
      return unshown(this.#model, this.#interpreter, this.#claim, before, last) === null;
    } catch {
      return false;
    }
  }
}
