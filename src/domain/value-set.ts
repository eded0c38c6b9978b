/**
 * Sets as values: what `subset` domains have. Nothing changes one, what an operation gives is another. They have the names of
 * ES2025's sets, which Node 20 lacks and which could be changed. What they are made of is in set-pool.ts.
 */
import { methodsEdge } from "./strict-value.ts";

/**
 * A set as a value, in the domain `subset(...)`: frozen, and the same one as any other with these members that was made of the
 * same domain. Iterates over its members in the domain's order.
 *
 * @example
 * ```ts
 * const Config = subset(range(1, 4));
 * const first = Config([1, 2, 3]);
 * console.log(first.has(2), first.with(4).size, first.without(1) === Config([2, 3])); // true 4 true
 * ```
 */
export interface ValueSet<T> extends Iterable<T> {
  /** The number of members. */
  readonly size: number;
  /** Whether a value is a member; a record like it is enough. */
  has(value: T): boolean;
  /** This set and these. */
  with(...values: readonly T[]): ValueSet<T>;
  /** This set without these. */
  without(...values: readonly T[]): ValueSet<T>;
  /** What is in this set or in the other. */
  union(other: Iterable<T>): ValueSet<T>;
  /** What is in both. */
  intersection(other: Iterable<T>): ValueSet<T>;
  /** What is in this set and not in the other. */
  difference(other: Iterable<T>): ValueSet<T>;
  /** Whether every member is in the other. */
  isSubsetOf(other: Iterable<T>): boolean;
  /** Whether everything in the other is a member. */
  isSupersetOf(other: Iterable<T>): boolean;
  /** Whether nothing is in both. */
  isDisjointFrom(other: Iterable<T>): boolean;
  /** The members that are kept. */
  filter(keeps: (value: T) => boolean): ValueSet<T>;
  /** An array of what is made of each member. */
  map<U>(to: (value: T) => U): U[];
  /** Whether it holds of every member. */
  every(holds: (value: T) => boolean): boolean;
  /** Whether it holds of a member. */
  some(holds: (value: T) => boolean): boolean;
  /** The first member, in the domain's order, of which it holds. */
  find(holds: (value: T) => boolean): T | undefined;
}

/** What they can do, and what others call that. */
const METHODS = [
  ...["size", "has", "with", "without", "union", "intersection", "difference"],
  ...["isSubsetOf", "isSupersetOf", "isDisjointFrom", "filter", "map", "every", "some", "find"],
];
const MEANT = {
  length: "size",
  includes: "has",
  contains: "has",
  add: "with",
  push: "with",
  delete: "without",
  remove: "without",
  values: "[...set]",
  forEach: "for (const member of set)",
  reduce: "[...set].reduce",
  flatMap: "[...set].flatMap",
  at: "[...set].at",
} as const;

/** The same in every copy of synod in a program: a set may be made by one and looked at by another. */
const SETS = Symbol.for("synod prototype of sets");

/** What all sets that are values extend, and nothing else does. Frozen, with nothing to be listed. */
export abstract class SetValue {}
Object.defineProperty(SetValue.prototype, SETS, { value: true });
Object.setPrototypeOf(SetValue.prototype, methodsEdge("a set", METHODS, MEANT));
Object.freeze(SetValue.prototype);
Object.freeze(SetValue);

export function isValueSet(value: unknown): value is ValueSet<unknown> {
  if (value instanceof SetValue) return true;
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const parent: unknown = prototype === null ? null : Object.getPrototypeOf(prototype);
  return parent !== null && Object.hasOwn(parent as object, SETS);
}
