/**
 * The memory of a kernel's search, and where everything lies in it: one shared memory of up to 4 GiB, of which only what is
 * touched takes room. What lies before the lines has its place once and for all, the lines grow at the end.
 *
 *     | control | turns | units, rules | regions | trees ... | lists of blocks | blocks ... | lines ->
 *
 * `...` are areas larger than what is used of them; where they end is no more than an address.
 */
import { answerWords } from "../explore/graph-log.ts";
import { MOST_PAGES, newPages, PAGE, type Pages } from "../explore/kernel-machine.ts";
import { turnBytes } from "../explore/kernel-turns.ts";
import * as at from "../kernel/map.ts";
import { thresholds } from "../thresholds.ts";
import { CROSSED_TOTALS, MOST_UNITS } from "./units.ts";

/** Address space for published trees, for blocks, and for all threads' regions. */
const TREE_BYTES = 2 ** 28;
const BLOCK_BYTES = 1.75 * 2 ** 30;
const REGION_BYTES = 2 ** 29;
/** Lines behind the last home, and how far from its home a state may be. */
export const REACH = 1024;
/** Notes, and samples, at which a thread asks for a pause. */
export const MANY_NOTES = 1024;
export const MANY_SAMPLES = 4096;
const CONTROL = 4096;
const CONTROL_BYTES = 4096;
const NOTE_BYTES = 16;
const LEFT_BYTES = 16;
/** Slots of a line. */
const SLOTS = 5;
const NUMBERED_SLOTS = 4;
/** Leftovers of growing: all that may stand in the lines between two homes, and all of the last wave. */
const MOST_LEFT = SLOTS * REACH + 2 * SLOTS * REACH;
/** What one step may add to its log: its source, its target and itself. */
const LOGGED_BYTES = 12;

export interface Dimensions {
  readonly words: number;
  readonly rules: number;
  /** Of all rules: see program/publication.ts. */
  readonly seats: number;
  /** Parts of all predicates. */
  readonly parts: number;
  /** Bounds of the constraint, of states and of steps. */
  readonly stateBounds: number;
  readonly stepBounds: number;
  /** Predicates that are noted of every state, which has a number then; null: it has none. */
  readonly noted: number | null;
  /** Threads there may be, the main one among them. */
  readonly threads: number;
  /** Bytes that a thread needs to find canonical forms in. */
  readonly formRoom: number;
  /** Bytes that the search may take. */
  readonly bytes: number;
}

/** Addresses, and sizes in bytes. */
interface Plan {
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
  readonly region: {
    readonly [name in
      | "enabled"
      | "deeper"
      | "crossed"
      | "notes"
      | "samples"
      | "left"
      | "forms"
      | "batch"
      | "batchEnd"
      | "logged"
      | "manyLogged"
      | "marked"
      | "manyMarked"]: number;
  };
  /** States that a thread may add before it looks for room again, and blocks that it may open for them. */
  readonly burst: number;
  readonly burstBlocks: number;
  readonly trees: number;
  readonly treesEnd: number;
  readonly lists: readonly [number, number];
  readonly blocks: number;
  readonly mostBlocks: number;
  readonly lines: number;
}

const up = (bytes: number, to = 64): number => Math.ceil(bytes / to) * to;

function planOf(dimensions: Dimensions): Plan {
  const { words, rules, seats, parts, noted, formRoom, threads, bytes } = dimensions;
  const isNumbered = noted !== null;
  const stateBytes = up(4 * words + (isNumbered ? 4 : 0) + 8, 16);
  const entryBytes = stateBytes + at.ENTRY_TAIL;
  const blockBytes = at.HEADER + thresholds.blockStates * stateBytes;
  let end = CONTROL + CONTROL_BYTES;
  const take = (size: number): number => {
    const from = end;
    end = up(end + size);
    return from;
  };
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
  const markBytes = 4 * (1 + answerWords(noted ?? 0));
  let within = at.REGION_HEADER;
  const part = (size: number): number => {
    const from = within;
    within = up(within + size);
    return from;
  };
  const region = {
    enabled: part(4 * rules),
    deeper: part(4 * rules),
    crossed: part(4 * (CROSSED_TOTALS + dimensions.stateBounds + dimensions.stepBounds)),
    // One state may add a note for each of its steps twice, and each state of a batch one, or two where it is marked.
    notes: part(NOTE_BYTES * (MANY_NOTES + 2 * seats + (isNumbered ? 2 : 1) * burst + MOST_UNITS + 8)),
    samples: part(4 * (MANY_SAMPLES + burst)),
    left: part(LEFT_BYTES * MOST_LEFT),
    forms: part(formRoom),
    batch: part(entryBytes * burst),
    batchEnd: 0,
    // With room for what one batch may add to many.
    logged: part(isNumbered ? 4 * thresholds.logIntegers + LOGGED_BYTES * burst : 0),
    manyLogged: 0,
    marked: part(isNumbered ? 4 * thresholds.logIntegers + markBytes * burst : 0),
    manyMarked: 0,
  };
  region.manyLogged = region.logged + 4 * thresholds.logIntegers;
  region.manyMarked = region.marked + 4 * thresholds.logIntegers;
  region.batchEnd = region.batch + entryBytes * thresholds.batch;
  const regionBytes = up(within + 64, 4096);
  const most = Math.max(1, Math.min(threads, Math.floor(REGION_BYTES / regionBytes)));
  const regions = take(most * regionBytes);
  const trees = take(TREE_BYTES);
  const mostBlocks = Math.floor(Math.max(2 ** 20, Math.min(BLOCK_BYTES, bytes)) / blockBytes);
  const lists = [take(4 * mostBlocks), take(4 * mostBlocks)] as const;
  const blocks = take(mostBlocks * blockBytes);
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
    burstBlocks: 1 + Math.ceil(burst / thresholds.blockStates),
    trees,
    treesEnd: trees + TREE_BYTES,
    lists,
    blocks,
    mostBlocks,
    lines: up(end, PAGE),
  };
}

export class KernelMemory {
  readonly pages: Pages;
  readonly plan: Plan;
  readonly words: number;
  readonly seats: number;
  /** All of it. Another one after it has grown. */
  ints: Int32Array;
  /** Which of the two lists is the current level's. */
  #current: 0 | 1 = 1;

  /** Throws a RangeError where there is no room for so much, or none in 32 bits. */
  constructor(dimensions: Dimensions, lineCount: number) {
    this.plan = planOf(dimensions);
    this.words = dimensions.words;
    this.seats = dimensions.seats;
    const end = this.plan.lines + at.LINE * (lineCount + REACH);
    if (end > MOST_PAGES * PAGE) throw new RangeError("the search needs more than 4 GiB");
    this.pages = newPages(Math.ceil(end / PAGE));
    this.ints = new Int32Array(this.pages.buffer);
    this.#writeShape(dimensions, lineCount);
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

  /** The number of the state whose words begin there; -1: it has none. */
  numberAt(word: number): number {
    const { fingerprintAt, isNumbered } = this.plan;
    return isNumbered ? (this.ints[word + fingerprintAt / 4 - 1] as number) : -1;
  }

  get control(): number {
    return CONTROL;
  }

  region(thread: number): number {
    return this.plan.regions + thread * this.plan.regionBytes;
  }

  get lineCount(): number {
    return this.read(at.SHAPE_LINE_COUNT);
  }

  /** Makes room for so many lines. False: there is none. They are all empty behind those that there were. */
  reserveLines(lineCount: number): boolean {
    const end = this.plan.lines + at.LINE * (lineCount + REACH);
    const missing = Math.ceil((end - this.pages.buffer.byteLength) / PAGE);
    if (missing <= 0) return true;
    if (end > MOST_PAGES * PAGE) return false;
    try {
      this.pages.grow(missing);
    } catch {
      return false;
    }
    this.ints = new Int32Array(this.pages.buffer);
    return true;
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

  #writeShape({ words, rules, noted, stateBounds, stepBounds }: Dimensions, lineCount: number): void {
    const { plan } = this;
    const shape: readonly (readonly [number, number])[] = [
      [at.SHAPE_WORDS, words],
      [at.SHAPE_FINGERPRINT_AT, plan.fingerprintAt],
      [at.SHAPE_BLOCK_STATES, thresholds.blockStates],
      [at.SHAPE_SLOTS, plan.slots],
      [at.SHAPE_LINES, plan.lines],
      [at.SHAPE_LINE_COUNT, lineCount],
      [at.SHAPE_REACH, REACH * at.LINE],
      [at.SHAPE_AREA, plan.blocks],
      [at.SHAPE_ADMITS, 1],
      [at.SHAPE_RULES, plan.rules],
      [at.SHAPE_RULES_END, plan.rules + at.RULE_BYTES * rules],
      [at.SHAPE_STATE_UNITS, plan.stateUnits],
      [at.SHAPE_STEP_UNITS, plan.stepUnits],
      [at.SHAPE_AUDIT_MASK, 2 ** thresholds.auditBits - 1],
      [at.SHAPE_ENABLED_AT, plan.region.enabled],
      [at.SHAPE_DEEPER_AT, plan.region.deeper],
      [at.SHAPE_CROSSED_AT, plan.region.crossed],
      [at.SHAPE_STATE_BOUNDS, stateBounds === 0 ? 0 : plan.stateBounds],
      [at.SHAPE_STATE_BOUNDS_END, stateBounds === 0 ? 0 : plan.stateBounds + at.UNIT_BYTES * stateBounds],
      [at.SHAPE_STEP_BOUNDS, stepBounds === 0 ? 0 : plan.stepBounds],
      [at.SHAPE_STEP_BOUNDS_END, stepBounds === 0 ? 0 : plan.stepBounds + at.UNIT_BYTES * stepBounds],
      [at.SHAPE_NOTES_AT, plan.region.notes],
      [at.SHAPE_SAMPLES_AT, plan.region.samples],
      [at.SHAPE_LEFT_AT, plan.region.left],
      [at.SHAPE_FORM_ROOM, plan.region.forms],
      [at.SHAPE_BATCH, plan.region.batch],
      [at.SHAPE_BATCH_END, plan.region.batchEnd],
      [at.SHAPE_MANY_NOTES, MANY_NOTES],
      [at.SHAPE_MANY_SAMPLES, MANY_SAMPLES],
      [at.SHAPE_MOST_LEFT, MOST_LEFT],
      [at.SHAPE_PREDICATES, plan.predicates],
      [at.SHAPE_PREDICATES_END, plan.predicates + at.UNIT_BYTES * (noted ?? 0)],
      [at.SHAPE_MANY_LOGGED, plan.region.manyLogged],
      [at.SHAPE_MANY_MARKED, plan.region.manyMarked],
    ];
    for (const [offset, value] of shape) this.write(offset, value);
    for (let thread = 0; thread < plan.threads; thread++)
      this.set(this.region(thread) + at.FILLED, this.region(thread) + plan.region.batch);
    this.#writeLists();
  }
}

/** Calls `each` with the word at which each state of these blocks begins. */
export function eachState(memory: KernelMemory, list: number, blocks: number, each: (word: number) => void): void {
  for (let index = 0; index < blocks; index++) {
    const block = memory.address(list + 4 * index);
    for (let state = 0; state < memory.get(block); state++)
      each((block + at.HEADER + state * memory.plan.stateBytes) >>> 2);
  }
}
