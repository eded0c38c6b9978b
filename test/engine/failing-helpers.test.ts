/** Threads that fail while they help a kernel: the check ends with an error, and never with a count. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { paxos } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { exitCodeOf } from "../../src/check/exit-code.ts";
import type { Crew } from "../../src/explore/crew.ts";
import type { KernelTask } from "../../src/explore/kernel-turns.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { setThresholds } from "../../src/thresholds.ts";

const FAILING = join(import.meta.dirname, "fixtures", "failing-helper.mjs");

afterEach(() => setThresholds({}));

/** A crew whose threads fail when they are called to a level. */
function failing(crew: Crew, fails: string, workers: Worker[]): Crew {
  const helped = ({ pages, turns, helper }: KernelTask) =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(FAILING, { workerData: { buffer: pages.buffer, turns, helper, fails } });
      workers.push(worker);
      worker.on("error", reject);
      worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`it ended with ${code}`))));
    });
  return {
    ...crew,
    comeUp: () => Promise.resolve(),
    takeTurns: async (tasks) => {
      await Promise.all(tasks.map(helped));
    },
  } as Crew;
}

describe("a thread that helps a kernel's search and", () => {
  it.each([
    ["throws", "out of luck"],
    ["exits", "it ended with 9"],
    ["hangs", "it does not answer any more"],
  ])("%s ends the check with 255", { timeout: 60_000 }, async (fails, says) => {
    const crew = threadCrew(3);
    const workers: Worker[] = [];
    setThresholds({ kernelCrewStates: 0, answerMs: 400 });
    try {
      const { verdict } = await check(paxos({ acceptors: 3, ballots: 3, values: 2 }), {
        symmetry: false,
        engine: "kernel",
        eager: true,
        crew: failing(crew, fails, workers),
      });
      expect(workers.length).toBeGreaterThan(0);
      expect([verdict.outcome, verdict.complete, verdict.judged]).toEqual(["error", false, null]);
      expect(JSON.stringify(verdict.error)).toContain(says);
      if (fails === "hangs") expect([verdict.error?.id, exitCodeOf(verdict)]).toEqual(["worker-died", 255]);
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
      await crew.close();
    }
  });
});
