/**
 * Sums that have to agree, whatever was searched: a fault of the kernel, of its host, or of what a search is handed over by
 * loses states, or has some twice, and then what is counted in one place is not what is counted in another. Each costs an
 * addition where something is done anyway, or a look at what a level leaves behind; where they differ there is no verdict.
 *
 *     at a turn       states in the blocks of the level         = states added to it
 *                     successors written, not looked up         = none
 *     at a pause      successors written, not looked up         = entries that wait in batches, or were set aside
 *                     steps that threads asked for              = steps that the host took
 *                     states in the table, by its own count     = those handed over, and those added since; numbers given
 *     at the end      states in the table's lines, their levels = those of all levels
 */
import { synodError } from "../errors/errors.ts";
import * as at from "../kernel/map.ts";
import { blockOf } from "./blocks.ts";
import type { KernelMemory } from "./kernel-memory.ts";

export class Agreement {
  readonly #memory: KernelMemory;
  /** States of the search. */
  #states: number;

  constructor(memory: KernelMemory, states: number) {
    this.#memory = memory;
    this.#states = states;
  }

  /** The level that begins has so many states. */
  turn(queue: number): void {
    const memory = this.#memory;
    let states = 0;
    for (let index = 0; index < memory.read(at.SHAPE_BLOCKS); index++)
      states += blockOf(memory, memory.current, index).count;
    agree("states in the blocks of a level", states, queue);
    this.wait(0);
  }

  /** All notes are settled: the host has taken so many steps that were asked for. */
  settle(taken: number): void {
    agree("steps that were asked for", this.#take(at.STEPS_ASKED), taken);
  }

  /** Threads have returned, and have added so many states; so many successors are set aside. */
  pause(added: number, aside: number): void {
    const memory = this.#memory;
    const { plan } = memory;
    this.wait(entriesIn(memory) + aside);
    this.#states += added;
    agree("states found", memory.read(at.STATES_FOUND), this.#states);
    if (plan.isNumbered) agree("numbers of states", memory.read(at.NEXT_NUMBER), this.#states);
  }

  /** So many successors wait to be looked up. */
  wait(waiting: number): void {
    const memory = this.#memory;
    let pending = 0;
    for (const region of memory.regions) pending += memory.address(region + at.PENDING);
    agree("successors to be looked up", pending / memory.plan.entryBytes, waiting);
  }

  /** The lines have been counted; levels have so many states. */
  end(levels: readonly number[]): void {
    const memory = this.#memory;
    const sum = levels.reduce((sum, count, level) => sum + count * level, 0);
    agree(
      "states in the visited set",
      this.#take(at.RECOUNTED),
      levels.reduce((sum, count) => sum + count, 0),
    );
    let found = 0;
    for (const region of memory.regions) {
      found += memory.real(region + at.LEVELS);
      memory.setReal(region + at.LEVELS, 0);
    }
    agree("levels of states in the visited set", found, sum);
  }

  /** Of all threads, which begin anew. */
  #take(counter: number): number {
    const memory = this.#memory;
    let sum = 0;
    for (const region of memory.regions) {
      const place = region + counter;
      sum += memory.address(place);
      memory.set(place, 0);
    }
    return sum;
  }
}

/** Those that wait in batches. */
export function entriesIn(memory: KernelMemory): number {
  const { plan } = memory;
  let bytes = 0;
  for (const region of memory.regions) bytes += memory.address(region + at.FILLED) - region - plan.region.batch;
  return bytes / plan.entryBytes;
}

function agree(what: string, one: number, other: number): void {
  if (one !== other) throw synodError("internal", { problem: `the search counts ${one} ${what}, and ${other}` });
}
