/**
 * A path as the page goes along it: states of the interpreter, and the steps between them as a person reads them. A path
 * ends where a step of its list is not enabled, since a link may have been written for another model.
 */
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { describeStep, type Instances, instancesOf, type MemberAt } from "../program/instances.ts";
import type { StepList } from "../program/steps.ts";
import { type Change, diffStates } from "../state/diff.ts";
import { ShownProcesses } from "../trace/shown-processes.ts";
import type { ProcessStep } from "../trace/trace.ts";

/** A model, made ready to be explored. */
export interface LiveModel {
  readonly model: Model;
  readonly interpreter: Interpreter;
  readonly instances: Instances;
  readonly processes: ShownProcesses;
  readonly membersOf: (state: InterpretedState) => MemberAt;
  /** Of a trace that came without a model: what its steps are called. */
  readonly recorded?: readonly NamedInstance[];
}

/** A rule instance, named. */
export interface NamedInstance {
  readonly step: number;
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
}

export interface PathStep extends NamedInstance {
  readonly changes: readonly Change[];
  readonly process: ProcessStep | null;
}

/** Step `i` (from 0) leads from state `i` to state `i + 1`. */
export interface WalkedPath {
  readonly states: readonly InterpretedState[];
  readonly steps: readonly PathStep[];
}

export function liveModel(model: Model): LiveModel {
  return {
    model,
    interpreter: interpret(model),
    instances: instancesOf(model.rules),
    processes: new ShownProcesses(model.programs),
    membersOf: ({ stored }) => storedMembers(model.schema, stored),
  };
}

/** Where a list begins; null: the model has no such initial state. */
export function startOf({ interpreter }: LiveModel, { initial, combination }: StepList): InterpretedState | null {
  if (combination !== undefined) return interpreter.initialState(combination);
  let number = 0;
  for (const state of interpreter.eachInitialState()) if (number++ === initial) return state;
  return null;
}

/** The steps that can be taken, one after the other. */
export function pathFrom(subject: LiveModel, start: InterpretedState, list: readonly number[]): WalkedPath {
  const states = [start];
  const steps: PathStep[] = [];
  for (const step of list) {
    const before = states.at(-1) as InterpretedState;
    const after = stepped(subject, before, step);
    if (after === null) break;
    states.push(after);
    steps.push(stepBetween(subject, before, step, after));
  }
  return { states, steps };
}

/** Where a step leads; null: nowhere, or it throws. */
export function stepped({ interpreter, instances }: LiveModel, before: InterpretedState, step: number) {
  if (!(step >= 0 && step < instances.total)) return null;
  try {
    return interpreter.take(before, step);
  } catch {
    return null;
  }
}

export function nameInstance(
  { instances, membersOf, recorded }: LiveModel,
  state: InterpretedState,
  step: number,
): NamedInstance {
  if (recorded !== undefined) return recorded[step] as NamedInstance;
  return { step, ...describeStep(instances, step, membersOf(state)) };
}

export function stepBetween(
  subject: LiveModel,
  before: InterpretedState,
  step: number,
  after: InterpretedState,
): PathStep {
  const named = nameInstance(subject, before, step);
  const process = subject.processes.step(named.rule, named.arguments, before.plain, after.plain);
  const changes = subject.processes.changes(diffStates(before.plain, after.plain), before.plain, after.plain);
  return { ...named, changes, process };
}

/** `promise(by: a1, ballot: 0)`; of a program's step `t1: push(node: 2) → idle`. */
export function instanceText({ rule, arguments: bound, process }: NamedInstance & { process?: ProcessStep | null }) {
  if (process == null) return called(rule, bound);
  const others = bound.filter(([name]) => name !== "self");
  return `${called(`${process.called}: ${process.step}`, others)}${process.to === null ? "" : ` → ${process.to}`}`;
}

function called(name: string, bound: NamedInstance["arguments"]): string {
  return bound.length === 0 ? name : `${name}(${bound.map(([binding, value]) => `${binding}: ${value}`).join(", ")})`;
}
