/** What stands behind `for`: names bound to domains, or to the members of a collection that the state has. */
import { isNamedParts } from "../closed.ts";
import { isDomain, whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { type Field, isField, type Schema } from "../state/field.ts";
import { type Binding, isMembers, type MembersBinding } from "./rule.ts";

type NamedBinding = readonly [name: string, binding: Binding];

/** Throws `bad-binding`. */
export function bindingsOf(rule: string, given: unknown, schema: Schema): readonly NamedBinding[] {
  if (given === undefined) return [];
  const refuse = (problem: string) => synodError("bad-binding", { binding: `${rule}'s \`for\``, problem });
  if (isDomain(given)) throw refuse(`it is ${whatIs(given)}, without a name; write for: { name: domain }`);
  if (typeof given === "function")
    throw refuse(
      "it is a function, but bindings do not depend on the state: range over all values, and choose in `when`",
    );
  if (!isNamedParts(given)) throw refuse(`it is ${whatIs(given)}, not an object of domains by name`);
  const bindings = Object.entries(given) as [string, Binding][];
  for (const [name, binding] of bindings) checkBinding(`${rule}'s ${name}`, binding, schema);
  return bindings;
}

function checkBinding(label: string, binding: unknown, schema: Schema): void {
  if (isDomain(binding)) return;
  const refuse = (problem: string) => synodError("bad-binding", { binding: label, problem });
  if (isNamedParts(binding) && isMembers(binding as unknown as Binding)) {
    checkMembers((binding as unknown as MembersBinding<unknown>).collection, schema, refuse);
    return;
  }
  if (isField(binding)) throw refuse("it ranges over a collection; write members(...) around it");
  throw refuse(`it ranges over ${whatIs(binding)}, which is neither a domain nor members(...)`);
}

function checkMembers(collection: Field, schema: Schema, refuse: (problem: string) => Error): void {
  const places = Object.keys(schema).filter((name) => schema[name] === collection);
  if (places.length === 1) return;
  if (places.length > 1)
    throw refuse(
      `its collection is used for several fields of the state, ${places.join(" and ")}: make one for each of them`,
    );
  const outer = Object.keys(schema).find((name) => isInside(collection, schema[name] as Field));
  throw refuse(
    outer === undefined
      ? "its collection is not a field of the state"
      : `its collection is not a field of the state, but inside the map ${outer}: bind the key and the element to their domains, and let \`when\` ask s.${outer}.get(key).has(element)`,
  );
}

function isInside(collection: Field, field: Field): boolean {
  if (!("kind" in field) || field.kind !== "map") return false;
  return field.item === collection || isInside(collection, field.item);
}
