/** Domains built from others. Codes are mixed-radix numbers, the first part the most significant. */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { describe } from "./describe.ts";
import { type AnyDomain, type Domain, domainOf, type ValueOf } from "./domain.ts";
import { labelOf, mustBeDomain } from "./is-domain.ts";
import { internedValue } from "./spread.ts";
import { recordMaker } from "./strict-value.ts";
import { fieldsFault } from "./why-not.ts";

export { describe };

/** A record's fields and their domains: `{ ballot: range(0, 3), value: Value }`. */
export type Shape = Readonly<Record<string, AnyDomain>>;
/** The record type of a shape. */
export type RecordOf<S extends Shape> = { readonly [K in keyof S]: ValueOf<S[K]> };
/** A value of a union's case: its fields, and a `kind` that names it. */
export type CaseOf<Kind extends string, S extends Shape> = { readonly kind: Kind } & RecordOf<S>;

/**
 * The member of `inner`, or null; null comes first, so that a variable of it is null at first. Traces write it as
 * `none`.
 *
 * @throws SynodError SYN202 for what is no domain, or has the value null already.
 *
 * @example
 * ```ts
 * const Vote = optional(record({ ballot: range(0, 2), value: enumeration("red", "blue") }));
 * ```
 */
export function optional<T>(inner: Domain<T>): Domain<T | null> {
  const label = `optional(${labelOf(inner)})`;
  mustBeDomain(label, "what it wraps", inner);
  if (inner.encode(null) >= 0)
    throw synodError("bad-domain", { domain: label, problem: "its inner domain already has the value null" });
  return domainOf<T | null>({
    label,
    size: inner.size + 1,
    structure: { kind: "optional", inner },
    encode: (value) => (value === null ? 0 : value === undefined ? -1 : inner.encode(value) + 1 || -1),
    build: (code) => (code === 0 ? null : inner.decode(code - 1)),
    assemble: ([value]) => value as T | null,
    format: (value) => (value === null ? "none" : inner.format(value)),
  });
}

/** The domain of records: what `record` makes. */
export interface RecordDomain<S extends Shape> extends Domain<RecordOf<S>> {
  /** The fields, to be used again in another record or a union. */
  readonly shape: S;
}

/**
 * Frozen objects with exactly these fields. Equal ones are identical, so `===` compares them; a field that there is not
 * is an error, not undefined (SYN320). To change one, assign a new one.
 *
 * @throws SynodError SYN202 for what are no domains, or no fields.
 *
 * @example
 * ```ts
 * const Point = record({ x: range(0, 3), y: range(0, 3) });
 * model({
 *   state: { at: Point },
 *   rules: { right: { when: (s) => s.at.x < 3, do: (s) => { s.at = { ...s.at, x: s.at.x + 1 }; } } },
 * });
 * ```
 */
export function record<const S extends Shape>(shape: S): RecordDomain<S> {
  const fields = fieldsOf("record(...)", shape);
  const label = `record(${fields.map(([name, domain]) => `${name}: ${labelOf(domain)}`).join(", ")})`;
  for (const [name, domain] of fields) mustBeDomain(label, `its field ${name}`, domain);
  if (fields.length === 0)
    throw synodError("bad-domain", { domain: label, problem: "a record needs at least one field" });
  return Object.assign(fieldsDomain<RecordOf<S>>(label, fields, null), { shape });
}

/** The fields of a shape, which must be an object; `__proto__` is no name that an object could have like others. */
function fieldsOf(domain: string, shape: unknown): [string, AnyDomain][] {
  if (!isNamedParts(shape))
    throw synodError("bad-domain", {
      domain,
      problem: `its fields are ${kindOfValue(shape)}, not an object of domains by name`,
      misplaced: "other",
    });
  if (Object.hasOwn(shape, "__proto__"))
    throw synodError("bad-domain", { domain, problem: 'a field cannot be called "__proto__"' });
  return Object.entries(shape) as [string, AnyDomain][];
}

/** The domain of objects with these fields and, when tagged, `kind: tag` in front. */
function fieldsDomain<T extends object>(
  label: string,
  fields: readonly (readonly [string, AnyDomain])[],
  tag: string | null,
): Domain<T> {
  const names = [...(tag === null ? [] : ["kind"]), ...fields.map(([name]) => name)];
  const make = recordMaker(tag ?? "a record", names);
  return domainOf<T>({
    label,
    size: fields.reduce((size, [, domain]) => size * domain.size, 1),
    structure: { kind: "record", fields, tag },
    encode: (value) => {
      if (typeof value !== "object" || value === null) return -1;
      const entries = value as Record<string, unknown>;
      if (tag !== null && (!Object.hasOwn(entries, "kind") || entries.kind !== tag)) return -1;
      return Object.keys(entries).length === names.length ? fieldsCode(fields, entries) : -1;
    },
    build: (code) => {
      const values: unknown[] = [];
      let rest = code;
      for (let at = fields.length - 1; at >= 0; at--) {
        const [, domain] = fields[at] as readonly [string, AnyDomain];
        values.push(domain.decode(rest % domain.size));
        rest = Math.floor(rest / domain.size);
      }
      if (tag !== null) values.push(tag);
      return make(values.reverse()) as T;
    },
    assemble: (values) => make(tag === null ? values : [tag, ...values]) as T,
    format: (value) => {
      const parts = fields.map(
        ([name, domain]) => `${name}: ${domain.format((value as Record<string, unknown>)[name])}`,
      );
      return tag === null ? `{${parts.join(", ")}}` : parts.length === 0 ? tag : `${tag}(${parts.join(", ")})`;
    },
  });
}

/**
 * Frozen arrays of a fixed length, one domain per place. Equal ones are identical.
 *
 * @throws SynodError SYN202 for what are no domains, or no places.
 *
 * @example
 * ```ts
 * const Edge = tuple(range(0, 3), range(0, 3));
 * model({ state: { last: Edge }, rules: { go: { do: (s) => { s.last = [s.last[1], 2]; } } } });
 * ```
 */
export function tuple<const D extends readonly AnyDomain[]>(
  ...members: D
): Domain<{ readonly [K in keyof D]: ValueOf<D[K]> }> {
  type Value = { readonly [K in keyof D]: ValueOf<D[K]> };
  const label = `tuple(${members.map(labelOf).join(", ")})`;
  members.forEach((member, at) => {
    mustBeDomain(label, `its member ${at + 1}`, member);
  });
  if (members.length === 0)
    throw synodError("bad-domain", { domain: label, problem: "a tuple needs at least one member" });
  return domainOf<Value>({
    label,
    size: members.reduce((size, member) => size * member.size, 1),
    structure: { kind: "tuple", members, keys: null },
    encode: (value) => {
      if (!Array.isArray(value) || value.length !== members.length) return -1;
      let code = 0;
      for (let at = 0; at < members.length; at++) {
        const member = members[at] as AnyDomain;
        const part = member.encode(value[at]);
        if (part < 0) return -1;
        code = code * member.size + part;
      }
      return code;
    },
    build: (code) => {
      const values: unknown[] = [];
      let rest = code;
      for (let at = members.length - 1; at >= 0; at--) {
        const member = members[at] as AnyDomain;
        values.push(member.decode(rest % member.size));
        rest = Math.floor(rest / member.size);
      }
      return Object.freeze(values.reverse()) as unknown as Value;
    },
    assemble: (values) => Object.freeze([...values]) as unknown as Value,
    format: (value) => `(${members.map((member, at) => member.format((value as readonly unknown[])[at])).join(", ")})`,
  });
}

/** A case of a union: called, it makes a value; as a domain, it is all values of that case. */
export type Constructor<Kind extends string, S extends Shape> = ((fields: RecordOf<S>) => CaseOf<Kind, S>) &
  Domain<CaseOf<Kind, S>>;

/** A union's cases, each with its fields: `{ ask: { from: Node }, tell: { to: Node, value: Value } }`. */
export type Cases = Readonly<Record<string, Shape>>;
/** A value of a union: of one of its cases. */
export type UnionValue<C extends Cases> = { [K in keyof C & string]: CaseOf<K, C[K]> }[keyof C & string];
/** The domain of a union, with a constructor per case: what `union` makes. */
export type Union<C extends Cases> = Domain<UnionValue<C>> & { readonly [K in keyof C & string]: Constructor<K, C[K]> };

/**
 * Values of one of several cases, each a record tagged with `kind`: messages, above all. The result is the domain of
 * them all and has a constructor per case.
 *
 * @throws SynodError SYN202 for cases that are no fields, or have names that a domain has.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: { from: Node } });
 * model({
 *   state: { sent: set(Message) },
 *   rules: { ask: { for: { n: Node }, do: (s, { n }) => { s.sent.add(ping({ to: n })); } } },
 *   always: { "nobody answers": (s) => [...s.sent].every((m) => m.kind === "ping") },
 * });
 * ```
 */
export function union<const C extends Cases>(cases: C): Union<C> {
  if (!isNamedParts(cases))
    throw synodError("bad-domain", {
      domain: "union(...)",
      problem: `its cases are ${kindOfValue(cases)}, not an object of fields by name`,
      misplaced: "other",
    });
  const names = Object.keys(cases);
  const label = `union(${names.join(", ")})`;
  const root = Symbol(label);
  const constructors: Record<string, AnyDomain> = {};
  const starts: number[] = [];
  let size = 0;
  for (const name of names) {
    const shape = cases[name] as Shape;
    if (RESERVED.has(name))
      throw synodError("bad-domain", { domain: label, problem: `a case cannot be called "${name}"` });
    for (const [field, domain] of fieldsOf(`${label}, case ${name}`, shape))
      mustBeDomain(`${label}, case ${name}`, `its field ${field}`, domain);
    if (Object.hasOwn(shape, "kind"))
      throw synodError("bad-domain", {
        domain: label,
        problem: `case "${name}" has a field called "kind", which names the case`,
      });
    constructors[name] = constructorOf(name, shape, size, root);
    starts.push(size);
    size += (constructors[name] as AnyDomain).size;
  }
  const ordered = names.map((name) => constructors[name] as AnyDomain);
  const caseOf = (code: number): number => {
    let at = starts.length - 1;
    while ((starts[at] as number) > code) at--;
    return at;
  };
  const domain = domainOf<UnionValue<C>>({
    label,
    size,
    structure: { kind: "union", cases: names.map((name) => [name, constructors[name] as AnyDomain] as const) },
    encode: (value) => {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, "kind")) return -1;
      const { kind } = value as { readonly kind: unknown };
      if (typeof kind !== "string" || !Object.hasOwn(constructors, kind)) return -1;
      const found = constructors[kind] as AnyDomain;
      const code = found.encode(value);
      return code < 0 ? -1 : code + found.offset;
    },
    build: (code) => {
      const at = caseOf(code);
      return (ordered[at] as AnyDomain).decode(code - (starts[at] as number));
    },
    assemble: ([value]) => value as UnionValue<C>,
    format: (value) => (constructors[(value as { kind: string }).kind] as AnyDomain).format(value),
  });
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors({ ...constructors }),
      ...Object.getOwnPropertyDescriptors(domain),
      root: { value: root, enumerable: true },
    },
  ) as Union<C>;
}

const RESERVED = new Set([
  "label",
  "size",
  "values",
  "structure",
  "encode",
  "decode",
  "format",
  "offset",
  "root",
  "name",
  "length",
  "__proto__",
]);

function constructorOf<S extends Shape>(kind: string, shape: S, offset: number, root: symbol): AnyDomain {
  const fields = Object.entries(shape);
  const domain = fieldsDomain<object>(kind, fields, kind);
  const construct = (values: RecordOf<S>) => {
    const code = fieldsCode(fields, values);
    const spread = Object.hasOwn(values ?? {}, "kind") ? 1 : 0;
    if (code < 0 || Object.keys(values ?? {}).length !== fields.length + spread) {
      const why = fieldsFault(fields, values, kind);
      throw synodError("out-of-domain", {
        place: `${kind}(...)`,
        value: describe(values),
        domain: describeShape(shape),
        ...(why !== null && { why }),
      });
    }
    return Number.isFinite(code) ? domain.decode(code) : internedValue(domain, { ...values, kind });
  };
  return Object.defineProperties(construct, {
    ...Object.getOwnPropertyDescriptors(domain),
    offset: { value: offset, enumerable: true },
    root: { value: root, enumerable: true },
  }) as unknown as AnyDomain;
}

/** The mixed-radix code of the fields' values, or -1; further fields are not looked at. */
function fieldsCode(
  fields: readonly (readonly [string, AnyDomain])[],
  values: Readonly<Record<string, unknown>>,
): number {
  if (typeof values !== "object" || values === null) return -1;
  let code = 0;
  for (const [name, domain] of fields) {
    // Asked first, since records refuse to be read where they have nothing.
    const part = Object.hasOwn(values, name) ? domain.encode(values[name]) : -1;
    if (part < 0) return -1;
    code = code * domain.size + part;
  }
  return code;
}

function describeShape(shape: Shape): string {
  return `{${Object.entries(shape)
    .map(([name, domain]) => `${name}: ${domain.label}`)
    .join(", ")}}`;
}
