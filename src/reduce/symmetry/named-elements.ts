/**
 * Scalarsets whose elements a model also has under another hat: `node1` as a name in an enumeration, `enumeration("nobody",
 * ...Node.values)`, as a kind of message, a field of a record or of the state. To a guard the two are the same texts
 * (`s.leader === node`, `s.votes[node]`), and a renaming takes only one of them along, so the elements are not
 * interchangeable. What closures alone know, a literal or a text that they put together, is not seen here; see audit.ts.
 */
import { type AnyDomain, partsOf } from "../../domain/domain.ts";
import type { Model } from "../../model/model.ts";
import { bindingDomain } from "../../model/rule.ts";
import { domainsOf } from "../../model/scalarsets.ts";
import type { Scalarset } from "./elements.ts";

/** Those of `scalarsets` of which a name that is none of theirs has an element, in a field of the state or a binding. */
export function namedScalarsets({ schema, initial, rules }: Model, scalarsets: readonly Scalarset[]): Scalarset[] {
  const names = new Set(Object.keys(schema));
  const seen = new Set<AnyDomain>();
  const look = (domain: AnyDomain): void => {
    if (seen.has(domain)) return;
    seen.add(domain);
    for (const name of namesOf(domain)) names.add(name);
    for (const part of partsOf(domain)) look(part);
  };
  for (const field of Object.values(schema)) for (const domain of domainsOf(field)) look(domain);
  for (const { bindings } of [initial, ...rules]) for (const [, binding] of bindings) look(bindingDomain(binding));
  return scalarsets.filter((scalarset) => [...names].some((name) => hasElement(name, scalarset)));
}

/** The names that a domain's values are, or have. */
function namesOf({ structure }: AnyDomain): readonly string[] {
  switch (structure.kind) {
    case "enumeration":
      return structure.names;
    case "record":
      return structure.fields.map(([name]) => name);
    case "union":
      return structure.cases.map(([name]) => name);
    default:
      return [];
  }
}

/** Whether a name is an element or has one as a word: `node1`, `node1:up`. */
function hasElement(name: string, { name: scalarset, size }: Scalarset): boolean {
  const word = new RegExp(`(?<![A-Za-z0-9_])${scalarset}([1-9][0-9]*)(?![A-Za-z0-9_])`, "g");
  return [...name.matchAll(word)].some(([, ordinal]) => Number(ordinal) <= size);
}
