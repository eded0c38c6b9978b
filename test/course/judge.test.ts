// Rows of a judgement, from objects that a stand-in answers with; real ones are judged in answers.test.ts.
import { describe, expect, it } from "vitest";
import type { LessonAsked } from "../../src/course/asked.ts";
import { isPassed, judged, type Row } from "../../src/course/judge.ts";
import { readLesson } from "../../src/course/read-lesson.ts";

const exerciseOf = (checks: readonly unknown[]) => {
  const text = JSON.stringify({ id: "01", minutes: 1, exercise: { file: "x.ts", checks } });
  return readLesson(text, "lesson.json").exercises[0] as Exclude<
    ReturnType<typeof readLesson>["exercises"][0],
    undefined
  >;
};
const trace = {
  initial: {},
  steps: [
    { rule: "up", arguments: { w: "w1" }, changes: [{ path: "n", before: "0", after: "1" }] },
    { rule: "put", arguments: {}, changes: [{ path: "sent", added: ["a"], removed: [] }] },
  ],
  loop: null,
};
const property = (name: string, outcome: string, more: object = {}) => ({
  name,
  kind: "always",
  outcome,
  steps: null,
  loop: null,
  trace: null,
  ...more,
});
const answer = (...properties: object[]) => ({
  outcome: "violated",
  complete: true,
  states: { distinct: 5, unreduced: 9 },
  properties,
  error: null,
});
const caught = { ok: true, expected: { property: "a" } };
const unloaded = {
  outcome: "error",
  properties: [],
  error: { code: "SYN102", id: "model-does-not-load", message: "x.ts does not load", likelyCause: "a", remedy: "b" },
};

async function rowsOf(checks: readonly unknown[], answers: (asked: LessonAsked) => unknown) {
  const asked: LessonAsked[] = [];
  const heard: Row[] = [];
  const rows = await judged({
    exercise: exerciseOf(checks),
    answer: "mine",
    files: new Map([["x.ts", "theirs"]]),
    ask: async (one, files) => {
      expect(files.get("x.ts")).toBe("mine");
      asked.push(one);
      return answers(one);
    },
    hear: (row) => heard.push(row),
  });
  expect(heard).toEqual(rows);
  return { rows, asked, passes: rows.map(({ pass }) => pass), isPassed: isPassed(rows) };
}

describe("an answer is judged", () => {
  it("once for each configuration, whatever is asked of it", async () => {
    const { asked, passes, rows } = await rowsOf(
      [
        { property: "safe", is: "holds" },
        { property: "goal", is: "reached" },
        { property: "safe", is: "holds", args: ["n=3", "--no-symmetry"] },
      ],
      () => answer(property("safe", "holds"), property("goal", "holds", { kind: "reachable", steps: 4 })),
    );
    expect(passes).toEqual([true, true, true]);
    expect(rows.map(({ found }) => [found.outcome, found.steps, found.states])).toEqual([
      ["holds", null, 9],
      ["reached", 4, 9],
      ["holds", null, 9],
    ]);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ model: "x.ts", properties: ["safe", "goal"], keepGoing: true, symmetry: null });
    expect(asked[1]).toMatchObject({ parameters: { n: "3" }, properties: ["safe"], symmetry: false });
  });

  it("by the length of the counterexample, which is shown", async () => {
    const found = answer(property("safe", "violated", { steps: 2, trace }));
    const checks = [
      { property: "safe", is: "holds" },
      { property: "safe", is: "violated", steps: 2 },
      { property: "safe", is: "violated", steps: 3 },
    ];
    const { passes, rows, isPassed: all } = await rowsOf(checks, () => found);
    expect(passes).toEqual([false, true, false]);
    expect(all).toBe(false);
    expect(rows[0]?.found.text).toBe(" 1  up(w: w1)\n      n  0 → 1\n 2  put\n      sent  + a");
  });

  it("and never passes for what is undecided, never reached, or not there", async () => {
    const { rows, passes } = await rowsOf(
      [
        { property: "safe", is: "holds" },
        { property: "goal", is: "reached" },
        { property: "other", is: "holds" },
      ],
      () => ({
        ...answer(property("safe", "holds"), property("goal", "violated", { kind: "reachable" })),
        complete: false,
      }),
    );
    expect(passes).toEqual([false, false, false]);
    expect(rows.map(({ found }) => found.outcome)).toEqual(["undecided", "never reached", "missing"]);
  });

  it("once only, if the file does not load", async () => {
    const checks = [{ property: "safe", is: "holds" }, { property: "safe", is: "holds", args: ["n=3"] }, { score: 80 }];
    const { asked, rows } = await rowsOf(checks, () => unloaded);
    expect(asked).toHaveLength(1);
    expect(rows.map(({ pass, found }) => [pass, found.outcome, found.about])).toEqual(
      checks.map(() => [false, "error", "SYN102"]),
    );
    expect(rows[0]?.found.text).toBe("SYN102: x.ts does not load\na\nb");
  });

  it("by mutants: each killed at its length, and the right model not", async () => {
    const check = { property: "safe", mutants: { one: 2, two: 3, three: null }, killed: 2 };
    const lengths: Readonly<Record<string, number>> = { one: 2, two: 4, three: 7 };
    const killing = await rowsOf([check], ({ mutant }) =>
      answer(
        mutant === null ? property("safe", "holds") : property("safe", "violated", { steps: lengths[mutant], trace }),
      ),
    );
    expect(killing.passes).toEqual([true]);
    expect(killing.rows[0]?.found).toMatchObject({
      outcome: "killed",
      count: 2,
      mutants: [
        { mutant: "one", steps: 2, killed: true },
        { mutant: "two", steps: 4, killed: false },
        { mutant: "three", steps: 7, killed: true },
      ],
    });
    const blind = await rowsOf([check], () => answer(property("safe", "holds")));
    expect(blind.rows[0]).toMatchObject({ pass: false, found: { outcome: "killed", count: 0 } });
    const alarm = await rowsOf([check], () => answer(property("safe", "violated", { steps: 2, trace })));
    expect(alarm.rows[0]).toMatchObject({ pass: false, found: { outcome: "violated", steps: 2 } });
    expect(alarm.asked).toHaveLength(1);
  });

  it.each<[string, object, boolean]>([
    ["inductive", {}, true],
    ["false at first", { initial: { outside: 1 } }, false],
    ["left by a step", { escapes: 3, outcome: "not-inductive" }, false],
    ["sampled only", { isComplete: false, outcome: "undecided" }, false],
    ["too weak", { implies: [{ property: "goal", false: 2 }], outcome: "too-weak" }, false],
    ["without the goal", { implies: [] }, false],
    ["with the goal among its conjuncts", { implies: [], conjuncts: [{ name: "goal" }] }, true],
    [
      "with another claim of the goal's name among its conjuncts",
      { implies: [{ property: "goal", false: 2 }], conjuncts: [{ name: "goal" }], outcome: "too-weak" },
      false,
    ],
    ["too long", { conjuncts: [{ name: "a" }, { name: "b" }, { name: "c" }] }, false],
  ])("by a proof, whose invariant is %s", async (_, change, pass) => {
    const proof = {
      outcome: "proved",
      isComplete: true,
      states: 128,
      escapes: 0,
      initial: { outside: 0 },
      conjuncts: [{ name: "a" }],
      implies: [{ property: "goal", false: 0 }],
      counterexample: null,
    };
    const checks = [{ prove: ["mine"], implies: "goal", conjuncts: 2 }];
    const { asked, passes } = await rowsOf(checks, () => ({ ...proof, ...change }));
    expect(passes).toEqual([pass]);
    expect(asked[0]).toMatchObject({ command: "prove", invariants: ["mine"] });
  });

  it("by a proof, and says whether the counterexample begins where one can be", async () => {
    const { rows } = await rowsOf([{ prove: ["mine"] }], () => ({
      outcome: "not-inductive",
      isComplete: true,
      states: 77,
      escapes: 22,
      initial: { outside: 0 },
      conjuncts: [{ name: "mine" }],
      implies: [],
      counterexample: { trace, broken: ["mine"], before: { reachable: "yes", depth: 2 } },
    }));
    expect(rows[0]?.found).toMatchObject({ about: "mine", states: 77, count: 22, reachable: "yes", steps: 2 });
  });

  it.each([
    [0.8, true],
    [0.799, false],
    [null, false],
  ])("by the share of mutations noticed: %s", async (score, pass) => {
    expect((await rowsOf([{ score: 80 }], () => ({ summary: { score } }))).passes).toEqual([pass]);
  });

  it.each<[object, object, boolean]>([
    [
      { ...answer(property("a", "holds"), property("b", "holds", { kind: "reachable" })), outcome: "holds" },
      { mutants: [caught] },
      true,
    ],
    [
      { ...answer(property("a", "holds"), property("b", "holds", { kind: "reachable" })), outcome: "holds" },
      { mutants: [caught, { ...caught, ok: false }] },
      false,
    ],
    [
      { ...answer(property("a", "holds"), property("b", "holds", { kind: "reachable" })), outcome: "holds" },
      { mutants: [] },
      false,
    ],
    [
      { ...answer(property("a", "holds"), property("b", "holds", { kind: "reachable" })), outcome: "holds" },
      { mutants: [{ ok: true, expected: { property: null } }] },
      false,
    ],
    [
      { ...answer(property("a", "holds"), property("b", "holds", { kind: "reachable" })), outcome: "holds" },
      { mutants: [caught], unchanged: [{ ok: true }, { ok: false }] },
      false,
    ],
    [{ ...answer(property("a", "holds")), outcome: "holds" }, { mutants: [caught] }, false],
    [answer(property("a", "violated"), property("b", "holds", { kind: "reachable" })), { mutants: [caught] }, false],
  ])("by what it declares: %#", async (model, mutants, pass) => {
    const checks = [{ declares: [["always", "step"], ["reachable"]], mutants: 1 }];
    const { passes } = await rowsOf(checks, ({ command }) => (command === "check" ? model : mutants));
    expect(passes).toEqual([pass]);
  });

  it("and passes without its bonus", async () => {
    const checks = [
      { property: "safe", is: "holds" },
      { property: "more", is: "holds", bonus: true },
    ];
    const { passes, isPassed: all } = await rowsOf(checks, () =>
      answer(property("safe", "holds"), property("more", "violated")),
    );
    expect(passes).toEqual([true, false]);
    expect(all).toBe(true);
  });
});
