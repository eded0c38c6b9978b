/** A model compiled, with the reductions of a plan around it: the same program in every thread. */

import { compile } from "../compile/compile.ts";
import { type Hidden, hide, partsOfState } from "../compile/hidden-slots.ts";
import type { Model } from "../model/model.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { partiallyOrdered } from "./partial-order/partial-order.ts";
import { forgettableParts, withoutStaleMessages } from "./stale-messages/stale-messages.ts";
import { reduced } from "./symmetry/symmetric-program.ts";
import { partName } from "./visible-parts.ts";

/**
 * The program to search. Symmetry is outermost: what partial order leaves out it decides by rows and steps as the model
 * has them, and asks symmetry which of its successors have been found.
 */
export function reducedProgram(model: Model, plan: ReductionPlan): Program {
  return reduced(withoutSymmetry(model, plan), plan.symmetry);
}

function withoutSymmetry(model: Model, { staleMessages, partialOrder }: ReductionPlan): Program {
  const compiled = compile(model, ({ kind }, layout) => {
    const hidden: (Hidden | null)[] = [];
    if (staleMessages) hidden.push(hide("stale-messages", forgettableParts(model, layout), layout.words));
    if (partialOrder !== null && ["always", "reachable", "step"].includes(kind)) {
      const others = partsOfState(layout).filter((part) => !partialOrder.parts.includes(partName(part)));
      hidden.push(hide("partial-order", others, layout.words));
    }
    return hidden.filter((each) => each !== null);
  });
  const program = staleMessages ? withoutStaleMessages(compiled, model) : compiled;
  if (partialOrder === null) return program;
  const bits = new Int32Array(program.words);
  for (const part of partsOfState(program.layout)) {
    if (!partialOrder.parts.includes(partName(part))) continue;
    for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (part.bits[word] as number);
  }
  return partiallyOrdered(program, model, partialOrder, bits);
}
