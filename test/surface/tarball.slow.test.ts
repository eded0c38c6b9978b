/**
 * The package as people get it: packed, installed into an empty folder, compiled against with declarations by two versions
 * of TypeScript, and run by every version of Node that it says it runs on.
 */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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
