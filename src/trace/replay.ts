/** Turns a list of steps into a trace by running the interpreter, which knows nothing of the engine that found it. */
import { describe } from "../domain/composites.ts";
import { type SynodError, synodError } from "../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import { namedPartsOf } from "../model/conjunction.ts";
import type { Model } from "../model/model.ts";
import { boundPredicates, type Property } from "../model/property.ts";
import { isOfSteps, PROPERTY_KINDS } from "../model/property-kinds.ts";
import { describeStep, type Instances, instancesOf, type MemberAt, stepText } from "../program/instances.ts";
import type { StepList } from "../program/steps.ts";
import { diffStates } from "../state/diff.ts";
import { abstractLane } from "./abstract-lane.ts";
import { type Claim, throws, unshown } from "./claim.ts";
import { linkOf } from "./mapped-behaviour.ts";
import { plainCopy } from "./plain-copy.ts";
import { ShownProcesses } from "./shown-processes.ts";
import type { Trace, TraceStep } from "./trace.ts";

/** A replayed list: the states it goes through, and its steps as a person reads them. */
interface Followed {
  readonly states: readonly InterpretedState[];
  readonly steps: readonly TraceStep[];
  readonly interpreter: Interpreter;
  readonly bounds: readonly Property[];
  readonly instances: Instances;
  readonly processes: ShownProcesses;
  /** What is where in a state. */
  readonly membersOf: (state: InterpretedState) => MemberAt;
  readonly mismatch: (step: number, problem: string) => SynodError;
}

/**
 * Replays steps and checks the claim on the states they lead to. Throws `trace-mismatch` when a step is not enabled where
 * the list takes it, or the claim is not true at the end: never shows what the model does not do. Of a lasso it is
 * checked that it closes; what it says about a property over time is confirmed where it is found (check/temporal.ts).
 */
export function replay(model: Model, list: StepList, claim: Claim): Trace {
  const followed = follow(model, list);
  const { states, steps, interpreter, mismatch } = followed;
  const problem = unshown(model, interpreter, claim, states.at(-2), states.at(-1) as InterpretedState);
  if (problem !== null) throw mismatch(steps.length + (claim.kind === "rule-throws" ? 1 : 0), problem);
  switch (claim.kind) {
    case "rule-throws":
      return { ...traceOf(followed), failing: failingStep(followed, claim.step) };
    case "property-throws":
      return traceOf(followed);
    case "property":
      return {
        ...closeLoop(followed, list.loop ?? null, []),
        ...falseParts(followed, claim.property),
        ...abstractly(model, followed, claim.property),
      };
  }
}

/**
 * For what a claim about states or steps is false, where it says what it is about. A part that throws is not among it: its
 * claim asks for no part behind one that is false.
 */
function falseParts({ states, interpreter }: Followed, property: Property): Pick<Trace, "falseFor"> {
  const parts = namedPartsOf(property.predicate);
  const { shownBy, seeks } = PROPERTY_KINDS[property.kind];
  const isFalseThere = (shownBy === "state" || shownBy === "step") && seeks === "counterexample";
  if (!isFalseThere || parts.length < 2) return {};
  const last = states.at(-1) as InterpretedState;
  const before = shownBy === "step" ? (states.at(-2) ?? last) : last;
  const isFalse = (predicate: Property["predicate"]) => {
    try {
      return !interpreter.holds({ ...property, predicate }, before, last);
    } catch {
      return false;
    }
  };
  const broken = parts.filter(({ predicate }) => isFalse(predicate));
  const values = broken.map((part) => part.values.map(describe).join(", "));
  return { falseFor: { values, of: parts.length } };
}

/** Of a claim that a link makes, what the trace is of the abstract model. */
function abstractly(model: Model, { states, interpreter }: Followed, property: Property): Pick<Trace, "abstract"> {
  const link = linkOf(model, property);
  return link === undefined ? {} : { abstract: abstractLane(link, interpreter, states) };
}

/** A list, and the choice of values that makes its initial state, if that is known. */
export type ReplayedList = Parameters<typeof follow>[1];

/** The states that a list goes through. Throws `trace-mismatch`. */
export function statesAlong(model: Model, list: ReplayedList): readonly InterpretedState[] {
  return follow(model, list).states;
}

/** Replays steps that are to show nothing in particular. */
export function replayWalk(model: Model, list: StepList): Trace {
  return traceOf(follow(model, list));
}

/** Replays a behaviour that goes on for ever; `fairness` says why it is fair. */
export function replayBehaviour(
  model: Model,
  list: StepList,
  fairness: readonly string[],
): { readonly trace: Trace; readonly states: readonly InterpretedState[] } {
  const followed = follow(model, list);
  return { trace: closeLoop(followed, list.loop ?? null, fairness), states: followed.states };
}

function follow(model: Model, list: StepList): Followed {
  const mismatch = (step: number, problem: string) =>
    synodError("trace-mismatch", { model: model.name ?? "the model", step, problem });
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const processes = new ShownProcesses(model.programs);
  const start = startOf(interpreter, list);
  if (start === null) throw mismatch(0, `the model has no initial state number ${list.initial}`);
  const membersOf = ({ stored }: InterpretedState) => storedMembers(model.schema, stored);
  const states: InterpretedState[] = [start];
  const steps: TraceStep[] = [];
  list.steps.forEach((step, at) => {
    const before = states[at] as InterpretedState;
    if (!(step >= 0 && step < instances.total)) throw mismatch(at + 1, `the model has no rule instance number ${step}`);
    const after = interpreter.take(before, step);
    if (after === null) throw mismatch(at + 1, whyNot(interpreter, instances, before, step, membersOf));
    states.push(after);
    const changes = processes.changes(diffStates(before.plain, after.plain), before.plain, after.plain);
    const said = describeStep(instances, step, membersOf(before));
    const process = processes.step(said.rule, said.arguments, before.plain, after.plain);
    steps.push({ step, ...said, state: plainCopy(after.plain), changes, ...(process !== null && { process }) });
  });
  return {
    states,
    steps,
    interpreter,
    bounds: boundPredicates(model.bounds),
    instances,
    membersOf,
    processes,
    mismatch,
  };
}

/** Why a step is not taken where a list takes it. */
function whyNot(
  interpreter: Interpreter,
  instances: Instances,
  before: InterpretedState,
  step: number,
  membersOf: Followed["membersOf"],
): string {
  const [bound] = interpreter.crossed(before);
  if (bound !== undefined) return `the state before is beyond the constraint: ${bound.name} is false there`;
  const isEnabled = interpreter.takeUnbounded(before, step) !== null;
  return `${stepText(instances, step, membersOf(before))} is ${isEnabled ? "beyond the constraint" : "not enabled"} there`;
}

function startOf(interpreter: Interpreter, { initial, combination }: StepList): InterpretedState | null {
  if (combination !== undefined) return interpreter.initialState(combination);
  let number = 0;
  for (const state of interpreter.eachInitialState()) if (number++ === initial) return state;
  return null;
}

function failingStep(
  { states, interpreter, bounds, instances, processes, membersOf }: Followed,
  step: number,
): Trace["failing"] {
  const last = states.at(-1) as InterpretedState;
  const said = describeStep(instances, step, membersOf(last));
  const process = processes.step(said.rule, said.arguments, last.plain, null);
  const bound = throwingBound(interpreter, bounds, last, step);
  return { step, ...said, ...(process !== null && { process }), ...(bound !== undefined && { bound }) };
}

/** The bound of the constraint that throws when it is asked of a step; undefined: the step itself does. */
function throwingBound(
  interpreter: Interpreter,
  bounds: readonly Property[],
  before: InterpretedState,
  step: number,
): string | undefined {
  let after: InterpretedState | null;
  try {
    after = interpreter.takeUnbounded(before, step);
  } catch {
    return undefined;
  }
  const next = after ?? before;
  return bounds.find((bound) => isOfSteps(bound.kind) && throws(() => interpreter.holds(bound, before, next)))?.name;
}

function traceOf({ states, steps, processes }: Followed): Trace {
  const { plain } = states[0] as InterpretedState;
  const unsaid = processes.unsaid(plain);
  const initial = plainCopy(plain);
  return { initial, steps, failing: null, loop: null, fairness: [], ...(unsaid.length > 0 && { unsaid }) };
}

function closeLoop(followed: Followed, loop: number | null, fairness: readonly string[]): Trace {
  const { states, steps, mismatch } = followed;
  if (loop !== null && states[loop]?.text !== (states.at(-1) as InterpretedState).text) {
    throw mismatch(steps.length, `the last state is not state ${loop}, to which the behaviour is said to return`);
  }
  return { ...traceOf(followed), loop, fairness };
}
