/**
 * What a project's own runner of tests has of the packed package: vitest 4 and 5, which declare matchers differently, and
 * Node's. Each is installed from the registry; where that is not to be had its tests are skipped, and it is said.
 */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  installedIn,
  nodeOf,
  nodePackage,
  type ProgramEnded,
  packedInto,
  runProgram,
} from "../support/fresh-project.ts";

const MINUTES = 60_000;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "synod-test-")));

const COUNTER = `import { model, range } from "synod";
const N = range(0, 159);
export const counter = model({
  name: "counter",
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n < 3, natural: (s) => s.n >= 0 },
  reachable: { top: (s) => s.n === 3 },
});
const up = (n) => ({ when: (s) => s[n] < 159, do: (s) => { s[n] += 1; } });
export const grid = model({ state: { a: N, b: N }, rules: { a: up("a"), b: up("b") }, always: { within: (s) => s.a < 160 } });
`;

const TYPED = `import { expect, test } from "vitest";
import { model, range } from "synod";
import "synod/vitest";

const counter = model({
  name: "counter",
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n < 3, natural: (s) => s.n >= 0 },
  reachable: { top: (s) => s.n === 3 },
});

test("what is so passes", async () => {
  const asserted: Promise<void> = expect(counter).toHold({ properties: ["natural"], workers: 1 });
  await asserted;
  await expect(counter).not.toHold();
  await expect(counter, "the counter").toViolate("small", { steps: 3, trace: ["up", "up", "up"] });
  await expect(counter).toReach("top", { steps: 3 });
  expect(1).toBe(1);
});

test("what is not fails", async () => {
  await expect(counter).toViolate("small", { trace: ["up", "down", "up"] });
});

export const wrong = () => {
  // @ts-expect-error: there is no such option.
  void expect(counter).toHold({ worker: 2 });
  // @ts-expect-error: no property is named.
  void expect(counter).toViolate();
  // @ts-expect-error: steps are counted.
  void expect(counter).toReach("top", { steps: "three" });
};
`;

/** Two files that run side by side; each says how many threads were started by its checks. */
const BESIDE = `import { expect, test } from "vitest";
import { grid } from "./counter.mjs";
import "synod/vitest";
let started = 0;
process.on("worker", () => { started += 1; });
test("starts no threads beside those that vitest has", { timeout: 60_000 }, async () => {
  await expect(grid).toHold();
  expect(started).toBe(0);
});
test("starts some where it is told to", { timeout: 60_000 }, async () => {
  await expect(grid).toHold({ workers: 2, eager: true });
  expect(started).toBe(2);
});
`;

const OF_NODE = `import assert from "node:assert/strict";
import { test } from "node:test";
import { assertHolds, assertReaches, assertViolates } from "synod/check";
import { counter } from "./counter.mjs";

test("what is so passes", async () => {
  await assertHolds(counter, { properties: ["natural"] });
  await assertViolates(counter, "small", { steps: 3, trace: ["up", "up", "up"] });
  await assertReaches(counter, "top");
});
test("what is not fails", async () => {
  await assertViolates(counter, "small", { steps: 4 });
});
`;

let tarball: string;
beforeAll(async () => {
  tarball = await packedInto(folder);
}, 2 * MINUTES);
// What is installed is much: to be rid of it takes longer than a hook may.
afterAll(() => rm(folder, { recursive: true, force: true }), 5 * MINUTES);

/** A project that has these packages beside synod; a text: why they could not be had. */
async function project(name: string, files: Readonly<Record<string, string>>, packages: readonly string[]) {
  const where = join(folder, name);
  mkdirSync(where);
  const all = { "package.json": `{ "name": "${name}", "private": true, "type": "module" }`, ...files };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(where, file), text);
  const why = await installedIn(where, tarball, ...packages);
  return { where, why };
}

const options = { target: "es2023", lib: ["es2023", "dom"], module: "nodenext", strict: true, skipLibCheck: false };
const TSCONFIG = JSON.stringify({
  compilerOptions: { ...options, exactOptionalPropertyTypes: true, noEmit: true, types: ["node"] },
  include: ["*.ts"],
});

/** Which Node runs it, in which versions of vitest, of TypeScript. */
const VITESTS = [
  ["4", "20", "5.9"],
  ["5", "24", "7"],
] as const;

describe.each(VITESTS)("vitest %s on Node %s, TypeScript %s", (version, node, compiler) => {
  it(
    "has matchers that are typed, pass, and fail with the readable trace",
    async ({ skip }) => {
      const files = { "counter.test.ts": TYPED, "tsconfig.json": TSCONFIG };
      const beside = { "counter.mjs": COUNTER, "one.test.mjs": BESIDE, "other.test.mjs": BESIDE };
      const packages = [`vitest@${version}`, `typescript@${compiler}`, "@types/node@22", nodePackage(node)];
      const { where, why } = await project(`vitest-${version}-${node}`, { ...files, ...beside }, packages);
      if (why !== null) {
        console.error(`\nSKIPPED: vitest ${version} on Node ${node} could not be installed:\n${why}`);
        return skip(`vitest ${version} could not be installed`);
      }
      const run = (...argv: string[]): Promise<ProgramEnded> => runProgram(nodeOf(where), argv, where);
      expect((await run("--version")).stdout).toMatch(`v${node}.`);
      expect(await run(join("node_modules", "typescript", "bin", "tsc"), "-p", ".")).toMatchObject({
        code: 0,
        stdout: "",
      });
      const vitest = join("node_modules", "vitest", "vitest.mjs");
      expect((await run(vitest, "--version")).stdout).toMatch(`vitest/${version}.`);
      const { code, stdout, stderr } = await run(vitest, "run", "counter");
      expect(code).toBe(1);
      expect(stdout).toMatch(/1 failed[^\n]*1 passed/);
      expect(stderr).toContain(
        "Error: small is violated by another trace: step 2 is up, not down\n\nVIOLATED  counter",
      );
      expect(stderr).toContain("\n 2  up\n      n  1 → 2\n");
      expect(stderr).toMatch(/- {3}"down",\n\+ {3}"up",\n/);
      const sideBySide = await run(vitest, "run", "one", "other");
      expect(sideBySide).toMatchObject({ code: 0 });
      expect(sideBySide.stdout).toMatch(/Test Files {2}2 passed/);
    },
    4 * MINUTES,
  );
});

describe("Node's own runner", () => {
  it(
    "has assertions that fail with the readable report",
    async () => {
      const { where, why } = await project("of-node", { "counter.mjs": COUNTER, "counter.test.mjs": OF_NODE }, []);
      expect(why).toBeNull();
      const { code, stdout } = await runProgram(process.execPath, ["--test", "counter.test.mjs"], where);
      expect(code).toBe(1);
      expect(stdout).toMatch(/pass 1\n[\s\S]*fail 1\n/);
      expect(stdout).toContain("small is violated after 3 steps, not 4");
      expect(stdout).toContain("Counterexample to small: 3 steps");
      expect(stdout).toContain("code: 'ERR_ASSERTION'");
    },
    2 * MINUTES,
  );
});
