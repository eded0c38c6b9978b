/**
 * How a search is handed back to the reference, in the midst of a level if need be: lines become slots, blocks a frontier,
 * and what waits to be looked up is deferred, as what finds no room is.
 */

import type { Deferred } from "../explore/assignment.ts";
import type { ReferenceEngine } from "../explore/reference-engine.ts";
import * as at from "../kernel/map.ts";
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { FilledFrontier } from "../store/filled-frontier.ts";
import { Lines } from "../store/lines.ts";
import { slotMemory, VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import { blockOf, eachState } from "./blocks.ts";
import type { KernelEngine } from "./kernel-engine.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** False: the budget does not allow it. */
export function takeBack(engine: KernelEngine, reference: ReferenceEngine): boolean {
  const { memory } = engine;
  const { shared, states } = engine;
  const bits = Math.max(thresholds.firstBits, Math.ceil(Math.log2(states / 0.7)));
  const slots = slotMemory(bits, numbersFrom(memory), shared.lines.levelBits);
  const visited = new VisitedSet(slots, null);
  new Lines(shared.lines).each(({ low, body, origin }, number) => visited.put(low, body, origin, number));
  const current = new FilledFrontier(memory.words);
  for (const [from, to] of unexpanded(memory))
    for (let word = from; word < to; word += memory.plan.stateBytes / 4) addTo(current, memory, word);
  const next = new FilledFrontier(memory.words);
  engine.closeBlocks();
  eachState(memory, memory.next, [0, memory.read(at.BLOCKS_OPENED)], (word) => addTo(next, memory, word));
  const deferred = [...waiting(memory), ...engine.overflow];
  engine.agreeOnWaiting(deferred.length);
  const { queue, filled } = engine;
  engine.release();
  return reference.resume(
    { visited: slots, states, current: current.close(), next: next.close() },
    { deferred, queue, filled },
  );
}

/** Where numbers go on; null: states have none. */
function numbersFrom(memory: KernelMemory): SharedMemory | null {
  if (!memory.plan.isNumbered) return null;
  const numbers = sharedMemory(4);
  new Int32Array(numbers)[0] = memory.read(at.NEXT_NUMBER);
  return numbers;
}

/** Where states that are not expanded yet lie: words from .. to - 1, of blocks that threads have begun, and of the others. */
function* unexpanded(memory: KernelMemory): Iterable<readonly [number, number]> {
  for (const region of memory.regions) {
    if (memory.address(region + at.BLOCK) === 0) continue;
    yield [memory.address(region + at.CURSOR) >>> 2, memory.address(region + at.CURSOR_END) >>> 2];
  }
  for (let index = memory.read(at.BLOCKS_CLAIMED); index < memory.read(at.SHAPE_BLOCKS); index++) {
    const { word, count } = blockOf(memory, memory.current, index);
    yield [word, word + count * (memory.plan.stateBytes / 4)];
  }
}

/** Entries of batches. */
function* waiting(memory: KernelMemory): Iterable<Deferred> {
  const { plan, ints, words } = memory;
  for (const region of memory.regions) {
    const end = memory.address(region + at.FILLED);
    for (let entry = region + plan.region.batch; entry < end; entry += plan.entryBytes) {
      const word = entry >>> 2;
      const tail = (entry + plan.stateBytes) >>> 2;
      yield {
        words: ints.slice(word, word + words),
        low: memory.lowAt(word),
        high: memory.highAt(word),
        origin: ints[tail + at.ORIGIN / 4] as number,
        rule: ints[tail + at.RULE / 4] as number,
        source: plan.isNumbered ? (ints[tail + at.SOURCE / 4] as number) : -1,
        step: ints[tail + at.STEP / 4] as number,
      };
    }
  }
}

/** Appends the state at a word of the kernel's memory. */
function addTo(frontier: FilledFrontier, memory: KernelMemory, word: number): void {
  frontier.add(memory.ints, word, memory.lowAt(word), memory.highAt(word), memory.numberAt(word));
}
