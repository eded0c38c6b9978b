/**
 * A trace of a model beside what it is of the abstract model of a link: which abstract step each step is, or that it is none
 * and leaves the abstract state as it is. The last one of a counterexample to the link is neither.
 */

import type { InterpretedState } from "../interpret/interpret.ts";
import { type Interpreter, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Link } from "../model/refinement/link.ts";
import { describeStep, instancesOf } from "../program/instances.ts";
import { type Change, diffStates } from "../state/diff.ts";
import { mappedBehaviour } from "./mapped-behaviour.ts";
import { plainCopy, type StateInTrace } from "./plain-copy.ts";

/** A step of a trace, as the abstract model has it. */
export interface AbstractStep {
  /** `step`: one of the abstract model; `stutter`: none, and its state stays as it is; `none`: its state changes, and no step of it does that. */
  readonly is: "step" | "stutter" | "none";
  /** Of a step: the rule, and what its bindings have; of anything else null. */
  readonly rule: string | null;
  readonly arguments: readonly (readonly [name: string, value: string])[];
  /** How many other steps of the abstract model lead to the same state. */
  readonly others: number;
  /** The abstract state that it leads to, and what changed. */
  readonly state: StateInTrace;
  readonly changes: readonly Change[];
}

/** What a trace is of the abstract model of a link. */
export interface AbstractLane {
  /** The name of the link: `voting`. */
  readonly link: string;
  /** What its model is called. */
  readonly model: string;
  /** What the initial state of the trace is there, and whether that is one of its initial states. */
  readonly initial: StateInTrace;
  readonly isInitial: boolean;
  /** One for each step of the trace. */
  readonly steps: readonly AbstractStep[];
}

export function abstractLane(
  link: Link<Model>,
  concrete: Interpreter,
  behaviour: readonly InterpretedState[],
): AbstractLane {
  const { model, interpreter, states } = mappedBehaviour(link, concrete, behaviour);
  const instances = instancesOf(model.rules);
  const first = states[0] as InterpretedState;
  const steps = states.slice(1).map((state, at): AbstractStep => {
    const before = states[at] as InterpretedState;
    const said = { state: plainCopy(state.plain), changes: diffStates(before.plain, state.plain) };
    if (state.text === before.text) return { is: "stutter", rule: null, arguments: [], others: 0, ...said };
    const matches = interpreter.successors(before).filter((next) => next.state.text === state.text);
    const [match] = matches;
    if (match === undefined) return { is: "none", rule: null, arguments: [], others: 0, ...said };
    const { rule, arguments: bound } = describeStep(instances, match.step, storedMembers(model.schema, before.stored));
    return { is: "step", rule, arguments: bound, others: matches.length - 1, ...said };
  });
  return {
    link: link.name,
    model: link.model.name ?? link.name,
    initial: plainCopy(first.plain),
    isInitial: isInitial(link.model, first),
    steps,
  };
}

function isInitial(model: Model, { text }: InterpretedState): boolean {
  for (const state of interpret(model).eachInitialState()) if (state.text === text) return true;
  return false;
}
