import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, synod, temporaryFolder } from "./run-synod.ts";
import { bank, counters, fileOf, full } from "./user-models.ts";

const correct = `{ state: { n: range(0, 3) }, rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } }, always: { ok: () => true } }`;

const folder = temporaryFolder({
  "bank.ts": bank,
  "counters.ts": counters,
  "full.mts": full,
  "correct.ts": fileOf(correct),
  "several.ts": `${fileOf(correct)}\nexport const other = mine;`,
  "default.mjs": `import { model, range } from "synod"; export const spare = model(${correct}); export default model(${correct});`,
  "parts/part.ts": `export const limit: number = 3;`,
  "parts/node_modules/tiny-package/package.json": `{ "name": "tiny-package", "main": "index.js" }`,
  "parts/node_modules/tiny-package/index.js": `const { sep } = require("node:path"); exports.one = sep.length;`,
  "parts/whole.ts": `
    import { agreement } from "synod/invariants";
    import { paxos } from "synod/models";
    import { model, range } from "synod";
    import { one } from "tiny-package";
    import { limit } from "./part.ts";
    if (typeof agreement !== "function" || typeof paxos !== "function") throw new Error("not resolved");
    export const whole = model({ state: { n: range(0, limit) }, rules: { up: { when: (s) => s.n < limit, do: (s) => { s.n += one; } } }, always: { ok: () => true } });`,
  "syntax.ts": `import { model } from "synod";\n\nexport const broken = model({ state: {} rules: {} });`,
  "missing-import.ts": `import { thing } from "./nowhere.ts";\nexport const broken = thing;`,
  "no-such-entry.ts": `import { thing } from "synod/engine";\nexport const broken = thing;`,
  "nothing.ts": `export const answer = 42;`,
  "throws.ts": `\n\nthrow new TypeError("not today");`,
  "builder-throws.ts": `import { protocol } from "synod";\nexport const p = protocol({ name: "p", about: "" }, () => { throw new Error("no model"); });`,
  "builder-empty.ts": `import { protocol } from "synod";\nexport const p = protocol({ name: "p", about: "" }, (() => {}) as never);`,
  "no-rules.ts": fileOf(`{ state: { n: range(0, 1) }, rules: {} }`),
  "twice.ts": fileOf(
    `{ state: { n: range(0, 1) }, rules: { go: { do: (s) => { s.n = 1; } } }, always: { p: () => true }, reachable: { p: () => true } }`,
  ),
  "large.ts": fileOf(
    `{ state: { all: set(record({ a: range(0, 99999), b: range(0, 99999) })) }, rules: { go: { do: () => {} } } }`,
  ),
  "killed-at-once.ts": `
    import { isMainThread } from "node:worker_threads";
    import { model, range } from "synod";
    if (!isMainThread) process.exit(7);
    const N = range(0, 99);
    const up = (name) => ({ when: (s) => s[name] < 99, do: (s) => { s[name] += 1; } });
    export const killed = model({ state: { a: N, b: N, c: N }, rules: { a: up("a"), b: up("b"), c: up("c") } });`,
  "late.ts": `Promise.reject(new Error("late"));\n${fileOf(correct)}`,
  "talking.ts": `console.log("loaded");\n${fileOf(correct)}`,
  "model.txt": "not a model",
});

describe("a person's own model, outside the repository", () => {
  it("has its race found, with workers", async () => {
    const { code, stdout } = await run("check bank.ts --workers 2", folder);
    expect(code).toBe(12);
    expect(stdout).toContain("Counterexample to no coin is lost: 4 steps");
    expect(stdout.match(/^ \d {2}(read|write)\(t: t\d\)$/gm)).toHaveLength(4);
  });

  it("prints what it prints when it loads once, however often it is imported to be judged", async () => {
    const { code, stdout } = await run("check talking.ts", folder);
    expect(code).toBe(0);
    expect(stdout.match(/^loaded$/gm)).toHaveLength(1);
  });

  it("may throw when it has loaded, which is told as data too", async () => {
    const { code, stdout } = await run("check late.ts --json", folder);
    const { outcome, error } = JSON.parse(stdout) as { outcome: string; error: { code: string } };
    expect({ code, outcome, error: error.code }).toEqual({ code: 150, outcome: "error", error: "SYN102" });
  });

  it("is the same for any number of workers, and large enough to need them", async () => {
    const counts = await Promise.all(
      [1, 2, 3].map(async (workers) => {
        const { stdout } = await run(`check counters.ts counters=5 --workers ${workers} --no-symmetry --json`, folder);
        return JSON.parse(stdout).states;
      }),
    );
    // 10^5 states; one initial and, per counter, 9 * 10^4 steps; 9 steps up on each of 5 counters.
    for (const states of counts) expect(states).toEqual({ distinct: 100_000, generated: 450_001, depth: 45 });
  });

  it("may be one of several exports, the default one or one of a larger program", async () => {
    const several = await run("check several.ts#other", folder);
    expect(several).toMatchObject({ code: 0, stderr: "" });
    expect((await run("check default.mjs", folder)).stdout).toMatch(/^HOLDS {2}default, with 1 warning\n/);
    expect((await run("check default.mjs#spare", folder)).stdout).toMatch(/^HOLDS {2}spare, with 1 warning\n/);
    const whole = await run("check parts/whole.ts --workers 2", folder);
    expect(whole).toMatchObject({ code: 0, stderr: "" });
  });

  it("is listed like a built-in one", async () => {
    const { code, stdout } = await run("list bank.ts --json", folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).models).toMatchObject([
      { name: "bank", parameters: [{ name: "tellers", default: 2 }], properties: [{ name: "no coin is lost" }] },
    ]);
  });

  it.each(["check correct.ts", "check counters.ts fault=guard", "check throws.ts", "check syntax.ts"])(
    "leaves no bundle behind: %s",
    async (commandLine) => {
      const temporary = temporaryFolder();
      await run(`${commandLine} --workers 1`, folder, { TMPDIR: temporary });
      expect(readdirSync(temporary)).toEqual([]);
    },
  );
});

describe("a model with a mistake", () => {
  it.each([
    ["check bank.ts coins=3", 151, "SYN103", 'bank has no parameter "coins"'],
    ["check bank.ts tellers=10", 151, "SYN104", "tellers"],
    ["check bank.ts tellers=two", 151, "SYN104", "an integer from 1 to 9"],
    ["check bank.ts --property lost", 1, "SYN106", '"lost"'],
    ["check bank.ts --mutant slow", 1, "SYN107", '"slow"'],
    ["check counters.ts fault=overflow", 75, "SYN301", "n[c1] cannot hold 10"],
    ["check full.mts", 75, "SYN302", "kept is full"],
    ["check counters.ts fault=guard", 75, "SYN303", "RangeError: too high"],
    ["check counters.ts fault=effect", 75, "SYN304", "TypeError"],
    ["check counters.ts fault=property --no-symmetry", 75, "SYN305", "cannot say"],
    ["check counters.ts fault=property", 23, "SYN309", 'property low tells the elements of scalarset "c" apart'],
    ["check counters.ts fault=impure", 23, "SYN307", "up"],
    ["check counters.ts fault=random", 23, "SYN307", "up"],
    ["check counters.ts fault=writes", 23, "SYN307", "changes the state"],
    ["check large.ts", 151, "SYN203", "10000000000"],
    ["check twice.ts", 151, "SYN205", '"p"'],
    ["check no-rules.ts", 151, "SYN204", "no rules"],
    ["check syntax.ts", 150, "SYN102", "syntax.ts:3:41"],
    ["check missing-import.ts", 150, "SYN102", "missing-import.ts:1:23"],
    ["check no-such-entry.ts", 150, "SYN102", 'there is no "synod/engine"'],
    ["check nothing.ts", 150, "SYN102", "it exports no model"],
    ["check throws.ts", 150, "SYN102", "TypeError: not today"],
    ["check builder-throws.ts", 150, "SYN102", "Error: no model"],
    ["check builder-empty.ts", 150, "SYN102", "its builder returns"],
    ["check several.ts", 150, "SYN102", "several.ts#mine or several.ts#other"],
    ["check several.ts#othr", 150, "SYN102", 'did you mean "other"'],
    ["check model.txt", 150, "SYN102", "does not end in .ts"],
    ["check parts", 150, "SYN102", "a folder"],
    ["check nowhere.ts", 150, "SYN101", 'there is no file "nowhere.ts"'],
    ["check ./nowhere", 150, "SYN101", 'there is no file "./nowhere"'],
    ["check counters.ts fault=kill counters=6 --workers 2 --no-symmetry", 255, "SYN403", "a worker thread died"],
    ["check killed-at-once.ts --workers 2", 255, "SYN403", "a worker thread died"],
    ["check counters.ts fault=exit --workers 1", 255, "SYN403", "before the command was done"],
    ["check late.ts", 150, "SYN102", "what it left running throws: Error: late"],
  ])("%s: exit %i, %s", async (commandLine, exitCode, errorCode, what) => {
    const workers = commandLine.includes("--workers") ? "" : " --workers 1";
    const { code, signal, stderr } = await run(commandLine + workers, folder);
    expect(signal).toBeNull();
    expect(stderr).toContain(`error ${errorCode}`);
    // Lines are broken to fit the page.
    expect(stderr.replace(/\n {2,4}/g, " ")).toContain(what);
    expect(stderr).toMatch(/\n {2}likely cause: .*/);
    expect(stderr).toMatch(/\n {2}remedy: .*/);
    expect(stderr).not.toMatch(/\n\s+at .*\d+:\d+/);
    expect(code).toBe(exitCode);
  });

  it.each(["guard", "effect"])("shows the way to a %s that threw, and where it stands", async (fault) => {
    const { stdout, stderr } = await run(`check counters.ts fault=${fault} counters=1 --workers 1`, folder);
    const line = counters.split("\n").findIndex((text) => text.includes(`fault === "${fault}"`)) + 1;
    expect(stderr).toContain(`${join(folder, "counters.ts")}:${line}:`);
    expect(stdout).toContain(`at ${join(folder, "counters.ts")}:${line}:`);
    const steps = fault === "guard" ? 3 : 2;
    expect(stdout).toContain(`The way to the error: ${steps} steps`);
    expect(stdout.trimEnd()).toMatch(
      / ! {2}up\(c: c1\)\n\n {2}up\(c: c1\) throws in this state\n\nWhy up\(c: c1\) throws\n {2}\S/,
    );
  });

  it("has the place named that a worker thread met", async () => {
    const { stderr } = await run("check counters.ts fault=guard counters=7 limit=4 --workers 2 --no-symmetry", folder);
    const line = counters.split("\n").findIndex((text) => text.includes('fault === "guard"')) + 1;
    expect(stderr).toContain(`${join(folder, "counters.ts")}:${line}:`);
  });
});

describe("a CommonJS module", () => {
  const body =
    "model({ state: { n: range(0, 3) }, rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } } })";
  const required = temporaryFolder({
    "named.cjs": `const { model, range } = require("synod"); exports.one = ${body}; exports.other = ${body};`,
    "whole.js": `const { model, range } = require("synod"); module.exports = ${body};`,
    "looks.ts": "export const m = { state: {}, rules: {} };",
    "nothing.ts": "const m = 1;",
  });

  it.each(["named.cjs#one", "named.cjs#other", "whole.js"])("that requires synod is a model: %s", async (reference) => {
    const { code, stdout, stderr } = await synod(["check", reference, "--json"], required);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "holds", states: { distinct: 4, depth: 3 } });
  });

  it.each([
    [
      "named.cjs",
      "it exports several models: one, other likely cause: the file has several models, and no default export says which is meant remedy: choose one with named.cjs#one or named.cjs#other",
    ],
    [
      "named.cjs#otehr",
      'it exports no model "otehr" likely cause: a slip of the keyboard: did you mean "other"? remedy: choose one with named.cjs#one or named.cjs#other',
    ],
    ["looks.ts", "m is an object that model({ ... }) did not make"],
    ["nothing.ts", "it exports nothing"],
  ])("or any other that exports no one model is told why: %s", async (file, problem) => {
    const { code, stderr } = await synod(["check", file], required);
    expect(code).toBe(150);
    expect(stderr.replace(/\s+/g, " ")).toContain(problem);
  });
});
