/**
 * Which scalarsets have elements that an enumeration names: `enumeration("nobody", ...Node.values)`. To a guard the two are
 * the same texts, and a renaming takes only one of them along, so the elements are not interchangeable.
 */
import { type AnyDomain, partsOf } from "../../domain/domain.ts";
import type { Model } from "../../model/model.ts";
import { bindingDomain } from "../../model/rule.ts";
import { domainsOf } from "../../model/scalarsets.ts";
import type { Scalarset } from "./elements.ts";

/** Those of `scalarsets` of which an enumeration in a field or a binding has an element. */
export function namedScalarsets({ schema, initial, rules }: Model, scalarsets: readonly Scalarset[]): Scalarset[] {
  const names = new Set<string>();
  const seen = new Set<AnyDomain>();
  const look = (domain: AnyDomain): void => {
    if (seen.has(domain)) return;
    seen.add(domain);
    if (domain.structure.kind === "enumeration") for (const name of domain.structure.names) names.add(name);
    for (const part of partsOf(domain)) look(part);
  };
  for (const field of Object.values(schema)) for (const domain of domainsOf(field)) look(domain);
  for (const { bindings } of [initial, ...rules]) for (const [, binding] of bindings) look(bindingDomain(binding));
  return scalarsets.filter(({ name, size }) =>
    Array.from({ length: size }, (_, at) => `${name}${at + 1}`).some((element) => names.has(element)),
  );
}
