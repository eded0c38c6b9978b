// What a reviewer is told of two results, and which checks of a lock a run is about.
import { describe, expect, it } from "vitest";
import { figureDifferences } from "../../src/lock/figures.ts";
import { compareToLock, updatedLock, withLockSurprises } from "../../src/lock/lock-run.ts";
import { lockNotes, updateText } from "../../src/lock/lock-words.ts";
import type { LockedCheck, LockedProperty } from "../../src/lock/locked.ts";
import { lockedOf } from "../../src/lock/locked.ts";
import type { CheckedEntry, SuiteReport } from "../../src/suite/suite-report.ts";
import { mixedSuite, suiteOf, surprise } from "../reporters/suite-reports.ts";

const before: LockedCheck = {
  outcome: "holds",
  states: { distinct: 14, generated: 1_000_000, depth: 4 },
  reductions: [],
  properties: new Map<string, LockedProperty>([
    ["agreement", { outcome: "holds", steps: null }],
    ["chosen", { outcome: "holds", steps: 5 }],
    ["old", { outcome: "holds", steps: null }],
  ]),
  rules: new Map([
    ["accept", 10],
    ["nack", 0],
    ["crash", 1],
    ["vote", 7],
  ]),
};

const texts = (after: LockedCheck) => figureDifferences(before, after).map(({ text }) => text);

describe("two results of a check", () => {
  it("differ figure by figure: which rule is enabled more often, which property got shorter, what is new or gone", () => {
    const after: LockedCheck = {
      outcome: "violated",
      states: { distinct: 16, unreduced: 30, generated: 1_000_001, depth: 6 },
      reductions: ["symmetry", "stale-messages"],
      properties: new Map<string, LockedProperty>([
        ["agreement", { outcome: "violated", steps: 12 }],
        ["chosen", { outcome: "holds", steps: 4 }],
        ["fresh", { outcome: "violated", steps: 6, loop: 2 }],
      ]),
      rules: new Map([
        ["accept", 12],
        ["nack", 3],
        ["retry", 1],
        ["vote", 7],
      ]),
    };
    expect(texts(after)).toEqual([
      "outcome: holds → violated",
      "distinct states: 14 → 16 (+2, +14.3 %)",
      "states without symmetry: none → 30",
      "generated states: 1,000,000 → 1,000,001 (+1)",
      "depth: 4 → 6",
      "reductions in force: none → symmetry, stale-messages",
      "property agreement: holds → violated after 12 steps",
      "property chosen: holds, shown after 5 steps → holds, shown after 4 steps (1 step shorter)",
      "property old is gone: it was holds",
      "property fresh is new: violated after 6 steps, a loop from state 2",
      "rule accept: enabled 10 → 12 times (+2, +20.0 %)",
      "rule nack: enabled 0 → 3 times (+3)",
      "rule crash is gone: it was enabled 1 time",
      "rule retry is new: enabled 1 time",
    ]);
    expect(texts(before)).toEqual([]);
  });

  it("differ if any of what is recorded does, by one thing only", () => {
    const changes: readonly Partial<LockedCheck>[] = [
      { outcome: "violated" },
      { states: { ...before.states, distinct: 15 } },
      { states: { ...before.states, generated: 1 } },
      { states: { ...before.states, depth: 5 } },
      { states: { ...before.states, unreduced: 14 } },
      { reductions: ["symmetry"] },
      { properties: new Map([...before.properties, ["chosen", { outcome: "holds", steps: 6 }]]) },
      { properties: new Map([...before.properties, ["chosen", { outcome: "holds", steps: 5, loop: 1 }]]) },
      { properties: new Map([...before.properties, ["new", { outcome: "holds", steps: null }]]) },
      { rules: new Map([...before.rules, ["accept", 9]]) },
    ];
    for (const change of changes) expect(texts({ ...before, ...change }).length).toBe(1);
    expect(texts({ ...before, rules: new Map([...before.rules, ["accept", 9]]) })).toEqual([
      "rule accept: enabled 10 → 9 times (-1, -10.0 %)",
    ]);
  });

  it("are recorded where they are the same on every machine: not what time or memory cut, and no error", async () => {
    const [{ verdict }] = (await mixedSuite()).checks as readonly [CheckedEntry];
    const locked = (change: object) => lockedOf({ ...verdict, ...change }) !== null;
    expect([
      locked({}),
      locked({ ending: "violation" }),
      locked({ ending: "depth", error: { id: "limit-reached" } }),
    ]).toEqual([true, true, true]);
    for (const ending of ["time", "states", "memory", "interrupted", "error"]) expect(locked({ ending })).toBe(false);
    expect(locked({ error: { id: "graph-over-budget" } })).toBe(false);
    expect(locked({ outcome: "error" })).toBe(false);
  });
});

/** The mixed suite, as expected. */
async function right(): Promise<SuiteReport> {
  const report = await mixedSuite();
  return suiteOf(report.checks.map((each) => ({ ...each, surprises: [] })));
}
const only = (report: SuiteReport, ids: readonly string[], left: SuiteReport["left"] = []): SuiteReport => ({
  ...report,
  checks: report.checks.filter(({ id }) => ids.includes(id)),
  left,
});
const idsOf = ({ checks }: { readonly checks: ReadonlyMap<string, unknown> }) => [...checks.keys()];

describe("a run beside a lock", () => {
  it("differs in nothing from what it recorded, and leaves out what has no figures", async () => {
    const report = await right();
    const lock = updatedLock(null, report);
    expect(idsOf(lock)).toEqual([
      "bank clerks=1",
      "bank clerks=2",
      "bank mutant=hasty",
      "bank mutant=slow",
      "bank mutant=late",
      "bank clerks=3",
      "bank tag=slow",
    ]);
    expect(compareToLock(lock, report)).toEqual({ differing: [], fresh: [], gone: [], open: [] });
    expect(compareToLock(null, report).fresh).toEqual(idsOf(lock));
  });

  it("loses and demands no entry of what a tag, a shard or a change left out", async () => {
    const report = await right();
    const lock = updatedLock(null, report);
    const why = ["tag", "shard", "unchanged", "interrupted"] as const;
    const left = report.checks.slice(1).map(({ id }, at) => ({ id, why: why[at % 4] as "tag" }));
    const part = only(report, ["bank clerks=1"], left);
    expect(compareToLock(lock, part)).toEqual({ differing: [], fresh: [], gone: [], open: [] });
    expect(updatedLock(lock, part)).toEqual(lock);
  });

  it("knows what is new, what is gone, and what was not compared", async () => {
    const report = await right();
    const lock = updatedLock(null, only(report, ["bank clerks=1", "bank clerks=2"]));
    const cut = report.checks.map((each) =>
      each.id === "bank clerks=1" ? { ...each, verdict: { ...each.verdict, ending: "time" as const } } : each,
    );
    const run = compareToLock(lock, only({ ...report, checks: cut }, ["bank clerks=1", "bank clerks=3", "lost"]));
    expect(run).toEqual({ differing: [], fresh: ["bank clerks=3"], gone: ["bank clerks=2"], open: ["bank clerks=1"] });
    expect(lockNotes("synod.lock.json", run, false)).toEqual([
      "1 check not in synod.lock.json yet, which `synod suite --update` adds: bank clerks=3",
      "1 check in synod.lock.json and not in the suite, which `synod suite --update` removes: bank clerks=2",
      "1 check not compared to synod.lock.json, being undecided or an error: bank clerks=1",
    ]);
    expect(lockNotes("synod.lock.json", run, true)).toEqual([
      "1 check not compared to synod.lock.json, being undecided or an error: bank clerks=1",
    ]);
    const after = updatedLock(lock, only({ ...report, checks: cut }, ["bank clerks=1", "bank clerks=3", "lost"]));
    expect(idsOf(after)).toEqual(["bank clerks=1", "bank clerks=3"]);
    expect(after.checks.get("bank clerks=1")).toEqual(lock.checks.get("bank clerks=1"));
  });

  it("makes surprises of differences, and of new and gone checks where it is frozen", async () => {
    const report = await right();
    const lock = updatedLock(null, only(report, ["bank clerks=1", "bank clerks=2"]));
    const [one, two] = report.checks as readonly [CheckedEntry, CheckedEntry];
    const swapped = suiteOf([
      { ...one, id: two.id },
      { ...one, id: "new" },
    ]);
    const run = compareToLock(lock, swapped);
    const told = withLockSurprises(swapped, run, { file: "synod.lock.json", frozen: true });
    expect(told.checks[0]?.surprises).toEqual([
      {
        kind: "counts",
        property: "no coin is made or lost",
        rule: null,
        text: [
          "not as synod.lock.json records",
          "outcome: violated → holds",
          "distinct states: 14 → 5 (-9, -64.3 %)",
          "generated states: 19 → 5 (-14, -73.7 %)",
          "property no coin is made or lost: violated after 4 steps → holds",
          "rule look: enabled 10 → 2 times (-8, -80.0 %)",
          "rule transfer: enabled 8 → 2 times (-6, -75.0 %)",
        ].join("\n"),
      },
    ]);
    expect(told.checks[1]?.surprises.map(({ text }) => text)).toEqual([
      "synod.lock.json does not have it yet: `synod suite --update` adds it",
    ]);
    expect(told.surprises?.map(({ text }) => text)).toEqual([
      "synod.lock.json has a check that the suite has not: bank clerks=1",
    ]);
    const free = withLockSurprises(swapped, run, { file: "synod.lock.json", frozen: false });
    expect([free.checks[1]?.surprises, free.surprises]).toEqual([[], []]);
    expect(report.checks[0]?.surprises).toEqual([]);
  });

  it("records nothing that is not as expected", async () => {
    const report = await right();
    const [one] = report.checks as readonly [CheckedEntry];
    const wrong = suiteOf([{ ...one, surprises: [surprise("not so")] }]);
    expect(idsOf(updatedLock(null, wrong))).toEqual([]);
  });

  it("says in a line what was recorded", () => {
    const update = (changed: number, added: number, removed: number, isWritten: boolean) =>
      updateText("synod.lock.json", { changed, added, removed, isWritten });
    expect(update(1, 2, 3, true)).toBe("synod.lock.json written: 1 changed, 2 added, 3 removed");
    expect(update(0, 0, 0, true)).toBe("synod.lock.json written: no check changed, by another version of synod");
    expect(update(0, 0, 0, false)).toBe("synod.lock.json is as it was");
  });
});
