// The exercises of a lesson: reference solutions pass all checks, and each wrong answer fails exactly those that it names, at the
// length that it names.
import { expect, it, vi } from "vitest";
import { isPassed, judged, type Row } from "../../src/course/judge.ts";
import type { Exercise } from "../../src/course/lesson.ts";
import { openLesson } from "../../src/course/published.ts";
import { askHere } from "./asked-here.ts";
import { filesOf } from "./lesson-folders.ts";

export function describeAnswers(folder: string): void {
  vi.setConfig({ testTimeout: 180_000 });
  const files = filesOf(folder);
  const { exercises } = openLesson(folder, files).lesson;
  const judge = (exercise: Exercise, name: string): Promise<readonly Row[]> =>
    judged({ exercise, answer: files.get(name) ?? "", files, ask: askHere });
  const failed = (rows: readonly Row[]) => rows.filter(({ pass }) => !pass).map(({ index }) => index + 1);

  for (const exercise of exercises) {
    const { id, file, reference, alsoRight, wrong } = exercise;
    if (file === null || reference === null) continue;

    it.each([reference, ...alsoRight])(`${id}: %s passes`, async (name) => {
      const rows = await judge(exercise, name);
      expect(rows.filter(({ pass }) => !pass).map(({ index, found }) => ({ index, found }))).toEqual([]);
      expect(isPassed(rows)).toBe(true);
    });

    it.each(wrong)(`${id}: $file fails what it says`, async ({ file: name, fails, steps }) => {
      const rows = await judge(exercise, name);
      expect(failed(rows)).toEqual(fails);
      const { found, check } = rows[(fails[0] ?? 1) - 1] as Row;
      expect(found.steps).toBe(steps);
      expect(isPassed(rows)).toBe(check.isBonus && fails.length === 1);
    });

    it(`${id}: ${file} as it is given does not pass`, async () => {
      expect(isPassed(await judge(exercise, file))).toBe(false);
    });
  }
}
