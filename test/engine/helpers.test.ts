import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { counting } from "../explore/fixtures/crew-protocols.ts";

const COUNTING = join(import.meta.dirname, "..", "explore", "fixtures", "crew-protocols.ts");

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

  it("are called while levels get larger, before the kernel takes over, and not at all by small searches", {
    timeout: 60_000,
  }, async () => {
    const crew = threadCrew(2);
    const calls: string[] = [];
    const watched = {
      ...crew,
      comeUp: (helpers: number) => {
        calls.push(`${helpers} come up`);
        return crew.comeUp(helpers);
      },
      takeTurns: (tasks: Parameters<typeof crew.takeTurns>[0]) => {
        calls.push(`${tasks.length} take turns`);
        return crew.takeTurns(tasks);
      },
    };
    const options = { symmetry: false, judgeAgain: false, crew: watched } as const;
    try {
      const small = await check(paxos({ acceptors: 3, ballots: 2, values: 2 }), options);
      expect([small.verdict.states.distinct, small.verdict.engine, calls]).toEqual([3921, "reference", []]);
      const { verdict } = await check(model(), options);
      expect([verdict.engine, verdict.states]).toEqual(["kernel", STATES]);
      expect(calls).toEqual(["1 come up", "1 take turns"]);
      calls.length = 0;
      const exact = await check(model(), { ...options, store: "exact", maxStates: 30_000 });
      expect([exact.verdict.engine, calls]).toEqual(["reference", []]);
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

  it("are one fewer than a crew, which comes whole when a search needs the model in all of it", {
    timeout: 60_000,
  }, async () => {
    const module = await bundle({ given: COUNTING, path: COUNTING, export: null });
    const crew = threadCrew({ module, export: "counting", parameters: {}, mutant: null }, 3);
    try {
      setThresholds({ kernelCrewStates: 0 });
      for (const engine of ["kernel", "reference", "kernel", "reference"] as const) {
        const { verdict } = await check(counting(), { ...asked, engine, crew, eager: true });
        expect([verdict.engine, verdict.alone, verdict.states.distinct]).toEqual([engine, null, 1000]);
      }
      expect(crew.ready).toBe(true);
    } finally {
      await crew.close();
    }
  });

  it("that were one fewer go when the crew is closed while it is to come whole", { timeout: 60_000 }, async () => {
    const crew = threadCrew(2);
    setThresholds({ kernelCrewStates: 0 });
    const small = () => paxos({ acceptors: 3, ballots: 2, values: 2 });
    await check(small(), { ...asked, crew, eager: true });
    const coming = crew.call();
    await crew.close();
    await coming.catch((error: unknown) => expect(error).toMatchObject({ id: "worker-died" }));
    await expect(crew.call()).rejects.toMatchObject({ id: "worker-died" });
  });
});
