/**
 * Random models that treat the elements of their scalarsets alike: a number in, a model out, the same in every thread. They
 * relate elements in every way a schema can (keys, members, messages, pairs, optional and nested ones, sorted arrays,
 * sequences), copy them and compare them for equality, and never ask for more. With `fault`, one rule or one property does.
 */
import {
  bag,
  boolean,
  choice,
  integer,
  type Model,
  map,
  model,
  optional,
  protocol,
  range,
  record,
  type Schema,
  scalarset,
  sequence,
  set,
  tuple,
  union,
} from "../../src/index.ts";
import { Dice } from "../random/dice.ts";

type Bound = Readonly<Record<string, string>>;
// biome-ignore lint/suspicious/noExplicitAny: views are typed by the schema, which is not known here.
type State = any;
type Condition = (s: State, b: Bound) => boolean;
type Statement = (s: State, b: Bound) => void;

/** A field, with what may be asked of it and done to it in terms of bound elements n, m: Node and i: Item. */
interface Part {
  readonly field: Schema[string];
  /** Makes a zero that names the first element one that names the given ones. */
  readonly begin?: Statement;
  readonly asks: readonly Condition[];
  readonly acts: readonly Statement[];
}

export const symmetricFaults = ["none", "rule", "property"] as const;
export type SymmetricFault = (typeof symmetricFaults)[number];

export interface SymmetricModelOptions {
  readonly fault?: SymmetricFault;
  readonly alwaysReachable?: boolean;
}

export function randomSymmetricModel(seed: number, options: SymmetricModelOptions = {}): Model {
  const { fault = "none", alwaysReachable = false } = options;
  const dice = new Dice(seed, 0x51a3);
  const Node = scalarset("n", dice.pick([2, 3, 3, 3, 4]));
  const Item = scalarset("i", dice.pick([1, 2, 2]));
  const Small = range(0, 2);
  const { ping, pong, ...Message } = union({ ping: { to: Node }, pong: { from: Node, item: Item }, stop: {} });
  const Pair = record({ one: Node, other: Node });
  const has = (s: State, name: string, value: unknown) => s[name].has(value);
  const parts = (name: string): readonly Part[] => [
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
  const chosen = Array.from({ length: 2 + dice.below(2) }, (_, at) => ({
    name: `f${at}`,
    part: dice.pick(parts(`f${at}`)),
  }));
  const asks = chosen.flatMap(({ part }) => part.asks);
  const acts = chosen.flatMap(({ part }) => part.acts);
  const condition = (): Condition => {
    const [one, other, how] = [dice.pick(asks), dice.pick(asks), dice.below(5)];
    if (how === 0) return (s, b) => one(s, b) && other(s, b);
    if (how === 1) return (s, b) => !one(s, b);
    if (how === 2) return (s, b) => b["n"] !== b["m"] && one(s, b);
    return how === 3 ? one : () => true;
  };
  const rules = Array.from({ length: 3 + dice.below(3) }, (_, at) => {
    const [when, first, second] = [condition(), dice.pick(acts), dice.below(3) === 0 ? dice.pick(acts) : null];
    const odd = fault === "rule" && at === 0;
    return [
      `r${at}`,
      {
        for: { n: Node, m: Node, i: Item },
        when: (s: State, b: Bound) => (odd ? (b["n"] as string) < (b["m"] as string) : when(s, b)),
        do: (s: State, b: Bound) => {
          first(s, b);
          second?.(s, b);
        },
      },
    ] as const;
  });
  const everywhere = (s: State, holds: Condition) =>
    Node.values.every((n) => Node.values.every((m) => Item.values.every((i) => holds(s, { n, m, i }))));
  const [never, goal, lasting, end] = [
    [dice.pick(asks), dice.pick(asks), dice.pick(asks)],
    condition(),
    dice.pick(asks),
    dice.pick(asks),
  ];
  return model({
    name: `symmetric ${seed}`,
    state: Object.fromEntries(chosen.map(({ name, part }) => [name, part.field])),
    init: {
      for: { n: Node, i: Item },
      do: (s: State, b: Bound) => {
        for (const { part } of chosen) part.begin?.(s, b);
      },
    },
    rules: Object.fromEntries(rules),
    always: {
      rare: (s: State) => !everywhere(s, (_, b) => never.some((ask) => ask(s, b))),
      first: fault === "property" && ((s: State) => !(asks[0] as Condition)(s, { n: "n1", m: "n1", i: "i1" })),
    },
    step: {
      lasting: (before: State, after: State) => everywhere(before, (_, b) => !lasting(before, b) || lasting(after, b)),
    },
    reachable: { there: (s: State) => everywhere(s, goal) },
    alwaysReachable: alwaysReachable && { back: (s: State) => everywhere(s, (_, b) => !end(s, b)) },
    terminal: (s: State) => everywhere(s, (_, b) => !end(s, b)),
  } as never);
}

/** The same as a protocol, so that worker threads can make it again. */
export const randomSymmetricModels = protocol(
  {
    name: "symmetric",
    about: "models that treat the elements of their scalarsets alike",
    parameters: { seed: integer({ from: 0, to: 2 ** 31 - 1, default: 0 }), fault: choice(symmetricFaults) },
  },
  ({ seed, fault }) => randomSymmetricModel(seed, { fault }),
);
