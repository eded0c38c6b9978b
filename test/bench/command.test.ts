// `npm run bench` as a process: what makes it fail, and what does not. Nothing here looks at a time.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inRepository } from "../../bench/repository.ts";

const SMALL = ["--rows", "two-phase-commit-3-symmetry", "--runs", "1"];
const folder = mkdtempSync(join(tmpdir(), "synod-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env) {
  const program = inRepository("dist", "bench", "main.js");
  return spawnSync(process.execPath, [program, ...argv], { encoding: "utf8", env: environment });
}

/** A checkout whose build answers every check so. */
function buildThatCounts(distinct: number): string {
  const checkout = mkdtempSync(join(folder, "checkout-"));
  const states = { distinct, generated: 318, depth: 10 };
  const verdict = JSON.stringify({ outcome: "holds", complete: true, states, peakRssBytes: 1 });
  mkdirSync(join(checkout, "dist", "cli"), { recursive: true });
  writeFileSync(join(checkout, "dist", "cli", "main.js"), `console.log(${JSON.stringify(verdict)});`);
  return checkout;
}

describe("npm run bench", () => {
  it("compares with another build, and says what a program computed", () => {
    const { stdout, status } = bench([...SMALL, "--against", buildThatCounts(80), "--json"]);
    expect(status).toBe(0);
    const { rows } = JSON.parse(stdout).cases[0];
    expect(rows.map((row: { program: string }) => row.program)).toEqual(["synod", "synod, before"]);
    expect(rows[0].userMs).toBeGreaterThan(0);
  });

  it("fails when a build counts anything else", () => {
    const { stdout, stderr, status } = bench([...SMALL, "--against", buildThatCounts(81)]);
    expect(stderr).toContain("bench: counts differ, so the times do not compare");
    expect(stdout).toContain("COUNTS DIFFER: synod, before with 2 threads counts 81 distinct");
    expect(status).toBe(1);
  });

  it("skips a peer that is not installed, and says so", () => {
    // Nothing is on the path but Node.
    const path = mkdtempSync(join(folder, "path-"));
    symlinkSync(process.execPath, join(path, "node"));
    const { stdout, status } = bench(["--rows", "paxos-3-3-2", "--workers", "1", "--runs", "1", "--peers"], {
      ...process.env,
      PATH: path,
    });
    expect(stdout).toContain("Spin: skipped: spin is not installed");
    expect(stdout).toContain("Stateright: skipped: cargo is not installed");
    expect(status).toBe(0);
  });

  it("wants the name of a case, and a checkout that has been built", () => {
    expect(bench(["--rows", "no-such-case"]).stderr).toContain("The cases are paxos-3-3-2, ");
    expect(bench(["--against", folder]).stderr).toContain("npm run build there makes one");
  });
});
