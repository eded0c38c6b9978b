/** A model compiled, with the reductions of a plan around it: the same program in every thread. */
import type { Model } from "../model/model.ts";
import { compile } from "./compile.ts";
import { type Hidden, hide, partsOfState } from "./hidden-slots.ts";
import { partiallyOrdered } from "./partial-order/partial-order.ts";
import type { Program } from "./program.ts";
import { forgettableParts, withoutStaleMessages } from "./stale-messages.ts";
import { partName } from "./visible-parts.ts";

/** Which reductions are in force. It can be sent to a worker thread. */
export interface ReductionPlan {
  /** Whether messages that have expired are forgotten. */
  readonly staleMessages: boolean;
  /** The parts of the state that properties may read under partial order; null: it is not in force. */
  readonly partialOrder: readonly string[] | null;
}

export const UNREDUCED: ReductionPlan = { staleMessages: false, partialOrder: null };

export function reduced(model: Model, plan: ReductionPlan): Program {
  const { staleMessages, partialOrder } = plan;
  let program: Program = compile(model, ({ kind }, layout) => {
    const hidden: (Hidden | null)[] = [];
    if (staleMessages) hidden.push(hide("stale-messages", forgettableParts(model, layout), layout.words));
    if (partialOrder !== null && (kind === "always" || kind === "reachable")) {
      const others = partsOfState(layout).filter((part) => !partialOrder.includes(partName(part)));
      hidden.push(hide("partial-order", others, layout.words));
    }
    return hidden.filter((each) => each !== null);
  });
  if (staleMessages) program = withoutStaleMessages(program, model);
  if (partialOrder !== null) {
    const visible = new Int32Array(program.words);
    for (const part of partsOfState(program.layout)) {
      if (!partialOrder.includes(partName(part))) continue;
      for (let word = 0; word < visible.length; word++)
        visible[word] = (visible[word] as number) | (part.bits[word] as number);
    }
    program = partiallyOrdered(program, model, visible);
  }
  return program;
}
