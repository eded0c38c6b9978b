/** What stands behind `for`: names bound to domains, or to what is in a collection that the state has. */
import { isNamedParts } from "../closed.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { isDomain, whatIs } from "../domain/is-domain.ts";
import type { BindingSlip } from "../errors/binding.ts";
import { closestName } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import { type Field, isField, type MapField, type Schema } from "../state/field.ts";
import type { MembersBinding } from "./members.ts";
import { type Binding, bindingDomain, isMembers } from "./rule.ts";

type Refuse = (problem: string, slip?: BindingSlip) => Error;
type NamedBinding = readonly [name: string, binding: Binding];

/** What a rule's writer has to range over. */
export interface Home {
  readonly schema: Schema;
  /** What it is called: "the state". */
  readonly called: string;
  /** How a field of it is written: "state.inbox". */
  readonly written: (field: string) => string;
  /** What is bound before the rule's own bindings. */
  readonly before: readonly NamedBinding[];
  /** Why a collection is not to be had, where that is known. */
  readonly whyNot: (collection: Field) => string | null;
}

export function ofTheState(schema: Schema): Home {
  return { schema, called: "the state", written: (field) => `state.${field}`, before: [], whyNot: () => null };
}

/** Throws `bad-binding`. */
export function bindingsOf(rule: string, given: unknown, home: Home): readonly NamedBinding[] {
  if (given === undefined) return [];
  const refuse = (problem: string, slip: BindingSlip) =>
    synodError("bad-binding", { binding: `${rule}'s \`for\``, problem, slip });
  if (isDomain(given)) throw refuse(`it is ${whatIs(given)}, without a name; write for: { name: domain }`, "unnamed");
  if (typeof given === "function")
    throw refuse(
      "it is a function, but bindings do not depend on the state: range over all values, and choose in `when`",
      "computed",
    );
  if (!isNamedParts(given)) throw refuse(`it is ${whatIs(given)}, not an object of domains by name`, "unnamed");
  const bindings = Object.entries(given) as [string, Binding][];
  bindings.forEach(([name, binding], at) => {
    checkBinding(`${rule}'s ${name}`, binding, home, [...home.before, ...bindings.slice(0, at)], bindings.slice(at));
  });
  return bindings;
}

function checkBinding(
  label: string,
  binding: unknown,
  home: Home,
  before: readonly NamedBinding[],
  after: readonly NamedBinding[],
): void {
  if (isDomain(binding)) return;
  const refuse: Refuse = (problem, slip) =>
    synodError("bad-binding", { binding: label, problem, ...(slip !== undefined && { slip }) });
  if (isNamedParts(binding) && isMembers(binding as unknown as Binding)) {
    const members = binding as unknown as MembersBinding<unknown>;
    const field = checkMembers(members.collection, home, refuse);
    checkKeys(field, members, before, after, refuse);
    return;
  }
  if (isNamedParts(binding) && binding.kind === "at")
    throw refuse("it ranges over a collection; write members(...) or entries(...) around at(...)", "collection");
  if (isField(binding)) throw refuse("it ranges over a collection; write members(...) around it", "collection");
  throw refuse(`it ranges over ${whatIs(binding)}, which is neither a domain nor members(...)`);
}

/** The name of the field that a collection is. */
function checkMembers(collection: Field, home: Home, refuse: Refuse): string {
  const { schema, called, written, whyNot } = home;
  const places = Object.keys(schema).filter((name) => schema[name] === collection);
  if (places.length === 1) return places[0] as string;
  if (places.length > 1)
    throw refuse(
      `its collection is used for several fields of ${called}, ${places.join(" and ")}: make one for each of them`,
      "shared",
    );
  const outer = Object.keys(schema).find((name) => isInside(collection, schema[name] as Field));
  const unseen = outer === undefined ? whyNot(collection) : null;
  if (unseen !== null) throw refuse(unseen, "sight");
  throw outer === undefined
    ? refuse(`its collection is not a field of ${called}`, "stray")
    : refuse(
        `its collection is not a field of ${called}, but inside the map ${outer}: bind the key, and write members(at(${written(outer)}, "key"))`,
        "inside",
      );
}

/** The names that `at` was given are those of bindings before it, whose values are keys of its maps. */
function checkKeys(
  field: string,
  { collection, keys }: MembersBinding<unknown>,
  before: readonly NamedBinding[],
  after: readonly NamedBinding[],
  refuse: Refuse,
): void {
  let map = collection as MapField<unknown, Field>;
  let path = field;
  for (const key of keys) {
    const bound = before.find(([name]) => name === key);
    if (bound === undefined) throw refuse(unbound(`${path}[${key}]`, key, before, after), "key");
    const stray = strayValue(bindingDomain(bound[1]), map.key as AnyDomain);
    if (stray !== null)
      throw refuse(`${key} can be ${stray}, which is no key of ${path}; bind it to ${map.key.label}`, "key");
    path = `${path}[${key}]`;
    map = map.item as MapField<unknown, Field>;
  }
}

function unbound(
  place: string,
  key: string,
  before: readonly NamedBinding[],
  [own, ...later]: readonly NamedBinding[],
): string {
  const wanted = `it ranges over ${place}`;
  if (own?.[0] === key) return `${wanted}, which is what it binds itself: bind the key before it, by another name`;
  if (later.some(([name]) => name === key)) return `${wanted}, and ${key} is bound after it: put ${key} in front`;
  const names = before.map(([name]) => name);
  const near = closestName(key, names);
  const there = names.length === 0 ? "nothing is bound before it" : `bound before it: ${names.join(", ")}`;
  return `${wanted}, and there is no binding "${key}"; ${near === undefined ? there : `did you mean "${near}"?`}`;
}

/** As a text, a value that is no key; null: there is none. */
function strayValue(domain: AnyDomain, key: AnyDomain): string | null {
  if (!Number.isFinite(domain.size)) {
    const first: unknown = domain.decode(0);
    return key.encode(first) < 0 ? domain.format(first) : `any value of ${domain.label}`;
  }
  // Of more values than there are keys one of the first so many is none: decode and encode are one to one.
  for (let code = 0; code < Math.min(domain.size, key.size + 1); code++) {
    const value: unknown = domain.decode(code);
    if (key.encode(value) < 0) return domain.format(value);
  }
  return null;
}

function isInside(collection: Field, field: Field): boolean {
  if (!("kind" in field) || field.kind !== "map") return false;
  return field.item === collection || isInside(collection, field.item);
}
