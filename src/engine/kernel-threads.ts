/**
 * The threads of a kernel's search, as the calling one has to do with them: it calls those that help, takes part itself, in
 * slices that leave its event loop alive, and waits until all have returned. Whatever else it does with the kernel, on its own
 * region or on another's, it does while none of them runs.
 */
import { platform } from "#platform";
import { synodError } from "../errors/errors.ts";
import type { Ground } from "../explore/engine.ts";
import type { Kernel } from "../explore/kernel-machine.ts";
import { type Arguments, MOVE, perform, READY, RECOUNT, SEARCH, TRAPPED, Turns } from "../explore/kernel-turns.ts";
import * as at from "../kernel/map.ts";
import { BUDGET_SPENT } from "../kernel/search.ts";
import { thresholds } from "../thresholds.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** Steps in one go of a thread: counters have 32 bits. */
const MOST_STEPS = 2 ** 30;
/** How long the calling thread waits for helpers before it looks at the clock. */
const WAIT_MS = 2;
/** Lines of which counting them is work for several. */
const SHARED_RECOUNT = 2 ** 14;
/** States of a slice, at first, at least and at most. */
const FIRST_SLICE = 2 ** 12;
const LEAST_SLICE = 2 ** 5;
const MOST_SLICE = 2 ** 22;

/** Threads that help; they belong to this search until they are sent away. */
export interface Helpers {
  /** How many there are to be. */
  readonly size: number;
  /** Rejects when one of them dies, resolves when all have been sent away. */
  readonly life: Promise<void>;
}

export class KernelThreads {
  readonly #memory: KernelMemory;
  readonly #kernel: Kernel;
  readonly #ground: Ground;
  readonly #helpers: Helpers | null;
  readonly #turns: Turns;
  #hasEnded = false;
  #helperDied: { readonly error: unknown } | null = null;
  /** States that a slice has time for. */
  #slice = FIRST_SLICE;
  #breathed = performance.now();

  constructor(memory: KernelMemory, kernel: Kernel, ground: Ground, helpers: Helpers | null) {
    this.#memory = memory;
    this.#kernel = kernel;
    this.#ground = ground;
    this.#helpers = helpers;
    this.#turns = new Turns(memory.pages, memory.plan.turns, helpers?.size ?? 0);
    helpers?.life.then(
      // A crew that is closed sends them away.
      () => {
        if (!this.#hasEnded)
          this.#helperDied = { error: synodError("worker-died", { problem: "the crew was closed" }) };
      },
      (error: unknown) => {
        this.#helperDied = { error };
      },
    );
  }

  /** The kernel, opened on a thread's region: as it is to be before each of its runs. */
  open(thread: number): Kernel {
    this.#kernel.open(this.#memory.control, this.#memory.region(thread));
    return this.#kernel;
  }

  /** Says in every block how many states it has. */
  closeBlocks(): void {
    for (const thread of this.#memory.regions.keys()) this.open(thread).closeBlock();
  }

  /** Has all threads that run return as soon as there is a chance. */
  pause(): void {
    this.#memory.write(at.PAUSE_WANTED, 1);
  }

  /**
   * One turn of all threads at a level of so many states, whose successors are at `level`; what each of them came to. What
   * `meanwhile` throws is thrown when they have returned.
   */
  async search(level: number, queue: number, meanwhile: () => Promise<void>): Promise<number[]> {
    const helping = await this.#helpersNow(queue);
    const budget = Math.max(1, Math.floor(MOST_STEPS / Math.max(1, this.#memory.seats)));
    this.#turns.call(helping, SEARCH, () => [level, budget, 0]);
    try {
      await meanwhile();
    } catch (error) {
      this.pause();
      await this.#waitForHelpers();
      throw error;
    }
    const outcome = await this.#searchInSlices(level, queue, helping.length, budget);
    await this.#waitForHelpers();
    return [outcome, ...this.#turns.outcomes];
  }

  async #searchInSlices(level: number, queue: number, helping: number, budget: number): Promise<number> {
    let outcome = BUDGET_SPENT;
    for (let left = budget; outcome === BUDGET_SPENT && left > 0; ) {
      const slice = Math.min(this.#slice, left);
      const began = performance.now();
      outcome = this.#perform(SEARCH, [level, slice, 0]);
      left -= slice;
      if (outcome === BUDGET_SPENT) {
        this.#slice = adapted(slice, performance.now() - began);
        await this.breathe();
        // Who came up meanwhile is not called before there is another turn.
        if (queue >= thresholds.kernelCrewStates && this.#turns.up.length > helping) break;
      }
    }
    return outcome;
  }

  /** Has threads move lines, all of them if `isShared`: each its share; how many states each of them lost. See growth.ts. */
  move(first: number, last: number, end: number, isShared: boolean): Promise<readonly number[]> {
    return this.#share(MOVE, [first, last, end], isShared);
  }

  /** Has the pages of lines that were never used given for writing: see grow.ts. */
  async ready(first: number, last: number, isShared: boolean): Promise<void> {
    await this.#share(READY, [first, last, 0], isShared);
  }

  /** Has threads count the states in all lines before `last`, each in its region. */
  async recount(last: number): Promise<void> {
    await this.#share(RECOUNT, [0, last, 0], last >= SHARED_RECOUNT);
  }

  /** What threads do with lines first .. last - 1, all of them if `isShared`: each with its share. What each of them came to. */
  async #share(what: number, [first, last, end]: Arguments, isShared: boolean): Promise<readonly number[]> {
    const helping = isShared ? this.#turns.up : [];
    const share = Math.ceil((last - first) / (helping.length + 1));
    const part = (index: number): Arguments => [
      Math.min(last, first + index * share),
      Math.min(last, first + (index + 1) * share),
      end,
    ];
    this.#turns.call(helping, what, (index) => part(index + 1));
    const mine = this.#perform(what, part(0));
    await this.#waitForHelpers();
    return [mine, ...this.#turns.outcomes];
  }

  /** This thread's part. Throws `worker-died` where it waits in vain for what another one was about to write. */
  #perform(what: number, args: Arguments): number {
    try {
      return perform(this.open(0), this.#memory, what, args);
    } catch (error) {
      if (this.#helpers === null) throw error;
      throw synodError("worker-died", { problem: "the search kernel has failed" }, error);
    }
  }

  /** Lets the event loop run, and has threads stop when they are to. */
  async breathe(): Promise<void> {
    await platform.breathe();
    this.#breathed = performance.now();
    this.#ground.tell();
    const isEnough = this.#memory.read(at.STATES_FOUND) > this.#ground.mostStates;
    if (isEnough || this.#ground.halt() !== null) this.pause();
  }

  /** Whether the event loop has waited for long. */
  get areOutOfBreath(): boolean {
    return performance.now() - this.#breathed > thresholds.sliceMs;
  }

  /** Sends helpers away, and does not wait for them: of a crew that helps another search first, some are yet to come. */
  end(): void {
    this.#hasEnded = true;
    if (this.#helpers !== null) this.#turns.end();
  }

  /** Those that help in this turn. */
  async #helpersNow(queue: number): Promise<readonly number[]> {
    if (this.#helpers === null) return [];
    const { eager } = this.#ground.options;
    while (eager && this.#turns.up.length < this.#helpers.size && this.#ground.halt() === null) {
      this.#complain();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    // Who has begun a level goes on to its end, since what it holds is its own; others come when they are up.
    return eager || queue >= thresholds.kernelCrewStates ? this.#turns.up : [];
  }

  /**
   * Those that are silent for long are told to pause, and then given up. It is counted how often they were waited for: while
   * the process stands still, nobody is silent.
   */
  async #waitForHelpers(): Promise<void> {
    const most = Math.ceil(thresholds.answerMs / WAIT_MS);
    for (let waits = 0; !this.#turns.areDone(WAIT_MS); waits++) {
      this.#complain();
      await this.breathe();
      if (waits > most / 2) this.pause();
      if (waits > most) throw synodError("worker-died", { problem: "it does not answer any more" });
    }
    if (this.#turns.outcomes.includes(TRAPPED))
      throw synodError("worker-died", { problem: "its search kernel has failed" });
  }

  /** Throws when a helper has died. */
  #complain(): void {
    if (this.#helperDied !== null) throw this.#helperDied.error;
  }
}

/** States for the next slice, where so many took so long. */
function adapted(slice: number, ms: number): number {
  if (ms < thresholds.sliceMs / 2) return Math.min(2 * slice, MOST_SLICE);
  return ms > 2 * thresholds.sliceMs ? Math.max(LEAST_SLICE, slice >>> 1) : slice;
}
