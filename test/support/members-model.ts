/** Random models of rules over members: of sets, bags, sequences and maps however they are laid out, alone or inside a map. */
import {
  at,
  bag,
  boolean,
  entries,
  type Model,
  map,
  members,
  model,
  range,
  sequence,
  set,
  union,
} from "../../src/index.ts";
import type { Dice } from "../random/dice.ts";

const { ping, pong, ...Message } = union({ ping: { n: range(0, 1) }, pong: { n: range(0, 2) } });
const Key = range(0, 3);

/** A model of rules over a random collection, alone or inside a map, one of whose bindings may be drawn from there, too. */
export function membersModel(dice: Dice): Model {
  const pick = <T>(some: readonly T[]): T => some[dice.below(some.length)]!;
  const capacity = 1 + dice.below(3);
  const box = pick([
    set(Message),
    set(Message, { capacity: 2 }),
    bag(Message, { capacity }),
    bag(Message, { capacity: 3 }),
    sequence(Message, { capacity }),
    map(range(0, 1 + dice.below(2)), Message),
  ]);
  const inside = dice.below(2) === 0;
  const boxes = map(Key, box as ReturnType<typeof set<unknown>>);
  const state = {
    box: inside ? boxes : box,
    open: pick([set(Key), set(Key, { capacity: 1 })]),
    done: boolean,
  } as never;
  const place = (inside ? at(boxes, "k") : box) as never;
  const ranged = () => {
    if (box.kind === "map" || box.kind === "sequence") return entries(place);
    return pick([
      () => members(place),
      () => members(place, ping as never),
      () => members(place, pong as never, { orNull: true }),
      () => members(place, { orNull: true }),
    ])();
  };
  const keys = () => pick([Key, members((state as { open: ReturnType<typeof set<number>> }).open)]);
  type State = { box: never; open: Set<number>; done: boolean };
  const view = (s: State, k: number) => (inside ? (s.box as Map<number, never>).get(k)! : s.box) as never;
  const values = Message.values as readonly never[];
  const put = (s: State, k: number, message: never) => {
    const there = view(s, k) as { kind: string };
    if (box.kind === "map") (there as never as Map<number, never>).set(k % 2, message);
    else if (box.kind === "sequence") {
      if ((there as never as { length: number }).length < box.capacity!)
        (there as never as { push(m: never): void }).push(message);
    } else if ((there as never as { size: number }).size < (box.capacity ?? 9))
      (there as never as { add(m: never): void }).add(message);
  };
  const drop = (s: State, k: number, message: never) => {
    const there = view(s, k);
    if (box.kind === "map") return;
    if (box.kind === "sequence") (there as { shift(): void }).shift();
    else (there as { delete(m: never): void }).delete(message);
  };
  const second = dice.below(3) === 0;
  const [limit, limitValue] = [dice.below(3), pick(values)];
  return model({
    state,
    init: (s: State) => {
      s.open.add(1);
      for (let more = 0; more < 2; more++) put(s, 1, values[more]!);
    },
    rules: {
      put: { for: { k: Key, m: Message }, do: (s: State, { k, m }: { k: number; m: never }) => put(s, k, m) },
      door: {
        for: { k: Key },
        do: (s: State, { k }: { k: number }) => {
          if (s.open.has(k)) s.open.delete(k);
          else if (s.open.size === 0) s.open.add(k);
        },
      },
      take: {
        for: { k: keys(), m: ranged(), ...(second ? { other: ranged() } : {}) },
        when: (s: State, { k, m }: { k: number; m: never }) => limit === 0 || s.open.has(k) || m === limitValue,
        do: (s: State, bound: { k: number; m: { kind?: string } | null; other: unknown }) => {
          const { k, m } = bound;
          s.done = m === null || (second && m === bound.other);
          if (Array.isArray(m)) drop(s, k, m[1] as never);
          else if (m !== null) drop(s, k, m as never);
        },
      },
    },
    terminal: "allowed",
  } as never);
}
