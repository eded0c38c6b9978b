import { afterEach, describe, expect, it } from "vitest";
import { gossip, paxos, twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Model } from "../../src/model/model.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { inFolder, putBy, said } from "./put-by.ts";

afterEach(() => setThresholds({}));

/** Of each the levels that it is gone on with from. */
const searches: readonly (readonly [string, () => Model, CheckOptions, readonly number[]])[] = [
  // Level 5: what is to be reached at level 6 depends on what no state that is expanded in this process is judged by before.
  ["Paxos, every state", () => paxos({ acceptors: 3, ballots: 2, values: 2 }), { symmetry: false }, [0, 4, 5, 6, 16]],
  ["Paxos, by symmetry", () => paxos({ acceptors: 3, ballots: 2, values: 2 }), { symmetry: true }, [5, 9]],
  [
    "two-phase commit, certified",
    () => twoPhaseCommit({ participants: 3 }),
    { certify: true, symmetry: false },
    [2, 7],
  ],
];

describe("a check that goes on from a checkpoint", () => {
  it.each(searches)("says what an undisturbed one says: %s", { timeout: 60_000 }, async (_, make, options, levels) => {
    for (const engine of ["reference", "kernel"] as const) {
      setThresholds({ checkpointsApart: 0, blockStates: 8, batch: 4 });
      const undisturbed = said(await check(make(), { ...options, engine }));
      await inFolder(async (folder) => {
        const { result, kept } = await putBy(make, folder, { ...options, engine });
        expect(said(result)).toEqual(undisturbed);
        for (const { folder: resume } of kept.filter(({ level }) => levels.includes(level)))
          expect(said(await check(make(), { ...options, engine, resume })), `${engine}, ${resume}`).toEqual(
            undisturbed,
          );
        expect(kept.map(({ level }) => level)).toEqual(expect.arrayContaining([...levels]));
      });
    }
  });

  it("goes on by other threads, and with properties over time", { timeout: 60_000 }, async () => {
    setThresholds({ checkpointsApart: 0, blockStates: 8, kernelCrewStates: 0 });
    const make = () => gossip({ nodes: 3, versions: 1, liveness: true });
    // Threads of the kernel need no model, which these could not import.
    const by = (workers: number) => ({ engine: "kernel", workers, eager: workers > 1 }) as const;
    const apart = (result: object) => ({ ...result, workers: null, alone: null });
    const undisturbed = apart(said(await check(make(), by(1))));
    await inFolder(async (folder) => {
      const { kept } = await putBy(make, folder, by(2));
      const { folder: resume } = kept[Math.floor(kept.length / 2)] as (typeof kept)[number];
      for (const workers of [1, 2, 3])
        expect(apart(said(await check(make(), { ...by(workers), resume }))), `${workers}`).toEqual(undisturbed);
    });
  });

  it("goes on with whole states", { timeout: 60_000 }, async () => {
    setThresholds({ checkpointsApart: 0, arenaRun: 4, arenaSegmentBytes: 256 });
    const make = () => twoPhaseCommit({ participants: 3 });
    const options = { store: "exact", symmetry: false } as const;
    const undisturbed = said(await check(make(), options));
    await inFolder(async (folder) => {
      const { kept } = await putBy(make, folder, options);
      expect(kept.length).toBeGreaterThan(5);
      for (const { folder: resume } of kept)
        expect(said(await check(make(), { ...options, resume }))).toEqual(undisturbed);
    });
  });
});
