/** The interpreter as a judge of packed states: it gets them as plain data and hands back where their steps lead. */

import { type Halt, heed, neverHalt } from "../halt.ts";
import { type InterpretedState, type Interpreter, interpret, interpretedState } from "../interpret/interpret.ts";
import { eachInstance } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { allPredicates, type Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { Rule } from "../model/rule.ts";
import { type Instances, instancesOf } from "../program/instances.ts";
import type { Layout } from "../state/layout.ts";
import { Crossing } from "./crossing.ts";
import { HEEDED, type Run } from "./run.ts";
import { packStored, storedOf } from "./stored-words.ts";

export class InterpretedRun implements Run {
  readonly name = "the interpreter";
  readonly source: Int32Array;
  readonly after: Int32Array;
  readonly #model: Model;
  readonly #layout: Layout;
  readonly #interpreter: Interpreter;
  readonly #instances: Instances;
  readonly #reverse: boolean;
  readonly #halt: Halt;
  #tried = 0;
  #state!: InterpretedState;
  #next!: InterpretedState;
  readonly #predicates: readonly Property[];
  readonly #crossing: Crossing;

  constructor(model: Model, layout: Layout, reverse = false, halt: Halt = neverHalt) {
    this.#model = model;
    this.#halt = halt;
    this.#layout = layout;
    this.#reverse = reverse;
    this.#interpreter = interpret(model);
    this.#instances = instancesOf(model.rules);
    this.#predicates = allPredicates(model);
    this.#crossing = new Crossing(this, model);
    this.source = new Int32Array(layout.words);
    this.after = new Int32Array(layout.words);
  }

  *initialStates(): Iterable<Int32Array | null> {
    for (const state of this.interpretedInitialStates()) yield state === null ? null : this.packed(state);
  }

  /** As `initialStates`, and for as long as one likes. */
  *interpretedInitialStates(): Iterable<InterpretedState | null> {
    const count = instancesOf([this.#model.initial]).total;
    for (let combination = 0; combination < count; combination++) yield this.#interpreter.initialState(combination);
  }

  load(states: Int32Array, offset: number): void {
    this.source.set(states.subarray(offset, offset + this.source.length));
    this.#state = interpretedState(storedOf(this.#layout, states, offset));
  }

  /** The same of a state that the interpreter made. */
  loadInterpreted(state: InterpretedState): void {
    this.#state = state;
    packStored(this.#layout, state.stored, this.source);
  }

  /** Where the step that is being taken leads, as the interpreter has it. */
  get next(): InterpretedState {
    return this.#next;
  }

  /** A state packed, valid until the next call. */
  packed(state: InterpretedState): Int32Array {
    packStored(this.#layout, state.stored, this.after);
    return this.after;
  }

  get crossed(): Float64Array {
    return this.#crossing.crossed;
  }

  steps(take: (step: number, rule: number) => void): void {
    if (this.#crossing.ofState()) return;
    const { rules, first } = this.#instances;
    const before = this.#state;
    for (let nth = 0; nth < rules.length; nth++) {
      const at = this.#reverse ? rules.length - 1 - nth : nth;
      const indices: number[] = [];
      eachInstance(this.#model.schema, rules[at] as Rule, before.stored, (index) => indices.push(index));
      for (const index of this.#reverse ? indices.reverse() : indices) {
        if (++this.#tried % HEEDED === 0) heed(this.#halt);
        const step = (first[at] as number) + index;
        const next = this.#interpreter.takeUnbounded(before, step);
        if (next === null) continue;
        this.#next = next;
        if (this.#crossing.asksSteps && next.text !== before.text && this.#crossing.ofStep()) this.#next = before;
        packStored(this.#layout, this.#next.stored, this.after);
        take(step, at);
      }
    }
  }

  holds(predicate: number): boolean {
    const asked = this.#predicates[predicate] as Property;
    return this.#interpreter.holds(asked, this.#state, isOfSteps(asked.kind) ? this.#next : this.#state);
  }
}
