// As experiments.test.ts, for what takes seconds.
import { describe, expect, it } from "vitest";
import { openLesson } from "../../src/course/published.ts";
import { runExperiment } from "./asked-here.ts";
import { filesOf, lessonFolders } from "./lesson-folders.ts";
import { claimsOf } from "./told-today.ts";

const heavy = lessonFolders.flatMap((folder) => {
  const { lesson } = openLesson(folder, filesOf(folder));
  return Object.entries(lesson.experiments).flatMap(([name, experiment]) =>
    experiment.isHeavy ? [{ folder, name, experiment, lesson }] : [],
  );
});

describe("heavy experiments", () => {
  it.each(heavy)(
    "$folder: $name ends as it says, with the numbers that prose has",
    async (each) => {
      const { code, stdout } = await runExperiment(each.experiment, each.folder);
      expect(code).toBe(each.experiment.exit);
      for (const { place, says, found } of claimsOf(each.lesson, new Map([[each.name, JSON.parse(stdout)]])))
        expect({ place, is: found }).toEqual({ place, is: says });
    },
    300_000,
  );
});
