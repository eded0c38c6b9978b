/** Rows T1 to T4 of protocols.md 1.2: blocking, timeouts, recovery. Counts and shapes found by brute force in C++. */
import { describe, expect, it } from "vitest";
import { paxos, twoPhaseCommit } from "../../models/index.ts";
import { overTime } from "../support/verdicts.ts";

const ALL_COMMIT = "every live participant commits";

describe("two-phase commit", () => {
  it.each([1, 2, 3])("T1: %i participants decide, not always to commit", async (participants) => {
    const found = await overTime(twoPhaseCommit({ participants, liveness: true }));
    const shapes = { decided: "holds", [ALL_COMMIT]: `${participants + 1} + 0` };
    expect(found).toMatchObject({ distinct: { 1: 12, 2: 56, 3: 288 }[participants], safe: true, shapes });
  });

  it("T2: one crash makes the willing abort", async () => {
    const found = await overTime(twoPhaseCommit({ participants: 2, crash: "participant" }));
    expect(found).toMatchObject({ distinct: 115, safe: true, shapes: { decided: "holds", [ALL_COMMIT]: "3 + 0" } });
  });

  it("T2: without a timeout one crash is the end", async () => {
    const found = await overTime(twoPhaseCommit({ participants: 2, crash: "participant-no-timeout" }));
    expect(found).toMatchObject({ safe: true, shapes: { decided: "3 + 0" } });
  });

  it.each([
    [1, 24],
    [2, 112],
    [3, 576],
  ])("T3: a coordinator that crashes leaves %i participants waiting for ever", async (participants, distinct) => {
    const found = await overTime(twoPhaseCommit({ participants, crash: "coordinator" }));
    expect(found).toMatchObject({ distinct, safe: true, shapes: { decided: `${participants + 1} + 0` } });
  });

  it("T3: they stay consistent whoever crashes", async () => {
    const found = await overTime(twoPhaseCommit({ crash: "anybody" }), { properties: ["consistent"] });
    expect(found).toMatchObject({ distinct: 4_608, safe: true });
  });

  it.each([1, 2, 3])(
    "T4: a coordinator that recovers decides for %i under strong fairness only",
    async (participants) => {
      const recovering = twoPhaseCommit({ participants, crash: "coordinator-recovers" });
      expect(await overTime(recovering)).toMatchObject({ safe: true, shapes: { decided: `${participants} + 2` } });
      expect((await overTime(recovering, { fairness: "strong" })).shapes).toMatchObject({ decided: "holds" });
    },
  );

  it.each([1, 2, 3])("t-tmcrash is killed by %i participants in one step more", async (participants) => {
    const found = await overTime(twoPhaseCommit({ participants, liveness: true }, "t-tmcrash"));
    expect(found.shapes).toMatchObject({ decided: `${participants + 1} + 0` });
  });
});

describe("Paxos", () => {
  it("p-majretry-live cannot be killed with two ballots", async () => {
    const early = await overTime(paxos({ ballots: 2 }, "p-majretry-live"));
    expect(early).toMatchObject({ safe: true, shapes: { "can be chosen": "holds" } });
  });
});
