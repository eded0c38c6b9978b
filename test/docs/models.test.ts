// Every TypeScript block of a page is a file of the repository, a part of one, or typed (walks.test.ts), and every example compiles and does what
// is said of it: so nobody copies code out of the docs that does not run.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { findModel } from "../../src/cli/find-model.ts";
import type { FoundModel } from "../../src/cli/found-model.ts";
import { instantiate } from "../../src/model/instance.ts";
import { type Block, pages, root } from "./pages.ts";

const TSC = join(root, "node_modules", "typescript", "bin", "tsc");

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Lines without indentation and without empty ones: an excerpt may stand further to the left than in its file. */
const bare = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== "");

/** Whether the lines stand in the file, one behind the other. */
function isExcerpt(lines: readonly string[], file: readonly string[]): boolean {
  return file.some((_, at) => lines.every((line, index) => line === file[at + index]));
}

/** What readers of a page are to write themselves is run as they would: walks.test.ts. */
const isTyped = ({ marks }: Block) => marks.has("write") || marks.has("append");

const blocks: Block[] = pages()
  .flatMap((page) => page.blocks.filter(({ language }) => language === "ts"))
  .filter((block) => !isTyped(block));

describe("a TypeScript block", () => {
  it.each(blocks)("$place is a file, or a part of one", ({ marks, lines }) => {
    const [file, excerpt] = [marks.get("file"), marks.get("excerpt")];
    if (file !== undefined) expect(`${lines.join("\n")}\n`).toBe(read(file));
    else if (excerpt !== undefined) expect(isExcerpt(bare(lines), bare(read(excerpt).split("\n")))).toBe(true);
    else expect.fail("it has no <!-- file: ... --> or <!-- excerpt: ... --> above it");
  });
});

/** An example that is a program and not a model; those of tests are run in test/testing. */
const PROGRAM = "examples/lease-check.ts";

const examples = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => `examples/${path.replaceAll("\\", "/")}`);

async function checked(found: FoundModel, given: object, mutant: string | null): Promise<CheckResult> {
  const { model } = instantiate(found, { ...given }, mutant);
  return check(model, { keepGoing: true });
}

describe("an example", () => {
  it("compiles, strictly", () => {
    const { stdout, status } = spawnSync(process.execPath, [TSC, "-p", "examples"], { cwd: root, encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("of the library's use runs", async () => {
    const module = await bundle({ given: PROGRAM, path: join(root, PROGRAM), export: null });
    const { stdout, status } = spawnSync(process.execPath, [fileURLToPath(module)], { cwd: root, encoding: "utf8" });
    expect(stdout).toContain("# pass 2");
    expect(status).toBe(0);
  });

  it("is shown somewhere", () => {
    const texts = pages().map(({ text }) => text);
    for (const path of examples) expect(texts.some((text) => text.includes(path))).toBe(true);
  });

  const models = examples.filter((path) => !/\/(mistakes|testing|suites)\//.test(path) && path !== PROGRAM);
  it.each(models)("%s moves by every rule and is checked to the end", async (path) => {
    const found = await findModel(join(root, path));
    const { verdict } = await checked(found, {}, null);
    expect(verdict.error).toBeNull();
    expect(verdict.coverage.filter(({ enabled }) => enabled === 0)).toEqual([]);
    for (const [name, mutant] of Object.entries(found.protocol.protocol.mutants)) {
      const { verdict: mutated } = await checked(found, mutant.at, name);
      const violated = mutated.properties.filter(({ outcome }) => outcome === "violated");
      const expected = mutant.breaks === null ? [] : [{ name: mutant.breaks, steps: mutant.steps }];
      expect(violated.map(({ name, steps }) => ({ name, steps }))).toEqual(expected);
    }
  });
});
