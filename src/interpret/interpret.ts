/**
 * The interpreter: a model run in the most obvious way, one state at a time, over plain JavaScript collections. A hundred
 * times slower than a compiled program and independent of it; counterexamples are replayed here before they are shown.
 */
import { runClosure } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { type ErrorDetails, isSynodError, synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { boundPredicates, type Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import type { Rule } from "../model/rule.ts";
import {
  bindingCodes,
  bindsByPosition,
  boundValues,
  instancesOf,
  limitInstances,
  ruleOfStep,
} from "../program/instances.ts";
import type { PlainState } from "../state/plain.ts";
import { eachInstance, membersPresent, storedMembers } from "./plain-instances.ts";
import { cloneState, plainState, type StoredState, storedText, zeroState } from "./plain-store.ts";
import { StoredView } from "./plain-view.ts";

/** A state of the interpreter; `text` is equal for equal states only. */
export interface InterpretedState {
  readonly stored: StoredState;
  readonly plain: PlainState;
  readonly text: string;
}

export interface Interpreter {
  /** Distinct initial states, made as they are asked for. */
  eachInitialState(): Iterable<InterpretedState>;
  initialStates(): InterpretedState[];
  /** The state that a combination of `init`'s bindings makes; null: there is no such one. */
  initialState(combination: number): InterpretedState | null;
  /** Every enabled step within the constraint and where it leads, in the order of steps; stuttering steps included. */
  successors(state: InterpretedState): { readonly step: number; readonly state: InterpretedState }[];
  /** Where a step leads, or null when it is not enabled or beyond the constraint. Throws what the model throws. */
  take(state: InterpretedState, step: number): InterpretedState | null;
  /** The same, whatever the constraint says. */
  takeUnbounded(state: InterpretedState, step: number): InterpretedState | null;
  /** The bounds of the constraint that a state is beyond; of two states, that the step from the one to the other is beyond. */
  crossed(state: InterpretedState, after?: InterpretedState): readonly Property[];
  /** Whether no step is enabled in a state, be it one beyond the constraint. */
  isTerminal(state: InterpretedState): boolean;
  /** A property's predicate; `after` for step properties. */
  holds(property: Property, state: InterpretedState, after: InterpretedState): boolean;
}

/** Instances of rules are kept with what they bind, so many of them. */
const KEPT_INSTANCES = 2 ** 14;

export function interpret(model: Model): Interpreter {
  const instances = instancesOf(model.rules);
  limitInstances(model.rules);

  const zero = zeroState(model.schema);
  const seen = (): Seen => ({ guard: new Turns(zero, false), effect: new Turns(zero, true) });
  const initially = seen();
  const rules = instances.rules.map(() => seen());
  const properties = new Map<string, { readonly before: Turns; readonly after: Turns }>();

  const known = new Map<number, Instance>();
  /** `state`: where values are told by their position in collections; null: they are the same in all states. */
  const boundOf = (rule: Rule, codes: readonly number[], state: StoredState | null): object | null => {
    if (state === null) return boundValues(rule, codes);
    // Where nothing is at a position there is nothing to bind.
    if (!membersPresent(model.schema, rule, codes, state)) return null;
    return boundValues(rule, codes, storedMembers(model.schema, state));
  };
  const instanceOf = (step: number, state: StoredState): Instance => {
    let instance = known.get(step);
    if (instance === undefined) {
      const at = ruleOfStep(instances, step);
      const rule = instances.rules[at] as Rule;
      const codes = bindingCodes(rule, step - (instances.first[at] as number));
      const isOfState = bindsByPosition(rule);
      const bound = boundOf(rule, codes, isOfState ? state : null);
      instance = { ...(rules[at] as Seen), rule, codes, bound };
      if (!isOfState && known.size < KEPT_INSTANCES) known.set(step, instance);
    }
    return instance;
  };

  const takeUnbounded = (state: InterpretedState, step: number): InterpretedState | null => {
    const { rule, codes, bound, guard, effect } = instanceOf(step, state.stored);
    if (bound === null || !membersPresent(model.schema, rule, codes, state.stored)) return null;
    if (!isEnabled(rule, guard.show(state.stored), bound)) return null;
    const next = cloneState(state.stored);
    perform(rule, effect.show(next), bound);
    return interpretedState(next);
  };

  const bounds = boundPredicates(model.bounds);
  const crossed = (state: InterpretedState, after: InterpretedState = state): readonly Property[] => {
    if (bounds.length === 0) return bounds;
    const isStep = after !== state;
    if (isStep && after.text === state.text) return [];
    return bounds.filter((bound) => isOfSteps(bound.kind) === isStep && !holds(bound, state, after));
  };
  const take = (state: InterpretedState, step: number): InterpretedState | null => {
    if (crossed(state).length > 0) return null;
    const next = takeUnbounded(state, step);
    return next === null || crossed(state, next).length > 0 ? null : next;
  };
  /** Every enabled step, whatever the constraint says. */
  const eachEnabled = (state: InterpretedState, each: (step: number, next: InterpretedState) => void): void => {
    for (const [at, rule] of instances.rules.entries()) {
      const first = instances.first[at] as number;
      eachInstance(model.schema, rule, state.stored, (index) => {
        const next = takeUnbounded(state, first + index);
        if (next !== null) each(first + index, next);
      });
    }
  };

  const combinations = instancesOf([model.initial]).total;
  const initialState = (combination: number): InterpretedState | null => {
    const { initial } = model;
    if (!(combination >= 0 && combination < combinations)) return null;
    const bound = boundValues(initial, bindingCodes(initial, combination));
    const made = zeroState(model.schema);
    perform(initial, initially.effect.show(made), bound);
    return isEnabled(initial, initially.guard.show(made), bound) ? interpretedState(made) : null;
  };
  function* eachInitialState(): Iterable<InterpretedState> {
    const met = new Set<string>();
    for (let combination = 0; combination < combinations; combination++) {
      const state = initialState(combination);
      if (state === null || met.has(state.text)) continue;
      met.add(state.text);
      yield state;
    }
  }

  return {
    take,
    takeUnbounded,
    crossed,
    isTerminal: (state) => {
      let isEnabled = false;
      eachEnabled(state, () => {
        isEnabled = true;
      });
      return !isEnabled;
    },
    initialState,
    eachInitialState,
    initialStates: () => [...eachInitialState()],
    successors: (state) => {
      const found: { step: number; state: InterpretedState }[] = [];
      if (crossed(state).length > 0) return found;
      eachEnabled(state, (step, next) => {
        if (crossed(state, next).length === 0) found.push({ step, state: next });
      });
      return found;
    },
    holds,
  };

  function holds(property: Property, state: InterpretedState, after: InterpretedState): boolean {
    let turns = properties.get(property.name);
    if (turns === undefined) {
      turns = { before: new Turns(zero, false), after: new Turns(zero, false) };
      properties.set(property.name, turns);
    }
    const before = turns.before.show(state.stored);
    const now = after.stored === state.stored ? before : turns.after.show(after.stored);
    const site = { subject: `property ${property.name}`, leases: [before.lease, now.lease] };
    const answer = threw("property-threw", { property: property.name }, () =>
      runClosure(site, property.predicate, before.view, isOfSteps(property.kind) ? now.view : undefined),
    );
    if (typeof answer === "boolean") return answer;
    throw synodError("bad-property", {
      property: property.name,
      problem: `it answered ${describe(answer)}, which is neither true nor false`,
      answered: describe(answer),
    });
  }
}

/** What is stored, as a state; what is not asked for is not made. */
export function interpretedState(stored: StoredState): InterpretedState {
  let plain: PlainState | null = null;
  let text: string | null = null;
  return {
    stored,
    get plain() {
      plain ??= plainState(stored);
      return plain;
    },
    get text() {
      text ??= storedText(stored);
      return text;
    },
  };
}

/** A rule instance, made ready to be tried in many states. */
interface Instance extends Seen {
  readonly rule: Rule;
  readonly codes: readonly number[];
  /** Null: nothing is where it is looked for. */
  readonly bound: object | null;
}

/** What a rule's closures are shown states by. */
interface Seen {
  readonly guard: Turns;
  readonly effect: Turns;
}

/**
 * Two views that take turns, so that one which a closure kept from its last run is not the one that it is handed in this,
 * and is refused.
 */
class Turns {
  #now: StoredView;
  #last: StoredView;

  constructor(zero: StoredState, writable: boolean) {
    this.#now = new StoredView(zero, writable);
    this.#last = new StoredView(zero, writable);
  }

  show(state: StoredState): StoredView {
    const turn = this.#last;
    this.#last = this.#now;
    this.#now = turn;
    turn.state = state;
    return turn;
  }
}

function perform(rule: Rule, { view, lease }: StoredView, bound: object): void {
  const site = { subject: `the effect of ${rule.name}`, leases: [lease], isEffect: true };
  threw("effect-threw", { rule: rule.name }, () => runClosure(site, rule.do, view, bound));
}

function isEnabled(rule: Rule, { view, lease }: StoredView, bound: object): boolean {
  const site = { subject: `the guard of ${rule.name}`, leases: [lease] };
  const answer = threw("guard-threw", { rule: rule.name }, () => runClosure(site, rule.when, view, bound));
  if (typeof answer === "boolean") return answer;
  throw synodError("bad-rule", {
    rule: rule.name,
    problem: `its guard answered ${describe(answer)}, which is neither true nor false`,
    answered: describe(answer),
  });
}

/** What a closure throws, as a coded error. */
function threw<I extends "guard-threw" | "effect-threw" | "property-threw", T>(
  id: I,
  details: ErrorDetails<I>,
  run: () => T,
): T {
  try {
    return run();
  } catch (error) {
    throw isSynodError(error) ? error : synodError(id, details, error);
  }
}
