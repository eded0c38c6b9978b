/**
 * What random symmetric models are made of: fields that relate elements in every way a schema can (keys, members, messages,
 * pairs, optional and nested ones, sorted arrays, sequences), with what copies and compares elements and never asks for more.
 */
import {
  bag,
  boolean,
  type Domain,
  map,
  optional,
  range,
  record,
  type Schema,
  sequence,
  set,
  tuple,
  union,
} from "../../src/index.ts";

export type Bound = Readonly<Record<string, string>>;
// biome-ignore lint/suspicious/noExplicitAny: views are typed by the schema, which is not known here.
export type State = any;
export type Condition = (s: State, b: Bound) => boolean;
export type Statement = (s: State, b: Bound) => void;

/** A field, with what may be asked of it and done to it in terms of bound elements n, m: Node and i: Item. */
export interface Part {
  readonly field: Schema[string];
  /** Makes a zero that names the first element one that names the given ones. */
  readonly begin?: Statement;
  readonly asks: readonly Condition[];
  readonly acts: readonly Statement[];
}

/** The parts for a field of a name, over two scalarsets. */
export function partsOver(Node: Domain<`n${number}`>, Item: Domain<`i${number}`>): (name: string) => readonly Part[] {
  const Small = range(0, 2);
  const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: { from: Node, item: Item }, stop: {} });
  const Pair = record({ one: Node, other: Node });
  const has = (s: State, name: string, value: unknown) => s[name].has(value);
  return (name) => [
    {
      field: map(Node, Small),
      asks: [(s, { n }) => s[name].get(n) > 0, (s, { n, m }) => s[name].get(n) === s[name].get(m)],
      acts: [
        (s, { n }) => s[name].set(n, (s[name].get(n) + 1) % 3),
        (s, { n, m }) => s[name].set(n, Math.max(s[name].get(n), s[name].get(m))),
      ],
    },
    {
      field: map(Node, map(Node, boolean)),
      asks: [(s, { n, m }) => s[name].get(n).get(m), (s, { n }) => s[name].get(n).get(n)],
      acts: [
        (s, { n, m }) => s[name].get(n).set(m, true),
        (s, { n, m }) => s[name].get(m).set(n, !s[name].get(n).get(m)),
      ],
    },
    {
      field: map(Node, optional(Item)),
      asks: [(s, { n, i }) => s[name].get(n) === i, (s, { n }) => s[name].get(n) === null],
      acts: [(s, { n, i }) => s[name].set(n, i), (s, { n, m }) => s[name].set(n, s[name].get(m))],
    },
    {
      field: map(Node, optional(Node)),
      asks: [(s, { n, m }) => s[name].get(n) === m, (s, { n }) => s[name].get(n) !== null],
      acts: [(s, { n, m }) => s[name].set(n, m), (s, { n }) => s[name].set(n, null)],
    },
    {
      field: Node,
      begin: (s, { n }) => {
        s[name] = n;
      },
      asks: [(s, { n }) => s[name] === n],
      acts: [
        (s, { m }) => {
          s[name] = m;
        },
      ],
    },
    {
      field: tuple(Node, Item, Small),
      begin: (s, { n, i }) => {
        s[name] = [n, i, 0];
      },
      asks: [(s, { n }) => s[name][0] === n, (s, { i }) => s[name][1] === i],
      acts: [
        (s, { m }) => {
          s[name] = [m, s[name][1], (s[name][2] + 1) % 3];
        },
        (s, { i }) => {
          s[name] = [s[name][0], i, 0];
        },
      ],
    },
    {
      field: set(Message),
      asks: [(s, { n }) => has(s, name, ping({ to: n as never })), (s) => has(s, name, { kind: "stop" })],
      acts: [
        (s, { n }) => s[name].add(ping({ to: n as never })),
        (s, { n, i }) => s[name].add(pong({ from: n as never, item: i as never })),
        (s, { n, i }) => s[name].delete(pong({ from: n as never, item: i as never })),
        (s) => s[name].add({ kind: "stop" }),
      ],
    },
    {
      field: set(Pair, { capacity: 2 }),
      asks: [(s, { n, m }) => has(s, name, { one: n, other: m }), (s) => s[name].size < 2],
      acts: [
        (s, { n, m }) => s[name].size < 2 && s[name].add({ one: n, other: m }),
        (s, { n, m }) => s[name].delete({ one: n, other: m }),
      ],
    },
    {
      field: map(Item, bag(Node, { capacity: 2 })),
      asks: [(s, { n, i }) => s[name].get(i).count(n) > 0, (s, { i }) => s[name].get(i).size < 2],
      acts: [
        (s, { n, i }) => s[name].get(i).size < 2 && s[name].get(i).add(n),
        (s, { n, i }) => s[name].get(i).delete(n),
      ],
    },
    {
      field: sequence(record({ who: Node, what: Small }), { capacity: 2 }),
      asks: [(s, { n }) => s[name].at(0)?.who === n, (s) => s[name].length < 2],
      acts: [(s, { n }) => s[name].length < 2 && s[name].push({ who: n, what: 1 }), (s) => s[name].shift()],
    },
  ];
}
