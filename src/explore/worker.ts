/** The worker thread: makes the model at the address again, compiles it, and does what the pool asks. */
import { workerData } from "node:worker_threads";
import { toPlainError } from "../errors.ts";
import { modelAt } from "../model/address.ts";
import { compile } from "../program/compile.ts";
import type { SymmetryPlan } from "../program/program.ts";
import { reduced } from "../program/symmetry/symmetric-program.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { collectGarbage } from "./garbage.ts";
import type { Answer, Task, WorkerData } from "./pool.ts";
import { Searcher } from "./searcher.ts";

const { address } = workerData as WorkerData;
// A model's errors then name its source; the setting is each thread's own.
process.setSourceMapsEnabled(true);
const model = modelAt(address);
/** By the reduction that they search under: one, unless a crew is lent to several searches. */
const searchers = new Map<string, Searcher>();

async function searcherUnder(symmetry: SymmetryPlan | null): Promise<Searcher> {
  const key = JSON.stringify(symmetry);
  const searcher = searchers.get(key) ?? new Searcher(reduced(compile(await model), symmetry));
  searchers.set(key, searcher);
  return searcher;
}

/** What piscina calls with each task. */
export async function work(task: Task): Promise<Answer> {
  try {
    switch (task.kind) {
      case "start":
        await searcherUnder(task.symmetry);
        return { report: null };
      case "search": {
        const ready = await searcherUnder(task.assignment.symmetry);
        ready.attach(task.walk);
        return { report: ready.run(task.assignment) };
      }
      case "move":
        for (const searcher of searchers.values()) searcher.detach();
        collectGarbage();
        new VisitedSet(task.from, null).moveInto(new VisitedSet(task.to, null), task.start, task.end);
        return { report: null };
    }
  } catch (error) {
    return { error: toPlainError(error) };
  }
}
