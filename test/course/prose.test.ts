import { describe, expect, it } from "vitest";
import { bareDigits, hintsOf, LESSON_SECTIONS, misfits, readProse } from "../../src/course/prose.ts";
import { readLesson } from "../../src/course/read-lesson.ts";
import { refusal } from "../support/refusal.ts";

const lesson = readLesson(
  JSON.stringify({
    id: "01",
    minutes: 1,
    experiments: { right: { args: ["paxos"], exit: 0 } },
    slots: { "1": { kind: "formula", is: 2, of: "1 + 1" }, "2": { kind: "formula", is: 3, of: "[[1]] + 1" } },
    predictions: [{ id: "p", slot: 1, choices: [1, 2] }],
  }),
  "lesson.json",
);
const proseOf = (sections: Readonly<Record<string, string>>) =>
  `# Title\n\n${LESSON_SECTIONS.filter((id) => id !== "text" || sections[id] !== undefined)
    .map((id) => `## {#${id}}\n\n${sections[id] ?? ""}\n`)
    .join("\n")}`;
const sections = { predict: "It is.\n\n[[predict p]]", run: "See [[1]], [[2]].\n[[run right]]" };
const read = (text: string) => readProse(text, "en", "en.md");
const wrongIn = (en: string, zh: string) =>
  misfits(lesson, [read(en), readProse(zh, "zh", "zh.md")]).map(({ message }) => message);

describe("the prose of a lesson", () => {
  it("has a title, and sections with their marks", () => {
    const { title, sections: found } = read(proseOf(sections));
    expect(title).toBe("Title");
    expect(found.map(({ id }) => id)).toEqual(LESSON_SECTIONS.filter((id) => id !== "text"));
    expect(found.find(({ id }) => id === "run")).toMatchObject({
      markdown: "See [[1]], [[2]].\n[[run right]]",
      marks: [
        { kind: "slot", name: "1", text: "[[1]]" },
        { kind: "slot", name: "2", text: "[[2]]" },
        { kind: "run", name: "right", text: "[[run right]]" },
      ],
    });
  });

  it("may quote the text, in its place", () => {
    expect(read(proseOf({ text: "> x" })).sections[2]?.id).toBe("text");
  });

  it("leaves headings in code alone", () => {
    const code = "```md\n## no section\n```";
    expect(read(proseOf({ idea: code })).sections[0]?.markdown).toBe(code);
  });

  it.each([
    ["Title\n", "en.md:1: does not begin with a title"],
    [proseOf({}).replace("{#run}", "{#rum}"), 'has the heading "## {#rum}"'],
    [proseOf({}).replace("## {#run}", "## Run"), 'has the heading "## Run"'],
    [proseOf({}).replace("## {#run}\n", ""), "has the sections idea, needs, question, predict, explain"],
    [proseOf({}).replace("{#needs}", "{#run}"), "has the sections idea, run, question"],
    [proseOf({ run: "[[run]]" }), "has [[run]]"],
    [proseOf({ run: "[[see right]]" }), "has [[see right]]"],
  ])("is refused where it is none: %#", (text, problem) => {
    const { code, message } = refusal(() => read(text));
    expect(code).toBe("SYN151");
    expect(message).toContain(problem);
  });

  it("fits its lesson and the other language", () => {
    expect(wrongIn(proseOf(sections), proseOf({ ...sections, run: "[[run right]]\n看 [[2]]、[[1]]。" }))).toEqual([]);
  });

  it.each<[Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    [
      sections,
      { ...sections, run: "[[run right]]" },
      "zh.md:21: has other marks than en.md in the section run: [[1]] [[2]]",
    ],
    [sections, { ...sections, run: "[[1]][[1]][[2]][[run right]]" }, "in the section run: one of them another time"],
    [{ run: "[[1]]" }, { run: "[[1]]" }, "en.md: never has the predict p of lesson.json"],
    [{ ...sections, idea: "[[9]]" }, { ...sections, idea: "[[9]]" }, "en.md:5: has [[9]], which lesson.json has not"],
    [{ ...sections, idea: "In 12 steps." }, sections, "en.md:3: has the bare number 12"],
    [sections, { ...sections, idea: "走 12 步" }, "zh.md:3: has the bare number 12"],
  ])("is told where it does not: %#", (en, zh, problem) => {
    expect(wrongIn(proseOf(en), proseOf(zh)).join("\n")).toContain(problem);
  });

  it("may not leave a slot out, unless a formula or a question has it", () => {
    const wrong = wrongIn(proseOf({ ...sections, run: "" }), proseOf({ ...sections, run: "" }));
    expect(wrong).toEqual(["en.md: never has the slot 2 of lesson.json"]);
  });

  it("has digits in marks, code and quotations, and in names", () => {
    const fine =
      "a1 and `x = 12` [[3]]\n\n> 2/n+1\n\n```ts\nconst a = 1;\n```\n\n1. one\n2. two\n\n[four](lesson-04.md)";
    expect(bareDigits(fine)).toEqual([]);
    expect(bareDigits("12 of 3,921, and １２ and v1 2")).toEqual(["12", "3,921,", "１２", "2"]);
  });

  it("has hints as a numbered list", () => {
    expect(hintsOf("1. Look\n   closer.\n2. Give up.\n")).toEqual(["Look\ncloser.", "Give up."]);
  });
});
