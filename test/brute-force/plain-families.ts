/** A claim for every value of a domain: one that each must meet, or as many claims, told apart by the value. */
import { type Domains, valuesOf } from "../random/domain-values.ts";
import type { Expression, PropertyData, Value } from "../random/model-data.ts";
import type { PlainProperty } from "./machine.ts";
import type { PlainState } from "./plain-states.ts";
import { valueText } from "./value-text.ts";

type Bound = Readonly<Record<string, Value>>;
type Truth = (state: PlainState, after: PlainState, bound: Bound, expression: Expression) => boolean;

export function plainProperties(domains: Domains, property: PropertyData, truth: Truth): PlainProperty[] {
  const { name, kind, holds, target, forEvery } = property;
  const claimOf = (bound: Bound, called: string): PlainProperty => ({
    name: called,
    kind,
    holds: (state, after) => truth(state, after, bound, holds),
    target: target === null ? null : (state) => truth(state, state, bound, target),
  });
  if (forEvery === null) return [claimOf({}, name)];
  const { domain } = forEvery;
  const isFamily = kind !== "always" && kind !== "step";
  const each = valuesOf(domains, domain).map((value) =>
    claimOf({ [forEvery.name]: value }, isFamily ? `${name}: ${valueText(domains, domain, value)}` : name),
  );
  if (isFamily) return each;
  return [{ ...claimOf({}, name), holds: (state, after) => each.every((one) => one.holds(state, after)) }];
}
