import { describe, expect, it } from "vitest";
import { twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { map, model, range, scalarset } from "../../src/index.ts";

/** Two counters up to 3: 16 states. Made anew for each call, closures and what they remember. */
function counters() {
  const remembered = new Map<number, boolean>();
  const isSmall = (one: number, other: number) => {
    const known = remembered.get(one) ?? other < 2;
    remembered.set(one, known);
    return known;
  };
  return model({
    state: { one: range(0, 3), other: range(0, 3) },
    rules: {
      one: {
        when: (s) => s.one < 3,
        do: (s) => {
          s.one += 1;
        },
      },
      other: {
        when: (s) => s.other < 3,
        do: (s) => {
          s.other += 1;
        },
      },
    },
    always: { "the other is small": (s) => isSmall(s.one, s.other) },
  });
}

describe("a complete search", () => {
  it("is judged again whole where it is small, by both judges", async () => {
    const { verdict } = await check(twoPhaseCommit({ participants: 3 }), { symmetry: false });
    expect(verdict.judged).toEqual({
      states: 288,
      of: 288,
      all: true,
      interpreter: 288,
      closures: 288,
      renamed: null,
      differFewerThan: null,
    });
  });

  it("is judged again with all renamings of its states", async () => {
    const { verdict } = await check(twoPhaseCommit({ participants: 3 }), { symmetry: true });
    expect(verdict.judged).toMatchObject({ states: 80, all: true, interpreter: 80, closures: 80, renamed: 80 });
  });

  // All states are kept level by level then, and not in one piece.
  it.each([1, 2])("is judged again whole where it is small and all of it is asked for: %s threads", async (workers) => {
    const small = twoPhaseCommit({ participants: 3 });
    const whole = { all: true, differFewerThan: null };
    const plain = await check(small, { symmetry: false, certify: true, workers });
    expect(plain.verdict.judged).toMatchObject({ ...whole, states: 288, interpreter: 288, closures: 288 });
    const renamed = await check(small, { symmetry: true, certify: true, workers });
    expect(renamed.verdict.judged).toMatchObject({ ...whole, states: 80, closures: 80, renamed: 80 });
  });

  it("is judged again by a sample where it is large, and all of it when that is asked for", async () => {
    const large = twoPhaseCommit({ participants: 5 });
    const { judged } = (await check(large, { symmetry: false })).verdict;
    expect(judged).toMatchObject({ of: 8832, all: false });
    expect(judged?.differFewerThan).toBe(3 / (judged?.states as number));
    const certified = (await check(large, { symmetry: false, certify: true })).verdict;
    expect(certified).toMatchObject({ outcome: "holds", judged: { states: 8832, all: true, closures: 8832 } });
  });

  it("is not judged again when that is asked for, or when there is none", async () => {
    const subject = twoPhaseCommit({ participants: 2 });
    expect((await check(subject, { judgeAgain: false })).verdict.judged).toBeNull();
    expect((await check(subject, { maxDepth: 1 })).verdict.judged).toBeNull();
  });

  it("is undecided when certification is cut short, and says how far it came", async () => {
    const stop = new AbortController();
    const { verdict } = await check(twoPhaseCommit({ participants: 6 }), {
      symmetry: false,
      certify: true,
      signal: stop.signal,
      judging: () => stop.abort(),
    });
    const judged = verdict.judged?.states as number;
    expect(judged).toBeLessThan(50_816);
    expect(verdict).toMatchObject({ outcome: "undecided", complete: true, states: { distinct: 50_816 } });
    expect(verdict.error).toMatchObject({ id: "certification-cut", details: { judged, states: 50_816 } });
  });
});

describe("the second judgement", () => {
  it("refuses a predicate that remembers too coarsely, asking another instance in another order", async () => {
    expect((await check(counters(), { judgeAgain: false })).verdict.outcome).toBe("holds");
    const { verdict } = await check(counters(), { again: async () => counters() });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model", details: {} } });
  });

  it("refuses a rule that knows an element by name in one state of thousands", async () => {
    const Cell = scalarset("cell", 4);
    const subject = model({
      state: { level: map(Cell, range(0, 4)), odd: range(0, 1) },
      rules: {
        rise: {
          for: { c: Cell },
          when: (s, { c }) => s.level.get(c) < 4,
          do: (s, { c }) => s.level.set(c, s.level.get(c) + 1),
        },
        err: {
          when: (s) => Cell.values.map((c) => s.level.get(c)).join() === "3,1,4,0",
          do: (s) => {
            s.odd = 1;
          },
        },
      },
      always: { even: (s) => s.odd === 0 },
    });
    const { verdict } = await check(subject, { symmetry: true });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model" } });
  });

  it.each([true, false])("asks of no state what the search did not have to: symmetry %s", async (symmetry) => {
    const Walker = scalarset("walker", 3);
    const subject = model({
      state: { at: map(Walker, range(0, 2)) },
      rules: {
        walk: {
          for: { w: Walker },
          when: (s, { w }) => s.at.get(w) < 2,
          do: (s, { w }) => s.at.set(w, s.at.get(w) + 1),
        },
        rest: { for: { w: Walker }, do: () => {} },
      },
      step: {
        "one walks": (s, t) => {
          const [first, ...others] = Walker.values.filter((w) => s.at.get(w) !== t.at.get(w));
          if (first === undefined) throw new Error("a claim about steps is about those that change the state");
          return others.length === 0;
        },
      },
      reachable: {
        begun: (s) => {
          const sum = Walker.values.reduce((total, w) => total + s.at.get(w), 0);
          if (sum > 1) throw new Error("it is known by now that it is reachable");
          return sum === 1;
        },
      },
    });
    for (const certify of [true, false]) {
      const { verdict } = await check(subject, { symmetry, certify });
      expect(verdict.error).toBeNull();
      expect(verdict).toMatchObject({ outcome: "holds", judged: { all: true } });
    }
  });
});
