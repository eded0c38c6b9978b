/**
 * What becomes of a round's notes: the closures settle them, the successors that come of it are looked up, which may note
 * more, and so on until nothing is noted any more. What finds no room is left to whoever goes on with the search.
 */
import type { Halt } from "../halt.ts";
import { Halted } from "../halt.ts";
import * as at from "../kernel/map.ts";
import type { Agreement } from "./agreement.ts";
import { freeBlocks } from "./blocks.ts";
import type { Closures } from "./closures.ts";
import type { KeptOfLevel } from "./kept-states.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import type { KernelThreads } from "./kernel-threads.ts";
import type { Logged } from "./logged.ts";
import type { Notes } from "./notes.ts";
import { MANY_NOTES, MANY_SAMPLES } from "./region-plan.ts";
import type { Room } from "./room.ts";

/** Who has to do with it. */
export interface SettlingBy {
  readonly threads: KernelThreads;
  readonly room: Room;
  readonly closures: Closures;
  readonly notes: Notes;
  readonly kept: KeptOfLevel;
  readonly logged: Logged;
  readonly agreement: Agreement;
  readonly halt: Halt;
  readonly mostStates: number;
}

/** Throws what audits throw, and `Halted`. */
export async function settle(memory: KernelMemory, by: SettlingBy): Promise<void> {
  const { notes, threads, closures, halt } = by;
  const batchEnd = memory.region(0) + memory.plan.region.batchEnd;
  const isFull = () => !notes.overflows && memory.address(memory.region(0) + at.FILLED) >= batchEnd;
  for (;;) {
    for (const thread of memory.regions.keys()) gather(thread, by);
    if (notes.areSettled) break;
    while (!notes.areSettled) {
      closures.run((until) => notes.settleSome(until, isFull));
      if (isFull() && !(await lookUp(memory, by))) notes.overflows = true;
      if (threads.areOutOfBreath) await threads.breathe();
      if (halt() !== null) throw new Halted(halt() ?? "interrupted");
    }
    if (!notes.overflows && !(await lookUp(memory, by))) notes.overflows = true;
  }
  by.agreement.settle(notes.taken);
  notes.taken = 0;
  freeBlocks(memory);
}

/** Takes over what a thread has noted, sampled and logged. */
function gather(thread: number, { notes, kept, logged }: SettlingBy): void {
  notes.gather([thread]);
  kept.gather(thread);
  logged.gather(thread);
}

/** Looks up what waits in the main thread's batch. False: there is no room for it. */
async function lookUp(memory: KernelMemory, by: SettlingBy): Promise<boolean> {
  const region = memory.region(0);
  // As a thread that searches does before each state: there is room for what one batch adds, and no more.
  const isMuch = memory.get(region + at.NOTED) >= MANY_NOTES || memory.get(region + at.SAMPLED) >= MANY_SAMPLES;
  if (isMuch || by.logged.isFull(0)) gather(0, by);
  for (;;) {
    if (by.threads.open(0).insert(memory.address(region + at.FILLED))) return true;
    if (memory.read(at.STATES_FOUND) > by.mostStates || !(await by.room.make())) return false;
  }
}
