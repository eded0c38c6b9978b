/** The worker thread: makes models again, proves that they are the caller's, searches for as many as asked, and judges. */

import { workerData } from "node:worker_threads";
import { platform } from "#platform";
import { stopJudging } from "../certify/shares.ts";
import type { StateJudges } from "../certify/state-judges.ts";
import { compile } from "../compile/compile.ts";
import { type PlainError, synodError, toPlainError } from "../errors/errors.ts";
import { modelFrom } from "../model/address.ts";
import { Cuts } from "../model/cuts.ts";
import { reducedProgram } from "../reduce/reduce.ts";
import { VisitedSet } from "../store/visited-set.ts";
import { setThresholds } from "../thresholds.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import { examineWith, judgesFor, type Proven } from "./examine.ts";
import { bePatient } from "./hang.ts";
import { importForModels } from "./model-module.ts";
import type { Answer, JoinTask, Order, WorkerData } from "./pool.ts";
import { differences, proofOf } from "./proof.ts";
import { RandomRuns, type RunsDone, type RunsTask } from "./random-runs.ts";
import { Searcher } from "./searcher.ts";

const { closing } = workerData as WorkerData;
const isClosing = () => Atomics.load(closing, 0) === 1;
// A model's errors then name its source; the setting is each thread's own.
process.setSourceMapsEnabled(true);

/** A search that this thread takes part in. */
interface Seat {
  /** Whether it has cut off lags in this search. */
  readonly cuts: Cuts;
  readonly searcher: Searcher;
  readonly proven: Proven;
  /** Null: nothing has been judged again. */
  judges: StateJudges | null;
  /** Null: it has made no random runs. */
  runs: { readonly by: RandomRuns; stop: Int32Array } | null;
}

/** By the numbers of searches. Nothing of one outlives it, or is shared with another. */
const seats = new Map<number, Seat>();

/** What piscina calls with each task. */
export async function work({ task, thresholds, patience }: Order): Promise<Answer> {
  setThresholds(thresholds);
  bePatient(patience);
  try {
    switch (task.kind) {
      case "start":
        return { report: null };
      case "join":
        return { report: null, refused: await join(task) };
      case "search": {
        const { cuts, searcher } = seatOf(task.walk.search);
        searcher.attach(task.walk);
        const report = cuts.during(() => searcher.run(task.assignment));
        return { report: { ...report, lagsCut: cuts.any } };
      }
      case "move":
        seatOf(task.search).searcher.detach();
        platform.collectGarbage();
        new VisitedSet(task.from, null).moveInto(new VisitedSet(task.to, null), task.start, task.end);
        return { report: null };
      case "examine":
        return { report: null, examined: await examine(task.examination) };
      case "runs":
        return { report: null, ran: makeRuns(seatOf(task.search), task) };
      case "come up":
      case "kernel":
        throw synodError("internal", { problem: "a kernel's task is for kernel-worker.ts" });
      case "leave":
        if (seats.delete(task.search)) platform.collectGarbage();
        return { report: null };
    }
  } catch (error) {
    return { error: toPlainError(error) };
  }
}

async function examine(examination: Examination): Promise<ExaminationReport> {
  try {
    const seat = seatOf(examination.search);
    // Sums are those of one pass.
    if (examination.by === "closures") seat.judges = null;
    seat.judges ??= await judgesFor(seat.proven, examination, isClosing);
    return examineWith(seat.judges, examination);
  } catch (error) {
    // The others are not waited for to the last state.
    stopJudging(examination.shares);
    throw error;
  }
}

/** By a program of its own, without reductions, which goes on learning from one task to the next. */
function makeRuns(seat: Seat, { order, forMs, stop }: RunsTask): RunsDone {
  seat.runs ??= runsOf(seat);
  seat.runs.stop = new Int32Array(stop);
  const { by } = seat.runs;
  const cuts = new Cuts(seat.proven.model);
  const report = cuts.during(() => by.make(order, performance.now() + forMs));
  return { report, lagsCut: cuts.any };
}

function runsOf({ proven }: Seat): NonNullable<Seat["runs"]> {
  const made = { stop: new Int32Array(1) };
  const by = new RandomRuns(compile(proven.model), () => Atomics.load(made.stop, 0) !== 0 || isClosing());
  return Object.assign(made, { by });
}

function seatOf(search: number): Seat {
  const seat = seats.get(search);
  if (seat === undefined) throw synodError("worker-died", { problem: `it takes no part in search ${search}` });
  return seat;
}

/** Why this thread cannot take part, by the origins that it was told of; none: it does. */
async function join({ search, origins, plan, proof }: JoinTask): Promise<readonly PlainError[]> {
  const refused: PlainError[] = [];
  for (const origin of origins) {
    try {
      const model = modelFrom(await importForModels(origin.module, isClosing), origin);
      const differing = differences(proof, proofOf(model, plan));
      if (differing.length > 0)
        throw synodError("other-model", {
          module: origin.module,
          parts: differing.slice(0, 4),
          count: differing.length,
        });
      seats.set(search, {
        cuts: new Cuts(model),
        searcher: new Searcher(reducedProgram(model, plan)),
        proven: { model, origin, proof },
        judges: null,
        runs: null,
      });
      return [];
    } catch (error) {
      refused.push(toPlainError(error));
    }
  }
  return refused;
}
