/**
 * What a state is made of: a variable of a domain, or a map, set, bag or sequence. A field says what is stored; how it is
 * stored is the layout's affair (layout.ts), and how a rule sees it is the views' (views.ts).
 */
import { closed, kindOfValue, shown } from "../closed.ts";
import { type AnyDomain, DOMAIN_SIZE_LIMIT, type Domain, LISTED_VALUES_LIMIT } from "../domain/domain.ts";
import { isDomain, labelOf, mustBeDomain, whatIs } from "../domain/is-domain.ts";
import { isSpread } from "../domain/spread/slots.ts";
import { synodError } from "../errors/errors.ts";

/** A map: what `map` makes. */
export interface MapField<K, F extends Field> {
  readonly kind: "map";
  /** What it has an item for, each. */
  readonly key: Domain<K>;
  /** What it holds at a key. */
  readonly item: F;
}
/** A set: what `set` makes. */
export interface SetField<T> {
  readonly kind: "set";
  readonly element: Domain<T>;
  /** The largest number of members; null: as many as the domain has values. */
  readonly capacity: number | null;
}
/** A bag: what `bag` makes. */
export interface BagField<T> {
  readonly kind: "bag";
  readonly element: Domain<T>;
  /** The largest number of members, repetitions counted. */
  readonly capacity: number;
}
/** A sequence: what `sequence` makes. */
export interface SequenceField<T> {
  readonly kind: "sequence";
  readonly element: Domain<T>;
  /** The largest length. */
  readonly capacity: number;
}

// biome-ignore lint/suspicious/noExplicitAny: fields are invariant in their element types, see AnyDomain.
export type AnyContainer = MapField<any, Field> | SetField<any> | BagField<any> | SequenceField<any>;
/** A collection of values. */
export type MembersField = Exclude<AnyContainer, { kind: "map" }>;
/** What a state is made of: a variable of a domain, or a map, set, bag or sequence. */
export type Field = AnyDomain | AnyContainer;
/** The named fields of a state, in the order in which they are shown. */
export type Schema = Readonly<Record<string, Field>>;

/** The largest capacity: a count from 0 to it fits a non-negative 31-bit integer. */
export const CAPACITY_LIMIT = DOMAIN_SIZE_LIMIT - 1;

/**
 * One item per key: a value, or a collection. There is an item at every key from the beginning, at its first value.
 *
 * @throws SynodError SYN202 for what are no domains or fields, SYN203 for more than 65,536 keys.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * model({
 *   state: { term: map(Node, range(0, 3)), log: map(Node, sequence(range(0, 3), { capacity: 4 })) },
 *   rules: { write: { for: { n: Node }, when: (s, { n }) => s.log.get(n).length < 4, do: (s, { n }) => { s.log.get(n).push(s.term.get(n)); } } },
 * });
 * ```
 */
export function map<K, F extends Field>(key: Domain<K>, item: F): MapField<K, F> {
  const label = `map(${labelOf(key)}, ${labelOf(item)})`;
  mustBeDomain(label, "its key", key);
  if (!isField(item))
    throw synodError("bad-domain", { domain: label, problem: `its item is ${whatIs(item)}`, misplaced: "other" });
  if (key.size > LISTED_VALUES_LIMIT)
    throw synodError("domain-too-large", {
      domain: key.label,
      size: Math.min(key.size, Number.MAX_VALUE),
      limit: LISTED_VALUES_LIMIT,
    });
  return { kind: "map", key, item };
}

/**
 * A set of values, empty at first. One over a large domain needs a capacity; exceeding it is an error with a trace
 * (SYN302), never a silent cut.
 *
 * @param options - `capacity`: the most members there may be. Absent: as many as the domain has values.
 * @throws SynodError SYN202 for what is no domain, or no capacity.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * model({ state: { members: set(Node) }, rules: { join: { for: { n: Node }, do: (s, { n }) => { s.members.add(n); } } } });
 * ```
 */
export function set<T>(
  element: Domain<T>,
  options: {
    /** The most members there may be: `capacity: 4`. Absent: as many as the domain has values. */
    readonly capacity?: number;
  } = {},
): SetField<T> {
  const label = `set(${labelOf(element)})`;
  mustBeDomain(label, "its element", element);
  checkOptions(label, options);
  const capacity = options.capacity ?? null;
  if (capacity !== null) checkCapacity(label, capacity);
  return { kind: "set", element, capacity };
}

/**
 * A multiset, empty at first: a network that may hold a message several times. Exceeding its capacity is an error with
 * a trace (SYN302).
 *
 * @param options - `capacity`: the most members there may be, repetitions counted.
 * @throws SynodError SYN202 for what is no domain, or no capacity.
 *
 * @example
 * ```ts
 * const Message = union({ hello: {} });
 * model({ state: { flying: bag(Message, { capacity: 2 }) }, rules: { send: { when: (s) => s.flying.size < 2, do: (s) => { s.flying.add(Message.hello({})); } } } });
 * ```
 */
export function bag<T>(
  element: Domain<T>,
  options: {
    /** The most members there may be, repetitions counted: `capacity: 4`. */
    readonly capacity: number;
  },
): BagField<T> {
  const label = `bag(${labelOf(element)})`;
  mustBeDomain(label, "its element", element);
  checkOptions(label, options);
  checkCapacity(label, options.capacity);
  return { kind: "bag", element, capacity: options.capacity };
}

/**
 * A list, empty at first; first in first out with `push` and `shift`. Exceeding its capacity is an error with a trace
 * (SYN302).
 *
 * @param options - `capacity`: the greatest length.
 * @throws SynodError SYN202 for what is no domain, or no capacity.
 *
 * @example
 * ```ts
 * const queue = sequence(range(0, 3), { capacity: 2 });
 * model({
 *   state: { queue },
 *   rules: {
 *     put: { when: (s) => s.queue.length < 2, do: (s) => { s.queue.push(1); } },
 *     take: { when: (s) => s.queue.length > 0, do: (s) => { s.queue.shift(); } },
 *   },
 * });
 * ```
 */
export function sequence<T>(
  element: Domain<T>,
  options: {
    /** The greatest length: `capacity: 4`. */
    readonly capacity: number;
  },
): SequenceField<T> {
  const label = `sequence(${labelOf(element)})`;
  mustBeDomain(label, "its element", element);
  checkOptions(label, options);
  checkCapacity(label, options.capacity);
  return { kind: "sequence", element, capacity: options.capacity };
}

function checkOptions(domain: string, options: unknown): void {
  if (options === undefined)
    throw synodError("bad-domain", {
      domain,
      problem: "it has no capacity; write { capacity: 4 } behind its element",
      misplaced: "capacity",
    });
  closed(options, ["capacity"], (problem, wrong) =>
    synodError("bad-domain", {
      domain,
      problem: `its options: ${wrong === undefined ? kindOfValue(options) : problem}`,
      ...(wrong !== undefined && { wrong }),
    }),
  );
}

function checkCapacity(domain: string, capacity: unknown): void {
  if (Number.isSafeInteger(capacity) && (capacity as number) >= 1 && (capacity as number) <= CAPACITY_LIMIT) return;
  const problem =
    capacity === undefined || capacity === null
      ? "it has no capacity; write { capacity: 4 } behind its element"
      : `its capacity must be a positive integer, at most ${CAPACITY_LIMIT}, not ${shown(capacity)}`;
  throw synodError("bad-domain", { domain, problem, misplaced: "capacity" });
}

export function isContainer(field: Field): field is AnyContainer {
  return (
    "kind" in field &&
    (field.kind === "map" || field.kind === "set" || field.kind === "bag" || field.kind === "sequence")
  );
}

/** Whether the members of a collection take several slots each. A set without a capacity has a bit for every value. */
export function hasEntries<F extends MembersField>(field: F): field is F & { readonly capacity: number } {
  return field.capacity !== null && isSpread(field.element);
}

/** Whether a value is a domain, or a collection with all its parts. */
export function isField(value: unknown): value is Field {
  if (isDomain(value)) return true;
  if (typeof value !== "object" || value === null || !isContainer(value as Field)) return false;
  const field = value as AnyContainer;
  if (field.kind === "map") return isDomain(field.key) && isField(field.item);
  return isDomain(field.element) && (typeof field.capacity === "number" || field.capacity === null);
}
