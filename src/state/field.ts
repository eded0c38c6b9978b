/**
 * What a state is made of: a variable of a domain, or a map, set, bag or sequence. A field says what is stored; how it is
 * stored is the layout's affair (layout.ts), and how a rule sees it is the views' (views.ts).
 */
import { type AnyDomain, type Domain, LISTED_VALUES_LIMIT, type ValueOf } from "../domain/domain.ts";
import { synodError } from "../errors.ts";

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

/** One item per key. The zero state has the zero item at every key. */
export function map<K, F extends Field>(key: Domain<K>, item: F): MapField<K, F> {
  if (key.size > LISTED_VALUES_LIMIT)
    throw synodError("domain-too-large", { domain: key.label, size: key.size, limit: LISTED_VALUES_LIMIT });
  return { kind: "map", key, item };
}

/** A set of values. One over a large domain needs a capacity; exceeding it is an error with a trace, never a silent cut. */
export function set<T>(element: Domain<T>, options: { readonly capacity?: number } = {}): SetField<T> {
  const capacity = options.capacity ?? null;
  if (capacity !== null) checkCapacity(`set(${element.label})`, capacity);
  return { kind: "set", element, capacity };
}

/** A multiset with at most `capacity` members, repetitions counted. */
export function bag<T>(element: Domain<T>, options: { readonly capacity: number }): BagField<T> {
  checkCapacity(`bag(${element.label})`, options.capacity);
  return { kind: "bag", element, capacity: options.capacity };
}

/** A list of at most `capacity` values, first in first out with `push` and `shift`. */
export function sequence<T>(element: Domain<T>, options: { readonly capacity: number }): SequenceField<T> {
  checkCapacity(`sequence(${element.label})`, options.capacity);
  return { kind: "sequence", element, capacity: options.capacity };
}

function checkCapacity(domain: string, capacity: number): void {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw synodError("bad-domain", {
      domain,
      problem: `its capacity must be a positive integer, not ${String(capacity)}`,
    });
  }
}

export function isContainer(field: Field): field is AnyContainer {
  return (
    "kind" in field &&
    (field.kind === "map" || field.kind === "set" || field.kind === "bag" || field.kind === "sequence")
  );
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
