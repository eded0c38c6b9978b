// The page of the gallery says what its commands show: which bug, after how many steps. And it leaves out none of the models.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { findModel } from "../../src/cli/find-model.ts";
import { instantiate } from "../../src/model/instance.ts";
import { REDUCTION_NAMES } from "../../src/reduce/table.ts";
import { readPage, root, tableBelow } from "./pages.ts";

const folder = join(root, "models", "gallery");
const page = readPage("docs/gallery.md");
const tables = [tableBelow(page, "The gallery: bugs that became known"), tableBelow(page, "Raft itself")];
const rows = tables.flat().map((cells) => {
  const [report = "", , command = "", steps = ""] = cells.map(String);
  const [, file = ""] = /\]\(\.\.\/models\/([^)]+)\.ts\)/.exec(report) ?? [];
  const [, name = "", settings = "", mutant = "", reduce = ""] =
    /^synod check (\S+)((?: \S+=\S+)*) --mutant (\S+)(?: --reduce (\S+))?$/.exec(command) ?? [];
  return { file, name, given: parametersIn(settings), mutant, reduce, steps };
});

function parametersIn(settings: string): Record<string, string> {
  return Object.fromEntries(settings.split(" ").flatMap((each) => (each === "" ? [] : [each.split("=", 2)])));
}

const reductionsIn = (list: string) => REDUCTION_NAMES.filter((name) => list.split(",").includes(name));

describe("docs/gallery.md", () => {
  it("has a row for each mutant of each model of the gallery, and of Raft, at the parameters that show it", async () => {
    const files = [...readdirSync(folder).filter((file) => file.endsWith(".ts")), "raft.ts"];
    const expected: string[] = [];
    for (const file of files) {
      const name = basename(file, ".ts");
      const { mutants } = (await findModel(name)).protocol.protocol;
      for (const [mutant, { at }] of Object.entries(mutants))
        expected.push([name, ...Object.entries(at).map(([key, value]) => `${key}=${value}`), mutant].join(" "));
    }
    const shown = rows.map(({ name, given, mutant }) =>
      [name, ...Object.entries(given).map(([key, value]) => `${key}=${value}`), mutant].join(" "),
    );
    expect(shown.sort()).toEqual(expected.sort());
    for (const { file, name } of rows) expect(basename(file)).toBe(name);
  });

  it.each(rows)("says how many steps show $mutant of $name", async ({ name, given, mutant, reduce, steps }) => {
    const found = await findModel(name);
    const { breaks } = found.protocol.protocol.mutants[mutant] ?? {};
    const { verdict } = await check(
      instantiate(found, given, mutant).model,
      reduce === "" ? {} : { reductions: reductionsIn(reduce) },
    );
    const broken = verdict.properties.filter(({ outcome }) => outcome === "violated");
    expect(broken.map((each) => each.name)).toEqual([breaks]);
    const [{ steps: length, loop } = {}] = broken;
    expect(steps).toBe(typeof loop === "number" ? `${length}, a loop of ${Number(length) - loop}` : `${length}`);
  });
});
