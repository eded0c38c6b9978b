/**
 * Places of a state that is declared with synod: variables and collections, perhaps items of a map, whose values are read as
 * their codes and written from codes, so that any expression fits anywhere.
 */
import type { AnyDomain } from "../../src/domain/domain.ts";
import {
  bag,
  boolean,
  enumeration,
  map,
  optional,
  range,
  record,
  type Schema,
  scalarset,
  sequence,
  set,
  tuple,
  union,
} from "../../src/index.ts";

// What the closures see. Views are typed by the schema, which is not known here.
export interface Members extends Iterable<unknown> {
  readonly size: number;
  readonly length: number;
  has(value: unknown): boolean;
  count(value: unknown): number;
  add(value: unknown): void;
  delete(value: unknown): boolean;
  clear(): void;
  at(index: number): unknown;
  includes(value: unknown): boolean;
  push(value: unknown): void;
  shift(): unknown;
  pop(): unknown;
}
interface Items {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
}
export type State = Record<string, unknown>;
export type Bound = Readonly<Record<string, unknown>>;
export type Term = (state: State, bound: Bound) => number;
export type Condition = (state: State, bound: Bound) => boolean;
export type Statement = (state: State, bound: Bound) => void;

/** A place in the state: a variable or a collection, perhaps an item of a map. */
export interface Place {
  readonly kind: "value" | "set" | "bag" | "sequence";
  readonly domain: AnyDomain;
  readonly capacity: number;
  readonly get: (state: State, key: number) => unknown;
  readonly set: (state: State, key: number, value: unknown) => void;
}

export const Node = scalarset("n", 2);
export const Small = range(0, 2);
export const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: { from: Node, round: Small }, stop: {} });
const Pair = tuple(Node, boolean);
const Large = record({ to: Node, round: range(0, 29) });

/** A kind of field: how many contents it has, about, and how to declare it. */
interface FieldKind {
  readonly contents: number;
  readonly field: () => Schema[string];
}

export const KINDS: readonly FieldKind[] = [
  { contents: 4, field: () => range(-1, 2) },
  { contents: 6, field: () => range(3, 8) },
  { contents: 90, field: () => range(0, 89) },
  { contents: 2, field: () => boolean },
  { contents: 3, field: () => enumeration("idle", "busy", "done") },
  { contents: 3, field: () => optional(Node) },
  { contents: 4, field: () => Pair },
  { contents: 9, field: () => map(Node, Small) },
  { contents: 9, field: () => map(Node, optional(Node)) },
  { contents: 8, field: () => set(Small) },
  { contents: 512, field: () => set(Message) },
  { contents: 50, field: () => set(Message, { capacity: 2 }) },
  { contents: 1800, field: () => set(Large, { capacity: 2 }) },
  { contents: 60, field: () => set(Large, { capacity: 1 }) },
  { contents: 16, field: () => map(Node, set(Node)) },
  { contents: 10, field: () => bag(Small, { capacity: 2 }) },
  { contents: 200, field: () => bag(Message, { capacity: 3 }) },
  { contents: 1800, field: () => bag(Large, { capacity: 2 }) },
  { contents: 13, field: () => sequence(Small, { capacity: 2 }) },
  { contents: 90, field: () => sequence(Message, { capacity: 2 }) },
  { contents: 49, field: () => map(Node, sequence(Node, { capacity: 2 })) },
];

export function placeOf(name: string, field: Schema[string]): Place {
  if (!("kind" in field)) {
    const set = (s: State, _: number, value: unknown) => {
      s[name] = value;
    };
    return { kind: "value", domain: field, capacity: 1, get: (s) => s[name], set };
  }
  if (field.kind !== "map") return { ...collectionOf(field), get: (s) => s[name], set: () => {} };
  const { key, item } = field as { key: AnyDomain; item: Schema[string] };
  const get = (s: State, code: number) => (s[name] as Items).get(key.decode(code));
  const set = (s: State, code: number, value: unknown) => (s[name] as Items).set(key.decode(code), value);
  return "kind" in item
    ? { ...collectionOf(item), get, set: () => {} }
    : { kind: "value", domain: item, capacity: 1, get, set };
}

function collectionOf(field: Schema[string]): Pick<Place, "kind" | "domain" | "capacity"> {
  const { kind, element, capacity } = field as ReturnType<typeof set>;
  return { kind, domain: element, capacity: capacity ?? element.size };
}
