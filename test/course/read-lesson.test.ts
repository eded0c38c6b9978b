import { describe, expect, it } from "vitest";
import { readLesson } from "../../src/course/read-lesson.ts";
import { refusal } from "../support/refusal.ts";
import { filesOf, lessonFolders } from "./lesson-folders.ts";

const good = {
  id: "04",
  needs: ["02"],
  minutes: 60,
  experiments: { right: { args: ["paxos", "ballots=3", "--no-symmetry"], exit: 0 } },
  slots: {
    "1": { kind: "number", from: "right", at: "/states/distinct", is: 3921 },
    "2": { kind: "formula", is: 2, of: "1 + 1" },
  },
  predictions: [{ id: "p1", slot: 1, choices: [1, 3921] }],
  exercise: {
    file: "choose.ts",
    reference: "reference.ts",
    wrong: [{ file: "wrong-1.ts", fails: 1, steps: 12 }],
    checks: [{ property: "agreement", is: "holds", args: ["ballots=3"], hidden: true }],
  },
};

describe("lesson.json", () => {
  it("is read, with what it leaves out", () => {
    const { experiments, predictions, exercises, ...rest } = readLesson(JSON.stringify(good), "lesson.json");
    expect(rest).toMatchObject({ id: "04", needs: ["02"], minutes: 60, source: null, needsFeature: null });
    expect(experiments.right).toEqual({
      args: ["paxos", "ballots=3", "--no-symmetry"],
      asked: {
        command: "check",
        model: "paxos",
        isFile: false,
        parameters: { ballots: "3" },
        mutant: null,
        properties: null,
        fairness: null,
        symmetry: false,
        keepGoing: false,
        invariants: [],
      },
      exit: 0,
      isHeavy: false,
      title: null,
    });
    expect(predictions).toEqual([
      {
        id: "p1",
        slot: "1",
        right: 1,
        evidence: [],
        choices: [
          { en: "1", zh: "1" },
          { en: "3,921", zh: "3,921" },
        ],
      },
    ]);
    expect(exercises).toEqual([
      {
        id: "exercise",
        file: "choose.ts",
        reference: "reference.ts",
        alsoRight: [],
        wrong: [{ file: "wrong-1.ts", fails: [1], steps: 12, title: null }],
        checks: [
          {
            kind: "property",
            title: null,
            args: ["ballots=3"],
            isHidden: true,
            isBonus: false,
            hint: null,
            property: "agreement",
            is: "holds",
            steps: null,
          },
        ],
        questions: [],
      },
    ]);
  });

  it.each<[string, (lesson: typeof good) => unknown, string]>([
    ["is no object", () => [], " is an array"],
    ["has a misspelt key", (l) => ({ ...l, minuts: 3 }), ' has the key "minuts"'],
    ["has another kind of id", (l) => ({ ...l, id: "4" }), ' at /id is the text "4"'],
    ["has no minutes", ({ minutes: _, ...l }) => l, " at /minutes is undefined"],
    ["has a negative number", (l) => ({ ...l, minutes: -1 }), " at /minutes is the number -1"],
    [
      "has an option that lessons have not",
      (l) => ({ ...l, experiments: { right: { args: ["paxos", "--workers", "2"], exit: 0 } } }),
      " at /experiments/right/args has --workers",
    ],
    [
      "has an option without its value",
      (l) => ({ ...l, experiments: { right: { args: ["paxos", "--mutant"], exit: 0 } } }),
      " at /experiments/right/args has --mutant without a value",
    ],
    [
      "has an experiment of no model",
      (l) => ({ ...l, experiments: { right: { args: [], exit: 0 } } }),
      " at /experiments/right/args begins with no model",
    ],
    [
      "has a slot of an experiment that is not there",
      (l) => ({ ...l, slots: { "1": { ...l.slots["1"], from: "wrong" } } }),
      ' at /slots/1/from is the text "wrong"',
    ],
    ["has a slot with a name", (l) => ({ ...l, slots: { one: l.slots["1"] } }), " at /slots/one is called one"],
    [
      "has a slot of no kind",
      (l) => ({ ...l, slots: { "1": { kind: "nmber" } } }),
      ' at /slots/1/kind is the text "nmber"',
    ],
    [
      "has a pointer that is none",
      (l) => ({ ...l, slots: { "1": { ...l.slots["1"], at: "states.distinct" } } }),
      ' at /slots/1/at is the text "states.distinct"',
    ],
    [
      "has a question without the right choice",
      (l) => ({ ...l, predictions: [{ id: "p1", slot: 1, choices: [1, 2] }] }),
      " at /predictions/0/choices has not the right one",
    ],
    [
      "has a question of words without a right one",
      (l) => ({
        ...l,
        predictions: [
          {
            id: "p1",
            choices: [
              { en: "a", zh: "a" },
              { en: "b", zh: "b" },
            ],
            right: 2,
          },
        ],
      }),
      " at /predictions/0/right is the number 2",
    ],
    [
      "has a question in one language",
      (l) => ({ ...l, predictions: [{ id: "p1", choices: [{ en: "a" }, { en: "b" }], right: 0 }] }),
      " at /predictions/0/choices/0/zh is undefined",
    ],
    [
      "has a question twice",
      (l) => ({ ...l, predictions: [...l.predictions, ...l.predictions] }),
      ' at /predictions/1/id is the text "p1"',
    ],
    [
      "has a wrong answer that fails a check that there is not",
      (l) => ({ ...l, exercise: { ...l.exercise, wrong: [{ file: "wrong-1.ts", fails: 2 }] } }),
      " at /exercise/wrong/0/fails is the number 2",
    ],
    [
      "has a check of no kind",
      (l) => ({ ...l, exercise: { ...l.exercise, checks: [{ args: [] }] } }),
      " at /exercise/checks/0 is an object",
    ],
    [
      "has a file in another folder",
      (l) => ({ ...l, exercise: { ...l.exercise, file: "../choose.ts" } }),
      ' at /exercise/file is the text "../choose.ts"',
    ],
    [
      "has checks of no file",
      ({ exercise: { file: _, ...exercise }, ...l }) => ({ ...l, exercise }),
      " at /exercise/file is undefined",
    ],
  ])("that %s is refused, with its place", (_, change, problem) => {
    const { code, message } = refusal(() => readLesson(JSON.stringify(change(good)), "lesson.json"));
    expect({ code, begins: message.startsWith(`lesson.json${problem}`), message }).toEqual({
      code: "SYN150",
      begins: true,
      message,
    });
  });

  it("that is no JSON is refused", () => {
    expect(refusal(() => readLesson("{", "lesson.json")).message).toMatch(/^lesson\.json is no JSON: SyntaxError/);
  });

  it("has a key for each kind of check, in the lessons that there are", () => {
    const kinds = lessonFolders.flatMap((folder) =>
      readLesson(filesOf(folder).get("lesson.json") ?? "", folder).exercises.flatMap(({ checks }) =>
        checks.map(({ kind }) => kind),
      ),
    );
    expect([...new Set(kinds)].sort()).toEqual(expect.arrayContaining(["mutants", "property"]));
  });
});
