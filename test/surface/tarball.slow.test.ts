/**
 * The package as people get it: packed, installed into an empty folder, compiled against with declarations by two versions
 * of TypeScript, and run by every version of Node that it says it runs on.
 */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/run-synod.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = temporaryFolder({
  "package.json": `{ "name": "own", "version": "1.0.0", "type": "module", "private": true }`,
  // With everything from one place, which loads the checker.
  "one-place.mjs": `import { check, model, range, threadCrew } from "synod";
const mine = model({ state: { n: range(0, 99) }, rules: { up: { when: (s) => s.n < 99, do: (s) => { s.n += 1; } } } });
const crew = threadCrew(2);
for (const by of [{ workers: 2 }, { crew }]) {
  const { verdict } = await check(mine, { ...by, eager: true });
  console.log(verdict.outcome, verdict.states.distinct, verdict.workers, verdict.alone);
}
await crew.close();
`,
});
const MINUTES = 60_000;
const COMPILERS = ["5.9", "7.0"];
const NODES = ["20", "22", "24", "26"];
const isRunning = (version: string) => process.version.startsWith(`v${version}.`);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const execute = promisify(execFile);
async function run(program: string, argv: readonly string[], cwd = folder): Promise<Ended> {
  const { FORCE_COLOR: _force, NODE_OPTIONS: _options, ...env } = process.env;
  const ended = execute(program, argv, { cwd, env, maxBuffer: 2 ** 26 });
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** A project in a folder of its own, which has the package and what a person installs beside it; or why there is none. */
async function newProject(name: string, files: Readonly<Record<string, string>>, ...packages: readonly string[]) {
  const where = join(folder, name);
  mkdirSync(where);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(where, path), text);
  const tarball = readdirSync(folder).find((each) => each.endsWith(".tgz")) as string;
  return { where, why: await installed(where, join(folder, tarball), ...packages) };
}

/** Null, or what npm said. */
async function installed(where: string, ...packages: readonly string[]): Promise<string | null> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "--ignore-scripts"];
  const { code, stderr } = await run("npm", ["install", "--prefix", where, ...quiet, ...packages]);
  return code === 0 ? null : stderr;
}

const node = (version: string) =>
  isRunning(version)
    ? process.execPath
    : join(folder, `node-${version}`, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
const compiler = (version: string) => join(folder, `typescript-${version}`, "node_modules", "typescript", "bin", "tsc");

function compilerOptions(outDir: string, more: object = {}) {
  return {
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    declaration: true,
    isolatedModules: true,
    skipLibCheck: false,
    types: [],
    outDir,
    ...more,
  };
}

/** What could not be had, and why: it is skipped, and said loudly. */
const missing = new Map<string, string>();
function unlessMissing(what: string, skip: (note: string) => void): void {
  const why = missing.get(what);
  if (why === undefined) return;
  console.error(`\nSKIPPED: ${what} could not be downloaded, so nothing is known of synod there:\n${why}`);
  skip(`${what} could not be downloaded`);
}

beforeAll(async () => {
  const { code, stderr } = await run("npm", ["pack", "--silent", "--pack-destination", folder], root);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) as string;
  expect(await installed(folder, join(folder, tarball))).toBeNull();
  for (const name of ["everything.ts", "own.ts"])
    copyFileSync(join(import.meta.dirname, "consumer", name), join(folder, name));
  const wanted = [
    ...COMPILERS.map((version) => [`typescript-${version}`, `typescript@${version}`] as const),
    ...NODES.filter((version) => !isRunning(version)).map(
      (version) => [`node-${version}`, `node-${process.platform}-${process.arch}@${version}`] as const,
    ),
  ];
  await Promise.all(
    wanted.map(async ([what, specifier]) => {
      const why = await installed(join(folder, what), specifier);
      if (why !== null) missing.set(what, why);
    }),
  );
}, 5 * MINUTES);

describe.each(COMPILERS)("with TypeScript %s", (version) => {
  it(
    "a package that exports all that synod makes compiles with declarations",
    async ({ skip }) => {
      unlessMissing(`typescript-${version}`, skip);
      const out = `out-${version}`;
      const configuration = { compilerOptions: compilerOptions(out), files: ["everything.ts", "own.ts"] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
      const { code, stdout } = await run(process.execPath, [compiler(version), "-p", "."]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
      const declared = readFileSync(join(folder, out, "own.d.ts"), "utf8");
      expect(declared).toMatch(/import\("synod"\)\.Model<("ordered" \| "close"|"close" \| "ordered"), never>/);
      expect(existsSync(join(folder, out, "everything.js"))).toBe(true);
    },
    MINUTES,
  );

  it(
    "which compiles in turn where another package imports it",
    async ({ skip }) => {
      unlessMissing(`typescript-${version}`, skip);
      const out = `out-${version}`;
      writeFileSync(
        join(folder, `user-${version}.ts`),
        `import { counters } from "./${out}/own.js";
import { check } from "synod/check";
export const fine = () => check(counters, { properties: ["ordered"] });
// @ts-expect-error: the name came through the declarations.
export const wrong = () => check(counters, { properties: ["orderd"] });
`,
      );
      const options = compilerOptions("unused", { noEmit: true, moduleResolution: "bundler", module: "esnext" });
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions: options, files: [`user-${version}.ts`] }),
      );
      const { code, stdout } = await run(process.execPath, [compiler(version), "-p", "."]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    },
    MINUTES,
  );
});

describe.each(NODES)("on Node %s", (version) => {
  it(
    "a program checks its own model with two workers",
    async ({ skip }) => {
      unlessMissing(`node-${version}`, skip);
      expect((await run(node(version), ["--version"])).stdout).toMatch(`v${version}.`);
      const compiled = COMPILERS.map((each) => join(folder, `out-${each}`, "own.js")).find((each) => existsSync(each));
      const { code, stdout, stderr } = await run(node(version), [compiled as string]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const lines = stdout.split("\n");
      expect(lines[0]).toBe("VIOLATED  model");
      expect(stdout).toContain(", 2 workers,");
      expect(stdout).toContain("close  always  violated after 90 steps");
      const inOnePlace = await run(node(version), ["one-place.mjs"]);
      expect(inOnePlace).toEqual({ code: 0, stdout: "holds 100 2 null\nholds 100 2 null\n", stderr: "" });
    },
    MINUTES,
  );

  it(
    "`synod check` finds that Paxos holds",
    async ({ skip }) => {
      unlessMissing(`node-${version}`, skip);
      const command = join("node_modules", ".bin", "synod");
      const { code, stdout, stderr } = await run(node(version), [command, "check", "paxos", "ballots=2", "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ outcome: "holds", complete: true, error: null });
    },
    MINUTES,
  );
});

/** Runs and parameters drawn by fast-check, and a real counter held against the model. */
const drawn = `import assert from "node:assert/strict";
import fc from "fast-check";
import { model, range } from "synod";
import { atStart, commandsOf, parametersOf, runsOf, smallestConfiguration } from "synod/fast-check";
import { lock } from "./models/lock.js";
const up = model({
  state: { n: range(0, 5) },
  rules: { up: { when: (s) => s.n < 5, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n < 4 },
});
const { failed, counterexample } = fc.check(fc.property(runsOf(up), (run) => !run.violates("small")), { seed: 1 });
assert.deepEqual([failed, counterexample[0].trace.steps.length], [true, 4]);
fc.assert(fc.property(parametersOf(lock), ({ clients }) => clients >= 2 && clients <= 5));
const smallest = await smallestConfiguration(lock, "one at a time", { at: { clients: 4 }, mutant: "hasty" });
assert.deepEqual([smallest.parameters, smallest.isSmallest], [{ clients: 2 }, true]);
const commands = commandsOf(up, { up: (real, _, after) => assert.equal(++real.n, Number(after.n)) });
fc.assert(fc.property(fc.commands(commands), (all) => fc.modelRun(() => ({ model: atStart(up), real: { n: 0 } }), all)));
console.log("as the page says");
`;

describe.each(["22", "24"])("a fresh project on Node %s", (version) => {
  it(
    "has what synod init writes, its suite, its test by vitest 5, and fast-check",
    async ({ skip }) => {
      unlessMissing(`node-${version}`, skip);
      const files = { "package.json": '{ "name": "fresh", "type": "module", "private": true }', "drawn.js": drawn };
      const { where, why } = await newProject(`fresh-${version}`, files, "vitest@5", "fast-check@4");
      if (why !== null) missing.set("vitest 5", why);
      unlessMissing("vitest 5", skip);
      writeFileSync(
        join(where, "package.json"),
        '{ "name": "fresh", "type": "module", "private": true, "devDependencies": { "vitest": "5" } }',
      );
      const program = (name: string) => join("node_modules", ...name.split("/"));
      const on = (words: readonly string[]) => run(node(version), words, where);
      const init = await on([program(".bin/synod"), "init"]);
      expect([init.code, init.stderr]).toEqual([0, ""]);
      expect(readFileSync(join(where, ".github", "workflows", "synod.yml"), "utf8")).toContain("--report github");
      const suite = await on([program(".bin/synod"), "suite"]);
      expect([suite.code, suite.stderr, suite.stdout.includes("3 checks: all as expected")]).toEqual([0, "", true]);
      const tested = await on([program("vitest/vitest.mjs"), "run", "--reporter=json", "--outputFile=tests.json"]);
      const { numPassedTests } = JSON.parse(readFileSync(join(where, "tests.json"), "utf8"));
      expect([tested.code, numPassedTests]).toEqual([0, 2]);
      expect(await on(["drawn.js"])).toEqual({ code: 0, stdout: "as the page says\n", stderr: "" });
    },
    5 * MINUTES,
  );
});
