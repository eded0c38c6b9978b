// Worker threads and the command line are tested from dist/, so it has to be the present sources that are in it,
// also under a bare `npx vitest` and on every re-run in watch mode.
import type { TestProject } from "vitest/node";
import { buildBundle, buildClassroom, buildLessons, buildPage } from "../scripts/build.mjs";

export default async function setUp(project: TestProject): Promise<void> {
  const build = async () => {
    await buildBundle();
    await buildPage();
    await buildLessons();
    await buildClassroom();
  };
  await build();
  project.onTestsRerun(build);
}
