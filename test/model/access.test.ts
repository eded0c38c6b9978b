/** Declared reads and writes: what lies inside can be done, what lies outside is refused, by the engine and the interpreter. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { isSynodError, type PlainError, reviveError } from "../../src/errors/errors.ts";
import { bag, boolean, type Model, map, members, model, range, sequence, set } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import type { AnyPlace } from "../../src/state/place.ts";

const Node = range(0, 1);
const Letter = range(0, 2);

const state = {
  count: range(0, 3),
  flag: map(Node, boolean),
  sent: set(Letter),
  boxes: map(Node, set(Letter)),
  few: set(Letter, { capacity: 2 }),
  heap: bag(Letter, { capacity: 2 }),
  queue: sequence(Letter, { capacity: 2 }),
};

// biome-ignore lint/suspicious/noExplicitAny: what is done is looked up by name.
type Loose = any;

interface Declared {
  readonly reads?: readonly AnyPlace[];
  readonly writes?: readonly AnyPlace[];
}

/** A model with one step, which does this. */
function doing({ reads, writes }: Declared, run: (s: Loose) => unknown, guarding = false): Model {
  let bound = 0;
  return model({
    state,
    init: (s) => {
      s.sent.add(1);
      s.queue.push(1);
      s.heap.add(1);
    },
    rules: {
      step: {
        ...((reads !== undefined || writes !== undefined) && { reads, writes }),
        when: (s: Loose) => {
          if (guarding) run(s);
          return true;
        },
        do: (s: Loose) => {
          bound += 1;
          if (!guarding) run(s);
        },
      } as Loose,
    },
    always: { fine: () => bound >= 0 },
  });
}

const messageOf = (error: PlainError | null): string => (error === null ? "" : reviveError(error).message);

/** What the engine says of it, which the interpreter confirms; null: nothing is wrong. */
async function problem(of: Model): Promise<string | null> {
  const { verdict, counterexamples } = await check(of);
  if (verdict.outcome !== "error") return null;
  expect(counterexamples[0]?.trace.failing).not.toBeNull();
  const { take, initialStates } = interpret(of);
  const message = messageOf(verdict.error);
  expect(() => take(initialStates()[0] as Loose, 0)).toThrow(message);
  return `${verdict.error?.id}: ${message}`;
}

const reads: readonly [string, AnyPlace, (s: Loose) => unknown, string][] = [
  ["a variable", "count", (s) => s.count, "count"],
  ["an item", ["flag", 0], (s) => s.flag.get(0), "flag[0]"],
  ["all items", "flag", (s) => s.flag.values(), "flag[0]"],
  ["all entries", "flag", (s) => s.flag.entries(), "flag[0]"],
  ["items one by one", "flag", (s) => [...s.flag], "flag[0]"],
  ["a member", ["sent", 1], (s) => s.sent.has(1), "sent[1]"],
  ["how many members", "sent", (s) => s.sent.size, "sent"],
  ["all members", "sent", (s) => [...s.sent], "sent"],
  ["a member in an item", ["boxes", 1, 2], (s) => s.boxes.get(1).has(2), "boxes[1][2]"],
  ["all members in an item", ["boxes", 1], (s) => [...s.boxes.get(1)], "boxes[1]"],
  ["a member of a set with a capacity", "few", (s) => s.few.has(1), "few"],
  ["a count", "heap", (s) => s.heap.count(1), "heap"],
  ["a queue's length", "queue", (s) => s.queue.length, "queue"],
  ["a queue's first", "queue", (s) => s.queue.at(0), "queue"],
  ["whether a queue has it", "queue", (s) => s.queue.includes(1), "queue"],
];

const writes: readonly [string, AnyPlace, (s: Loose) => unknown, string][] = [
  ["a variable", "count", (s) => Object.assign(s, { count: 1 }), "count"],
  ["an item", ["flag", 1], (s) => s.flag.set(1, true), "flag[1]"],
  ["a new member", ["sent", 2], (s) => s.sent.add(2), "sent[2]"],
  ["an old member", ["sent", 1], (s) => s.sent.delete(1), "sent[1]"],
  ["all members", "sent", (s) => s.sent.clear(), "sent"],
  ["a member in an item", ["boxes", 0, 2], (s) => s.boxes.get(0).add(2), "boxes[0][2]"],
  ["a member of a set with a capacity", "few", (s) => s.few.add(2), "few"],
  ["a bag", "heap", (s) => (s.heap.size < 2 ? s.heap.add(2) : s.heap.delete(1)), "heap"],
  ["a queue's end", "queue", (s) => (s.queue.length < 2 ? s.queue.push(2) : s.queue.pop()), "queue"],
  ["a queue's front", "queue", (s) => s.queue.shift(), "queue"],
];

describe("a rule that declares what it reads and writes", () => {
  it.each(reads)("may read %s if it says so, and not else", async (_, place, run, named) => {
    expect(await problem(doing({ reads: [place] }, run))).toBeNull();
    expect(await problem(doing({ writes: [place] }, run))).toBeNull();
    expect(await problem(doing({ reads: [place] }, run, true))).toBeNull();
    const refused = `undeclared-access: step reads ${named}, which it does not declare`;
    expect(await problem(doing({ reads: [] }, run))).toBe(refused);
    expect(await problem(doing({ writes: [] }, run, true))).toBe(refused);
    expect(await problem(doing({}, run))).toBeNull();
  });

  it.each(writes)("may write %s if it says so, and not else, though it may read it", async (_, place, run, named) => {
    expect(await problem(doing({ writes: [place] }, run))).toBeNull();
    const refused = `undeclared-access: step writes ${named}, which it does not declare`;
    expect(await problem(doing({ reads: [place] }, run))).toBe(refused);
    expect(await problem(doing({}, run))).toBeNull();
  });

  it("may touch neither another item nor another member", async () => {
    const other = { reads: [["flag", 0]], writes: [["boxes", 0]] } satisfies Declared;
    expect(await problem(doing(other, (s) => s.flag.get(1)))).toContain("step reads flag[1],");
    expect(await problem(doing(other, (s) => s.flag.values()))).toContain("step reads flag[1],");
    expect(await problem(doing(other, (s) => s.boxes.get(1).add(0)))).toContain("step writes boxes[1][0],");
    expect(await problem(doing({ writes: [["sent", 0]] }, (s) => s.sent.add(2)))).toContain("step writes sent[2],");
    expect(await problem(doing({ writes: [["sent", 0]] }, (s) => s.sent.size))).toContain("step reads sent,");
  });

  it("is told as before of what is no value at all", async () => {
    const all = { writes: ["count", "flag", "sent"] } satisfies Declared;
    expect(await problem(doing(all, (s) => s.flag.get(7)))).toContain("out-of-domain");
    expect(await problem(doing(all, (s) => s.sent.add(7)))).toContain("out-of-domain");
    expect(await problem(doing({ writes: [["flag", 1]] }, (s) => s.flag.set(1, 7)))).toContain("out-of-domain");
  });

  it("declares by its bound values, for each instance", async () => {
    const tell = (which: (node: number) => number) =>
      model({
        state,
        rules: {
          raise: {
            for: { node: Node, letter: members(state.sent) },
            writes: ({ node, letter }) => [
              ["flag", node],
              ["sent", letter],
            ],
            when: (s, { node }) => !s.flag.get(which(node)),
            do: (s, { node, letter }) => {
              s.flag.set(node, true);
              s.sent.delete(letter);
            },
          },
        },
        init: (s) => s.sent.add(2),
        always: { fine: () => true },
      });
    expect((await check(tell((node) => node))).verdict).toMatchObject({ outcome: "holds", states: { distinct: 3 } });
    const { verdict } = await check(tell((node) => 1 - node));
    expect(messageOf(verdict.error)).toBe("raise(node: 0, letter: 2) reads flag[1], which it does not declare");
  });

  it("declares once: what changes its mind is held to what it said first", async () => {
    const places: AnyPlace[][] = [["count"], ["flag"]];
    const fickle = doing({ reads: (() => places.shift() ?? []) as Loose }, (s) => s.count);
    expect(await problem(fickle)).toBeNull();
    expect(places).toHaveLength(1);
  });

  it("is refused also if it catches the refusal", async () => {
    const curious = doing({ reads: [] }, (s) => {
      try {
        return s.count;
      } catch {
        return null;
      }
    });
    expect(await problem(curious)).toContain("undeclared-access: step reads count, which it does not declare");
  });
});

describe("a declaration that is none", () => {
  it.each<[string, Loose, string]>([
    ["a field that there is not", [["flog", 0]], 'the state has no field "flog"'],
    ["a key that there is not", [["flag", 2]], "flag has no part 2, which is not a value of range(0, 1)"],
    ["a missing key", [["flag", undefined]], "flag has no part undefined, which is not a value of range(0, 1)"],
    ["a part of a variable", [["count", 1]], "count has no parts that could be told apart"],
    ["a part of a queue", [["queue", 1]], "queue has no parts that could be told apart"],
    ["a member where others matter", [["few", 1]], "few has a capacity, so that each member's place depends on"],
    ["a part of a member", [["sent", 1, 1]], "sent is a set, whose members have no parts"],
    ["a number", [7], "7 is neither the name of a field nor a list that begins with one"],
    ["nothing", [undefined], "undefined is neither the name of a field nor a list that begins with one"],
    ["an empty list", [[]], "[] is neither the name of a field nor a list that begins with one"],
    ["no list", () => "count", '"count" is no list of places'],
  ])("is %s", async (_, places, problem) => {
    for (const does of ["reads", "writes"]) {
      const of = doing({ [does]: places }, () => {});
      for (const reductions of [[], ["partial-order"]] as const) {
        const { verdict } = await check(of, { reductions });
        expect(verdict.error).toMatchObject({ id: "bad-access" });
        expect(messageOf(verdict.error)).toContain(`step says wrongly what it ${does}: ${problem}`);
      }
    }
  });

  it("throws", async () => {
    const places = () => {
      throw new Error("a fault");
    };
    for (const reductions of [[], ["partial-order"]] as const) {
      const { verdict } = await check(
        doing({ reads: places as Loose }, () => {}),
        { reductions },
      );
      const error = verdict.error === null ? null : reviveError(verdict.error);
      expect(error?.message).toContain("step says wrongly what it reads: the function threw: Error: a fault");
    }
  });

  it("is neither a list nor a function", () => {
    expect(() => doing({ reads: "count" as Loose }, () => {})).toThrow("neither a list of places nor a function");
  });

  it("does not go with a `normalise`, which may touch anything", () => {
    const build = () =>
      model({
        state: { count: range(0, 1) },
        rules: { stay: { reads: ["count"], do: () => {} } },
        normalise: () => {},
      });
    expect(build).toThrow("declares what it reads and writes");
    try {
      build();
    } catch (error) {
      expect(isSynodError(error, "bad-rule")).toBe(true);
    }
  });

  it("is caught by the compiler where it can be", () => {
    model({
      state,
      rules: {
        // @ts-expect-error there is no such field
        field: { reads: ["flog"], do: () => {} },
        // @ts-expect-error a key is a number
        key: { reads: [["flag", "first"]], do: () => {} },
        // @ts-expect-error a variable has no parts
        part: { writes: [["count", 1]], do: () => {} },
        // @ts-expect-error the bound value is called node
        bound: { for: { node: Node }, writes: ({ nod }) => [["flag", nod]], do: () => {} },
        // @ts-expect-error a queue has no parts
        queue: { writes: [["queue", 1]], do: () => {} },
        nested: { for: { node: Node }, writes: ({ node }) => [["boxes", node, 2], "queue"], do: () => {} },
      },
    });
  });
});
