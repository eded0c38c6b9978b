import { describe, expect, it } from "vitest";
import { twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { map, model, range, scalarset } from "../../src/index.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { checkText } from "../../src/report/verdict-text.ts";
import { favouring } from "./fixtures/favouring.ts";

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
      renamings: null,
      differFewerThan: null,
    });
  });

  it("is judged again with all renamings of its states", async () => {
    const { verdict } = await check(twoPhaseCommit({ participants: 3 }), { symmetry: true });
    expect(verdict.judged).toMatchObject({ states: 80, all: true, interpreter: 80, closures: 80, renamed: 80 });
    expect(verdict.judged?.renamings).toEqual({ tried: 5, of: 5 });
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

  it("is undecided, too, when not every state was renamed by then", async () => {
    const stop = new AbortController();
    let before = 0;
    const { verdict } = await check(twoPhaseCommit({ participants: 8 }), {
      symmetry: true,
      certify: true,
      signal: stop.signal,
      judging: (judged) => {
        // It counts from the beginning for each judge, and those who rename come after the closures.
        if (judged < before) stop.abort();
        before = judged;
      },
    });
    const renamed = verdict.judged?.renamed as number;
    expect(renamed).toBeLessThan(1461);
    expect(verdict.judged).toMatchObject({ states: renamed, of: 1461, all: false, closures: 1461 });
    expect(verdict.outcome).toBe("undecided");
    expect(verdict.error).toMatchObject({ id: "certification-cut", details: { judged: renamed, states: 1461 } });
  });

  it("says in how many renamings each state was looked at, where these are many", async () => {
    const result = await check(twoPhaseCommit({ participants: 6 }), { symmetry: true, certify: true });
    expect(result.verdict.judged).toMatchObject({ of: 553, all: true, renamed: 553, renamings: { tried: 6, of: 719 } });
    const text = checkText(result, { width: 80, paint: plainPaint });
    expect(text).toContain("\n  judged again  all 553 states, each in 6 of 719 renamings\n");
  });
});

describe("the renamings of a state", () => {
  it("may be more than can be counted", async () => {
    const Node = scalarset("node", 20);
    const subject = model({
      state: { isUp: map(Node, range(0, 1)) },
      rules: {
        start: { for: { n: Node }, when: (s, { n }) => s.isUp.get(n) === 0, do: (s, { n }) => s.isUp.set(n, 1) },
      },
    });
    const result = await check(subject, { symmetry: true });
    expect(result.verdict.judged).toMatchObject({ of: 21, all: true, renamed: 21, renamings: { tried: 20, of: null } });
    const text = checkText(result, { width: 80, paint: plainPaint });
    expect(text).toContain("\n  judged again  all 21 states, each in 20 of very many renamings\n");
  });
});

describe("the second judgement", () => {
  it("refuses a predicate that remembers too coarsely, asking another instance in another order", async () => {
    expect((await check(counters(), { judgeAgain: false })).verdict.outcome).toBe("holds");
    const { verdict } = await check(counters(), { again: async () => counters() });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "impure-model", details: {} } });
  });

  it("refuses a rule that knows an element by name in one state of thousands", async () => {
    const { verdict } = await check(favouring({ most: 4, levels: "3,1,4,0" }), { symmetry: true });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model" } });
  });

  // No exchange of neighbours makes these levels of ascending ones, nor does moving all.
  it.each([{ levels: "3,11,4,0" }, { levels: "11,3,0,4" }])(
    "refuses it in larger spaces when all states are to be judged: $levels",
    async ({ levels }) => {
      const { verdict } = await check(favouring({ most: 12, levels }), { symmetry: true, certify: true });
      expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model", details: {} } });
    },
  );

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
