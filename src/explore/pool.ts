/** The crew of real threads: the only file that knows piscina, which owns their life and death. */
import { createRequire } from "node:module";
import { Piscina } from "piscina";
import { isSynodError, type PlainError, reviveError, synodError } from "../errors.ts";
import type { ModelAddress } from "../model/address.ts";
import type { ReductionPlan } from "../program/program.ts";
import type { SlotMemory } from "../store/visited-set.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { Crew } from "./crew.ts";
import { collectGarbage } from "./garbage.ts";
import type { SharedWalk } from "./shared-walk.ts";

/** What a worker is started with. */
export interface WorkerData {
  readonly address: ModelAddress;
}

/** What a worker is asked to do. */
export type Task =
  | { readonly kind: "start"; readonly plan: ReductionPlan }
  | { readonly kind: "search"; readonly walk: SharedWalk; readonly assignment: Assignment }
  | {
      readonly kind: "move";
      readonly from: SlotMemory;
      readonly to: SlotMemory;
      readonly start: number;
      readonly end: number;
    };

/** What a worker answers. Errors come as data, since structured cloning would lose their codes. */
export type Answer = { readonly report: Report | null; readonly lagsCut: boolean } | { readonly error: PlainError };

/** A crew of `size` threads on the model at `address`. They are started when the search is large enough to call them. */
export function threadCrew(address: ModelAddress, size: number): Crew {
  return new ThreadCrew(address, size);
}

/** A thread that takes longer to come up is stuck in the model's own module. */
const STUCK_MS = 10_000;

class ThreadCrew implements Crew {
  readonly size: number;
  ready = false;
  lagsCut = false;
  readonly #address: ModelAddress;
  #pool: Piscina<Task, Answer> | null = null;
  #called: Promise<void> | null = null;
  #closing = false;
  /** Why the threads did not come up; the first search reports it. */
  #failure: unknown = null;

  constructor(address: ModelAddress, size: number) {
    this.size = size;
    this.#address = address;
  }

  call(plan: ReductionPlan): Promise<void> {
    this.#called ??= this.#start(plan);
    return this.#called;
  }

  async #start(plan: ReductionPlan): Promise<void> {
    const { size } = this;
    this.#pool = new Piscina<Task, Answer>({
      filename: createRequire(import.meta.url).resolve("#worker"),
      name: "work",
      minThreads: size,
      maxThreads: size,
      // A search has one task per thread; more would wait behind it.
      concurrentTasksPerWorker: 1,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData: { address: this.#address } satisfies WorkerData,
      // A searching thread allocates little; V8 would let its nursery grow to 48 MiB all the same.
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    });
    // A thread that dies also rejects its task, which is where it is reported. Piscina would start another in its place,
    // and on a model that ends its thread go on doing so for ever.
    this.#pool.on("error", () => {});
    this.#pool.on("workerDestroy", () => {
      // Not at once: the task that the thread had is about to be rejected with the reason.
      if (!this.#closing) setImmediate(() => void this.close());
    });
    try {
      await this.#all(Array.from({ length: size }, () => ({ kind: "start", plan })));
    } catch (error) {
      this.#failure = error;
    }
    this.ready = true;
  }

  async search(walk: SharedWalk, assignments: readonly Assignment[]): Promise<Report[]> {
    const answers = await this.#all(assignments.map((assignment) => ({ kind: "search", walk, assignment })));
    return answers.map((answer) => answer as Report);
  }

  async move(from: SlotMemory, to: SlotMemory, first: number, end: number): Promise<void> {
    const share = Math.ceil((end - first) / this.size);
    await this.#all(
      Array.from({ length: this.size }, (_, at) => ({
        kind: "move",
        from,
        to,
        start: first + at * share,
        end: Math.min(end, first + (at + 1) * share),
      })),
    );
    collectGarbage();
  }

  /** Waits for threads that are coming up: one that is ended while it imports its modules takes Node down with it. */
  async close(): Promise<void> {
    this.#closing = true;
    if (!this.ready)
      await Promise.race([this.#called, new Promise((resolve) => setTimeout(resolve, STUCK_MS).unref())]);
    await this.#pool?.destroy();
  }

  async #all(tasks: readonly Task[]): Promise<(Report | null)[]> {
    if (this.#failure !== null) throw this.#failure;
    const pool = this.#pool as Piscina<Task, Answer>;
    const answers = await Promise.all(tasks.map((task) => pool.run(task))).catch((error: unknown) => {
      throw isSynodError(error)
        ? error
        : synodError("worker-died", { problem: error instanceof Error ? error.message : String(error) });
    });
    return answers.map((answer) => {
      if ("error" in answer) throw reviveError(answer.error);
      if (answer.lagsCut) this.lagsCut = true;
      return answer.report;
    });
  }
}
