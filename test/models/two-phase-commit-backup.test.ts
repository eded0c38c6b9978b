/** What a backup coordinator changes about rows T1 to T3 of docs/the-text.md. Counts and lengths by brute force in Python. */
import { describe, expect, it } from "vitest";
import { twoPhaseCommitBackup } from "../../models/index.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

const BOTH = { decided: "holds", "all end": "holds" };

/** The kinds of steps of a shortest way to disagreement, sorted. */
function story(mutant: string, participants: number): string[] {
  const model = twoPhaseCommitBackup({ participants }, mutant);
  const steps = search(model, { until: ["consistent"] }).violations.get("consistent") ?? [];
  return steps.map((step) => step.replace(/\(p: .*/, "").replace(/\(outcome: (.*)\)/, " $1")).sort();
}

describe("two-phase commit with a backup", () => {
  it.each(["weak", "weak-failing"])("has the published states, and everybody ends: fairness %s", async (fairness) => {
    const found = await overTime(twoPhaseCommitBackup(), { fairness });
    expect(found).toMatchObject({ distinct: 1_245, depth: 15 - 1, safe: true, shapes: BOTH });
  });

  it.each([1, 2, 4])("lets %i participants decide, whoever fails", async (participants) => {
    for (const crash of ["anybody", "coordinator"] as const) {
      const found = await overTime(twoPhaseCommitBackup({ participants, crash }));
      expect(found).toMatchObject({ safe: true, shapes: BOTH });
    }
  });

  // The module's Termination, with its TMMAYFAIL = FALSE.
  it.each(["participant", "none"] as const)("has a backup wait for ever where only %s fails", async (crash) => {
    const found = await overTime(twoPhaseCommitBackup({ crash }));
    expect(found).toMatchObject({ safe: true, shapes: { decided: "holds", "all end": "9 + 0" } });
  });

  it("tb-commit leaves a prepared participant waiting, unless fairness makes it fail", async () => {
    const blocking = twoPhaseCommitBackup({ participants: 2 }, "tb-commit");
    const found = await overTime(blocking);
    expect(found).toMatchObject({ distinct: 241, safe: true, shapes: { decided: "7 + 0", "all end": "7 + 0" } });
    const failing = await overTime(blocking, { fairness: "weak-failing" });
    expect(failing.shapes).toMatchObject({ decided: "holds" });
    expect(failing.shapes["all end"]).not.toBe("holds");
  });

  it("tb-anytime lets the coordinator go at any time, and everybody decides all the same", async () => {
    expect(await overTime(twoPhaseCommitBackup({}, "tb-anytime"))).toMatchObject({ safe: true, shapes: BOTH });
  });

  it("tb-abort and tb-late take one that committed, one that failed, and one that waits", () => {
    const told = ["commit", "decide commit", "tell commit"];
    const instead = ["abort", "fail", "finish", "takeOver abort", "tellInstead abort"];
    const prepares = ["prepare", "prepare", "prepare"];
    expect(story("tb-abort", 3)).toEqual([...told, ...instead, ...prepares].sort());
    expect(story("tb-late", 3)).toEqual([...told, ...instead, ...prepares].sort());
  });

  it("tb-early takes two that decide at a time", () => {
    const decisions = ["decide commit", "tell commit", "takeOver abort", "tellInstead abort"];
    expect(story("tb-early", 3)).toEqual(
      ["abort", "commit", "fail", "prepare", "prepare", "prepare", ...decisions].sort(),
    );
  });

  it("tb-witness takes the only one that knows", () => {
    const decisions = ["decide commit", "tell commit", "takeOver abort", "tellInstead abort"];
    expect(story("tb-witness", 2)).toEqual(
      ["abort", "commit", "fail", "finish", "prepare", "prepare", ...decisions].sort(),
    );
  });
});
