/** What words models and claims may have, and that they say no other thing than the claims. */
import { describe, expect, it } from "vitest";
import { agreement, atMostOnePer, integrity, monotonic, validity } from "../../invariants/index.ts";
import { check, explain, toText } from "../../src/check.ts";
import { map, model, range, scalarset, set, union } from "../../src/index.ts";

const Node = scalarset("n", 2);
const { vote, ...Message } = union({ vote: { by: Node, value: range(0, 1) }, ping: {} });
const state = { sent: set(Message), level: map(Node, range(0, 2)) };
const rules = {
  vote: {
    for: { by: Node, value: range(0, 1) },
    do: (s: { sent: { add(m: object): void } }, { by, value }: { by: string; value: number }) =>
      s.sent.add({ kind: "vote", by, value }),
  },
} as const;

describe("words", () => {
  it("tell facts, alike ones together", async () => {
    const words = { sent: { vote: ["{by} voted for {value}", "{by} did not vote for {value}"] } } as const;
    const both = model({
      state,
      words,
      rules: rules as never,
      always: {
        few: (s) => !(s.sent.has(vote({ by: "n1", value: 0 })) && s.sent.has(vote({ by: "n2", value: 0 }))),
      },
    });
    const result = await check(both);
    expect(toText(result, { model: both }).split("\n").slice(-3)).toEqual([
      "Why few is false",
      "  n2 and n1 voted for 0 (steps 1, 2)",
      "  as chapters  n2 voted for 0: 1; n1 voted for 0: 2",
    ]);
    const [shown] = result.counterexamples;
    expect(explain(both, shown as never).why?.facts.map(({ says }) => says)).toEqual([
      "n2 voted for 0",
      "n1 voted for 0",
    ]);
  });

  it.each([
    [{ sent: { yell: "{by}" } }, "SYN211"],
    [{ sent: { vote: "{whom}" } }, "SYN211"],
    [{ lost: "{value}" }, "SYN211"],
    [{ level: 3 }, "SYN212"],
    ["all of it", "SYN212"],
  ])("that cannot be are refused: %j", (words, code) => {
    expect(() => model({ state, words: words as never, rules: rules as never })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("a claim of the library", () => {
  const numbers = { a: range(0, 2), b: range(0, 2) };
  const step = {
    up: {
      do: (s: { a: number }) => {
        s.a = (s.a + 1) % 3;
      },
    },
  };
  const says = async (claims: object) => {
    const of = model({ state: numbers, rules: step as never, ...claims } as never);
    const { counterexamples } = await check(of);
    return explain(of, counterexamples[0] as never).why?.parts.map((part) => part.says);
  };
  const isAt = (s: { a: number; b: number }, value: number) => s.a === value || s.b === value;

  it("says its two candidates", async () => {
    const decided = isAt;
    expect(await says({ always: { one: agreement({ among: [0, 1], decided }) } })).toEqual([
      "0 is decided",
      "1 is decided",
    ]);
    expect(await says({ always: { one: agreement({ among: [0, 1], decided, say: (v) => `there is ${v}` }) } })).toEqual(
      ["there is 0", "there is 1"],
    );
    const per = atMostOnePer({ per: ["k"], among: [0, 1], holds: (s: never, _, v) => isAt(s, v) });
    expect(await says({ always: { one: per } })).toEqual(["for k, 0 holds", "for k, 1 holds"]);
  });

  it("says what is decided and was not proposed", async () => {
    const claim = validity({ among: [1], decided: isAt, proposed: (s: { a: number; b: number }) => s.b === 1 });
    expect(await says({ always: { valid: claim } })).toEqual(["1 is decided", "1 was never proposed"]);
  });

  it("says what fell, and what is no longer decided", async () => {
    const falls = monotonic({ at: ["a"], read: (s: { a: number }) => s.a });
    expect(await says({ step: { grows: falls } })).toEqual(["that of a fell from 2 to 0"]);
    const goes = integrity({ among: [1], decided: (s: { a: number }, v) => s.a === v });
    expect(await says({ step: { stays: goes } })).toEqual([
      "before the step 1 is decided",
      "after it that is no longer so",
    ]);
  });
});
