/** Entry points are in one table, src/entry-points.json; what is exported, built and declared follows it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outputOf, publicEntryPoints } from "../../scripts/build.mjs";

const root = join(import.meta.dirname, "..", "..");
const { exports, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const entries = Object.entries(publicEntryPoints);

describe("the table of entry points", () => {
  it("is what package.json exports, and nothing else", () => {
    const said = entries.map(([name, source]) => [
      name.replace("synod", "."),
      { types: `./dist/types/${source.replace(/\.ts$/, ".d.ts")}`, default: `./dist/${outputOf(name)}.js` },
    ]);
    const files = { "./package.json": "./package.json", "./schemas/*.json": "./schemas/*.json" };
    expect(exports).toEqual({ ...Object.fromEntries(said), ...files });
  });

  it.each(entries)("has %s built from %s", (name, source) => {
    expect(existsSync(join(root, source))).toBe(true);
    expect(existsSync(join(root, "dist", `${outputOf(name)}.js`))).toBe(true);
  });

  it("has the checker that `synod` loads on Node", () => {
    expect(imports["#checker"]).toEqual({
      node: exports["./check"].default,
      default: "./dist/check/elsewhere.js",
    });
  });
});
