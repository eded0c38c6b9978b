// Every experiment of every lesson ends as the lesson says, and every number in its prose is what synod says now. What takes
// more than a moment is in heavy-experiments.slow.test.ts.
import { describe, expect, it } from "vitest";
import { openLesson } from "../../src/course/published.ts";
import { runExperiment } from "./asked-here.ts";
import { filesOf, lessonFolders } from "./lesson-folders.ts";
import { claimsOf, formulasOf } from "./told-today.ts";

describe.each(lessonFolders)("%s", (folder) => {
  const { lesson } = openLesson(folder, filesOf(folder));
  const quick = Object.entries(lesson.experiments).filter(([, { isHeavy }]) => !isHeavy);

  it.each(quick)("%s ends as it says, with the numbers that prose has", async (name, experiment) => {
    const { code, stdout } = await runExperiment(experiment, folder);
    expect(code).toBe(experiment.exit);
    for (const { place, says, found } of claimsOf(lesson, new Map([[name, JSON.parse(stdout)]])))
      expect({ place, is: found }).toEqual({ place, is: says });
  });

  it("has formulas that come to what it says", () => {
    for (const { place, says, found } of formulasOf(lesson)) expect({ place, is: found }).toEqual({ place, is: says });
  });
});
