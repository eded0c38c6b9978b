import { afterEach, describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

const model = () => paxos({ acceptors: 3, ballots: 3, values: 2 });
const STATES = { distinct: 185_369, generated: 1_316_584, depth: 24 };
const asked = { symmetry: false, judgeAgain: false, engine: "kernel" } as const;

describe("threads that help a kernel's search", () => {
  it("are lent to several searches at once, each of which ends without waiting for the others", {
    timeout: 60_000,
  }, async () => {
    const crew = threadCrew(2);
    try {
      setThresholds({ kernelCrewStates: 64 });
      const ended: string[] = [];
      const small = () => paxos({ acceptors: 3, ballots: 2, values: 2 });
      const results = await Promise.all([
        check(model(), { ...asked, crew }).finally(() => ended.push("large")),
        check(small(), { ...asked, crew }).finally(() => ended.push("small")),
      ]);
      expect(results.map(({ verdict }) => [verdict.engine, verdict.outcome])).toEqual([
        ["kernel", "holds"],
        ["kernel", "holds"],
      ]);
      expect(results[0]?.verdict.states).toEqual(STATES);
      expect(results[1]?.verdict.states.distinct).toBe(3921);
      expect(ended).toEqual(["small", "large"]);
    } finally {
      await crew.close();
    }
  });

  it("end the search with an error when they are ended meanwhile", { timeout: 60_000 }, async () => {
    const crew = threadCrew(3);
    setThresholds({ kernelCrewStates: 0, sliceMs: 1 });
    let closed: Promise<void> | null = null;
    const { verdict } = await check(model(), {
      ...asked,
      crew,
      eager: true,
      progress: ({ distinct }) => {
        if (distinct > 1000) closed ??= crew.close();
      },
    });
    await closed;
    expect([verdict.outcome, verdict.error?.id]).toEqual(["error", "worker-died"]);
  });

  it("find the same, three of them, in blocks of few states", { timeout: 60_000 }, async () => {
    const crew = threadCrew(4);
    try {
      setThresholds({ kernelCrewStates: 0, blockStates: 2, batch: 8 });
      const { verdict } = await check(model(), { ...asked, crew, eager: true });
      expect([verdict.engine, verdict.states]).toEqual(["kernel", STATES]);
    } finally {
      await crew.close();
    }
  });
});
