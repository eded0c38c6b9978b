/**
 * The sets of a domain's values (value-set.ts), each once: sets of the same domain's values are identical when they are equal,
 * whatever made them. Inside they are codes, which ascend, so that they are gone through in the domain's order.
 */
import { callbackOf, iterableOf, testOf } from "./asked.ts";
import type { AnyDomain, Domain } from "./domain.ts";
import { Interning } from "./interning.ts";
import { isValueSet, SetValue, type ValueSet } from "./value-set.ts";
import { outOfDomain } from "./why-not.ts";

/** The sets of a domain's values. */
export class SetPool<T> {
  readonly element: Domain<T>;
  /** Those that domains keep (domain.ts); of the others as many as are in use. */
  readonly #kept = new Map<number | string, Members<T>>();
  readonly values = new Interning<number | string, Members<T>>();

  constructor(element: Domain<T>) {
    this.element = element;
  }

  /** The set of these members, which ascend. `forever`: it is kept by a domain from now on. */
  of(codes: readonly number[], forever = false): Members<T> {
    if (this.element.size > MOST_BITS) return this.#named(codes.join(), codes, forever);
    let bits = 0;
    for (let at = 0; at < codes.length; at++) bits |= 1 << (codes[at] as number);
    return this.#named(bits, codes, forever);
  }

  /** The set whose members have these bits, of few values. */
  ofBits(bits: number): Members<T> {
    return this.#kept.get(bits) ?? this.values.get(bits) ?? this.of(codesOfBits(bits));
  }

  #named(key: number | string, codes: readonly number[], forever: boolean): Members<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    let set = this.values.get(key);
    if (set === undefined) {
      set = new Members(this, codes, typeof key === "number" ? key : null);
      if (!forever) this.values.add(key, set);
    }
    if (forever) this.#kept.set(key, set);
    return set;
  }
}

/** Of at most so many values, sets are told apart, and compared, as numbers. */
const MOST_BITS = 31;

function codesOfBits(bits: number): number[] {
  const codes: number[] = [];
  for (let rest = bits; rest !== 0; rest &= rest - 1) codes.push(31 - Math.clz32(rest & -rest));
  return codes;
}

const pools = new WeakMap<AnyDomain, SetPool<unknown>>();

export function setsOf<T>(element: Domain<T>): SetPool<T> {
  let pool = pools.get(element) as SetPool<T> | undefined;
  if (pool === undefined) {
    pool = new SetPool(element);
    pools.set(element, pool as SetPool<unknown>);
  }
  return pool;
}

/** The codes of a set's members, ascending; null: what is no set, or has a member that the domain does not have. */
export function memberCodes<T>(pool: SetPool<T>, value: unknown): readonly number[] | null {
  if (value instanceof Members) return Members.memberCodes(pool as SetPool<unknown>, value);
  return isValueSet(value) ? codesWithin(pool, value) : null;
}

/** Of a set of another domain, or of another copy of synod; null: it has a member that the domain does not have. */
function codesWithin<T>({ element }: SetPool<T>, set: Iterable<unknown>): readonly number[] | null {
  const codes: number[] = [];
  for (const member of set) {
    const code = element.encode(member);
    if (code < 0) return null;
    codes.push(code);
  }
  return ascending(codes);
}

/** The codes of these values, ascending, each once. Throws `out-of-domain` for one that the domain does not have. */
export function codesOfAll<T>(element: Domain<T>, values: Iterable<T>, place: string): number[] {
  const codes = new Set<number>();
  for (const value of iterableOf(place, values)) {
    const code = element.encode(value);
    if (code < 0) throw outOfDomain(place, element, value);
    codes.add(code);
  }
  return ascending([...codes]);
}

function ascending(codes: number[]): number[] {
  return codes.sort((one, other) => one - other);
}

/** What Node's `console.log` looks for. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");
const A_MEMBER = "a member of a set";
const A_SET = "a method of a set";

class Members<T> extends SetValue implements ValueSet<T> {
  readonly #pool: SetPool<T>;
  readonly #codes: readonly number[];
  /** The same as a number; null: its domain has too many values. */
  readonly #bits: number | null;

  constructor(pool: SetPool<T>, codes: readonly number[], bits: number | null) {
    super();
    this.#pool = pool;
    this.#bits = bits;
    this.#codes = Object.freeze([...codes]);
    Object.freeze(this);
  }

  static memberCodes(pool: SetPool<unknown>, set: Members<unknown>): readonly number[] | null {
    return set.#pool === pool ? set.#codes : codesWithin(pool, set);
  }

  get size(): number {
    return this.#codes.length;
  }

  has(value: T): boolean {
    const { element } = this.#pool;
    const code = element.encode(value);
    if (code < 0) throw outOfDomain(A_MEMBER, element, value);
    return this.#bits === null ? this.#codes.includes(code) : ((this.#bits >>> code) & 1) === 1;
  }

  with(...values: readonly T[]): ValueSet<T> {
    return this.union(values);
  }

  without(...values: readonly T[]): ValueSet<T> {
    return this.difference(values);
  }

  union(other: Iterable<T>): ValueSet<T> {
    const { element } = this.#pool;
    const bits = this.#bitsOf(other);
    if (bits !== null) return this.#pool.ofBits((this.#bits as number) | bits);
    const added = memberCodes(this.#pool, other) ?? codesOfAll(element, other, A_MEMBER);
    return this.#of(ascending([...new Set([...this.#codes, ...added])]));
  }

  intersection(other: Iterable<T>): ValueSet<T> {
    const bits = this.#bitsOf(other);
    if (bits !== null) return this.#pool.ofBits((this.#bits as number) & bits);
    const others = this.#others(other);
    return this.#of(this.#codes.filter((code) => others.has(code)));
  }

  difference(other: Iterable<T>): ValueSet<T> {
    const bits = this.#bitsOf(other);
    if (bits !== null) return this.#pool.ofBits((this.#bits as number) & ~bits);
    const others = this.#others(other);
    return this.#of(this.#codes.filter((code) => !others.has(code)));
  }

  isSubsetOf(other: Iterable<T>): boolean {
    const bits = this.#bitsOf(other);
    if (bits !== null) return ((this.#bits as number) & ~bits) === 0;
    const others = this.#others(other);
    return this.#codes.every((code) => others.has(code));
  }

  isSupersetOf(other: Iterable<T>): boolean {
    const bits = this.#bitsOf(other);
    if (bits !== null) return (bits & ~(this.#bits as number)) === 0;
    const own = new Set(this.#codes);
    for (const code of this.#others(other)) if (!own.has(code)) return false;
    return true;
  }

  isDisjointFrom(other: Iterable<T>): boolean {
    const bits = this.#bitsOf(other);
    if (bits !== null) return ((this.#bits as number) & bits) === 0;
    const others = this.#others(other);
    return !this.#codes.some((code) => others.has(code));
  }

  filter(keeps: (value: T) => boolean): ValueSet<T> {
    const { element } = this.#pool;
    const isKept = testOf("filter of a set", keeps);
    return this.#of(this.#codes.filter((code) => isKept(element.decode(code))));
  }

  map<U>(to: (value: T) => U): U[] {
    callbackOf("map of a set", to);
    return this.#values().map((value) => to(value));
  }

  every(holds: (value: T) => boolean): boolean {
    const isSo = testOf("every of a set", holds);
    return this.#values().every((value) => isSo(value));
  }

  some(holds: (value: T) => boolean): boolean {
    const isSo = testOf("some of a set", holds);
    return this.#values().some((value) => isSo(value));
  }

  find(holds: (value: T) => boolean): T | undefined {
    const isSo = testOf("find of a set", holds);
    return this.#values().find((value) => isSo(value));
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#values()[Symbol.iterator]();
  }

  /** In JSON a set is the list of its members. */
  toJSON(): readonly T[] {
    return this.#values();
  }

  /** For `console.log`. */
  [INSPECT](): ReadonlySet<T> {
    return new Set(this.#values());
  }

  #values(): T[] {
    const { element } = this.#pool;
    return this.#codes.map((code) => element.decode(code));
  }

  #of(codes: readonly number[]): ValueSet<T> {
    return this.#pool.of(codes);
  }

  /** What is in another as bits; null: this set or the other has none. */
  #bitsOf(other: Iterable<T>): number | null {
    if (this.#bits === null) return null;
    if (other instanceof Members) return other.#pool === this.#pool ? other.#bits : null;
    if (isValueSet(other)) return null;
    const { element } = this.#pool;
    let bits = 0;
    for (const value of iterableOf(A_SET, other)) {
      const code = element.encode(value);
      if (code < 0) throw outOfDomain(A_MEMBER, element, value);
      bits |= 1 << code;
    }
    return bits;
  }

  /** The codes of what is in another; -1 for all that this set's domain does not have, if a set has that. */
  #others(other: Iterable<T>): ReadonlySet<number> {
    const { element } = this.#pool;
    const codes = memberCodes(this.#pool, other);
    if (codes !== null) return new Set(codes);
    if (isValueSet(other)) return new Set([...other].map((value) => element.encode(value)));
    return new Set(codesOfAll(element, other, A_MEMBER));
  }
}

// No model may change what sets can do.
Object.freeze(Members.prototype);
Object.freeze(Members);
