/**
 * What a state is made of: a variable of a domain, or a map, set, bag or sequence. A field says what is stored; how it is
 * stored is the layout's affair (layout.ts), and how a rule sees it is the views' (views.ts).
 */
import { closed, kindOfValue, shown } from "../closed.ts";
import { type AnyDomain, DOMAIN_SIZE_LIMIT, type Domain, LISTED_VALUES_LIMIT, type ValueOf } from "../domain/domain.ts";
import { isDomain, labelOf, mustBeDomain, whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";

export interface MapField<K, F extends Field> {
  readonly kind: "map";
  readonly key: Domain<K>;
  readonly item: F;
}
export interface SetField<T> {
  readonly kind: "set";
  readonly element: Domain<T>;
  /** The largest number of members; null: as many as the domain has values. */
  readonly capacity: number | null;
}
export interface BagField<T> {
  readonly kind: "bag";
  readonly element: Domain<T>;
  /** The largest number of members, repetitions counted. */
  readonly capacity: number;
}
export interface SequenceField<T> {
  readonly kind: "sequence";
  readonly element: Domain<T>;
  /** The largest length. */
  readonly capacity: number;
}

// biome-ignore lint/suspicious/noExplicitAny: fields are invariant in their element types, see AnyDomain.
export type AnyContainer = MapField<any, Field> | SetField<any> | BagField<any> | SequenceField<any>;
export type Field = AnyDomain | AnyContainer;
/** The named fields of a state, in the order in which they are shown. */
export type Schema = Readonly<Record<string, Field>>;

/** The largest capacity: a count from 0 to it fits a non-negative 31-bit integer. */
export const CAPACITY_LIMIT = DOMAIN_SIZE_LIMIT - 1;

/** One item per key. The zero state has the zero item at every key. */
export function map<K, F extends Field>(key: Domain<K>, item: F): MapField<K, F> {
  const label = `map(${labelOf(key)}, ${labelOf(item)})`;
  mustBeDomain(label, "its key", key);
  if (!isField(item))
    throw synodError("bad-domain", { domain: label, problem: `its item is ${whatIs(item)}`, misplaced: "other" });
  if (key.size > LISTED_VALUES_LIMIT)
    throw synodError("domain-too-large", { domain: key.label, size: key.size, limit: LISTED_VALUES_LIMIT });
  return { kind: "map", key, item };
}

/** A set of values. One over a large domain needs a capacity; exceeding it is an error with a trace, never a silent cut. */
export function set<T>(element: Domain<T>, options: { readonly capacity?: number } = {}): SetField<T> {
  const label = `set(${labelOf(element)})`;
  mustBeDomain(label, "its element", element);
  checkOptions(label, options);
  const capacity = options.capacity ?? null;
  if (capacity !== null) checkCapacity(label, capacity);
  return { kind: "set", element, capacity };
}

/** A multiset with at most `capacity` members, repetitions counted. */
export function bag<T>(element: Domain<T>, options: { readonly capacity: number }): BagField<T> {
  const label = `bag(${labelOf(element)})`;
  mustBeDomain(label, "its element", element);
  checkOptions(label, options);
  checkCapacity(label, options.capacity);
  return { kind: "bag", element, capacity: options.capacity };
}

/** A list of at most `capacity` values, first in first out with `push` and `shift`. */
export function sequence<T>(element: Domain<T>, options: { readonly capacity: number }): SequenceField<T> {
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

/** Whether a value is a domain, or a collection with all its parts. */
export function isField(value: unknown): value is Field {
  if (isDomain(value)) return true;
  if (typeof value !== "object" || value === null || !isContainer(value as Field)) return false;
  const field = value as AnyContainer;
  if (field.kind === "map") return isDomain(field.key) && isField(field.item);
  return isDomain(field.element) && (typeof field.capacity === "number" || field.capacity === null);
}

/** A map as a guard sees it. */
export interface MapView<K, F extends Field> extends Iterable<readonly [K, ViewOf<F>]> {
  get(key: K): ViewOf<F>;
  keys(): readonly K[];
  values(): ViewOf<F>[];
  entries(): (readonly [K, ViewOf<F>])[];
}
/** A map as an effect sees it: it reads its own writes. */
export interface MapDraft<K, F extends Field> extends Iterable<readonly [K, DraftOf<F>]> {
  get(key: K): DraftOf<F>;
  keys(): readonly K[];
  values(): DraftOf<F>[];
  entries(): (readonly [K, DraftOf<F>])[];
  /** Only for maps to values; an item that is a collection is changed through `get`. */
  set: F extends AnyContainer ? never : (key: K, value: ValueOf<F>) => void;
}
export interface SetView<T> extends Iterable<T> {
  readonly size: number;
  has(value: T): boolean;
}
export interface SetDraft<T> extends SetView<T> {
  add(value: T): void;
  /** Whether the value was a member. */
  delete(value: T): boolean;
  clear(): void;
}
/** A bag iterates over its members in the domain's order, each as often as it occurs. */
export interface BagView<T> extends SetView<T> {
  count(value: T): number;
}
export interface BagDraft<T> extends BagView<T> {
  add(value: T): void;
  /** Removes one occurrence; whether there was one. */
  delete(value: T): boolean;
  clear(): void;
}
export interface SequenceView<T> extends Iterable<T> {
  readonly length: number;
  /** As Array.prototype.at: undefined outside, negative indices count from the end. */
  at(index: number): T | undefined;
  includes(value: T): boolean;
}
export interface SequenceDraft<T> extends SequenceView<T> {
  push(value: T): void;
  shift(): T | undefined;
  pop(): T | undefined;
  clear(): void;
}

export type ViewOf<F> =
  F extends MapField<infer K, infer I>
    ? MapView<K, I>
    : F extends SetField<infer T>
      ? SetView<T>
      : F extends BagField<infer T>
        ? BagView<T>
        : F extends SequenceField<infer T>
          ? SequenceView<T>
          : ValueOf<F>;
export type DraftOf<F> =
  F extends MapField<infer K, infer I>
    ? MapDraft<K, I>
    : F extends SetField<infer T>
      ? SetDraft<T>
      : F extends BagField<infer T>
        ? BagDraft<T>
        : F extends SequenceField<infer T>
          ? SequenceDraft<T>
          : ValueOf<F>;

/** A state as guards and properties see it: everything is read-only. */
export type StateView<S extends Schema> = { readonly [K in keyof S]: ViewOf<S[K]> };
/** A state as effects see it: variables are assigned, collections changed. */
export type StateDraft<S extends Schema> = {
  -readonly [K in keyof S as S[K] extends AnyContainer ? never : K]: DraftOf<S[K]>;
} & { readonly [K in keyof S as S[K] extends AnyContainer ? K : never]: DraftOf<S[K]> };
