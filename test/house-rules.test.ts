import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { declaredTwice, exportedBy, hasHeader } from "./house-rules.ts";

const root = join(import.meta.dirname, "..");
const sourcesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.split(sep).join("/")}`)
    .map((path) => [path, readFileSync(join(root, path), "utf8")] as const);

describe("names", () => {
  it("stand for one thing: no two files of src export the same one", () => {
    // The kernel's machine in WebAssembly stands in the place of the one over typed arrays: the same names, in a test below.
    // So does the platform that a page is, and so do threads and files where there are none.
    const others = [
      "src/kernel/machine.wasm.ts",
      "src/platform/page.ts",
      "src/explore/no-crew.ts",
      "src/checkpoint/no-files.ts",
    ];
    const sources = sourcesOf("src").filter(([path]) => !others.includes(path));
    expect(Object.fromEntries(declaredTwice(new Map(sources)))).toEqual({
      // In `synod` the same functions that `synod/check` has, loaded when they are called.
      check: ["src/check/check.ts", "src/check/on-demand.ts"],
      threadCrew: ["src/check/on-demand.ts", "src/explore/pool.ts"],
    });
  });

  it("are the same for both machines of the kernel", () => {
    const machine = (file: string) => exportedBy(readFileSync(join(root, "src", "kernel", file), "utf8")).toSorted();
    expect(machine("machine.wasm.ts")).toEqual(machine("machine.ts").filter((name) => name !== "use"));
  });

  it.each([
    ["platform/node.ts", "platform/page.ts"],
    ["explore/pool.ts", "explore/no-crew.ts"],
  ])("of %s are there for pages, too, in %s", (node, page) => {
    const names = (file: string) => exportedBy(readFileSync(join(root, "src", file), "utf8"));
    expect(names(node)).toEqual(expect.arrayContaining(names(page)));
    expect(names(page)).not.toEqual([]);
  });

  it("are found where they are declared, by any kind of declaration, and not in comments or imports", () => {
    const one = `
      // export const a = 1;
      /* export const b = 1; */
export type Same = string;
export { c } from "./c.ts";
export async function same() {}
export const only = 1;`;
    const other = `
export interface Same {}
export abstract class a {}
export const b = 2;
export const c = 3;
export function same() {}
const only = 2;`;
    const twice = declaredTwice(
      new Map([
        ["one.ts", one],
        ["other.ts", other],
      ]),
    );
    expect([...twice]).toEqual([
      ["Same", ["one.ts", "other.ts"]],
      ["same", ["one.ts", "other.ts"]],
    ]);
  });
});

describe("headers", () => {
  it("say above all imports what a file is for", () => {
    const files = ["src", "models", "invariants"].flatMap(sourcesOf);
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter(([, source]) => !hasHeader(source)).map(([path]) => path)).toEqual([]);
  });

  it.each([
    ["/** A store. */\nexport const a = 1;", true],
    ['#!/usr/bin/env node\n/**\n * The program.\n */\nimport "./a.ts";', true],
    ['import "./a.ts";\n\n/** Below. */\nexport const a = 1;', false],
    ["// In lines.\nexport const a = 1;", false],
    ["/* Not a doc comment. */\nexport const a = 1;", false],
    ["/** */\nexport const a = 1;", false],
    ["", false],
  ])("are found or missed: %j", (source, expected) => {
    expect(hasHeader(source)).toBe(expected);
  });
});
