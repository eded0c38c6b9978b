/**
 * A worker thread as a kernel's search needs it: no model, no search, nothing but turns. It is a file of its own that imports
 * next to nothing, since a search waits for its threads: they are up in a fifth of the time that worker.ts takes.
 */
import { workerData } from "node:worker_threads";
import { toPlainError } from "../errors/errors.ts";
import { setThresholds } from "../thresholds.ts";
import { kernelModule, openKernel } from "./kernel-machine.ts";
import { type KernelTask, takeTurns } from "./kernel-turns.ts";
import type { Answer, Order, WorkerData } from "./pool.ts";

const { closing } = workerData as WorkerData;

/** What piscina calls with a kernel's task. */
export async function help({ task, thresholds }: Order): Promise<Answer> {
  setThresholds(thresholds);
  try {
    if (task.kind === "come up") {
      await kernelModule();
      return { report: null };
    }
    const kernelTask = task as KernelTask;
    takeTurns(kernelTask, await openKernel(kernelTask.pages), () => Atomics.load(closing, 0) === 1);
    return { report: null };
  } catch (error) {
    return { error: toPlainError(error) };
  }
}
