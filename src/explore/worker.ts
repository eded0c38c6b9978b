/** The worker thread: makes the model at the address again, compiles it, and does what the pool asks. */
import { workerData } from "node:worker_threads";
import { toPlainError } from "../errors.ts";
import { modelAt } from "../model/address.ts";
import { compile } from "../program/compile.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { collectGarbage } from "./garbage.ts";
import type { Answer, Task, WorkerData } from "./pool.ts";
import { Searcher } from "./searcher.ts";

const { address } = workerData as WorkerData;
// A model's errors then name its source; the setting is each thread's own.
process.setSourceMapsEnabled(true);
const searcher = modelAt(address).then((model) => new Searcher(compile(model)));

/** What piscina calls with each task. */
export async function work(task: Task): Promise<Answer> {
  try {
    switch (task.kind) {
      case "start":
        await searcher;
        return { report: null };
      case "search": {
        const ready = await searcher;
        ready.attach(task.walk);
        return { report: ready.run(task.assignment) };
      }
      case "move":
        (await searcher).detach();
        collectGarbage();
        new VisitedSet(task.from, null).moveInto(new VisitedSet(task.to, null), task.start, task.end);
        return { report: null };
    }
  } catch (error) {
    return { error: toPlainError(error) };
  }
}
