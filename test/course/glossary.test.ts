// Words that the lessons bring are those of the glossary, in both languages, each brought once; and no lesson has another
// Chinese word for one of them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLesson } from "../../src/course/published.ts";
import { filesOf, lessonFolders, root } from "./lesson-folders.ts";

interface Entry {
  readonly en: string;
  readonly zh: string;
  readonly line: { readonly en: string; readonly zh: string };
}
const glossary: readonly Entry[] = JSON.parse(readFileSync(join(root, "lessons", "glossary.json"), "utf8"));

/** Several words share a row, `quorum; majority`, in the same order in both languages. */
const wordsOf = (text: string) => text.replace(/\s*[(（][^)）]*[)）]/g, "").split(/\s*[;,；、]\s*/);
const words = new Map(
  glossary.flatMap(({ en, zh }): [string, string | undefined][] => [
    [en, zh],
    ...wordsOf(en).map((word, at): [string, string | undefined] => [word, wordsOf(zh)[at]]),
  ]),
);

const brought = lessonFolders.flatMap((folder) =>
  Object.values(openLesson(folder, filesOf(folder)).lesson.slots).flatMap((slot) =>
    slot.kind === "term" ? [{ folder, en: slot.en, zh: slot.zh }] : [],
  ),
);

describe("the glossary", () => {
  it("has each word with its Chinese one, and a line in both languages", () => {
    expect(words.size).toBeGreaterThanOrEqual(40);
    for (const { en, zh, line } of glossary) {
      expect({ en, words: wordsOf(zh).length }).toEqual({ en, words: wordsOf(en).length });
      expect(line.en).toMatch(/^\p{Script=Latin}/u);
      expect(line.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("has the words that lessons bring, as they give them", () => {
    expect(brought.length).toBeGreaterThan(20);
    for (const { folder, en, zh } of brought) expect({ folder, en, zh: words.get(en) }).toEqual({ folder, en, zh });
  });

  it("is brought word by word: none by two lessons", () => {
    const twice = brought.filter(({ en }, at) => brought.findIndex((other) => other.en === en) !== at);
    expect(twice).toEqual([]);
  });

  it.each([
    ["quorum", "法定人数"],
    ["quorum", "仲裁"],
    ["acceptor", "接收者"],
    ["proposer", "提案者"],
    ["two-phase commit", "两阶段提交"],
    ["invariant", "不变量"],
    ["refinement", "细化"],
    ["counterexample", "反面例子"],
    ["livelock", "活死锁"],
    ["participant", "参加者"],
    ["mutant", "突变体"],
    ["blocking", "堵塞"],
    ["chosen", "选中"],
  ])("has the only Chinese word for %s: not %s", (_, other) => {
    for (const folder of lessonFolders) {
      // Quotations have the words of the text.
      const prose = (filesOf(folder).get("zh.md") ?? "").replace(/^>.*$/gm, "");
      expect({ folder, other: prose.includes(other) }).toEqual({ folder, other: false });
    }
  });
});
