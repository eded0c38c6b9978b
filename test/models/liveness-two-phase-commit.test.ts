/** Rows T1 to T4 of docs/the-text.md: blocking, timeouts, recovery. Counts and shapes found by brute force in C++. */
import { describe, expect, it } from "vitest";
import { paxos, twoPhaseCommit } from "../../models/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import type { Property } from "../../src/model/property.ts";
import { overTime } from "../support/verdicts.ts";

const ALL_COMMIT = "every live participant commits";

describe("two-phase commit", () => {
  it.each([1, 2, 3])("T1: %i participants decide, not always to commit", async (participants) => {
    const found = await overTime(twoPhaseCommit({ participants, liveness: true }));
    const shapes = { decided: "holds", [ALL_COMMIT]: `${participants + 1} + 0` };
    expect(found).toMatchObject({ distinct: { 1: 12, 2: 56, 3: 288 }[participants], safe: true, shapes });
  });

  it.each([1, 2, 3])("T1: of %i participants, when one has committed the others have or will", async (participants) => {
    const checked = twoPhaseCommit({ participants });
    const all = Array.from({ length: participants }, (_, at) => `p${at + 1}`);
    const predicate = (s: object) => {
      const status = all.map((p) => (s as { status: { get(p: string): string } }).status.get(p));
      return !status.includes("committed") || status.every((each) => each === "committed" || each === "prepared");
    };
    const promised = { name: "promised", kind: "always", predicate, target: null } as const;
    const found = await overTime({ ...checked, properties: [promised, ...checked.properties] });
    expect(found).toMatchObject({ safe: true, distinct: { 1: 12, 2: 56, 3: 288 }[participants] });
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

  it.each([1, 2, 3])(
    "T3: of %i participants, in 3^N - 1 states nothing happens any more and somebody waits",
    (participants) => {
      const checked = twoPhaseCommit({ participants, crash: "coordinator" });
      const interpreter = interpret(checked);
      const decided = checked.properties.find(({ name }) => name === "decided") as Property;
      const states = interpreter.initialStates();
      const known = new Set(states.map(({ text }) => text));
      let stuck = 0;
      for (const state of states) {
        const steps = interpreter.successors(state).filter((step) => step.state.text !== state.text);
        if (steps.length === 0 && !interpreter.holds(decided, state, state)) stuck++;
        for (const { state: after } of steps) {
          if (!known.has(after.text)) states.push(after);
          known.add(after.text);
        }
      }
      expect(stuck).toBe(3 ** participants - 1);
    },
  );

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
