/** A program in a package of its own, with nothing but `synod` installed, checks its own models with two workers. */
import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { type Ended, temporaryFolder } from "../cli/run-synod.ts";
import { pages } from "../docs/pages.ts";

/** (most + 1)² states; the sum `limit` is exceeded after limit + 1 steps. */
const DEFINITION = `{
  state: { a: range(0, most), b: range(0, most) },
  rules: {
    a: { when: (s) => s.a < most, do: (s) => { s.a += 1; } },
    b: { when: (s) => s.b < most, do: (s) => { s.b += 1; } },
  },
  always: { within: (s) => s.a + s.b <= limit },
}`;
const PRINTING = `
const show = ({ verdict: v }) => console.log(JSON.stringify([v.outcome, v.states.distinct, v.states.depth, v.workers, v.alone?.id ?? null]));
const two = { workers: 2, eager: true };`;
const PROTOCOL = `protocol(
  { name: "grid", about: "", parameters: { most: integer({ from: 1, to: 99, default: 9 }), limit: integer({ from: 0, to: 99, default: 99 }) },
    mutants: { tight: { about: "", breaks: "within", at: {} } } },
  ({ most, limit: given }, mutant) => { const limit = mutant === "tight" ? 3 : given; return model(${DEFINITION}); })`;
const typed = `import { check, integer, model, protocol, range } from "synod";
import type { CheckResult, ParameterValue } from "synod";
type Asked = { readonly workers: number; readonly eager: boolean };
const two: Asked = { workers: 2, eager: true };
export const grid = ${PROTOCOL};
const given: Record<string, ParameterValue> = { limit: 6 };
const { verdict: v }: CheckResult = await check(grid(given), two);
console.log(JSON.stringify([v.outcome, v.states.distinct, v.states.depth, v.workers, v.alone?.id ?? null]));
`;

const folder = temporaryFolder({
  "package.json": `{ "name": "own", "type": "module", "private": true }`,
  // A module that declares in every way, and one that checks what it declares.
  "lib.mjs": `
import { integer, model, protocol, range } from "synod";
export const grid = ${PROTOCOL};
const made = (most, limit) => model(${DEFINITION});
export const plain = made(9, 99);
const hidden = made(9, 4);
export { hidden as default };
export const later = () => made(9, 5);
export const chosen = made(Number(process.env.MOST ?? 9), 99);
`,
  "library.mjs": `
import { check } from "synod";
import hidden, { grid, later, plain } from "./lib.mjs";
${PRINTING}
show(await check(grid(), two));
show(await check(grid({ most: 5 }), two));
show(await check(grid({ limit: 6 }), two));
show(await check(grid({}, "tight"), two));
show(await check(plain, two));
show(await check(hidden, two));
show(await check(later(), two));
show(await check({ ...grid({ limit: 2 }) }, two));
`,
  "single.mjs": `
import { check, model, range } from "synod";
console.log("only once");
console.error("nor this twice");
const [most, limit] = [9, 99];
const mine = model(${DEFINITION});
${PRINTING}
show(await check(mine, two));
show(await check(mine, two));
const late = model({ ...${DEFINITION}, name: "late" });
show(await check(late, two));
`,
  // With everything that checks from where it is at home.
  "apart.mjs": `
import { model, range } from "synod";
import { assertHolds, check, threadCrew, toText } from "synod/check";
const made = (most, limit) => model(${DEFINITION});
const [wide, narrow] = [made(9, 99), made(9, 7)];
${PRINTING}
show(await check(narrow, two));
show(await assertHolds(wide, two));
const crew = threadCrew(2);
const told = await assertHolds(narrow, { crew, eager: true }).catch(({ name, message, result }) => [name, message === toText(result, { model: narrow }), message.includes(", 2 workers,")]);
console.log(JSON.stringify(told));
await crew.close();
`,
  "script.cjs": `
const { check, model, range } = require("synod");
console.log("only once");
const [most, limit] = [9, 7];
const mine = model(${DEFINITION});
${PRINTING}
check(mine, two).then(show);
`,
  // Does not wait for its check when it is imported: what it exports is to be had.
  "exporting.mjs": `
import { check, model, range, threadCrew } from "synod";
const [most, limit] = [9, 7];
export const mine = model(${DEFINITION});
${PRINTING}
async function main() {
  const crew = threadCrew({ module: import.meta.url, export: "mine", parameters: {}, mutant: null }, 2);
  show(await check(mine, { crew, eager: true }));
  await crew.close();
}
main();
`,
  "typed.ts": typed,
  "typed.mjs": transformSync(typed, { loader: "ts", format: "esm" }).code,
  "built-in.mjs": `
import { check } from "synod";
import { consensus, paxos, twoPhaseCommit } from "synod/models";
${PRINTING}
show(await check(paxos({ ballots: 2 }), { ...two, symmetry: false }));
show(await check(paxos({ ballots: 2 }, "p-own"), { ...two, properties: ["agreement"] }));
show(await check(twoPhaseCommit({ participants: 3 }), { ...two, symmetry: false }));
show(await check(consensus(), two));
`,
  // What differs in threads: by a global variable, by chance, by the environment that was changed meanwhile.
  "differs.mjs": `
import { check, model, range } from "synod";
${PRINTING}
const made = (most, limit) => model(${DEFINITION});
globalThis.started = true;
const { chosen } = (process.env.MOST = "5", await import("./lib.mjs"));
process.env.MOST = "7";
show(await check(chosen, two));
const random = made(9 + Math.floor(Math.random() * 2 ** 20), 3);
show(await check(random, two));
`,
  // Asks for the program's arguments, and whether it is the program.
  "arguments.mjs": `
import { fileURLToPath } from "node:url";
import { check, model, range } from "synod";
const [most, limit] = [9, Number(process.argv[2] ?? 5)];
export const mine = model(${DEFINITION});
${PRINTING}
if (process.argv[1] === fileURLToPath(import.meta.url)) show(await check(mine, two));
`,
  "shared.mjs": `
import { check, threadCrew } from "synod";
import { consensus } from "synod/models";
import hidden, { grid, plain } from "./lib.mjs";
${PRINTING}
const crew = threadCrew(2);
const by = { crew, eager: true };
const all = await Promise.all([grid({ limit: 6 }), plain, hidden, consensus()].map((m) => check(m, by)));
all.forEach(show);
for (const m of [grid({}, "tight"), plain, grid({ most: 5 })]) show(await check(m, by));
await crew.close();
`,
  "addressed.mjs": `
import { check, threadCrew } from "synod";
import { grid, later } from "./lib.mjs";
${PRINTING}
const address = { module: new URL("./lib.mjs", import.meta.url).href, export: "grid", parameters: { most: 9 }, mutant: null };
const crew = threadCrew(address, 2);
const by = { crew, eager: true };
show(await check(grid({ most: 9 }), by));
show(await check(grid({ most: 20, limit: 30 }), by));
show(await check(grid({}, "tight"), by));
show(await check({ ...grid({ limit: 2 }) }, by));
const { verdict } = await check(later(), by);
console.log(JSON.stringify([verdict.outcome, verdict.error.id, verdict.error.details.parts]));
await crew.close();
`,
  "declared-for.mjs": `
import { check } from "synod";
import { own } from "./declares.mjs";
${PRINTING}
show(await check(own({ limit: 6 }), two));
`,
  "declares.mjs": `
import { declare } from "./helper.mjs";
export const own = declare(import.meta.url);
`,
  "helper.mjs": `
import { integer, model, protocol, range } from "synod";
export const declare = (module) => ${PROTOCOL.replace('name: "grid",', 'name: "grid", module,')};
`,
});
mkdirSync(join(folder, "node_modules"));
symlinkSync(join(import.meta.dirname, "..", ".."), join(folder, "node_modules", "synod"), "junction");

function node(...argv: readonly string[]): Promise<Ended> {
  const { FORCE_COLOR: _force, NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, argv, { cwd: folder, env });
  const streams = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      streams[name] += text;
    });
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, ...streams })));
}

/** What a program printed, line by line. */
async function printed(...argv: readonly string[]): Promise<unknown[]> {
  const { code, stdout, stderr } = await node(...argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const OWN = "model-does-not-load";

describe("a program", () => {
  it("checks what its modules export and declare, at any parameters and with mutants", async () => {
    expect(await printed("library.mjs")).toEqual([
      ["holds", 100, 18, 2, null],
      ["holds", 36, 10, 2, null],
      ["violated", 36, 7, 2, null],
      ["violated", 15, 4, 2, null],
      ["holds", 100, 18, 2, null],
      ["violated", 21, 5, 2, null],
      // Made when the module had been loaded; and made by hand.
      ["violated", 28, 6, 1, OWN],
      ["violated", 10, 3, 1, "no-origin"],
    ]);
  });

  it("is one file with its model, which threads run up to its first check, unheard", async () => {
    const { code, stdout, stderr } = await node("single.mjs");
    expect(stderr).toBe("nor this twice\n");
    const [first, ...verdicts] = stdout.trimEnd().split("\n");
    expect(first).toBe("only once");
    expect(verdicts.map((line) => JSON.parse(line))).toEqual([
      ["holds", 100, 18, 2, null],
      ["holds", 100, 18, 2, null],
      ["holds", 100, 18, 1, OWN],
    ]);
    expect(code).toBe(0);
    expect(await printed("exporting.mjs")).toEqual([["violated", 45, 8, 2, null]]);
    const script = await node("script.cjs");
    expect(script).toMatchObject({ code: 0, stderr: "", stdout: 'only once\n["violated",45,8,2,null]\n' });
  });

  it("may have the checker from `synod/check`", async () => {
    expect(await printed("apart.mjs")).toEqual([
      ["violated", 45, 8, 2, null],
      ["holds", 100, 18, 2, null],
      ["DoesNotHold", true, true],
    ]);
  });

  it("may be TypeScript", async () => {
    // Where Node strips types by itself, as it is.
    const strips = Reflect.get(process.features, "typescript") === "strip";
    expect(await printed(strips ? "typed.ts" : "typed.mjs")).toEqual([["violated", 36, 7, 2, null]]);
  });

  it("checks built-in models", async () => {
    expect(await printed("built-in.mjs")).toEqual([
      ["holds", 3921, 16, 2, null],
      ["violated", 471, 12, 2, null],
      ["holds", 288, 10, 2, null],
      ["holds", 3, 1, 2, null],
    ]);
  });

  it("has a model checked by the calling thread where threads would have another", async () => {
    expect(await printed("differs.mjs")).toEqual([
      ["holds", 36, 10, 1, "other-model"],
      ["violated", 15, 4, 1, OWN],
    ]);
  });

  it("has the same arguments in its threads, of which none takes itself for the program", async () => {
    expect(await printed("arguments.mjs", "7")).toEqual([["violated", 45, 8, 2, null]]);
    expect(await printed("arguments.mjs")).toEqual([["violated", 28, 6, 2, null]]);
  });

  it("shares threads over models of several modules, at once and in turn", async () => {
    expect(await printed("shared.mjs")).toEqual([
      ["violated", 36, 7, 2, null],
      ["holds", 100, 18, 2, null],
      ["violated", 21, 5, 2, null],
      ["holds", 3, 1, 2, null],
      ["violated", 15, 4, 2, null],
      ["holds", 100, 18, 2, null],
      ["holds", 36, 10, 2, null],
    ]);
  });

  it("lends threads with an address to a check of another model, which is found by its own origin, or not at all", async () => {
    expect(await printed("addressed.mjs")).toEqual([
      ["holds", 100, 18, 2, null],
      ["violated", 396, 31, 2, null],
      ["violated", 15, 4, 2, null],
      // A copy, which nobody can find; and one that was made when the module had been loaded.
      ["violated", 10, 3, 1, "no-origin"],
      [
        "error",
        "other-model",
        ["its place among the declarations", "what property within says", "parameter most", "parameter limit"],
      ],
    ]);
  });

  it("says for which module a function declares a protocol", async () => {
    expect(await printed("declared-for.mjs")).toEqual([["violated", 36, 7, 2, null]]);
  });

  it("is what the README shows", async () => {
    const shown = pages()
      .filter(({ path }) => path === "README.md")
      .flatMap(({ blocks }) => blocks.filter(({ language }) => language === "js"));
    expect(shown).toHaveLength(1);
    writeFileSync(join(folder, "shown.mjs"), shown.flatMap(({ lines }) => lines).join("\n"));
    expect(await node("shown.mjs")).toMatchObject({ code: 0, stderr: "", stdout: "violated 126253\n" });
  });

  it("typed in has no origin, and says so", async () => {
    const text = `import { check, model, range } from "synod"; const [most, limit] = [9, 4]; ${PRINTING} show(await check(model(${DEFINITION}), two));`;
    expect(await printed("--input-type=module", "-e", text)).toEqual([["violated", 21, 5, 1, "no-origin"]]);
  });
});
