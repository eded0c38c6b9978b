/**
 * The interpreter: a model run in the most obvious way, one state at a time, over plain JavaScript collections. A hundred
 * times slower than a compiled program and independent of it; counterexamples are replayed here before they are shown.
 */
import { type Lease, newLease, runClosure } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, synodError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import type { Rule } from "../model/rule.ts";
import type { PlainState } from "../state/plain.ts";
import { bindingCodes, boundValues, instancesOf, limitInstances, ruleOfStep } from "./instances.ts";
import { eachInstance, membersPresent } from "./plain-instances.ts";
import { cloneState, plainState, type StoredState, storedText, viewStored, zeroState } from "./plain-store.ts";

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
  /** Every enabled step and where it leads, in the order of steps; stuttering steps included. */
  successors(state: InterpretedState): { readonly step: number; readonly state: InterpretedState }[];
  /** Where a step leads, or null when it is not enabled. Throws what the model throws. */
  take(state: InterpretedState, step: number): InterpretedState | null;
  /** A property's predicate; `after` for step properties. */
  holds(property: Property, state: InterpretedState, after: InterpretedState): boolean;
}

export function interpret(model: Model): Interpreter {
  const instances = instancesOf(model.rules);
  limitInstances(model.rules);

  // A state is looked at by many guards, one after the other.
  let last: Look | null = null;
  const lookAt = (stored: StoredState): Look => {
    if (last?.stored !== stored) last = newLook(stored);
    return last;
  };

  const take = (state: InterpretedState, step: number): InterpretedState | null => {
    const at = ruleOfStep(instances, step);
    const rule = instances.rules[at] as Rule;
    const codes = bindingCodes(rule, step - (instances.first[at] as number));
    if (!membersPresent(model.schema, rule, codes, state.stored)) return null;
    const bound = boundValues(rule, codes);
    if (!isEnabled(rule, lookAt(state.stored), bound)) return null;
    const draft = cloneState(state.stored);
    perform(rule, draft, bound);
    return interpretedState(draft);
  };

  const combinations = instancesOf([model.initial]).total;
  const initialState = (combination: number): InterpretedState | null => {
    const { initial } = model;
    if (!(combination >= 0 && combination < combinations)) return null;
    const bound = boundValues(initial, bindingCodes(initial, combination));
    const draft = zeroState(model.schema);
    perform(initial, draft, bound);
    return isEnabled(initial, lookAt(draft), bound) ? interpretedState(draft) : null;
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
    initialState,
    eachInitialState,
    initialStates: () => [...eachInitialState()],
    successors: (state) => {
      const found: { step: number; state: InterpretedState }[] = [];
      for (const [at, rule] of instances.rules.entries()) {
        const first = instances.first[at] as number;
        eachInstance(model.schema, rule, state.stored, (index) => {
          const next = take(state, first + index);
          if (next !== null) found.push({ step: first + index, state: next });
        });
      }
      return found;
    },
    holds: (property, state, after) => {
      const before = lookAt(state.stored);
      // What is behind a step is looked at anew: what was kept of that must not be lent again as what is before the next.
      const now = after.stored === state.stored ? before : newLook(after.stored);
      const site = { subject: `property ${property.name}`, leases: [before.lease, now.lease] };
      const answer = runClosure(site, property.predicate, before.view, now.view);
      if (typeof answer === "boolean") return answer;
      throw synodError("bad-property", {
        property: property.name,
        problem: `it answered ${describe(answer)}, which is neither true nor false`,
        answered: describe(answer),
      });
    },
  };
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

function perform(rule: Rule, draft: StoredState, bound: object): void {
  const lease = newLease();
  const site = { subject: `the effect of ${rule.name}`, leases: [lease], isEffect: true };
  coded("effect-threw", rule, () => runClosure(site, rule.do, viewStored(draft, true, lease), bound));
}

/** A view of a state that nothing changes any more. */
interface Look {
  readonly stored: StoredState;
  readonly view: object;
  readonly lease: Lease;
}

function newLook(stored: StoredState): Look {
  const lease = newLease();
  return { stored, lease, view: viewStored(stored, false, lease) };
}

function isEnabled(rule: Rule, { view, lease }: Look, bound: object): boolean {
  const site = { subject: `the guard of ${rule.name}`, leases: [lease] };
  const answer = coded("guard-threw", rule, () => runClosure(site, rule.when, view, bound));
  if (typeof answer === "boolean") return answer;
  throw synodError("bad-rule", {
    rule: rule.name,
    problem: `its guard answered ${describe(answer)}, which is neither true nor false`,
    answered: describe(answer),
  });
}

function coded<T>(id: "guard-threw" | "effect-threw", rule: Rule, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw isSynodError(error) ? error : synodError(id, { rule: rule.name }, error);
  }
}
