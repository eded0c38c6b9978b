/** Some states of a level, for gates to be made for states as they are met now: see compile/gates.ts. */
import * as at from "../kernel/map.ts";
import type { Frontier } from "../store/frontier.ts";
import { blockOf } from "./blocks.ts";
import type { KernelMemory } from "./kernel-memory.ts";

const MET_STATES = 64;

/** Of the current level, one state from each of as many blocks, evenly. */
export function metIn(memory: KernelMemory): Int32Array {
  const blocks = memory.read(at.SHAPE_BLOCKS);
  return taken(memory.words, blocks, (block) => {
    const { word, count } = blockOf(memory, memory.current, block);
    return count === 0 ? null : [memory.ints, word];
  });
}

/** The same of a frontier's blocks `first` .. `end` - 1. */
export function metInFrontier(frontier: Frontier, words: number, first: number, end: number): Int32Array {
  return taken(words, end - first, (block) => {
    const array = frontier.array(first + block);
    const start = frontier.offset(first + block);
    return array[start] === 0 ? null : [array, start + 1];
  });
}

function taken(words: number, blocks: number, first: (block: number) => [Int32Array, number] | null): Int32Array {
  const states: number[] = [];
  const step = Math.max(1, blocks / MET_STATES);
  for (let block = 0; block < blocks; block += step) {
    const found = first(Math.floor(block));
    if (found === null) continue;
    const [ints, from] = found;
    for (let word = 0; word < words; word++) states.push(ints[from + word] as number);
  }
  return Int32Array.from(states);
}
