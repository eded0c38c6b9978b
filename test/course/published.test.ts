import { describe, expect, it } from "vitest";
import { openLesson, publishLesson } from "../../src/course/published.ts";
import { refusal } from "../support/refusal.ts";
import { filesOf } from "./lesson-folders.ts";

const folder = "lessons/01-interleavings";
const files = filesOf(folder);
const lesson = publishLesson(folder, files);
const section = (language: "en" | "zh", id: string) =>
  lesson?.sections[language].find((each) => each.id === id)?.markdown ?? "";

describe("a published lesson", () => {
  it("has its slots filled, in both languages", () => {
    expect(lesson?.title).toEqual({ en: "Any step may be next", zh: "下一步，谁都有可能" });
    expect(section("en", "run")).toContain("10,000 states, and 21,452,752,266,265,320,000 orders");
    expect(section("zh", "run")).toContain("10,000 个状态，21,452,752,266,265,320,000 种顺序");
    expect(section("en", "exercise")).toContain("```ts\n/** Whether w may read the total now. */\nconst mayRead");
    expect(section("zh", "explain")).toContain('<dfn data-term="interleaving">交错</dfn>');
    expect(section("en", "teacher")).toContain("`synod mutate lessons/01-interleavings/reference.ts`");
    expect(JSON.stringify(lesson?.sections)).not.toMatch(/\[\[/);
  });

  it("has an element wherever something is asked, run or written", () => {
    expect(section("en", "predict")).toContain('<synod-prediction lesson="01" id="orders"></synod-prediction>');
    expect(section("zh", "run")).toContain('<synod-experiment lesson="01" name="counter"></synod-experiment>');
    expect(section("en", "exercise")).toContain('<synod-exercise lesson="01"></synod-exercise>');
  });

  it("has what a page runs: questions as data, and the files, those of examples too", () => {
    expect(lesson?.experiments.bank).toMatchObject({
      commandLine: "synod check examples/bank-transfer.ts",
      asked: { model: "examples/bank-transfer.ts", isFile: true },
      exit: 12,
    });
    expect(Object.keys(lesson?.files ?? {}).sort()).toEqual([
      "counter.ts",
      "examples/bank-transfer.ts",
      "reference-2.ts",
      "reference.ts",
      "walk.ts",
      "wrong-1.ts",
      "wrong-2.ts",
      "wrong-3.ts",
    ]);
  });

  it("is none while it waits for a feature", () => {
    const waiting = JSON.stringify({ ...JSON.parse(files.get("lesson.json") ?? ""), "needs-feature": "prove" });
    expect(publishLesson(folder, new Map([...files, ["lesson.json", waiting]]))).toBe(null);
  });

  it.each(["lesson.json", "zh.md", "wrong-2.ts", "walk.ts"])("is refused without %s", (name) => {
    const without = new Map([...files].filter(([each]) => each !== name));
    const { code, message } = refusal(() => openLesson(folder, without));
    expect(code).toBe("SYN150");
    expect(message).toContain(name);
  });
});
