/** A post office: lists of letters of every kind, all sorted or in order, and rules that do to them what they are told, as data. */
import fc from "fast-check";
import { bag, type Model, map, members, model, range, record, sequence, set } from "../../src/index.ts";

const Letter = record({ to: range(0, 1), mark: range(0, 6) });
type Letter = { readonly to: 0 | 1; readonly mark: 0 | 1 | 2 };

/** What an effect does to the lists, one after the other, as data. */
export type Act =
  | { readonly do: "add" | "delete" | "ask"; readonly to: "post" | "seen" | "row"; readonly mark: 0 | 1 | 2 }
  | { readonly do: "read on"; readonly to: "post" | "seen" | "row" }
  | { readonly do: "shift" | "pop" | "truncate" | "clear" | "count" | "note" | "swap" };

export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("add" as const, "delete" as const, "ask" as const),
      to: fc.constantFrom("post" as const, "seen" as const, "row" as const),
      mark: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
  },
  fc.record({
    do: fc.constant("read on" as const),
    to: fc.constantFrom("post" as const, "seen" as const, "row" as const),
  }),
  fc.record({ do: fc.constantFrom("shift", "pop", "truncate", "clear", "count", "note", "swap") }) as fc.Arbitrary<Act>,
);

/** A post office: a bag, a set and a queue of letters, all sorted or in order, and rules that do what they are told. */
export function office(rules: readonly (readonly Act[])[], takes: readonly boolean[]): Model {
  const state = {
    post: bag(Letter, { capacity: 3 }),
    seen: set(Letter, { capacity: 3 }),
    row: sequence(Letter, { capacity: 3 }),
    noted: map(range(0, 1), range(0, 4)),
  };
  type Draft = {
    post: { add(l: Letter): void; delete(l: Letter): boolean; has(l: Letter): boolean; size: number; clear(): void };
    seen: Draft["post"] & Iterable<Letter>;
    row: {
      push(l: Letter): void;
      shift(): Letter | undefined;
      pop(): Letter | undefined;
      includes(l: Letter): boolean;
      at(index: number): Letter | undefined;
      truncate(length: number): void;
      length: number;
    };
    noted: { get(key: number): number; set(key: number, value: number): void };
  };
  const perform = (s: Draft, one: Act, m: Letter) => {
    const letter = ({ mark }: { readonly mark: 0 | 1 | 2 }): Letter =>
      mark === 2 ? m : { to: mark, mark: mark === m.mark ? 1 : 0 };
    const note = (is: boolean) => s.noted.set(is ? 1 : 0, (s.noted.get(0) + 1) % 5);
    if (one.do === "add") {
      if (one.to === "row") s.row.push(letter(one));
      else s[one.to].add(letter(one));
    } else if (one.do === "delete") {
      if (one.to === "row") note(s.row.shift()?.mark === one.mark);
      else note(s[one.to].delete(letter(one)));
    } else if (one.do === "ask") note(one.to === "row" ? s.row.includes(letter(one)) : s[one.to].has(letter(one)));
    else if (one.do === "read on") note((one.to === "row" ? s.row.length : s[one.to].size) > 1);
    else if (one.do === "shift") s.row.shift();
    else if (one.do === "pop") note(s.row.pop() === undefined);
    else if (one.do === "truncate") s.row.truncate(Math.min(1, s.row.length));
    else if (one.do === "clear") s.seen.clear();
    else if (one.do === "count") note([...s.seen].length === 2);
    else if (one.do === "note") s.noted.set(0, 3);
    else s.noted.set(0, s.noted.get(1));
  };
  return model({
    state,
    init: (s: Draft) => s.post.add({ to: 0, mark: 0 }),
    rules: {
      begin: { when: (s: Draft) => s.post.size < 2, do: (s: Draft) => s.post.add({ to: 1, mark: 1 }) },
      ...Object.fromEntries(
        rules.map((acts, at) => [
          `rule ${at}`,
          takes[at]
            ? {
                for: { m: members(state.post) },
                do: (s: Draft, { m }: { m: Letter }) => {
                  s.post.delete(m);
                  for (const one of acts) perform(s, one, m);
                },
              }
            : {
                for: { m: members(state.post), other: members(state.post) },
                do: (s: Draft, { m, other }: { m: Letter; other: Letter }) => {
                  for (const one of acts) perform(s, one, one.do === "delete" ? other : m);
                },
              },
        ]),
      ),
    },
  } as never);
}
