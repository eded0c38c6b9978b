/** Forgetting messages that have expired (stale-messages.ts), as an entry of the table. */
import type { Property } from "../../model/property.ts";
import { isOfSteps, isTemporal } from "../../model/property-kinds.ts";
import { hasEntries, type MembersField } from "../../state/field.ts";
import type { Reduction } from "../reduction.ts";
import { forgettableParts, withoutStaleMessages } from "./stale-messages.ts";

export const staleMessages = {
  name: "stale-messages",
  about: "forget messages that have expired",
  says: ["forgotten", "messages that nobody will look at again; verdicts and shortest lengths are those without it"],
  // What is farthest may differ from what is nearer in forgotten messages only: the depth is not the model's.
  keeps: { states: "some", steps: true, lengths: true, behaviours: false },
  height: 1,
  plan({ model, properties, wanted }) {
    if (wanted !== true) return { plan: null };
    if (model.expiries.length === 0) return { plan: null, dropped: "no message of the model expires" };
    const bound = model.bounds.find(({ kind }) => isOfSteps(kind));
    if (bound !== undefined) {
      const why = "whether a step that sends an expired message changes the state";
      return { plan: null, dropped: `it does not keep ${why}, of which the constraint ${bound.name} is asked` };
    }
    const unnumbered = model.expiries.find(({ field }) => hasEntries(model.schema[field] as MembersField));
    if (unnumbered !== undefined)
      return { plan: null, dropped: `the messages in ${unnumbered.field} are too many to number` };
    const overTime = properties.find((at) => isTemporal((model.properties[at] as Property).kind));
    if (overTime === undefined) return { plan: true };
    const what = "which steps change the state, which properties over time count";
    return { plan: null, dropped: `it does not keep ${what}, such as ${model.properties[overTime]?.name}` };
  },
  hides: (_, __, model, layout) => forgettableParts(model, layout),
  wrap: (program, model) => withoutStaleMessages(program, model),
} as const satisfies Reduction<true>;
