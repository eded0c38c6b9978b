/**
 * What closures see of fields: the types of a state that may be read, its *view*, and of one that may be written too, its
 * *draft*. Objects that behave so are made in views.ts.
 */
import type { ValueOf } from "../domain/domain.ts";
import type { BagField, Field, MapField, Schema, SequenceField, SetField } from "./field.ts";

/**
 * What every collection has since it can be gone through: of members, in the domain's order, of a bag each as often as it
 * occurs; of a sequence from the first to the last; of a map entries. Each is what it is of the array `[...collection]`, and
 * an effect goes through what was there when it began.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const Vote = record({ by: Node, term: range(0, 3) });
 * model({
 *   state: { votes: set(Vote), term: map(Node, range(0, 3)), elected: boolean },
 *   rules: {
 *     elect: {
 *       for: { n: Node },
 *       when: (s, { n }) => s.votes.filter((vote) => vote.term === s.term.get(n)).length > 1,
 *       do: (s) => { s.elected = s.term.every(([, term]) => term > 0); },
 *     },
 *   },
 * });
 * ```
 */
export interface CollectionView<T> extends Iterable<T> {
  /** Whether something is true of one at least. Looks no further than the first such. */
  some(test: (value: T, index: number) => boolean): boolean;
  /** Whether something is true of all. Looks no further than the first of which it is not. */
  every(test: (value: T, index: number) => boolean): boolean;
  /** Those of which something is true, as an array. */
  filter<U extends T>(test: (value: T, index: number) => value is U): U[];
  filter(test: (value: T, index: number) => boolean): T[];
  /** What is made of each, as an array. */
  map<U>(make: (value: T, index: number) => U): U[];
  /** The first of which something is true; undefined: there is none. */
  find<U extends T>(test: (value: T, index: number) => value is U): U | undefined;
  find(test: (value: T, index: number) => boolean): T | undefined;
  /** All combined into one value, beginning with `initial`: `s.cart.reduce((sum, { price }) => sum + price, 0)`. */
  reduce<U>(combine: (soFar: U, value: T, index: number) => U, initial: U): U;
  /** Does something for each. */
  forEach(act: (value: T, index: number) => void): void;
}

/** What may be put in a field's place by `assign`, and at a key by `set` of a map: a value, or what contents are copied from. */
export type ContentsOf<F> =
  F extends MapField<infer K, infer I>
    ? Iterable<readonly [K, ContentsOf<I>]>
    : F extends SetField<infer T> | BagField<infer T> | SequenceField<infer T>
      ? Iterable<T>
      : ValueOf<F>;

/** A map as a guard sees it. It iterates over its entries, `[key, item]`, in the domain's order. */
export interface MapView<K, F extends Field> extends CollectionView<readonly [K, ViewOf<F>]> {
  /** The item at a key: a value, or a view of the collection there. */
  get(key: K): ViewOf<F>;
  /** All keys, in the domain's order. */
  keys(): readonly K[];
  /** All items, in the order of their keys. */
  values(): ViewOf<F>[];
  /** All keys with their items, in the domain's order. */
  entries(): (readonly [K, ViewOf<F>])[];
}
/** A map as an effect sees it: it reads its own writes. */
export interface MapDraft<K, F extends Field> extends CollectionView<readonly [K, DraftOf<F>]> {
  /** The item at a key: a value, or a view of the collection there. */
  get(key: K): DraftOf<F>;
  /** All keys, in the domain's order. */
  keys(): readonly K[];
  /** All items, in the order of their keys. */
  values(): DraftOf<F>[];
  /** All keys with their items, in the domain's order. */
  entries(): (readonly [K, DraftOf<F>])[];
  /** Puts a value at a key; where the items are collections, copies one, or the values of an array, into the one there. */
  set: (key: K, value: ContentsOf<F>) => void;
  /** Gives every key the item that the entries have for it: those of another map, say. Every key must be among them. */
  assign: (entries: Iterable<readonly [K, ContentsOf<F>]>) => void;
}
/** A set as a guard sees it. It iterates over its members in the domain's order. */
export interface SetView<T> extends CollectionView<T> {
  /** The number of members. */
  readonly size: number;
  /** Whether a value is a member; a record like it is enough. */
  has(value: T): boolean;
}
/** A set as an effect sees it: it reads its own writes. */
export interface SetDraft<T> extends SetView<T> {
  /** Makes a value a member. Over the capacity: SYN302. */
  add(value: T): void;
  /** Removes a value; whether it was a member. */
  delete(value: T): boolean;
  /** Removes all members. */
  clear(): void;
  /** Makes these its members, and no others: `s.voters.assign(s.members)` copies. */
  assign(values: Iterable<T>): void;
}
/** A bag as a guard sees it. It iterates over its members in the domain's order, each as often as it occurs. */
export interface BagView<T> extends SetView<T> {
  /** How often a value occurs. */
  count(value: T): number;
}
/** A bag as an effect sees it: it reads its own writes. */
export interface BagDraft<T> extends BagView<T> {
  /** Adds a value once more. Over the capacity: SYN302. */
  add(value: T): void;
  /** Removes one occurrence; whether there was one. */
  delete(value: T): boolean;
  /** Removes all members. */
  clear(): void;
  /** Makes these its members, as often as they come, and no others. */
  assign(values: Iterable<T>): void;
}
/** A sequence as a guard sees it. It iterates from the first value to the last. */
export interface SequenceView<T> extends CollectionView<T> {
  /** The number of values. */
  readonly length: number;
  /** As Array.prototype.at: undefined outside, negative indices count from the end. */
  at(index: number): T | undefined;
  /** Whether a value is in it. */
  includes(value: T): boolean;
  /** Where a value is first; -1: it is not in it. */
  indexOf(value: T): number;
  /** Where something is true first; -1: nowhere. */
  findIndex(test: (value: T, index: number) => boolean): number;
  /** All places with what is there, `[index, value]`. */
  entries(): [number, T][];
}
/** A sequence as an effect sees it: it reads its own writes. */
export interface SequenceDraft<T> extends SequenceView<T> {
  /** Puts a value at the end. Over the capacity: SYN302. */
  push(value: T): void;
  /** Takes the first value out; undefined: there is none. */
  shift(): T | undefined;
  /** Takes the last value out; undefined: there is none. */
  pop(): T | undefined;
  /** Puts a value at an index, 0 to the length, and what was there and behind it one place on. Another index: SYN323. */
  insert(index: number, value: T): void;
  /** Takes the value at an index out. An index where nothing is: SYN323. */
  remove(index: number): T;
  /** Puts a value at an index in place of the one there. An index where nothing is: SYN323. */
  set(index: number, value: T): void;
  /** Takes all values out but the first so many. */
  truncate(length: number): void;
  /** Takes all values out. */
  clear(): void;
  /** Makes these its values, in this order, and no others. */
  assign(values: Iterable<T>): void;
}

/** How guards and properties see a field of a state. */
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
/** How effects see a field of a state. */
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
/**
 * A state as effects see it: variables are assigned, collections changed. What is assigned to a collection is copied into
 * it, and the two go on apart: `s.old = s.new`.
 */
export type StateDraft<S extends Schema> = { -readonly [K in keyof S]: DraftOf<S[K]> };
