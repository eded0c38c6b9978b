/** Leaving out orders of steps that do not interfere (partial-order.ts), as an entry of the table. */
import { partsOfState } from "../../compile/hidden-slots.ts";
import type { Property } from "../../model/property.ts";
import { isShownBy, isTemporal } from "../../model/property-kinds.ts";
import type { Reduction } from "../reduction.ts";
import { partiallyOrdered, partialOrderObstacle } from "./partial-order.ts";
import { type PartialOrderPlan, partialOrderPlan, partName } from "./visible-parts.ts";

export const partialOrder = {
  name: "partial-order",
  about: "one order of steps that do not interfere",
  says: [
    "ordered",
    "steps that do not interfere, in one order only; what can be reached and deadlocks are those without it, counterexamples may be longer than the shortest",
  ],
  keeps: { states: "some", steps: false, lengths: false, behaviours: false },
  height: 2,
  plan({ model, properties, wanted, halt }) {
    if (wanted !== true) return { plan: null };
    const obstacle = partialOrderObstacle(model);
    if (obstacle !== null) return { plan: null, dropped: obstacle };
    const [bound] = model.bounds;
    if (bound !== undefined) {
      const why = "in another order, steps lead through other states, which the constraint may cut off";
      return { plan: null, dropped: `${why}: ${bound.name}` };
    }
    const overTime = properties.find((at) => isTemporal((model.properties[at] as Property).kind));
    if (overTime === undefined) return { plan: partialOrderPlan(model, properties, halt) };
    const { name } = model.properties[overTime] as Property;
    return { plan: null, dropped: `it does not keep properties over time, such as ${name}` };
  },
  hides: ({ parts }, kind, _, layout) =>
    isShownBy("state", kind) || isShownBy("step", kind)
      ? partsOfState(layout).filter((part) => !parts.includes(partName(part)))
      : [],
  wrap: (program, model, plan) => partiallyOrdered(program, model, plan),
} as const satisfies Reduction<PartialOrderPlan>;
