/** Messages that are sent and that nobody waits for: what a misspelt or forgotten handler looks like from outside. */
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { isOfSteps } from "../model/property-kinds.ts";
import { partialOrderPlan } from "../reduce/partial-order/visible-parts.ts";
import type { Warning } from "./verdict.ts";

/** A kind that some role may send, where it travels and to whom. */
interface Sent {
  readonly kind: string;
  readonly field: string;
  readonly to: string;
}

/** Of models made from roles; in others there are no kinds. A property that asks about messages is reason to send them. */
export function unhandledWarnings(model: Model): Warning[] {
  const unheard = unheardKinds(model);
  if (unheard.length === 0) return [];
  const seen = partsSeen(model);
  return unheard
    .filter(({ kind, field }) => !seen.has(field) && !seen.has(`${field}: ${kind}`))
    .map(({ kind, to }) => ({
      kind: "unhandled-message",
      subject: kind,
      message: `messages ${kind} may be sent, and nobody handles them: role ${to} neither receives nor reads them, and no property asks about them`,
    }));
}

function unheardKinds({ rules }: Model): Sent[] {
  const sent = new Map<string, Sent>();
  const heard = new Set<string>();
  for (const { footprint } of rules) {
    for (const { kind, field, to } of footprint?.sends ?? []) sent.set(kind, { kind, field, to });
    for (const { kind } of footprint?.inbox ?? []) heard.add(kind);
    if (footprint?.receives) heard.add(footprint.receives.kind);
  }
  return [...sent.values()].filter(({ kind }) => !heard.has(kind));
}

/** The parts of the state that properties look at, as far as random walks tell. */
function partsSeen(model: Model): ReadonlySet<string> {
  const properties = model.properties.flatMap((property): Property[] => {
    const asked: Property = { ...property, kind: isOfSteps(property.kind) ? "step" : "always", target: null };
    return property.target === null ? [asked] : [asked, { ...asked, predicate: property.target }];
  });
  const asked = { ...model, properties };
  return new Set(
    partialOrderPlan(
      asked,
      properties.map((_, at) => at),
    ).parts,
  );
}
