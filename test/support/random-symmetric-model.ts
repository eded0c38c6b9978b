/**
 * Random models that treat the elements of their scalarsets alike: a number in, a model out, the same in every thread. They
 * relate elements in every way a schema can (keys, members, messages, pairs, optional and nested ones, sorted arrays,
 * sequences), copy them and compare them for equality, and never ask for more. With `fault`, one rule or one property does.
 */
import { choice, integer, type Model, model, protocol, scalarset } from "../../src/index.ts";
import { Dice } from "../random/dice.ts";
import { type Bound, type Condition, partsOver, type State } from "../random/symmetric-parts.ts";

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
  const parts = partsOver(Node, Item);
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
