/** The worker thread: makes the model at the address again, compiles it, and does what the pool asks. */
import { workerData } from "node:worker_threads";
import { toPlainError } from "../errors.ts";
import { modelAt } from "../model/address.ts";
import type { ReductionPlan } from "../program/program.ts";
import { reducedProgram } from "../program/reduce.ts";
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

async function searcherUnder(plan: ReductionPlan): Promise<Searcher> {
  const key = JSON.stringify(plan);
  const searcher = searchers.get(key) ?? new Searcher(reducedProgram(await model, plan));
  searchers.set(key, searcher);
  return searcher;
}

/** What piscina calls with each task. */
export async function work(task: Task): Promise<Answer> {
  try {
    switch (task.kind) {
      case "start":
        await searcherUnder(task.plan);
        return { report: null, lagsCut: false };
      case "search": {
        const ready = await searcherUnder(task.assignment.plan);
        ready.attach(task.walk);
        const report = ready.run(task.assignment);
        return { report, lagsCut: (await model).abstraction.cut };
      }
      case "move":
        for (const searcher of searchers.values()) searcher.detach();
        collectGarbage();
        new VisitedSet(task.from, null).moveInto(new VisitedSet(task.to, null), task.start, task.end);
        return { report: null, lagsCut: false };
    }
  } catch (error) {
    return { error: toPlainError(error) };
  }
}
