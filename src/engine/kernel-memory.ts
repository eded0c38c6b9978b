/**
 * The memory of a kernel's search, which all its threads share: numbers by their addresses, the control page by its offsets,
 * what a state has besides its words, and which list of blocks is whose. Where all of it lies is said by its plan.
 */
import { newPages, PAGE, type Pages } from "../explore/kernel-machine.ts";
import * as at from "../kernel/map.ts";
import type { SharedLines } from "../store/lines.ts";
import type { Dimensions } from "./dimensions.ts";
import { REACH } from "./line-shape.ts";
import { CONTROL, type MemoryPlan, memoryPlan } from "./memory-plan.ts";
import { controlShape } from "./shape.ts";

export class KernelMemory {
  readonly pages: Pages;
  readonly plan: MemoryPlan;
  readonly words: number;
  readonly seats: number;
  /** What is each thread's own; the main thread's is the first. */
  readonly regions: readonly number[];
  /** All of it. */
  readonly ints: Int32Array;
  /** Which of the two lists is the current level's. */
  #current: 0 | 1 = 1;

  /** Throws a RangeError where there is no room for so much, or none in 32 bits. */
  constructor(dimensions: Dimensions, lineCount: number) {
    this.plan = memoryPlan(dimensions);
    this.words = dimensions.words;
    this.seats = dimensions.seats;
    if (this.linesEnd(lineCount) > this.plan.end) throw new RangeError("the search needs more than 4 GiB");
    this.pages = newPages(this.plan.end / PAGE);
    this.ints = new Int32Array(this.pages.buffer);
    this.regions = Array.from(
      { length: this.plan.threads },
      (_, thread) => this.plan.regions + thread * this.plan.regionBytes,
    );
    for (const [offset, value] of controlShape(this.plan, dimensions, lineCount)) this.write(offset, value);
    for (const region of this.regions) this.set(region + at.FILLED, region + this.plan.region.batch);
    this.#writeLists();
  }

  get(address: number): number {
    return this.ints[address >>> 2] as number;
  }

  /** As an address, or a number without a sign. */
  address(address: number): number {
    return (this.ints[address >>> 2] as number) >>> 0;
  }

  set(address: number, value: number): void {
    this.ints[address >>> 2] = value;
  }

  /** A double. */
  real(address: number): number {
    return new Float64Array(this.ints.buffer, address, 1)[0] as number;
  }

  setReal(address: number, value: number): void {
    new Float64Array(this.ints.buffer, address, 1)[0] = value;
  }

  /** A word of the control page. */
  read(offset: number): number {
    return Atomics.load(this.ints, (CONTROL + offset) >>> 2);
  }

  write(offset: number, value: number): void {
    Atomics.store(this.ints, (CONTROL + offset) >>> 2, value);
  }

  /** Of the state whose words begin at a word, the word of its fingerprint, whose upper half is the next one. */
  fingerprintOf(word: number): number {
    return word + this.plan.fingerprintAt / 4;
  }

  lowAt(word: number): number {
    return this.ints[this.fingerprintOf(word)] as number;
  }

  highAt(word: number): number {
    return this.ints[this.fingerprintOf(word) + 1] as number;
  }

  /** Its number; -1: it has none. */
  numberAt(word: number): number {
    return this.plan.isNumbered ? (this.ints[this.fingerprintOf(word) - 1] as number) : -1;
  }

  get control(): number {
    return CONTROL;
  }

  region(thread: number): number {
    return this.regions[thread] as number;
  }

  get lineCount(): number {
    return this.read(at.SHAPE_LINE_COUNT);
  }

  /** Where so many lines end, and the slack behind them. They are all empty behind those that there are. */
  linesEnd(lineCount: number): number {
    return this.plan.lines + at.LINE * (lineCount + REACH);
  }

  /** Where so many blocks of the area begin, and those that threads may open before they look for room again. */
  blocksBegin(blocks: number): number {
    const { end, threads, burstBlocks, blockBytes } = this.plan;
    return end - (blocks + threads * burstBlocks) * blockBytes;
  }

  /** Whether there are addresses for so many lines beside so many blocks. */
  hasRoomFor(lineCount: number, blocks: number): boolean {
    return this.linesEnd(lineCount) <= this.blocksBegin(blocks);
  }

  /** The lists of blocks: the current level's, and the one that is filled. */
  get current(): number {
    return this.plan.lists[this.#current];
  }

  get next(): number {
    return this.plan.lists[this.#current === 0 ? 1 : 0];
  }

  /** The level that was filled is the current one. */
  turn(): void {
    this.#current = this.#current === 0 ? 1 : 0;
    this.write(at.SHAPE_BLOCKS, this.read(at.BLOCKS_OPENED));
    this.write(at.BLOCKS_CLAIMED, 0);
    this.write(at.BLOCKS_OPENED, 0);
    this.#writeLists();
  }

  #writeLists(): void {
    this.write(at.SHAPE_CURRENT, this.current);
    this.write(at.SHAPE_NEXT, this.next);
  }
}

/** The visited set as its readers open it: see store/lines.ts. `levelBits`: of origins. */
export function linesOf({ pages, plan, lineCount }: KernelMemory, levelBits: number): SharedLines {
  return { buffer: pages.buffer, at: plan.lines, count: lineCount, reach: REACH, slots: plan.slots, levelBits };
}
