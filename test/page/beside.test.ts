import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { twoPhaseCommitCrashes } from "../../models/two-phase-commit-crashes/two-phase-commit-crashes.ts";
import { pathsBeside, referenceBeside } from "../../src/page/beside.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("two paths side by side", () => {
  it("part at the first different step", () => {
    const { subject, path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
    const start = path.states[0];
    if (start === undefined) throw new Error("there is no state");
    const steps = path.steps.map(({ step }) => step);
    const other = pathFrom(subject, start, [...steps.slice(0, 3), steps[4] ?? 0]);
    const rows = pathsBeside(path, other);
    expect(rows.map(({ isSame }) => isSame)).toEqual([true, true, true, ...new Array(9).fill(false)]);
    expect(rows[3]).toEqual({
      left: { step: 4, text: "propose(ballot: 0, value: v1)" },
      right: { step: 4, text: "prepare(ballot: 1)" },
      isSame: false,
      note: "here they part",
    });
    expect(rows[4]?.right).toBeNull();
  });
});

describe("a path beside the model without its mistake", () => {
  it("shows the step that Paxos does not take", () => {
    const { path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);
    const rows = referenceBeside(liveModel(paxosRetold({}, null)), path);
    const refused = rows.flatMap(({ note, left }) => (note === "not enabled there" ? [left?.step] : []));
    expect(refused).toEqual([10, 11, 12]);
    expect(rows.slice(0, 9).every(({ isSame }) => isSame)).toBe(true);
  });

  it("says where the same step leads elsewhere", () => {
    const texts =
      "prepare(p: p2),prepare(p: p1),hear(p: p2),decideAbort,crashCoordinator,recoverCoordinator,hear(p: p1)";
    const at = { participants: 2, crash: "coordinator-recovers" } as const;
    const { path } = pathOf(twoPhaseCommitCrashes(at, "t-tmamnesia"), texts.split(","));
    const rows = referenceBeside(liveModel(twoPhaseCommitCrashes(at, null)), path);
    expect(rows.map(({ note }) => note)).toEqual([
      "",
      "",
      "",
      "",
      "",
      "decision is abort, not none",
      "not enabled there",
    ]);
  });
});
