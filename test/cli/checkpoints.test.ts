/** Checkpoints as a person has them: what is said, and what a shell sees. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";

const folder = temporaryFolder({
  "counter.ts": `import { model, range } from "synod";
const step = 1; // how far
export const counter = model({
  state: { n: range(0, 600), m: range(0, 3) },
  rules: {
    up: { when: (s) => s.n < 600, do: (s) => { s.n += step; } },
    turn: { do: (s) => { s.m = (s.m + 1) % 4; } },
  },
  always: { small: (s) => s.n <= 600 },
});
`,
});
const here = (line: string) => run(line, folder);

/** What is printed as JSON, but for times and memory. */
function told(stdout: string): object {
  const {
    wallMs: _wall,
    peakRssBytes: _peak,
    judged: _judged,
    ...rest
  } = JSON.parse(stdout) as Record<string, unknown>;
  return rest;
}

describe("synod check with checkpoints", () => {
  it("keeps one, goes on from it, and says what an undisturbed check says", { timeout: 120_000 }, async () => {
    const undisturbed = await here("check counter.ts --json --workers 1");
    const first = await here("check counter.ts --json --workers 1 --checkpoint kept --every 5ms");
    expect([first.code, told(first.stdout)]).toEqual([0, told(undisturbed.stdout)]);
    expect(first.stderr).toMatch(/^checkpoint at depth \d+: [\d,]+ states, \d+ KiB in .+$/m);
    const resumed = await here("check counter.ts --json --workers 1 --resume kept");
    expect([resumed.code, told(resumed.stdout)]).toEqual([0, told(undisturbed.stdout)]);
    // A comment is no other model, and another step is.
    const source = readFileSync(join(folder, "counter.ts"), "utf8");
    writeFileSync(join(folder, "counter.ts"), source.replace("// how far", ""));
    expect((await here("check counter.ts --json --workers 1 --resume kept")).code).toBe(0);
    writeFileSync(join(folder, "counter.ts"), source.replace("step = 1", "step = 2"));
    const other = await here("check counter.ts --workers 1 --resume kept");
    expect([other.code, other.stderr]).toEqual([151, expect.stringMatching(/SYN423[\s\S]+what rule up does/)]);
    writeFileSync(join(folder, "counter.ts"), source);
    const begun = await here("check counter.ts --workers 1 --checkpoint kept");
    expect([begun.code, begun.stderr]).toEqual([1, expect.stringContaining("SYN420")]);
    const path = join(folder, "kept", "search.checkpoint");
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    const cut = await here("check counter.ts --workers 1 --resume kept");
    expect([cut.code, cut.stderr]).toEqual([1, expect.stringContaining("SYN422")]);
    expect(readFileSync(path).length).toBe(Math.floor(bytes.length / 2));
  });

  it.each([
    ["check counter.ts --resume nowhere", 1, "SYN421"],
    ["check counter.ts --checkpoint counter.ts", 1, "SYN420"],
    // Nobody can write there, whoever it is.
    ["check counter.ts --checkpoint /proc/synod", 1, "SYN420"],
    ["check counter.ts --checkpoint new --shortest", 1, "SYN424"],
    ["check counter.ts --every 1s", 1, "--checkpoint <folder>"],
    ["check counter.ts --checkpoint new --every often", 1, "SYN109"],
  ])("%s ends with %i and %s", { timeout: 60_000 }, async (line, code, says) => {
    const ended = await here(line);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toContain(says);
    expect(existsSync(join(folder, "new"))).toBe(false);
  });

  it("says how to go on with a search that ended at a limit", { timeout: 60_000 }, async () => {
    const ended = await here("check counter.ts --workers 1 --checkpoint limited --every 1ms --max-states 1500");
    expect(ended.code).toBe(20);
    expect(ended.stderr).toMatch(/to go on from depth \d+: the same command with --resume limited\n$/);
    expect((await here("check counter.ts --workers 1 --resume limited")).code).toBe(0);
  });
});
