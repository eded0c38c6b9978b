/** What of a model's state space a search left out, since it lies beyond the constraint: what a verdict says of it. */
import type { Property } from "../model/property.ts";
import type { ConstraintVerdict } from "./verdict.ts";

/** `crossed` as Program has it. Null: the model has no constraint. */
export function constraintVerdict(bounds: readonly Property[], crossed: Float64Array): ConstraintVerdict | null {
  if (bounds.length === 0) return null;
  const [states = 0, steps = 0, ...each] = crossed;
  return {
    states,
    steps,
    bounds: bounds.map(({ name, kind }, at) => ({ name, kind: kind as "always" | "step", beyond: each[at] as number })),
  };
}

/** Whether anything lies beyond, so that what holds does so within the constraint only. */
export function isCut(constraint: ConstraintVerdict | null): boolean {
  return constraint !== null && constraint.states + constraint.steps > 0;
}
