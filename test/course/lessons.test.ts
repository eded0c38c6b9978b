// Every lesson as it is: its files fit each other and the format, and both languages say the same.
import { describe, expect, it } from "vitest";
import { openLesson, publishLesson } from "../../src/course/published.ts";
import { keepsTheRest } from "../../src/course/regions.ts";
import { filesOf, lessonFolders } from "./lesson-folders.ts";

describe.each(lessonFolders)("%s", (folder) => {
  const files = filesOf(folder);

  it("is read: files, sections, slots and marks fit each other in both languages", () => {
    const { lesson } = openLesson(folder, files);
    expect(folder.startsWith(`lessons/${lesson.id}-`)).toBe(true);
    expect(lessonFolders.map((each) => each.slice("lessons/".length, "lessons/".length + 2))).toEqual(
      expect.arrayContaining([...lesson.needs]),
    );
    expect(lesson.needs.every((id) => id < lesson.id)).toBe(true);
  });

  it("has answers that differ from the file of the exercise in its regions alone", () => {
    for (const { file, reference, alsoRight, wrong } of openLesson(folder, files).lesson.exercises) {
      if (file === null) continue;
      for (const answer of [reference, ...alsoRight, ...wrong.map((each) => each.file)])
        if (answer !== null)
          expect({
            answer,
            keepsTheRest: keepsTheRest(files.get(file) ?? "", files.get(answer) ?? "", answer),
          }).toEqual({ answer, keepsTheRest: true });
    }
  });

  it("has three hints or more, the same number in both languages", () => {
    const { en = [], zh = [] } = publishLesson(folder, files)?.hints ?? {};
    expect(en.length).toBeGreaterThanOrEqual(3);
    expect(zh).toHaveLength(en.length);
  });
});
