// What docs/reference/programs.md says of `check`'s options and rejections is what `check` does.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import * as checker from "../../src/check.ts";
import entryPoints from "../../src/entry-points.json" with { type: "json" };
import { model, range } from "../../src/index.ts";
import * as mutants from "../../src/mutants.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { readPage, tableBelow } from "./pages.ts";

const page = readPage("docs/reference/programs.md");

const counter = model({
  state: { n: range(0, 3) },
  rules: { up: { when: (s) => s.n < 3, do: (s) => void s.n++ } },
  always: { small: (s) => s.n <= 3 },
});

const other = model({
  state: { n: range(0, 4) },
  rules: { up: { when: (s) => s.n < 4, do: (s) => void s.n++ } },
  always: { small: (s) => s.n <= 4 },
});

/** What `check` rejects with, of arguments that the compiler would not let through. */
async function rejection(...given: readonly unknown[]): Promise<{ code: string; details: { known?: string[] } }> {
  const loosely = checker.check as unknown as (...given: readonly unknown[]) => Promise<unknown>;
  return loosely(...given).then(
    () => expect.fail("it does not reject"),
    (error) => error,
  );
}

describe("docs/reference/programs.md", () => {
  it("has what the checker and the mutants' house export, and every entry point", () => {
    const rows = new Map(tableBelow(page, "Programs").map(([from = "", there = ""]) => [from, there.split(", ")]));
    expect([...rows.keys()].sort()).toEqual(Object.keys(entryPoints).sort());
    expect(rows.get("synod/check")?.toSorted()).toEqual(Object.keys(checker).sort());
    expect(rows.get("synod/mutants")?.toSorted()).toEqual(Object.keys(mutants).sort());
  });

  it("has every option of check", async () => {
    const { details } = await rejection(counter, { wokers: 2 });
    const named = tableBelow(page, "Options").flatMap(([cell = ""]) => cell.split(", "));
    expect(named.sort()).toEqual(details.known?.sort());
  });

  it("has every code that check rejects with before anything is done", async () => {
    const folder = mkdtempSync(join(tmpdir(), "synod-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [strange, empty, kept, damaged] = ["strange", "empty", "kept", "damaged"].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    for (const each of [strange, empty, damaged]) mkdirSync(each);
    writeFileSync(join(strange, "thesis.tex"), "mine");
    setThresholds({ checkpointsApart: 0 });
    onTestFinished(() => setThresholds({}));
    await checker.check(counter, { checkpoint: kept, checkpointMs: 1, maxDepth: 2 });
    const whole = readFileSync(join(kept, "search.checkpoint"));
    writeFileSync(join(damaged, "search.checkpoint"), whole.subarray(0, whole.length - 1));
    const rejections = await Promise.all([
      rejection({}),
      rejection(counter, { timeMs: "1s" }),
      rejection(counter, { crew: {} }),
      rejection(counter, { wokers: 2 }),
      rejection(counter, { workers: 0 }),
      rejection(counter, { memoryBytes: 1 }),
      rejection(counter, { maxStates: 0.5 }),
      rejection(counter, { fairness: "strong" }),
      rejection(counter, { properties: ["smal"] }),
      rejection(counter, { reductions: ["all"] }),
      rejection(counter, { checkpoint: strange }),
      rejection(counter, { checkpoint: join(strange, "new"), shortest: true }),
      rejection(counter, { resume: empty }),
      rejection(counter, { resume: damaged }),
      rejection(other, { resume: kept }),
    ]);
    const codes = tableBelow(page, "Options", 1).flatMap(([cell = ""]) => cell.split(", "));
    // SYN408 is not to be had where there is a checker: test/surface/pure.test.ts.
    expect(codes).toEqual([...new Set(rejections.map(({ code }) => code)), "SYN408"]);
  });
});
