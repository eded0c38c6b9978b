/** What a suite remembers: by the real command, in folders of its own. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resultCache } from "../../src/cache/result-cache.ts";
import { run, temporaryFolder } from "./run-synod.ts";

const counter = (most: number) => `import { model, range } from "synod";
export const counter = model({
  state: { n: range(0, 10) },
  rules: { up: { when: (s) => s.n < ${most}, do: (s) => { s.n += 1; } } },
  always: { small: (s) => s.n <= 3 },
  terminal: () => true,
});
`;
const suite = (expected: string) => `export default { checks: [
  { model: "./counter.ts", expect: ${expected} },
  { model: "consensus" },
] };
`;
const files = { "counter.ts": counter(5), "synod.config.mjs": suite('{ violated: "small", steps: 4 }') };

async function checksOf(folder: string, options = "") {
  const { code, stdout, stderr } = await run(`suite --json${options}`, folder);
  const report = JSON.parse(stdout);
  const cached = Object.fromEntries(
    report.checks.map((each: { id: string; cached: boolean }) => [each.id, each.cached]),
  );
  return { code, report, cached, stderr };
}

const cacheOf = (folder: string) => join(folder, ".synod", "cache");

describe("a result that is remembered", () => {
  it("is kept from git, also where a full disk left the file that does so empty", async () => {
    const folder = temporaryFolder({ ...files, ".synod/.gitignore": "" });
    await checksOf(folder);
    expect(readFileSync(join(folder, ".synod", ".gitignore"), "utf8")).toBe("*\n");
  });

  it("is told as what it is, and is the same", async () => {
    const folder = temporaryFolder(files);
    const first = await checksOf(folder);
    expect(first.cached).toEqual({ "counter.ts": false, consensus: false });
    expect(readFileSync(join(folder, ".synod", ".gitignore"), "utf8")).toBe("*\n");
    const second = await checksOf(folder);
    expect(second.cached).toEqual({ "counter.ts": true, consensus: true });
    const what = ({ report }: typeof first) =>
      report.checks.map(({ cached: _, wallMs: __, ...each }: Record<string, unknown>) => each);
    expect(what(second)).toEqual(what(first));
    expect((await run("suite", folder)).stdout).toMatch(/ ok +4 +4 +cached +counter\.ts|2 from the cache/);
    expect((await checksOf(folder, " --no-cache")).cached).toEqual({ "counter.ts": false, consensus: false });
  });

  it("is judged anew: what must come out may have changed", async () => {
    const folder = temporaryFolder(files);
    expect((await checksOf(folder)).code).toBe(0);
    writeFileSync(join(folder, "synod.config.mjs"), suite('"holds"'));
    const { code, cached } = await checksOf(folder);
    expect(cached["counter.ts"]).toBe(true);
    expect(code).toBe(22);
  });

  it("is not that of another model, and of the same with another comment, whose lines are told anew", async () => {
    const folder = temporaryFolder(files);
    const lineOf = ({ report }: Awaited<ReturnType<typeof checksOf>>) => report.checks[0].places.properties.small.line;
    const first = await checksOf(folder);
    expect(lineOf(first)).toBe(5);
    writeFileSync(join(folder, "counter.ts"), `// A comment.\n${counter(5)}`);
    const commented = await checksOf(folder);
    expect(commented.cached["counter.ts"]).toBe(true);
    expect(lineOf(commented)).toBe(6);
    writeFileSync(join(folder, "counter.ts"), counter(3));
    const changed = await checksOf(folder);
    expect(changed.cached).toEqual({ "counter.ts": false, consensus: true });
    expect(changed.code).toBe(22);
  });

  it("is none where the search was cut short", async () => {
    const folder = temporaryFolder({
      "synod.config.mjs": `export default { checks: [{ model: "paxos", budget: { states: 50 }, expect: "undecided" }] };`,
    });
    expect((await checksOf(folder)).cached).toEqual({ paxos: false });
    expect((await checksOf(folder)).cached).toEqual({ paxos: false });
  });

  it("is searched again where it was damaged, and written anew", async () => {
    const folder = temporaryFolder(files);
    await checksOf(folder);
    const entries = readdirSync(cacheOf(folder)).filter((name) => name.startsWith("result-"));
    const path = join(cacheOf(folder), entries[0] as string);
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.replace('"distinct":', '"distinct":1'));
    const again = await checksOf(folder);
    expect(Object.values(again.cached).toSorted()).toEqual([false, true]);
    expect(again.code).toBe(0);
    expect(Object.values((await checksOf(folder)).cached)).toEqual([true, true]);
  });

  it("lies with the packages of a project that has some", async () => {
    const folder = temporaryFolder({ ...files, "package.json": "{}" });
    mkdirSync(join(folder, "node_modules"));
    await checksOf(folder);
    expect(readdirSync(join(folder, "node_modules", ".cache", "synod")).length).toBe(4);
    expect(existsSync(join(folder, ".synod"))).toBe(false);
  });

  it("is a note where nothing can be written, and no failure", async () => {
    const folder = temporaryFolder({ ...files, ".synod": "in its way" });
    const { code, stderr } = await checksOf(folder);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^note: results cannot be kept in .*cache \(E\w+\): the next run searches again\n$/);
    expect(readFileSync(join(folder, ".synod"), "utf8")).toBe("in its way");
  });

  it("may be written by several runs at once", async () => {
    const folder = temporaryFolder(files);
    const codes = await Promise.all([1, 2, 3].map(async () => (await checksOf(folder)).code));
    expect(codes).toEqual([0, 0, 0]);
    expect((await checksOf(folder)).cached).toEqual({ "counter.ts": true, consensus: true });
    expect(readdirSync(cacheOf(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("--changed", () => {
  it("leaves out what passed and is as it was, and says so", async () => {
    const folder = temporaryFolder(files);
    expect(Object.keys((await checksOf(folder, " --changed")).cached)).toEqual(["counter.ts", "consensus"]);
    const none = await run("suite --changed", folder);
    expect(none.code).toBe(0);
    expect(none.stdout).toMatch(/^nothing was checked \(.*\)\nleft out: 2 unchanged since they passed\n$/);
    writeFileSync(join(folder, "synod.config.mjs"), suite('"holds"'));
    expect(await checksOf(folder, " --changed")).toMatchObject({ code: 22, cached: { "counter.ts": true } });
    // It failed, so it is not as it was when it passed.
    expect(await checksOf(folder, " --changed")).toMatchObject({ code: 22, cached: { "counter.ts": true } });
  });
});

describe("a file of the cache", () => {
  it("that is anything but what was written is none", () => {
    const folder = temporaryFolder();
    const key = "a".repeat(64);
    resultCache(folder).keep(key, { verdict: {}, counterexamples: [], reasons: {}, mutations: null } as never);
    const path = join(cacheOf(folder), `result-${key}`);
    const whole = readFileSync(path);
    expect(resultCache(folder).recall(key)).not.toBe(null);
    const damaged = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.nat(whole.length - 1).map((end) => whole.subarray(0, end)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ by;
        return bytes;
      }),
      fc.string().map((text) => Buffer.concat([whole, Buffer.from(`x${text}`)])),
    );
    fc.assert(
      fc.property(damaged, (bytes) => {
        writeFileSync(path, bytes);
        expect(resultCache(folder).recall(key)).toBe(null);
        expect(readFileSync(path).equals(bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
    resultCache(folder).keep(key, { verdict: {}, counterexamples: [], reasons: {}, mutations: null } as never);
    expect(readFileSync(path).equals(whole)).toBe(true);
  });
});
