/**
 * Blocks of states, as the host has to do with them while no thread searches: which states are in those of a list, and whose
 * the free ones are. A block that is filled says how many states it has only once it is closed.
 */
import * as at from "../kernel/map.ts";
import { frontierStride } from "../store/frontier.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** States of a block: so many, the first of which begins at that word. */
export interface StatesOfBlock {
  readonly word: number;
  readonly count: number;
}

/** The one at that place of a list. */
export function blockOf(memory: KernelMemory, list: number, index: number): StatesOfBlock {
  const block = memory.address(list + 4 * index);
  return { word: (block + at.HEADER) >>> 2, count: memory.get(block) };
}

/** Calls `each` with the word at which each state of these blocks begins: those at places `first` .. `end` - 1 of a list. */
export function eachState(
  memory: KernelMemory,
  list: number,
  [first, end]: readonly [number, number],
  each: (word: number) => void,
): void {
  for (let index = first; index < end; index++) {
    const { word, count } = blockOf(memory, list, index);
    for (let state = 0; state < count; state++) each(word + state * (memory.plan.stateBytes / 4));
  }
}

/** The states of the level that is filled, as a frontier has them (store/frontier.ts), a block at a time. All blocks are closed. */
export function* packedBlocks(memory: KernelMemory): Iterable<Int32Array> {
  const { words } = memory;
  const stride = frontierStride(words);
  for (let index = 0; index < memory.read(at.BLOCKS_OPENED); index++) {
    const { count } = blockOf(memory, memory.next, index);
    const states = new Int32Array(stride * count);
    let to = 0;
    eachState(memory, memory.next, [index, index + 1], (word) => {
      states.set(memory.ints.subarray(word, word + words), to);
      states[to + words] = memory.lowAt(word);
      states[to + words + 1] = memory.highAt(word);
      states[to + words + 2] = memory.numberAt(word);
      to += stride;
    });
    yield states;
  }
}

/** Appends the words of a state to others. */
export function copyWords(memory: KernelMemory, word: number, to: number[]): void {
  for (let at = 0; at < memory.words; at++) to.push(memory.ints[word + at] as number);
}

/** The next block of the area becomes the last one of the level that is filled, with so many states: the word of the first. */
export function addBlock(memory: KernelMemory, count: number): number {
  const used = memory.read(at.BLOCKS_USED);
  const opened = memory.read(at.BLOCKS_OPENED);
  const block = memory.plan.end - (used + 1) * memory.plan.blockBytes;
  memory.write(at.BLOCKS_USED, used + 1);
  memory.write(at.BLOCKS_OPENED, opened + 1);
  memory.set(memory.next + 4 * opened, block);
  memory.set(block, count);
  return (block + at.HEADER) >>> 2;
}

/** No note points into blocks any more: those that were held for notes are free. */
export function freeBlocks(memory: KernelMemory): void {
  for (const region of memory.regions)
    for (const block of taken(memory, region + at.HELD_BLOCKS)) put(memory, region, block);
}

/** Divides the free blocks among threads evenly: those that a level freed are often not where the next one is searched. */
export function shareBlocks(memory: KernelMemory): void {
  const { regions } = memory;
  if (regions.length === 1) return;
  const all = regions.flatMap((region) => taken(memory, region + at.FREE_BLOCKS));
  for (const [index, block] of all.entries()) put(memory, regions[index % regions.length] as number, block);
}

/** All blocks of the list that begins there, which is empty then. */
function taken(memory: KernelMemory, list: number): number[] {
  const blocks: number[] = [];
  for (let block = memory.address(list); block !== 0; block = memory.address(block + at.NEXT_FREE)) blocks.push(block);
  memory.set(list, 0);
  return blocks;
}

function put(memory: KernelMemory, region: number, block: number): void {
  memory.set(block + at.NEXT_FREE, memory.get(region + at.FREE_BLOCKS));
  memory.set(region + at.FREE_BLOCKS, block);
}
