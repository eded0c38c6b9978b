/**
 * Where everything lies in the memory of a kernel's search: one of up to 4 GiB, of which only what is touched takes room. What
 * lies before the lines has its place once and for all; the lines grow from there towards the end, the area of blocks from the
 * end towards the lines, so that either has what the other leaves.
 *
 *     | control | turns | units, rules | regions | trees ... | lists of blocks ... | lines ->        <- blocks |
 *
 * `...` are areas larger than what is used of them; where they end is no more than an address.
 */
import { PAGE } from "../explore/kernel-machine.ts";
import { turnBytes } from "../explore/kernel-turns.ts";
import * as at from "../kernel/map.ts";
import { thresholds } from "../thresholds.ts";
import type { Dimensions } from "./dimensions.ts";
import { NUMBERED_SLOTS, REACH, SLOTS } from "./line-shape.ts";
import { MemoryParts, up } from "./memory-parts.ts";
import { type RegionPlan, regionOf } from "./region-plan.ts";
import { MOST_UNITS } from "./units.ts";

/** Address space for published trees, and for all threads' regions. */
const TREE_BYTES = 2 ** 28;
const REGION_BYTES = 2 ** 29;
/** Where all must end: the end of a block is an address, too. */
const MOST_BYTES = 2 ** 32 - PAGE;
export const CONTROL = 4096;
const CONTROL_BYTES = 4096;

/** Addresses, and sizes in bytes. */
export interface MemoryPlan {
  readonly isNumbered: boolean;
  /** Of a line. */
  readonly slots: number;
  readonly fingerprintAt: number;
  readonly stateBytes: number;
  readonly entryBytes: number;
  readonly blockBytes: number;
  readonly threads: number;
  readonly turns: number;
  readonly stateUnits: number;
  readonly stepUnits: number;
  readonly terminalUnit: number;
  readonly stateBounds: number;
  readonly stepBounds: number;
  readonly predicates: number;
  readonly least: number;
  readonly parts: number;
  readonly rules: number;
  readonly regions: number;
  readonly regionBytes: number;
  readonly region: RegionPlan;
  /** States that a thread may add before it looks for room again, and blocks that it may open for them. */
  readonly burst: number;
  readonly burstBlocks: number;
  readonly trees: number;
  readonly treesEnd: number;
  readonly lists: readonly [number, number];
  readonly lines: number;
  /** Where the area of blocks ends, and all of the memory. */
  readonly end: number;
}

export function memoryPlan(dimensions: Dimensions): MemoryPlan {
  const { words, rules, seats, parts, noted, threads, bytes } = dimensions;
  const isNumbered = noted !== null;
  const stateBytes = up(4 * words + (isNumbered ? 4 : 0) + 8, 16);
  const entryBytes = stateBytes + at.ENTRY_TAIL;
  const blockBytes = at.HEADER + thresholds.blockStates * stateBytes;
  const whole = new MemoryParts(CONTROL + CONTROL_BYTES);
  const take = (size: number): number => whole.take(size);
  const turns = take(turnBytes(threads));
  const [stateUnits, stepUnits] = [take(MOST_UNITS * at.UNIT_BYTES), take(MOST_UNITS * at.UNIT_BYTES)];
  const terminalUnit = take(at.UNIT_BYTES);
  const stateBounds = take(at.UNIT_BYTES * dimensions.stateBounds);
  const stepBounds = take(at.UNIT_BYTES * dimensions.stepBounds);
  const predicates = take((noted ?? 0) * at.UNIT_BYTES);
  const least = take((2 * MOST_UNITS + 1) * stateBytes);
  const rows = { parts: take(4 * parts), rules: take(at.RULE_BYTES * rules) };
  // A batch is looked up when it has so many entries, or more: those of one state are not divided.
  const burst = thresholds.batch + seats;
  const { region, regionBytes } = regionOf(dimensions, { burst, entryBytes });
  const most = Math.max(1, Math.min(threads, Math.floor(REGION_BYTES / regionBytes)));
  const regions = take(most * regionBytes);
  const trees = take(TREE_BYTES);
  const burstBlocks = 1 + Math.ceil(burst / thresholds.blockStates);
  // What the budget allows of lines and blocks, and what is not asked of it: slack, and what threads may open before they look.
  const grown = bytes + at.LINE * REACH + (most * burstBlocks + 1) * blockBytes;
  const mostBlocks = Math.ceil(Math.min(grown, MOST_BYTES) / blockBytes);
  const lists = [take(4 * mostBlocks), take(4 * mostBlocks)] as const;
  const lines = up(whole.end, PAGE);
  return {
    isNumbered,
    slots: isNumbered ? NUMBERED_SLOTS : SLOTS,
    fingerprintAt: stateBytes - 8,
    stateBytes,
    entryBytes,
    blockBytes,
    threads: most,
    turns,
    stateUnits,
    stepUnits,
    terminalUnit,
    stateBounds,
    stepBounds,
    predicates,
    least,
    ...rows,
    regions,
    regionBytes,
    region,
    burst,
    burstBlocks,
    trees,
    treesEnd: trees + TREE_BYTES,
    lists,
    lines,
    end: Math.min(up(lines + grown, PAGE), MOST_BYTES),
  };
}
