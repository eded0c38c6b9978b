/**
 * Bindings that range over what is in a collection at the moment: `members(...)` over the values in a set or bag, and
 * `entries(...)` over what stands where in a sequence or map. The collection is a field of the state, or, with `at`, inside
 * one: in the map of that field, at the values of bindings before it. A rule then costs what is there, not what could be.
 */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { optional, tuple } from "../domain/composites.ts";
import type { AnyDomain, Domain } from "../domain/domain.ts";
import { isDomain, whatIs } from "../domain/is-domain.ts";
import { range } from "../domain/scalars.ts";
import type { BindingSlip } from "../errors/binding.ts";
import { synodError } from "../errors/errors.ts";
import {
  type AnyContainer,
  type BagField,
  type Field,
  isContainer,
  isField,
  type MapField,
  type SequenceField,
  type SetField,
} from "../state/field.ts";

/**
 * Ranges over what is in a collection: what `members` and `entries` make.
 *
 * @example
 * ```ts
 * const binding: MembersBinding<number> = members(set(range(0, 3)));
 * ```
 */
export interface MembersBinding<T> {
  readonly kind: "members";
  /** The field of the state that it is in. */
  readonly collection: AnyContainer;
  /** The bindings whose values lead on from there, through maps, to the collection; none: the field is it. */
  readonly keys: readonly string[];
  /** What it binds: a member, or an entry: a place and what is there. */
  readonly each: "member" | "entry";
  /** The part of the element domain to range over, a union's case say; null: all of it. */
  readonly within: AnyDomain | null;
  /** Whether it is null where there is no member, instead of there being no instance. */
  readonly orNull: boolean;
  /** What its values are drawn from. */
  readonly domain: Domain<T>;
}

/**
 * A collection inside a map, at the values of bindings: what `at` makes.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const inbox = map(Node, set(range(0, 3)));
 * const place: At<typeof inbox, readonly ["node"]> = at(inbox, "node");
 * ```
 */
export interface At<F, Names extends readonly string[]> {
  readonly kind: "at";
  readonly field: F;
  readonly names: Names;
}

/** Ranges over what is in a collection inside a map: what `members(at(...))` and `entries(at(...))` make. */
export interface MembersAt<T, F, Names extends readonly string[]> extends MembersBinding<T> {
  readonly collection: F & AnyContainer;
  readonly keys: Names;
}

/** What is inside a field of maps, so many keys further on. */
export type Inner<F, Names extends readonly unknown[]> = Names extends readonly [unknown, ...infer Rest]
  ? F extends MapField<infer _, infer I>
    ? Inner<I, Rest>
    : never
  : F;
type ElementOf<F> = F extends SetField<infer T> | BagField<infer T> ? T : never;
type EntryOf<F> =
  F extends SequenceField<infer T>
    ? readonly [number, T]
    : F extends MapField<infer K, infer I>
      ? readonly [K, I extends Domain<infer T> ? T : never]
      : never;

// biome-ignore lint/suspicious/noExplicitAny: fields forget their element types as domains do, see AnyDomain.
type AnyMap = MapField<any, Field>;
// biome-ignore lint/suspicious/noExplicitAny: bindings forget their value type as domains do, see AnyDomain.
type AnyBinding = MembersBinding<any>;
interface OrNull {
  /** One of the members, or null when there is none: whom `notify` wakes. */
  readonly orNull: true;
}

/**
 * The collection that a map has at the value of a binding: `at(state.inbox, "node")` is what `s.inbox.get(node)` is. Of maps
 * inside maps, a name for each. The bindings stand before the one that uses them.
 *
 * @throws SynodError SYN207 for what is no map of the state, or has not so many maps inside each other.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const { ask, ...Message } = union({ ask: { from: Node } });
 * const state = { inbox: map(Node, set(Message)), asked: map(Node, set(Node)) };
 * model({
 *   state,
 *   init: (s) => { s.inbox.get("n1").add(ask({ from: "n2" })); },
 *   rules: {
 *     receive: {
 *       for: { node: Node, m: members(at(state.inbox, "node")) },
 *       do: (s, { node, m }) => {
 *         s.inbox.get(node).delete(m);
 *         s.asked.get(node).add(m.from);
 *       },
 *     },
 *   },
 * });
 * ```
 */
export function at<F extends AnyMap, const Names extends readonly [string, ...string[]]>(
  field: F,
  ...names: Names
): At<F, Names> {
  const refuse = (problem: string) => refusal("at(...)", problem, "key");
  let inside: unknown = field;
  if (names.length === 0) throw refuse('it names no binding to be the key; write at(state.inbox, "node")');
  for (const name of names as readonly unknown[]) {
    if (typeof name !== "string") throw refuse(`${kindOfValue(name)} is no name of a binding`);
    if (!isField(inside) || isDomain(inside) || inside.kind !== "map")
      throw refuse(
        inside === field
          ? `it is given ${whatIs(inside)}, not a map of the state`
          : `"${name}" is a name too many: it would be a key of ${whatIs(inside)}`,
      );
    inside = inside.item;
  }
  return { kind: "at", field, names };
}

/**
 * A binding over the members that a set or bag of the state has at the moment, or over those of one case of a union:
 * `within` is that case, or the whole domain. The collection is a field of the state, or one inside a map: see `at`. With
 * `orNull` it is null when there are none. Of a bag each value is bound once, however often it is there.
 *
 * @throws SynodError SYN207 for what is no set or bag, or no case of its domain.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const { prepare, ...Message } = union({ prepare: { to: Node }, promise: { from: Node } });
 * const sent = set(Message);
 * model({
 *   state: { sent, promised: set(Node) },
 *   init: (s) => { s.sent.add(prepare({ to: "n1" })); },
 *   rules: { promise: { for: { m: members(sent, prepare) }, do: (s, { m }) => { s.promised.add(m.to); } } },
 * });
 * ```
 */
export function members<T>(collection: SetField<T> | BagField<T>): MembersBinding<T>;
export function members<T>(collection: SetField<T> | BagField<T>, options: OrNull): MembersBinding<T | null>;
export function members<T, U extends T>(collection: SetField<T> | BagField<T>, within: Domain<U>): MembersBinding<U>;
export function members<T, U extends T>(
  collection: SetField<T> | BagField<T>,
  within: Domain<U>,
  options: OrNull,
): MembersBinding<U | null>;
export function members<F extends AnyMap, const Names extends readonly string[]>(
  collection: At<F, Names>,
): MembersAt<ElementOf<Inner<F, Names>>, F, Names>;
export function members<F extends AnyMap, const Names extends readonly string[]>(
  collection: At<F, Names>,
  options: OrNull,
): MembersAt<ElementOf<Inner<F, Names>> | null, F, Names>;
export function members<F extends AnyMap, const Names extends readonly string[], U extends ElementOf<Inner<F, Names>>>(
  collection: At<F, Names>,
  within: Domain<U>,
): MembersAt<U, F, Names>;
export function members<F extends AnyMap, const Names extends readonly string[], U extends ElementOf<Inner<F, Names>>>(
  collection: At<F, Names>,
  within: Domain<U>,
  options: OrNull,
): MembersAt<U | null, F, Names>;
export function members(of: unknown, ...given: readonly unknown[]): AnyBinding {
  const { collection, keys, inner } = placeOf("members", of);
  if (inner.kind !== "set" && inner.kind !== "bag")
    throw refusal("members(...)", NO_MEMBERS[inner.kind] as string, "kind");
  const [first, second] = given;
  const isCase = given.length > 0 && first !== undefined && !isOptions(first);
  const within = isCase ? withinOf(inner.element, first) : null;
  const orNull = orNullOf(isCase ? second : (first ?? second));
  const domain = within ?? inner.element;
  if (orNull && domain.encode(null) >= 0)
    throw refusal(
      "members(..., { orNull: true })",
      "null is a member itself, so that it could not say that there is none",
      "option",
    );
  return {
    kind: "members",
    collection,
    keys,
    each: "member",
    within,
    orNull,
    domain: orNull ? optional(domain) : domain,
  };
}

/**
 * A binding over what stands where: of a sequence `[index, value]` for each of its places that are taken, of a map
 * `[key, value]` for each key. The collection is a field of the state, or one inside a map: see `at`.
 *
 * @throws SynodError SYN207 for what is no sequence or map, or a map to collections.
 *
 * @example
 * ```ts
 * const belt = sequence(range(0, 3), { capacity: 2 });
 * model({
 *   state: { belt, taken: range(0, 3) },
 *   init: (s) => { s.belt.push(1); s.belt.push(3); },
 *   rules: { take: { for: { e: entries(belt) }, do: (s, { e: [index] }) => { s.taken = s.belt.remove(index); } } },
 * });
 * ```
 */
export function entries<T>(collection: SequenceField<T>): MembersBinding<readonly [number, T]>;
export function entries<K, T>(collection: MapField<K, Domain<T>>): MembersBinding<readonly [K, T]>;
export function entries<F extends AnyMap, const Names extends readonly string[]>(
  collection: At<F, Names>,
): MembersAt<EntryOf<Inner<F, Names>>, F, Names>;
export function entries(of: unknown, ...more: readonly unknown[]): AnyBinding {
  if (more.some((each) => each !== undefined))
    throw refusal("entries(...)", "it takes no options, nor a case: `orNull` is of members(...)", "option");
  const { collection, keys, inner } = placeOf("entries", of);
  const binding = { kind: "members", collection, keys, each: "entry", within: null, orNull: false } as const;
  if (inner.kind === "sequence")
    return { ...binding, domain: tuple(range(0, inner.capacity - 1), inner.element as AnyDomain) };
  if (inner.kind !== "map")
    throw refusal(
      "entries(...)",
      `a ${inner.kind} has members, without a place of their own: write members(...)`,
      "kind",
    );
  if (isContainer(inner.item))
    throw refusal(
      "entries(...)",
      'its items are collections, not values: bind the key, and write members(at(state.inbox, "key")) for what is in one',
      "inside",
    );
  return { ...binding, domain: tuple(inner.key as AnyDomain, inner.item) };
}

interface Place {
  readonly collection: AnyContainer;
  readonly keys: readonly string[];
  readonly inner: AnyContainer;
}

/** What is ranged over, and where it is. */
function placeOf(made: string, of: unknown): Place {
  // Made again, since anybody can write an object that looks like one.
  const place = isAt(of) ? at(of.field, ...(of.names as [string, ...string[]])) : null;
  const given: unknown = place === null ? of : place.field;
  const keys = place === null ? [] : place.names;
  if (!isField(given) || isDomain(given)) {
    const wanted = made === "members" ? "set or bag" : "sequence or map";
    throw refusal(`${made}(...)`, `it is given ${whatIs(given)}, not a ${wanted} of the state`, "kind");
  }
  const inner = innerOf(given, keys.length);
  if (isContainer(inner)) return { collection: given, keys, inner };
  throw refusal(
    `${made}(at(...))`,
    `what is there is a value of ${inner.label}, not a collection: look at it in \`when\``,
    "kind",
  );
}

function isAt(value: unknown): value is At<AnyMap, readonly string[]> {
  return isNamedParts(value) && value.kind === "at" && Array.isArray(value.names);
}

/** What is inside a field of maps, so many keys further on. */
function innerOf(field: Field, keys: number): Field {
  let inner = field;
  for (let key = 0; key < keys && isContainer(inner) && inner.kind === "map"; key++) inner = inner.item;
  return inner;
}

/** The collection that a binding ranges over. */
export function innerCollection({ collection, keys }: MembersBinding<unknown>): AnyContainer {
  return innerOf(collection, keys.length) as AnyContainer;
}

/** The case that is asked for, as a part of the element domain; null: all of it. */
function withinOf(element: AnyDomain, within: unknown): AnyDomain | null {
  if (!isDomain(within))
    throw refusal(
      "members(...)",
      `its case is ${whatIs(within)}, not the collection's domain or one of its cases`,
      "case",
    );
  const isWithin = (part: AnyDomain, whole: AnyDomain) =>
    part.root === whole.root && (whole.structure.kind === "union" || caseOf(part) === caseOf(whole));
  // All of the members, when the collection is itself of one case of what is asked for.
  if (isWithin(element, within)) return null;
  if (isWithin(within, element)) return within;
  throw refusal(
    `members(..., ${within.label})`,
    within.root === element.root
      ? `the collection holds ${element.label} only, and none of those is ${within.label}`
      : `${within.label} is neither the collection's domain nor one of its cases`,
    "case",
  );
}

/** The name of a union's case; null: it is none. */
function caseOf({ structure }: AnyDomain): string | null {
  return structure.kind === "record" ? structure.tag : null;
}

function isOptions(value: unknown): boolean {
  return isNamedParts(value) && !isDomain(value) && !("kind" in value);
}

function orNullOf(options: unknown): boolean {
  if (options === undefined) return false;
  const refuse = (problem: string) => refusal("members(...)", `its options: ${problem}`, "option");
  closed(options, ["orNull"], (problem) => refuse(problem));
  const { orNull } = options as { readonly orNull?: unknown };
  if (orNull !== undefined && typeof orNull !== "boolean") throw refuse(`orNull is ${kindOfValue(orNull)}, not true`);
  return orNull === true;
}

/** Why there is nothing to range over, and what to write instead. */
const NO_MEMBERS: Readonly<Record<string, string>> = {
  sequence: "a sequence has places, not members: write entries(...), which binds [index, value], or use a set or bag",
  map: 'a map has an item for every key: bind the key to its domain, and look at the item in `when`, or write entries(...) for [key, value], or members(at(state.inbox, "key")) for what is in an item',
};

function refusal(binding: string, problem: string, slip: BindingSlip): Error {
  return synodError("bad-binding", { binding, problem, slip });
}
