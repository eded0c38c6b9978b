/** The crew of real threads: the only file that knows piscina, which owns their life and death. */

import { createRequire } from "node:module";
import type { Piscina } from "piscina";
import { platform } from "#platform";
import { isStopped, stopJudging } from "../certify/shares.ts";
import { isSynodError, type PlainError, reviveError, type SynodError, synodError } from "../errors/errors.ts";
import { INTERRUPTED } from "../halt.ts";
import { type ModelAddress, originAt } from "../model/address.ts";
import { descentOf, type Origin, standStill } from "../model/origin.ts";
import type { ReductionPlan } from "../program/program.ts";
import type { SharedSlots } from "../store/visited-set.ts";
import { type Thresholds, thresholds } from "../thresholds.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { Crew, Recruiting } from "./crew.ts";
import { crewAsked } from "./crew-asked.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import { patienceNow } from "./hang.ts";
import type { KernelTask } from "./kernel-turns.ts";
import { differences, type Proof, proofOf } from "./proof.ts";
import type { RunsDone, RunsTask } from "./random-runs.ts";
import { type SharedWalk, STOP } from "./shared-walk.ts";

/** What a worker is started with. */
export interface WorkerData {
  /** One word: 1 when the crew is being closed, so that nothing is waited for any more. */
  readonly closing: Int32Array;
}

export interface JoinTask {
  readonly kind: "join";
  readonly search: number;
  /** Where the model may be found, to be tried in this order. */
  readonly origins: readonly Origin[];
  readonly plan: ReductionPlan;
  /** What it must show of itself. */
  readonly proof: Proof;
}

/** What a worker is asked to do, under the thresholds that are in force here: they shape the memories that are shared. */
export interface Order {
  readonly task: Task;
  readonly thresholds: Thresholds;
  /** Of the watch for closures that do not end. */
  readonly patience: number;
}

export type Task =
  | { readonly kind: "start" }
  | JoinTask
  | { readonly kind: "search"; readonly walk: SharedWalk; readonly assignment: Assignment }
  | {
      readonly kind: "move";
      readonly search: number;
      readonly from: SharedSlots;
      readonly to: SharedSlots;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "examine"; readonly examination: Examination }
  | ({ readonly kind: "runs"; readonly search: number } & RunsTask)
  | { readonly kind: "leave"; readonly search: number }
  | { readonly kind: "come up" }
  | KernelTask;

/** What a worker answers. Errors come as data, since structured cloning would lose their codes. */
export type Answer =
  | {
      readonly report: Report | null;
      readonly refused?: readonly PlainError[];
      readonly examined?: ExaminationReport;
      readonly ran?: RunsDone;
    }
  | { readonly error: PlainError };
type Done = Exclude<Answer, { readonly error: PlainError }>;

/**
 * A crew of `size` threads, for several checks to share: started when a search is large enough to need them, for any
 * models whose module is known; with an address, for the model there, which must then be the one that is checked.
 * Whoever makes a crew closes it.
 *
 * @throws SynodError SYN212 for a size that is no integer from 1 to 256, or what is no address.
 *
 * @example
 * ```ts
 * const crew = threadCrew(4);
 * const lights = model({ state: { on: boolean }, rules: { toggle: { do: (s) => { s.on = !s.on; } } } });
 * try {
 *   for (const store of ["compact", "exact"] as const) await check(lights, { crew, store });
 * } finally {
 *   await crew.close();
 * }
 * ```
 */
export function threadCrew(size: number): Crew;
export function threadCrew(address: ModelAddress, size: number): Crew;
export function threadCrew(first: ModelAddress | number, second?: number): Crew {
  const { address, size } = crewAsked(first, second);
  return crewOf(address, size);
}

/** A thread that takes longer to come up, or to answer, is stuck in the model's own module. */
const STUCK_MS = 10_000;
const POLL_MS = 20;

/** The function that a thread runs for a task: a kernel's helper is up sooner for knowing nothing else. */
function handlerOf({ kind }: Task): { readonly filename: string; readonly name: string } {
  const isHelper = kind === "kernel" || kind === "come up";
  const [file, name] = isHelper ? ["#kernel-worker", "help"] : ["#worker", "work"];
  return { filename: createRequire(import.meta.url).resolve(file), name };
}

/** One generation of threads: when one of them dies all are ended, and the next search starts others. */
interface Threads {
  readonly pool: Piscina<Order, Answer>;
  readonly size: number;
  isGone: boolean;
}

function crewOf(address: ModelAddress | null, size: number): Crew {
  const closing = new Int32Array(new SharedArrayBuffer(4));
  let threads: Promise<Threads> | null = null;
  let isUp = false;
  let isClosed = false;
  /** What is under way, one thing after the other: a batch takes a task for every thread. */
  let turn: Promise<unknown> = Promise.resolve();
  /** The threads that take part in a search. */
  const joined = new Map<number, Threads>();

  const start = async (count: number): Promise<Threads> => {
    // A thread of a crew has none of its own: it was started to import a program that makes one.
    await standStill();
    // By `require`: a search goes on meanwhile, and each file of an `import` would wait for the end of one of its slices.
    const { Piscina } = createRequire(import.meta.url)("piscina") as typeof import("piscina");
    const pool = new Piscina<Order, Answer>({
      // No file: a thread loads the one of its first task.
      minThreads: count,
      maxThreads: count,
      // A batch has one task per thread; more would wait behind it.
      concurrentTasksPerWorker: 1,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData: { closing } satisfies WorkerData,
      // A model's module may ask for them. Not for the script, by which it may tell that it is the program itself.
      argv: process.argv.slice(2),
      // A searching thread allocates little; V8 would let its nursery grow to 48 MiB all the same.
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    });
    const started: Threads = { pool, size: count, isGone: false };
    // A thread that dies also rejects its task, which is where it is reported. Piscina would start another in its place,
    // and on a model that ends its thread go on doing so for ever.
    pool.on("error", () => {});
    pool.on("workerDestroy", () => {
      if (started.isGone) return;
      started.isGone = true;
      threads = null;
      isUp = false;
      // Not at once: the task that the thread had is about to be rejected with the reason.
      if (!isClosed) setImmediate(() => void pool.destroy());
    });
    return started;
  };

  /** The threads that are there, so many at least, or new ones. */
  const present = async (count: number): Promise<Threads> => {
    if (isClosed) throw died("the crew is closed");
    threads ??= start(count).catch((error: unknown) => {
      threads = null;
      throw synodError("worker-died", { problem: "it could not be started" }, error);
    });
    const by = await threads;
    if (by.size >= count) return by;
    // Too few, called for a kernel. No search has them: all that they were given is done. Who came later to a few that are
    // there already would find that one of them has taken two tasks.
    by.isGone = true;
    isUp = false;
    threads = null;
    await by.pool.destroy();
    return present(count);
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  /** A task for every thread. Rejects when one dies, when all have ended or answered; `stop` tells the others to end. */
  const batch = async (by: Threads, tasks: readonly Task[], stop?: () => void): Promise<Done[]> => {
    if (by.isGone || isClosed) throw died(isClosed ? "the crew was closed" : "its threads have ended");
    const runs = tasks.map((task) => by.pool.run({ task, thresholds, patience: patienceNow() }, handlerOf(task)));
    const answers = await Promise.all(runs).catch(async (error: unknown) => {
      // The others are not waited for to the end of a level.
      stop?.();
      await Promise.allSettled(runs);
      throw isClosed ? died("the crew was closed") : died(error instanceof Error ? error.message : String(error));
    });
    isUp = true;
    return answers.map((answer) => {
      if ("error" in answer) throw reviveError(answer.error);
      return answer;
    });
  };

  const every = <T extends Task>(task: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => task(at));

  /** The threads of a search, if they are still those that joined it. */
  const threadsOf = (search: number): Threads => {
    const by = joined.get(search);
    if (by === undefined) throw died("its threads have ended");
    return by;
  };

  const join = async ({ search, model, plan }: Recruiting): Promise<SynodError | null> => {
    const descent = descentOf(model);
    // A copy with something changed has no origin. An address does not help: that would be the original's.
    if (descent === null || (descent.declaration === null && address === null))
      return synodError("no-origin", { model: model.name ?? "the model" });
    const { declaration, parameters, mutant } = descent;
    const own: Origin | null = declaration === null ? null : { ...declaration, parameters, mutant };
    const origins = [address === null ? null : originAt(address), own].filter((origin) => origin !== null);
    const isSaid = address !== null || descent.isSaid;
    let refused: PlainError | undefined;
    try {
      const proof = proofOf(model, plan);
      const by = await present(size);
      const answers = await batch(
        by,
        every(() => ({ kind: "join", search, origins, plan, proof })),
      );
      refused = answers.flatMap((answer) => answer.refused?.slice(0, 1) ?? [])[0];
      if (refused === undefined) {
        joined.set(search, by);
        return null;
      }
      await batch(by, leaving(search)).catch(() => {});
      const again = differences(proof, proofOf(model, plan));
      if (again.length > 0)
        throw synodError("impure-model", {
          subject: again[0] as string,
          problem: "run twice on the same states, the model did not do the same",
        });
    } catch (error) {
      if (isSaid || isClosed || isSynodError(error, "impure-model")) throw error;
      if (isSynodError(error)) return error;
      throw error;
    }
    const why = reviveError(refused);
    if (isSaid) throw why;
    return why;
  };

  const leaving = (search: number) => every(() => ({ kind: "leave", search }) as const);

  return {
    size,
    get ready() {
      return isUp;
    },
    call: () =>
      inTurn(
        async () =>
          void (await batch(
            await present(size),
            every(() => ({ kind: "start" })),
          )),
      ),
    join: (recruiting) => inTurn(() => join(recruiting)),
    search: (walk, assignments) =>
      unlessStopped(isTold(walk), (isWithdrawn) =>
        inTurn(async () => {
          if (isWithdrawn()) return [];
          const tasks = assignments.map((assignment) => ({ kind: "search", walk, assignment }) as const);
          const stop = () => Atomics.store(new Int32Array(walk.control), STOP, INTERRUPTED);
          const answers = await batch(threadsOf(walk.search), tasks, stop);
          return answers.map(({ report }) => report as Report);
        }),
      ),
    examine: (examination) => {
      const { shares, search } = examination;
      return unlessStopped(
        () => isStopped(shares),
        (isWithdrawn) =>
          inTurn(async () => {
            if (isWithdrawn()) return [];
            const tasks = every(() => ({ kind: "examine", examination }) as const);
            const answers = await batch(threadsOf(search), tasks, () => stopJudging(shares));
            return answers.map(({ examined }) => examined as ExaminationReport);
          }),
      );
    },
    comeUp: (helpers) =>
      inTurn(async () => {
        const tasks = Array.from({ length: helpers }, () => ({ kind: "come up" }) as const);
        await batch(await present(helpers), tasks);
      }),
    takeTurns: (tasks) => inTurn(async () => void (await batch(await present(tasks.length), tasks))),
    makeRuns: (search, tasks) =>
      inTurn(async () => {
        const stop = () => {
          for (const task of tasks) Atomics.store(new Int32Array(task.stop), 0, INTERRUPTED);
        };
        const orders = tasks.map((task) => ({ kind: "runs", search, ...task }) as const);
        return (await batch(threadsOf(search), orders, stop)).map(({ ran }) => ran as RunsDone);
      }),
    move: (from, to, first, end, search) =>
      inTurn(async () => {
        const share = Math.ceil((end - first) / size);
        await batch(
          threadsOf(search),
          every((at) => ({
            kind: "move",
            search,
            from,
            to,
            start: first + at * share,
            end: Math.min(end, first + (at + 1) * share),
          })),
        );
        platform.collectGarbage();
      }),
    leave: (search) =>
      inTurn(async () => {
        const by = joined.get(search);
        joined.delete(search);
        if (by !== undefined && !by.isGone && !isClosed) await batch(by, leaving(search));
      }),
    /** Waits for threads that are coming up: one that is ended while it imports its modules takes Node down with it. */
    close: async () => {
      isClosed = true;
      Atomics.store(closing, 0, 1);
      if (threads === null) return;
      const stuck = new Promise((resolve) => setTimeout(resolve, STUCK_MS).unref());
      const started = await threads.catch(() => null);
      if (!isUp) await Promise.race([turn, stuck]);
      await started?.pool.destroy();
    },
  };
}

function died(problem: string): SynodError {
  return synodError("worker-died", { problem });
}

/** Whether a walk is told to stop. */
function isTold(walk: SharedWalk): () => boolean {
  const control = new Int32Array(walk.control);
  return () => Atomics.load(control, STOP) !== 0;
}

/** Runs `work`, which waits for its turn; nothing comes of it when it is told to stop meanwhile. */
function unlessStopped<T>(isOver: () => boolean, work: (isWithdrawn: () => boolean) => Promise<T[]>): Promise<T[]> {
  let hasBegun = false;
  let withdrawn = false;
  return new Promise<T[]>((resolve, reject) => {
    const watch = setInterval(() => {
      if (hasBegun || !isOver()) return;
      withdrawn = true;
      resolve([]);
    }, POLL_MS);
    work(() => {
      hasBegun = true;
      return withdrawn;
    })
      .then(resolve, reject)
      .finally(() => clearInterval(watch));
  });
}
