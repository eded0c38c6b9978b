/** A model compiled, with the reductions of a plan around it: the same program in every thread. */
import { compile } from "../compile/compile.ts";
import { hide } from "../compile/hidden-slots.ts";
import type { Model } from "../model/model.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { planOf, reductionsIn } from "./table.ts";

/**
 * The program to search. Symmetry is outermost: what partial order leaves out it decides by rows and steps as the model
 * has them, and asks symmetry which of its successors have been found.
 */
export function reducedProgram(model: Model, plan: ReductionPlan): Program {
  const inForce = reductionsIn(plan).sort((one, other) => one.height - other.height);
  const compiled = compile(model, ({ kind }, layout) =>
    inForce.flatMap((reduction) => {
      const parts = reduction.hides?.(planOf(reduction, plan), kind, model, layout) ?? [];
      return parts.length === 0 ? [] : [hide(reduction.name, parts, layout.words)].filter((each) => each !== null);
    }),
  );
  return inForce.reduce<Program>(
    (program, reduction) => reduction.wrap(program, model, planOf(reduction, plan)),
    compiled,
  );
}
