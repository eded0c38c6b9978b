/**
 * That the scalarsets of a model have different elements. An element is a text, `node1`, and two scalarsets of one name have
 * such texts in common: what a guard compares would then be equal and yet renamed apart. (Of one name and size they are the
 * same scalarset; names have no digits, so that those of different names share nothing.)
 */
import { type AnyDomain, partsOf } from "../domain/domain.ts";
import { synodError } from "../errors/errors.ts";
import type { Field, Schema } from "../state/field.ts";
import { bindingDomain, type Rule } from "./rule.ts";

/** Throws `overlapping-scalarsets`. Those that only closures know are not seen. */
export function checkScalarsets(schema: Schema, rules: readonly Rule[]): void {
  const known = new Map<string, AnyDomain>();
  const seen = new Set<AnyDomain>();
  const look = (domain: AnyDomain): void => {
    if (seen.has(domain)) return;
    seen.add(domain);
    const { structure } = domain;
    if (structure.kind === "scalarset") {
      const other = known.get(structure.name) ?? domain;
      if (other.size !== domain.size)
        throw synodError("overlapping-scalarsets", { one: other.label, other: domain.label });
      known.set(structure.name, domain);
    } else for (const part of partsOf(domain)) look(part);
  };
  for (const field of Object.values(schema)) for (const domain of domainsOf(field)) look(domain);
  for (const { bindings } of rules) for (const [, binding] of bindings) look(bindingDomain(binding));
}

/** The domains that a field is made of. */
export function domainsOf(field: Field): AnyDomain[] {
  if (!("kind" in field)) return [field];
  switch (field.kind) {
    case "map":
      return [field.key, ...domainsOf(field.item)];
    case "set":
    case "bag":
    case "sequence":
      return [field.element];
    default:
      return [field as AnyDomain];
  }
}
