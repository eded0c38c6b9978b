/**
 * What closures say where they are asked for the first time. One that keeps its first answer (`total ??= s.a + s.b`) agrees
 * with itself ever after, so neither a replay nor an audit finds it out. Another instance of the model does, when it is
 * asked in another order: what is shown from its end on, choices of `init` and instances of fair rules from the last one on.
 */
import { synodError } from "../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import { type ReplayedList, statesAlong } from "../trace/replay.ts";
import { classesOf } from "../verify/fairness-classes.ts";

/** So much of a behaviour is asked about, and so many choices of `init`: what interpreters do in a moment. */
const MOST = 1000;

/** `property`: what the behaviour was shown for; null: a step that throws. Throws `impure-model`. */
export function askBackwards(model: Model, other: Model, list: ReplayedList, property: Property | null): void {
  const states = statesAlong(model, list);
  const [said, asked] = [interpret(model), interpret(other)];
  const first = Math.max(0, states.length - MOST);
  if (property !== null) {
    // What is claimed over time is claimed of every state, else it is about the last ones.
    const isOverTime = list.loop !== undefined && list.loop !== null;
    const counterpart = other.properties.find(({ name }) => name === property.name) as Property;
    for (let at = states.length - 1; at >= (isOverTime ? first : states.length - 1); at--) {
      const [before, after] = pairAt(states, at, property);
      if (before.text === after.text && property.kind === "step") continue;
      const differs = predicatesOf(property).some(
        (predicate, nth) =>
          said.holds({ ...property, predicate }, before, after) !==
          answer(
            asked,
            { ...counterpart, predicate: predicatesOf(counterpart)[nth] as Property["predicate"] },
            before,
            after,
          ),
      );
      if (differs) throw impure(`property ${property.name}`);
    }
  }
  const { rules } = model;
  for (let at = list.steps.length - 1; at >= first; at--) {
    const step = list.steps[at] as number;
    const after = asked.take(states[at] as InterpretedState, step);
    if (after?.text !== (states[at + 1] as InterpretedState).text)
      throw impure(
        `rule ${stepText(instancesOf(rules), step, storedMembers(model.schema, (states[at] as InterpretedState).stored))}`,
      );
  }
}

function pairAt(
  states: readonly InterpretedState[],
  at: number,
  { kind }: Property,
): readonly [InterpretedState, InterpretedState] {
  const state = states[at] as InterpretedState;
  return [kind === "step" ? (states[at - 1] ?? state) : state, state];
}

const predicatesOf = ({ predicate, target }: Property) => (target === null ? [predicate] : [predicate, target]);

/** Null: it throws, which it did not where it was asked before. */
function answer(
  interpreter: Interpreter,
  property: Property,
  before: InterpretedState,
  after: InterpretedState,
): boolean | null {
  try {
    return interpreter.holds(property, before, after);
  } catch {
    return null;
  }
}

/** What `init` makes of its last choices, before it is asked about others. Throws `impure-model`. */
export function askInitBackwards(model: Model, other: Model): void {
  const { total } = instancesOf([model.initial]);
  const [said, asked] = [interpret(model), interpret(other)];
  for (let choice = total - 1; choice >= Math.max(0, total - MOST); choice--) {
    if (asked.initialState(choice)?.text !== said.initialState(choice)?.text) throw impure("init");
  }
}

/** Which instances are fair together, the last ones first. `occurring` as for fairnessClasses. Throws `impure-model`. */
export function askFairnessBackwards(
  [model, assumptions]: readonly [Model, readonly FairnessAssumption[]],
  [other, counterparts]: readonly [Model, readonly FairnessAssumption[]],
  occurring: readonly number[] | null,
): void {
  assumptions.forEach((assumption, at) => {
    if (assumption.where === null && typeof assumption.per !== "function") return;
    const counterpart = counterparts[at];
    const said = classesOf(assumption, instancesOf(model.rules), occurring);
    const asked = counterpart && classesAnew(counterpart, other, occurring);
    // What a class is called is an answer only where a function tells classes apart: else it is written as the first of
    // its rules writes values, and another one may write them differently.
    const nameOf = ({ name }: (typeof said)[number]) => (typeof assumption.per === "function" ? name : "");
    const partition = (classes: typeof said) =>
      classes
        .map((each) => `${nameOf(each)}: ${[...each.labels].sort((one, another) => one - another).join()}`)
        .sort()
        .join(";");
    if (asked === undefined || asked === null || partition(asked) !== partition(said))
      throw impure(`the fairness of ${assumption.rules.join(", ")}`);
  });
}

/** Null: `where` or `per` throw. */
function classesAnew(assumption: FairnessAssumption, { rules }: Model, occurring: readonly number[] | null) {
  try {
    return classesOf(assumption, instancesOf(rules), occurring, true);
  } catch {
    return null;
  }
}

function impure(subject: string): Error {
  const problem = "another instance of the model, asked in another order, answers differently";
  return synodError("impure-model", { subject, problem });
}
