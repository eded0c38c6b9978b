import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Case, cases, casesNamed, isQuick, paxosOfOneValue, usual } from "../../bench/cases.ts";
import { BEFORE, contendersFor, SAFETY } from "../../bench/contenders.ts";
import { YARDSTICK } from "../../bench/hand-written.ts";
import { recorded } from "../../bench/record.ts";
import { caseText, reportCase } from "../../bench/report.ts";
import { inRepository } from "../../bench/repository.ts";
import { SPIN_VERDICT } from "../../bench/spin.ts";
import { STATERIGHT } from "../../bench/stateright.ts";
import { summarize, summaryMarkdown } from "../../bench/summary.ts";
import { counts, measured, type Pretence } from "./contender.ts";

const MEBIBYTE = 2 ** 20;
const which: Case = { name: "a-case", argv: ["paxos", "--no-symmetry"], workers: [1, 2], counts };

async function report(...pretences: readonly Pretence[]) {
  return reportCase(which, await measured(...pretences), [], 45 * MEBIBYTE);
}

describe("a case's report", () => {
  it("takes an empty process's memory off Node processes, and off no others", async () => {
    const { rows } = await report(
      { peakBytes: 90 * MEBIBYTE },
      { program: "Spin", onNode: false, peakBytes: 90 * MEBIBYTE },
    );
    expect(rows.map(({ searchBytes }) => searchBytes / MEBIBYTE)).toEqual([45, 90]);
    expect(rows[0]?.bytesPerState).toBe((45 * MEBIBYTE) / counts.distinct);
  });

  it("says who was skipped, and why, and that counts differ", async () => {
    const all = await measured({ finds: { ...counts, depth: 13 } });
    const text = caseText(reportCase(which, all, [{ program: "Spin", reason: "not installed" }], 0));
    expect(text).toContain("Spin: skipped: not installed");
    expect(text).toContain("COUNTS DIFFER: synod with 1 thread counts 145000 distinct, 609000 generated, depth 13");
  });
});

describe("the summary", () => {
  it("has a line for each number of workers, and puts each beside those with as many threads", async () => {
    const one = await report(
      { threads: 1, wallMs: [4000] },
      { program: YARDSTICK, threads: 1, wallMs: [5000] },
      { program: BEFORE, threads: 1, wallMs: [12_000] },
      { threads: 2, wallMs: [2000] },
      { program: YARDSTICK, threads: 2, wallMs: [3200] },
      { program: BEFORE, threads: 2, wallMs: [7000] },
      { program: SPIN_VERDICT, threads: 1, wallMs: [9000], onNode: false },
    );
    expect(summaryMarkdown(summarize([one])).split("\n")).toEqual([
      "| case | workers | states | wall | user CPU | memory | bytes/state | to the yardstick | one worker takes | Spin takes | before took |",
      "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
      "| a-case | 1 | 145,000 | 4.0 s | 8.0 s | 0 B | 0 | 0.80 (0.80) | - | 2.25x (2.25x) | 3.00x (3.00x) |",
      "| a-case | 2 | 145,000 | 2.0 s | 4.0 s | 0 B | 0 | 0.63 (0.63) | 2.00x (2.00x) | 4.50x (4.50x) | 3.50x (3.50x) |",
    ]);
  });

  it("tells properties over time as a multiple of the safety check", async () => {
    const { headings, lines } = summarize([await report({ wallMs: [3000] }, { program: SAFETY, wallMs: [2000] })]);
    expect(headings.map(({ title }) => title)).toContain("to safety alone");
    expect(lines[0]).toContain("1.50 (1.50)");
  });

  it("is recorded between two marks and replaces what was recorded there", async () => {
    const summary = summarize([await report({})]);
    const machine = {
      processors: "2 x a processor",
      memoryBytes: 2 ** 34,
      system: "linux x64",
      node: "v20",
      spin: null,
      date: "2026-11-28",
      loadBefore: 0.5,
      emptyNode: { wallMs: 40, peakBytes: 45 * MEBIBYTE },
    };
    const page = (text: string) =>
      `# Benchmark\n\n<!-- recorded: from here to the end mark \`npm run bench -- --record\` writes -->${text}<!-- end of what is recorded -->\n\nmore\n`;
    const options = ["--against", "/home/somebody/old", "--record"];
    const session = { machine, runs: 5, options, before: "d29a153", summary };
    const once = recorded(page("\n"), session);
    expect(once).toContain("2 x a processor, 16 GiB of memory, linux x64; Node v20.");
    expect(once).toContain("`npm run bench -- --against ../before --record`:\nmedians of 5 runs");
    expect(once).toContain("Before is commit d29a153.");
    expect(once).toContain("\n| a-case | 1 | 145,000 |");
    expect(once.startsWith("# Benchmark\n\n<!-- recorded") && once.endsWith("recorded -->\n\nmore\n")).toBe(true);
    expect(recorded(once, session)).toBe(once);
    expect(recorded(readFileSync(inRepository("docs/benchmark.md"), "utf8"), session)).toContain("| a-case |");
    expect(() => recorded("# Benchmark", session)).toThrow("lacks the lines");
  });
});

describe("the cases", () => {
  it("are named apart, of ten built-in models and a user's file, and small ones among them", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(new Set(cases.map(({ argv }) => argv[0])).size).toBe(11);
    expect(cases.some(isQuick)).toBe(true);
  });

  it("of Paxos with one value are counted in closed form, as the oracles count it", () => {
    const counted = [
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 1],
      [3, 2],
      [3, 3],
      [3, 4],
      [4, 2],
      [5, 2],
    ].map(([acceptors, ballots]) => Object.values(paxosOfOneValue(acceptors as number, ballots as number)));
    expect(counted).toEqual([
      [5, 10, 4],
      [25, 82, 8],
      [729, 3835, 18],
      [41, 166, 8],
      [1681, 9691, 16],
      [68_921, 482_656, 24],
      [2_825_761, 22_977_781, 32],
      [9409, 63_565, 20],
      [297_025, 2_563_171, 24],
    ]);
    expect(paxosOfOneValue(3, 5)).toEqual({ distinct: 115_856_201, generated: 1_070_035_546, depth: 40 });
  });

  it("are not measured unless they are named where they are large", () => {
    expect(usual.map(({ name }) => name)).not.toContain("paxos-3-5-1");
    expect(casesNamed("paxos").map(({ name }) => name)).not.toContain("paxos-3-5-1");
    expect(casesNamed("paxos-3-5-1")).toHaveLength(1);
    expect(casesNamed("all")).toEqual(cases);
  });

  it("are found by name, and by the model that they begin with", () => {
    expect(casesNamed("paxos-3-4-2").map(({ name }) => name)).toEqual(["paxos-3-4-2"]);
    expect(casesNamed("two-phase-commit").length).toBeGreaterThan(1);
    expect(casesNamed("gossip").map(({ name }) => name)).toEqual(["gossip-3-3", "gossip-in-flight-3"]);
    expect(casesNamed("nothing")).toEqual([]);
  });

  it("put another build and the safety check beside the check, and leave peers out unless they are asked for", () => {
    const field = { folder: ".", workers: [2], against: "elsewhere", peers: undefined };
    const programs = (name: string, more: object = {}) => {
      const { contenders, absent } = contendersFor(casesNamed(name)[0] as Case, { ...field, ...more });
      return [...contenders.map(({ program }) => program), ...absent.map(({ reason }) => reason)];
    };
    expect(programs("paxos-retold-4-3-2-liveness")).toEqual(["synod", BEFORE, SAFETY]);
    expect(programs("paxos-3-4-2")).toEqual(["synod", BEFORE, YARDSTICK, "hand-written"]);
    const none = { spin: { missing: "no spin" }, stateright: { missing: "no cargo" } };
    const both = { spin: { versions: "Spin" }, stateright: { built: "somewhere" } };
    expect(programs("two-phase-commit-8", { peers: none })).toEqual(["synod", BEFORE, "no spin"]);
    expect(programs("two-phase-commit-8", { peers: both }).at(-1)).toBe(SPIN_VERDICT);
    const many = { workers: [1, 2] };
    expect(programs("paxos-3-4-2", { peers: none, ...many }).slice(-2)).toEqual(["no spin", "no cargo"]);
    expect(programs("paxos-3-4-2", { peers: both, ...many }).slice(-3)).toEqual([SPIN_VERDICT, STATERIGHT, STATERIGHT]);
    expect(programs("paxos-3-4-2-symmetry", { peers: both }).at(-1)).toBe(SPIN_VERDICT);
    expect(programs("raft-2-2", { peers: both })).toEqual(["synod", BEFORE]);
  });
});
