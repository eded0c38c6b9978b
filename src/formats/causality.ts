/**
 * Whose steps a step needed: what is drawn as arrows between processes, and what vector clocks are made of. A step needs what
 * another wrote if it would not have been taken, or would have done something else, had that been left as it was in the
 * initial state; of several that would do (three promises, where two are enough) those written first are taken. So a step
 * that goes through a whole set of messages needs those that decide, not all that were ever sent.
 *
 * Which places are needed is found by putting them back, many at once: all that can go go together (as in delta debugging,
 * Zeller and Hildebrandt 2002). Law: put back everything that is said not to be needed, and the step does the same.
 */
import type { Code } from "../domain/coded.ts";
import { type InterpretedState, type Interpreter, interpret, interpretedState } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import { cloneState, type StoredState, storedText } from "../interpret/plain-store.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { bindsByPosition, type Instances, instancesOf, ruleOfStep, stepText } from "../program/instances.ts";
import { actorsOf } from "../trace/actors.ts";
import type { Lane } from "../trace/lanes.ts";
import { processKinds } from "../trace/process-kinds.ts";
import { type ReplayedList, statesAlong } from "../trace/replay.ts";
import { copyPlace, type StoredPlace, storedAt, writtenPlaces, writtenText } from "./places.ts";

/** What a step needed of an earlier one. */
export interface Needed {
  /** The number of the step that wrote it, from 1 on. */
  readonly step: number;
  /** What it wrote, in words. */
  readonly what: string;
}

export interface CausalStep {
  /** Index of the process, or whatever it is, that takes the step. */
  readonly host: number;
  /** The steps that it needed, one entry for each thing; earlier ones first. */
  readonly needs: readonly Needed[];
}

export interface Causality {
  /** Who takes steps, in the order in which they first do. */
  readonly hosts: readonly string[];
  readonly steps: readonly CausalStep[];
}

/** So often closures are run for a trace; what is not settled by then counts as needed. */
const MOST_RUNS = 20_000;

/** Throws `trace-mismatch`. `failing`: the step that throws in the last state, which has no effect to compare. */
export function causalityOf(model: Model, list: ReplayedList, failing: number | null = null): Causality {
  const states = statesAlong(model, list);
  const run = new Run(model, states);
  const hosts = hostsOf(model, states, failing === null ? list.steps : [...list.steps, failing]);
  const needs = list.steps.map((step, at) => run.needs(step, at));
  if (failing !== null) needs.push([]);
  return { hosts: hosts.names, steps: needs.map((each, at) => ({ host: hosts.ofStep[at] as number, needs: each })) };
}

/** Those who take steps, in the order in which they first do, by their lanes' names; and whose each step is. */
function hostsOf(model: Model, states: readonly InterpretedState[], steps: readonly number[]) {
  const subject = { model, interpreter: interpret(model), instances: instancesOf(model.rules) };
  const { lanes, of } = actorsOf(subject, steps, states, processKinds(model));
  const acting = [...new Set(of)];
  return { names: acting.map((lane) => (lanes[lane] as Lane).name), ofStep: of.map((lane) => acting.indexOf(lane)) };
}

/** Who wrote a place last. */
interface Writing {
  readonly place: StoredPlace;
  readonly step: number;
}

class Run {
  readonly #model: Model;
  readonly #states: readonly InterpretedState[];
  readonly #interpreter: Interpreter;
  readonly #instances: Instances;
  readonly #written = new Map<string, Writing>();
  /** Of sequences, by place: which step wrote each element; 0: it is there from the beginning. */
  readonly #elements = new Map<string, readonly number[]>();
  #left = MOST_RUNS;

  constructor(model: Model, states: readonly InterpretedState[]) {
    this.#model = model;
    this.#states = states;
    this.#interpreter = interpret(model);
    this.#instances = instancesOf(model.rules);
  }

  /** What step number `at + 1` needs. To be asked in order. */
  needs(step: number, at: number): Needed[] {
    const [before, after] = [this.#stateAt(at), this.#stateAt(at + 1)];
    const changed = writtenPlaces(before, after);
    const candidates = [...this.#written.values()].reverse();
    const needed = new Set<string>();
    const settled = new Trial(this, step, { before, after, changed, initial: this.#stateAt(0) });
    settled.shrink(
      candidates.map(({ place }) => place),
      needed,
    );
    const found = candidates
      .filter(({ place }) => needed.has(place.id))
      .flatMap(({ place, step: writer }) => {
        const what = writtenText(place, before);
        return this.#writersOf(place, before, after, writer).map((each) => ({ step: each, what }));
      });
    this.#note(changed, before, after, at + 1);
    return found.sort((one, other) => one.step - other.step);
  }

  /** Whoever takes from the head of a sequence needs who put it there, not who was there last. */
  #writersOf(place: StoredPlace, before: StoredState, after: StoredState, writer: number): number[] {
    const stored = storedAt(before, place);
    if (stored.kind !== "sequence") return [writer];
    const { taken, added } = movement(stored.codes, (storedAt(after, place) as typeof stored).codes);
    if (taken === 0 || added > 0) return [writer];
    const elements = this.#elements.get(place.id) ?? [];
    return [...new Set(elements.slice(0, taken).filter((each) => each > 0))];
  }

  #note(changed: readonly StoredPlace[], before: StoredState, after: StoredState, step: number): void {
    for (const place of changed) {
      const stored = storedAt(before, place);
      if (stored.kind === "sequence") {
        const { taken, added } = movement(stored.codes, (storedAt(after, place) as typeof stored).codes);
        const elements = this.#elements.get(place.id) ?? stored.codes.map(() => 0);
        this.#elements.set(place.id, [...elements.slice(taken), ...Array.from({ length: added }, () => step)]);
      }
      // Last is latest.
      this.#written.delete(place.id);
      this.#written.set(place.id, { place, step });
    }
  }

  #stateAt(at: number): StoredState {
    return (this.#states[at] as InterpretedState).stored;
  }

  /** Where a step leads from another state; null: it is not enabled there, throws, or there are no more runs. */
  take(stored: StoredState, step: number, from: StoredState): StoredState | null {
    if (this.#left === 0) return null;
    this.#left--;
    try {
      const there = this.#sameInstance(step, from, stored);
      return there === null ? null : (this.#interpreter.takeUnbounded(interpretedState(stored), there)?.stored ?? null);
    } catch {
      return null;
    }
  }

  /** What is told by its position in a collection may stand elsewhere in another state. */
  #sameInstance(step: number, from: StoredState, to: StoredState): number | null {
    const at = ruleOfStep(this.#instances, step);
    const rule = this.#instances.rules[at] as Rule;
    if (!bindsByPosition(rule)) return step;
    const { schema } = this.#model;
    const text = stepText(this.#instances, step, storedMembers(schema, from));
    let found: number | null = null;
    eachInstance(schema, rule, to, (index) => {
      const there = (this.#instances.first[at] as number) + index;
      if (found === null && stepText(this.#instances, there, storedMembers(schema, to)) === text) found = there;
    });
    return found;
  }
}

interface Taken {
  readonly before: StoredState;
  readonly after: StoredState;
  readonly changed: readonly StoredPlace[];
  readonly initial: StoredState;
}

/** One step, tried with more and more put back. */
class Trial {
  readonly #run: Run;
  readonly #step: number;
  readonly #taken: Taken;
  readonly #changed: ReadonlySet<string>;
  #state: StoredState;
  #back: readonly StoredPlace[] = [];

  constructor(run: Run, step: number, taken: Taken) {
    this.#run = run;
    this.#step = step;
    this.#taken = taken;
    this.#changed = new Set(taken.changed.map(({ id }) => id));
    this.#state = taken.before;
  }

  shrink(group: readonly StoredPlace[], needed: Set<string>): void {
    if (group.length === 0 || this.#putBack(group)) return;
    if (group.length === 1) {
      needed.add((group[0] as StoredPlace).id);
      return;
    }
    const half = Math.ceil(group.length / 2);
    this.shrink(group.slice(0, half), needed);
    this.shrink(group.slice(half), needed);
  }

  /** Puts places back for good if the step does the same then. */
  #putBack(group: readonly StoredPlace[]): boolean {
    const { before, after, initial } = this.#taken;
    const state = cloneState(this.#state);
    for (const place of group) copyPlace(place, initial, state);
    const there = this.#run.take(state, this.#step, before);
    if (there === null) return false;
    const back = [...this.#back, ...group];
    const expected = cloneState(after);
    for (const place of back) {
      if (!this.#changed.has(place.id)) copyPlace(place, initial, expected);
      else this.#expectAppended(place, state, expected);
    }
    if (storedText(there) !== storedText(expected)) return false;
    this.#state = state;
    this.#back = back;
    return true;
  }

  /** What is put at the end of a sequence is put there whatever is before it. */
  #expectAppended(place: StoredPlace, state: StoredState, expected: StoredState): void {
    const old = storedAt(this.#taken.before, place);
    if (old.kind !== "sequence") return;
    const now = storedAt(expected, place) as typeof old;
    const { taken, added } = movement(old.codes, (storedAt(this.#taken.after, place) as typeof old).codes);
    if (taken > 0) return;
    const tail = now.codes.slice(now.codes.length - added);
    now.codes.splice(0, now.codes.length, ...(storedAt(state, place) as typeof old).codes, ...tail);
  }
}

/** How a sequence became another: so many were taken from its head, and so many put at its end. The fewest that explain it. */
function movement(before: readonly Code[], after: readonly Code[]): { readonly taken: number; readonly added: number } {
  let taken = 0;
  const isRest = () => {
    const kept = before.length - taken;
    return kept <= after.length && before.slice(taken).every((code, at) => code === after[at]);
  };
  while (!isRest()) taken++;
  return { taken, added: after.length - (before.length - taken) };
}
