/**
 * The states of one level, waiting to be expanded, in shared memory: blocks of states that threads fill one at a time and
 * later claim one at a time.
 *
 *     segment:  | block | block | ... |        block:  | count | state | state | ... |
 *     state:    | words of the state ... | fingerprint low | high | number |
 *
 * Block numbers are taken from an atomic counter, so a level's blocks are 0 .. taken - 1. Blocks are not always full.
 */
import { type SharedMemory, sharedMemory } from "../shared-memory.ts";
import { thresholds } from "../thresholds.ts";

/** Fingerprint and number. */
const EXTRA_WORDS = 3;

export interface FrontierMemory {
  readonly words: number;
  readonly segments: readonly SharedMemory[];
}

/** 32-bit words of a state of `words` words with its fingerprint and number. */
export function frontierStride(words: number): number {
  return words + EXTRA_WORDS;
}

/** 32-bit words of a block of states of `words` words. */
export function blockWords(words: number): number {
  return 1 + thresholds.blockStates * frontierStride(words);
}

export function blocksPerSegment(words: number): number {
  return Math.max(1, Math.floor(thresholds.frontierSegmentBytes / (4 * blockWords(words))));
}

export function frontierSegment(words: number): SharedMemory {
  return sharedMemory(4 * blockWords(words) * blocksPerSegment(words));
}

/** A frontier as one thread sees it. */
export class Frontier {
  readonly memory: FrontierMemory;
  /** 32-bit words per stored state. */
  readonly stride: number;
  readonly capacity: number;
  /** States that a block has room for. */
  readonly blockStates = thresholds.blockStates;
  readonly #segments: readonly Int32Array[];
  readonly #perSegment: number;
  readonly #blockWords: number;

  constructor(memory: FrontierMemory) {
    this.memory = memory;
    this.stride = frontierStride(memory.words);
    this.#segments = memory.segments.map((segment) => new Int32Array(segment));
    this.#perSegment = blocksPerSegment(memory.words);
    this.#blockWords = blockWords(memory.words);
    this.capacity = memory.segments.length * this.#perSegment;
  }

  /** The array that a block lies in. */
  array(block: number): Int32Array {
    return this.#segments[Math.floor(block / this.#perSegment)] as Int32Array;
  }

  /** Where in its array a block's count stands; its states follow. */
  offset(block: number): number {
    return (block % this.#perSegment) * this.#blockWords;
  }
}

/** The states of blocks 0 .. `blocks` - 1, many at a time, `stride` integers each as they lie in a block. */
export function* packedStates(frontier: Frontier, blocks: number): Iterable<Int32Array> {
  for (let block = 0; block < blocks; block++) {
    const array = frontier.array(block);
    const start = frontier.offset(block);
    yield array.subarray(start + 1, start + 1 + (array[start] as number) * frontier.stride);
  }
}
