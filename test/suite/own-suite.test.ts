/** synod's own suite, synod.config.ts, leaves out no model that has mutants, and nothing that was published. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { allBuiltIns } from "../../src/cli/built-ins.ts";
import { suiteChecks } from "../../src/cli/suite-checks.ts";
import { findSuiteFile, loadSuiteFile } from "../../src/cli/suite-file.ts";
import { homeOf } from "../../src/model/moved.ts";

it("has every mutant of every built-in model, and every published count", async () => {
  const file = findSuiteFile(undefined, join(import.meta.dirname, "..", ".."));
  if (file === null) throw new Error("there is none");
  const { checks } = await loadSuiteFile(file);
  const withMutants = (await allBuiltIns()).filter(({ protocol }) =>
    Object.keys(protocol.protocol.mutants).some((name) => homeOf(protocol, name) === protocol),
  );
  const named = checks.filter(({ mutants }) => mutants === "quick").map(({ model }) => model);
  expect(named.toSorted()).toEqual(withMutants.map(({ name }) => name).toSorted());
  const counted = checks.filter(({ counts }) => counts !== null);
  expect(counted.map(({ model, choices, counts }) => [model, choices[0], counts?.distinct, counts?.depth])).toEqual(
    suiteChecks.map(({ model, parameters, distinct, depth }) => [model, parameters, distinct, depth]),
  );
});
