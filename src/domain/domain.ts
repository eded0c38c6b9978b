/**
 * A domain is a finite, ordered set of values. Every value has a code, its position in that order, and the codes are
 * exactly 0 .. size - 1; a state stores codes, never values. Laws, tested on generated domains:
 * decode(encode(v)) equals v, encode(decode(c)) is c, and encode answers -1 for everything outside.
 *
 * Domains are plain objects whose members are all own and enumerable, so that
 * `const { ping, pong, ...Message } = union({ ... })` leaves a usable domain in `Message`.
 */
import { synodError } from "../errors/errors.ts";
import { Interning } from "./interning.ts";

/** The largest number of values that codes in one slot tell apart: a code fits a non-negative 31-bit integer. */
export const DOMAIN_SIZE_LIMIT = 2 ** 31 - 1;
/** The largest domain whose values may be listed (`domain.values`), since each listed value is kept in memory. */
export const LISTED_VALUES_LIMIT = 2 ** 16;

/** How a domain is built from others: what renaming, printing, layout and generators follow. */
export type DomainStructure =
  | { readonly kind: "boolean" }
  /** `first`: the value of code 0, where that is not `low`; the others follow in order. */
  | { readonly kind: "range"; readonly low: number; readonly high: number; readonly first?: number }
  | { readonly kind: "enumeration"; readonly names: readonly string[] }
  | { readonly kind: "scalarset"; readonly name: string; readonly identity: symbol }
  | { readonly kind: "optional"; readonly inner: AnyDomain }
  | { readonly kind: "record"; readonly fields: readonly (readonly [string, AnyDomain])[]; readonly tag: string | null }
  /** `keys`: of one with a place per value of that domain (per-key.ts); null: its places are in no such relation. */
  | { readonly kind: "tuple"; readonly members: readonly AnyDomain[]; readonly keys: AnyDomain | null }
  | { readonly kind: "union"; readonly cases: readonly (readonly [string, AnyDomain])[] }
  /** The values of each of these, one domain behind the other (one-of.ts). */
  | { readonly kind: "one-of"; readonly parts: readonly AnyDomain[] }
  /** Of `min` to `max` values: the shorter first, and of one length as a tuple would be (list.ts). */
  | { readonly kind: "list"; readonly element: AnyDomain; readonly min: number; readonly max: number }
  /** Of `min` to `max` members: in the order of the binary numbers that have a 1 for each of them (subset.ts). */
  | { readonly kind: "subset"; readonly element: AnyDomain; readonly min: number; readonly max: number };

/**
 * A finite, ordered set of values, each with a code: its place in that order, from 0 on. What `range`, `enumeration`,
 * `record` and their like make; a value is null, a boolean, a number, a text, or a frozen record, tuple, list or set of such.
 *
 * @example
 * ```ts
 * const Level: Domain<number> = range(1, 3);
 * console.log(Level.size, Level.values, Level.encode(2), Level.decode(0)); // 3 [1, 2, 3] 1 1
 * ```
 */
export interface Domain<T> {
  /** How it was written, for error messages: `range(0, 3)`. */
  readonly label: string;
  /** The number of values; Infinity: more than 2^53. */
  readonly size: number;
  /** All values in order, interned and frozen. Throws `domain-too-large` over LISTED_VALUES_LIMIT. */
  readonly values: readonly T[];
  /** How it is built from others. */
  readonly structure: DomainStructure;
  /**
   * The code of a value, or -1 when it is not in the domain. Structural: records need not be interned. Infinity: it is in a
   * domain that has more values than can be counted.
   */
  readonly encode: (value: unknown) => number;
  /** The interned value of a code in 0 .. size - 1. */
  readonly decode: (code: number) => T;
  /** One short line for traces. */
  readonly format: (value: T) => string;
  /** The code, in the domain this one was cut out of, of this domain's code 0 (0 unless a union's case). */
  readonly offset: number;
  /** What a union and its cases have in common; a domain's own identity otherwise. */
  readonly root: symbol;
}

// A domain consumes `unknown` and formats T; this is the one place where its value type is forgotten.
/** A domain of whatever values. */
// biome-ignore lint/suspicious/noExplicitAny: Domain<T> is invariant in T through `format`.
export type AnyDomain = Domain<any>;

/**
 * The type of a domain's values.
 *
 * @example
 * ```ts
 * const Message = union({ ask: { what: range(0, 3) }, tell: {} });
 * type Message = ValueOf<typeof Message>; // { kind: "ask", what: number } | { kind: "tell" }
 * ```
 */
export type ValueOf<D> = D extends Domain<infer T> ? T : never;

export interface DomainParts<T> {
  readonly label: string;
  readonly size: number;
  readonly structure: DomainStructure;
  readonly encode: (value: unknown) => number;
  readonly build: (code: number) => T;
  readonly format: (value: T) => string;
  /** Where `build` itself makes equal values identical: by what. */
  readonly interned?: AnyInterning;
  /** Of a domain with parts: the value that these make, new. */
  readonly assemble?: (parts: readonly unknown[]) => T;
}

/** Completes the parts to a domain: checks the size, interns values on demand. */
export function domainOf<T>(parts: DomainParts<T>): Domain<T> {
  const { label, structure, format } = parts;
  const size = parts.size <= Number.MAX_SAFE_INTEGER ? parts.size : Number.POSITIVE_INFINITY;
  if (size < 1) throw synodError("empty-domain", { domain: label });
  if (size > DOMAIN_SIZE_LIMIT && parts.assemble === undefined)
    throw synodError("domain-too-large", { domain: label, size: parts.size, limit: DOMAIN_SIZE_LIMIT });
  const { encode, decode, values } = size === Number.POSITIVE_INFINITY ? uncounted(parts) : interning(parts, size);
  let listed: readonly T[] | null = null;
  return {
    label,
    size,
    get values() {
      listed ??=
        size <= LISTED_VALUES_LIMIT
          ? Object.freeze(Array.from({ length: size }, (_, code) => decode(code)))
          : unlistable<T>(label, size);
      return listed;
    },
    structure,
    encode,
    decode,
    format,
    offset: 0,
    root: Symbol(label),
    // Copied with the rest, and by no name that a union's case could have.
    [INNARDS]: { assemble: parts.assemble, values } satisfies Innards<T>,
  } as Domain<T>;
}

// By codes, or by texts; whose values they are is forgotten.
// biome-ignore lint/suspicious/noExplicitAny: its keys and values are of whatever domain.
type AnyInterning = Interning<any, any>;

interface Innards<T> {
  readonly assemble: DomainParts<T>["assemble"];
  /** Its values, where not all are kept: by code, or by keys that are equal for equal values only. */
  readonly values: AnyInterning | null;
}
/** The same one in every copy of this module that a program loads: domains are made by one and used by another. */
const INNARDS = Symbol.for("synod domain innards");

function innardsOf(domain: AnyDomain): Innards<unknown> {
  return (domain as unknown as Readonly<Record<symbol, Innards<unknown>>>)[INNARDS] as Innards<unknown>;
}

/** What a domain with parts makes of them. */
export function assemblyOf(domain: AnyDomain): (parts: readonly unknown[]) => unknown {
  return innardsOf(domain).assemble as NonNullable<DomainParts<unknown>["assemble"]>;
}

/** Of a domain that has more values than can be counted: the value of a key that tells it from others, interned. */
export function valueByKey(domain: AnyDomain, key: string, build: () => unknown): unknown {
  return found(innardsOf(domain).values as AnyInterning, key, build);
}

/** The value of a key, made if there is none. */
function found<K, T>(values: Interning<K, T & object>, key: K, build: (key: K) => T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = build(key);
  if (typeof value === "object" && value !== null) values.add(key, value);
  return value;
}

/** Asks for what a value of this structure is made of, where domains may have forgotten it. */
function askForParts(structure: DomainStructure, value: object): void {
  const ask = (part: AnyDomain, of: unknown) => {
    if (typeof of === "object" && of !== null) innardsOf(part).values?.askFor(of);
  };
  switch (structure.kind) {
    case "record":
      for (const [name, part] of structure.fields) ask(part, (value as Readonly<Record<string, unknown>>)[name]);
      return;
    case "tuple":
      for (const [at, part] of structure.members.entries()) ask(part, (value as readonly unknown[])[at]);
      return;
    case "list":
      for (const item of value as readonly unknown[]) ask(structure.element, item);
      return;
    case "optional":
      ask(structure.inner, value);
      return;
    case "union":
      for (const [, part] of structure.cases) ask(part, value);
      return;
    case "one-of":
      for (const part of structure.parts) ask(part, value);
      return;
    default:
  }
}

interface Coding<T> extends Pick<Domain<T>, "encode" | "decode"> {
  readonly values: AnyInterning | null;
}

/** The key of the first value: no other one's is empty. */
const FIRST = "";

/** More values than can be counted have no codes: what is asked of them is whether they are in the domain, and the first one. */
function uncounted<T>({ label, structure, build, encode, interned }: DomainParts<T>): Coding<T> {
  const values = interned ?? new Interning<string, T & object>((value) => askForParts(structure, value));
  return {
    values,
    encode: (value) => (encode(value) === -1 ? -1 : Number.POSITIVE_INFINITY),
    decode: (code) => {
      if (code !== 0) throw synodError("internal", { problem: `${label} has no value of code ${code}` });
      return interned === undefined ? found(values, FIRST, () => build(0)) : build(0);
    },
  };
}

/** Decoding that makes each value once, and encoding that knows those values again without looking into them. */
function interning<T>(parts: DomainParts<T>, size: number): Coding<T> {
  const { structure, build, encode, interned: values = null } = parts;
  if (size > LISTED_VALUES_LIMIT)
    return values !== null || structure.kind === "range" ? { encode, decode: build, values } : identified(parts);
  const interned = new Map<number, T>();
  const codes = new Map<unknown, number>();
  return {
    values,
    encode: (value) => codes.get(value) ?? encode(value),
    decode: (code) => {
      let value = interned.get(code);
      if (value === undefined) {
        value = build(code);
        interned.set(code, value);
        if (typeof value === "object" && value !== null) codes.set(value, code);
      }
      return value;
    },
  };
}

/** The same where not all values can be kept. */
function identified<T>({ structure, build, encode }: DomainParts<T>): Coding<T> {
  const values = new Interning<number, T & object>((value) => askForParts(structure, value));
  return {
    values,
    encode: (value) =>
      typeof value === "object" && value !== null
        ? (values.keyOf(value as T & object) ?? encode(value))
        : encode(value),
    decode: (code) => found(values, code, build),
  };
}

/** Stands for the values of a domain too large to list: throws when touched, not when a rest pattern copies it. */
function unlistable<T>(domain: string, size: number): readonly T[] {
  return new Proxy<T[]>([], {
    get() {
      // As data it is a number: JSON has no infinite ones.
      throw synodError("domain-too-large", {
        domain,
        size: Math.min(size, Number.MAX_VALUE),
        limit: LISTED_VALUES_LIMIT,
      });
    },
  });
}

/** The domains that a domain is built from. */
export function partsOf({ structure }: AnyDomain): readonly AnyDomain[] {
  switch (structure.kind) {
    case "optional":
      return [structure.inner];
    case "record":
      return structure.fields.map(([, domain]) => domain);
    case "tuple":
      return structure.keys === null ? structure.members : [structure.keys, ...structure.members];
    case "union":
      return structure.cases.map(([, domain]) => domain);
    case "one-of":
      return structure.parts;
    case "list":
    case "subset":
      return [structure.element];
    default:
      return [];
  }
}

/** Whether some values of a domain differ in the elements of scalarsets that they mention, and in nothing else. */
export function mentionsElements(domain: AnyDomain): boolean {
  return domain.structure.kind === "scalarset" || partsOf(domain).some(mentionsElements);
}
