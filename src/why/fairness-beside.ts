/**
 * Whether two models assume the same of the same steps. A set of assumptions is closures too, which close over parameters, so
 * that neither their text nor they themselves tell: compared is which rule instances are fair together, and, of a condition on
 * states, what it answers in those of the trace.
 */
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import { classesOf } from "../verify/fairness-classes.ts";

/** The states of a trace as each of the models has them; null: the other model has none like these. */
export interface StatesBeside {
  readonly own: readonly InterpretedState[];
  readonly other: readonly InterpretedState[] | null;
}

/** The first set of assumptions, by its name, that assumes something else; null: none was found to. */
export function fairnessApart(model: Model, other: Model, { own, other: restated }: StatesBeside): string | null {
  const names = [...new Set<string>([...model.fairness.keys(), ...other.fairness.keys()])];
  const states = restated === null ? { of: [], beside: [] } : { of: own, beside: restated };
  const found = names.find((name) => {
    const one = model.fairness.get(name);
    const another = other.fairness.get(name);
    if (one === undefined || another === undefined) return one !== another;
    return assumed(model, one, states.of) !== assumed(other, another, states.beside);
  });
  return found ?? null;
}

/** What is assumed, as text: instances are told by theirs. */
function assumed(
  model: Model,
  assumptions: readonly FairnessAssumption[],
  states: readonly InterpretedState[],
): string {
  const instances = instancesOf(model.rules);
  const interpreter = interpret(model);
  const said = assumptions.map((assumption) => {
    const { kind, when } = assumption;
    const classes = classesOf(assumption, instances, null).map(({ labels }) =>
      [...labels].map((step) => stepText(instances, step)).sort(),
    );
    const answers = when === undefined ? null : states.map((state) => answer(interpreter, when, state));
    return JSON.stringify([kind, answers, classes.map((each) => JSON.stringify(each)).sort()]);
  });
  return said.sort().join("\n");
}

function answer(interpreter: Interpreter, when: (state: never) => boolean, state: InterpretedState): boolean | null {
  try {
    const asked = { name: "when", kind: "always", predicate: when, target: null } as unknown as Property;
    return interpreter.holds(asked, state, state);
  } catch {
    return null;
  }
}
