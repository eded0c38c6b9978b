/** What a check reads before it begins: starting is most of a small check, and every file and every byte of it is parsed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { program, start, temporaryFolder } from "./run-synod.ts";

const dist = join(program, "..", "..");
const counter = `import { model, range } from "synod";
export const counter = model({ state: { n: range(0, 9) }, rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } } });
`;
/** 40,000 states; the crew is called at 20,000. */
const grid = `import { model, range } from "synod";
export const grid = model({
  state: { x: range(0, 199), y: range(0, 199) },
  rules: {
    right: { when: (s) => s.x < 199, do: (s) => { s.x += 1; } },
    up: { when: (s) => s.y < 199, do: (s) => { s.y += 1; } },
  },
});
`;
const folder = temporaryFolder({ "counter.ts": counter, "grid.ts": grid });

/** The files that a command line loads in any of its threads, as Node's coverage has them. */
async function loadedBy(commandLine: string): Promise<string[]> {
  const where = temporaryFolder();
  const { code } = await start(commandLine.split(" "), folder, { NODE_V8_COVERAGE: where }).ended;
  expect(code).toBe(0);
  const urls = readdirSync(where).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(where, file), "utf8")) as { result: { url: string }[] };
    return result.map(({ url }) => url.replace(/\?.*/, ""));
  });
  return [...new Set(urls)].filter((url) => url.startsWith("file:")).map((url) => fileURLToPath(url));
}

const below = (name: string) => (file: string) => file.startsWith(join(dist, name));
const packageOf = (file: string) => /.*node_modules[\\/]([^\\/]+)/.exec(file)?.[1];

it("reads eleven files of its own for a check of a built-in model, of all models that one, no crew and no bundler", async () => {
  const files = await loadedBy("check transaction-commit");
  expect(files.filter(below("models"))).toEqual([join(dist, "models", "transaction-commit.js")]);
  expect(files.filter(below("")).length).toBeLessThanOrEqual(11);
  const packages = new Set(files.map(packageOf));
  expect(packages).toContain("commander");
  expect(packages).not.toContain("esbuild");
  expect(packages).not.toContain("piscina");
});

it("reads no built-in model for a check of somebody's file, and for TypeScript the bundler", async () => {
  const files = await loadedBy("check counter.ts");
  expect(files.filter(below("models"))).toEqual([]);
  expect(files.some((file) => file.endsWith("counter.mjs"))).toBe(true);
  expect(files.map(packageOf)).toContain("esbuild");
  expect(files.map(packageOf)).not.toContain("piscina");
});

it("reads the crew when a search is large", async () => {
  const files = await loadedBy("check grid.ts --workers 2");
  expect(files.map(packageOf)).toContain("piscina");
});
