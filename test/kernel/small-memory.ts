/** A kernel memory made by hand, as small as may be, and the kernel over it: on either machine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newPages, type Pages, wasm } from "../../src/explore/kernel-machine.ts";
import * as map from "../../src/kernel/map.ts";
import * as portable from "../../src/kernel/portable.ts";

export type Machine = "typed arrays" | "WebAssembly";
export const MACHINES: readonly Machine[] = ["typed arrays", "WebAssembly"];

/** The functions of the kernel. */
export type Kernel = Omit<typeof portable, "use">;

export interface SmallShape {
  readonly words: number;
  readonly isNumbered: boolean;
  readonly lineCount: number;
  /** Lines behind the home within which a slot is looked for. */
  readonly reachLines: number;
  readonly blockStates: number;
  readonly batchEntries: number;
  /** Lines by which waves of growth begin earlier or later than they might: with early ones more is left over. */
  readonly waveMargin: number;
}

const CONTROL = 1024;
export const REGION = 8192;
const PAGES = 200;

/** A slot that is taken. */
export interface Entry {
  readonly line: number;
  readonly key: string;
  readonly origin: number;
  readonly number: number;
}

/** Where things lie, in bytes. */
export class SmallMemory {
  readonly ints: Int32Array;
  readonly bytes: Uint8Array;
  readonly shape: SmallShape;
  readonly kernel: Kernel;
  readonly stateBytes: number;
  readonly entryBytes: number;
  readonly slots: number;
  /** Where the area of blocks ends. */
  readonly area: number;
  readonly next: number;
  readonly lines: number;
  readonly batch = REGION + 80_000;
  lineCount: number;

  constructor(machine: Machine, shape: SmallShape) {
    const memory = newPages(PAGES);
    this.ints = new Int32Array(memory.buffer);
    this.bytes = new Uint8Array(memory.buffer);
    this.shape = shape;
    this.slots = shape.isNumbered ? 4 : 5;
    const fingerprintAt = ((4 * shape.words + (shape.isNumbered ? 4 : 0) + 8 + 15) & ~15) - 8;
    this.stateBytes = fingerprintAt + 8;
    this.entryBytes = this.stateBytes + map.ENTRY_TAIL;
    this.next = 280_000;
    this.lines = 1_048_576;
    this.area = this.lines;
    this.lineCount = shape.lineCount;
    this.kernel = machine === "WebAssembly" ? compiled(memory) : portable;
    if (machine === "typed arrays") portable.use(memory.buffer);
    for (const [at, value] of [
      [map.SHAPE_WORDS, shape.words],
      [map.SHAPE_FINGERPRINT_AT, fingerprintAt],
      [map.SHAPE_BLOCK_STATES, shape.blockStates],
      [map.SHAPE_SLOTS, this.slots],
      [map.SHAPE_KEY_BITS, 24],
      [map.SHAPE_LINES, this.lines],
      [map.SHAPE_LINE_COUNT, shape.lineCount],
      [map.SHAPE_REACH, shape.reachLines * map.LINE],
      [map.SHAPE_MOST_STATES, 2 ** 31 - 1],
      [map.SHAPE_MOST_BLOCKS, 1000],
      [map.SHAPE_AREA, this.area],
      [map.SHAPE_NEXT, this.next],
      [map.SHAPE_ADMITS, 1],
      [map.SHAPE_DEEPER_AT, 256],
      [map.SHAPE_ENABLED_AT, 128],
      [map.SHAPE_NOTES_AT, 512],
      [map.SHAPE_SAMPLES_AT, 4096],
      [map.SHAPE_LEFT_AT, 8192],
      [map.SHAPE_MOST_LEFT, 2000],
      [map.SHAPE_BATCH, this.batch - REGION],
      [map.SHAPE_BATCH_END, this.batch - REGION + shape.batchEntries * this.entryBytes],
      [map.SHAPE_MANY_LOGGED, 60_000],
      [map.SHAPE_MANY_MARKED, 60_000],
    ] as const)
      this.set(at, value);
    if (shape.isNumbered) {
      this.ints[(REGION + map.LOGGED) / 4] = REGION + 50_000;
      this.ints[(REGION + map.MARKED) / 4] = REGION + 65_000;
    }
    this.open();
  }

  /** The block of the area that is the first to be used. */
  get firstBlock(): number {
    return this.area - map.HEADER - this.shape.blockStates * this.stateBytes;
  }

  /** Writes a word of the control page. */
  set(at: number, value: number): void {
    this.ints[(CONTROL + at) / 4] = value;
  }

  get(at: number): number {
    return this.ints[(CONTROL + at) / 4] as number;
  }

  /** A word of the region. */
  mine(at: number): number {
    return this.ints[(REGION + at) / 4] as number;
  }

  open(): void {
    this.kernel.open(CONTROL, REGION);
  }

  /** Writes an entry of the batch; answers where it ends. */
  entry(place: number, fingerprint: readonly [number, number], origin: number): number {
    const at = this.batch + place * this.entryBytes;
    this.bytes.fill(0, at, at + this.entryBytes);
    this.ints[at / 4] = place + 1;
    this.ints[(at + this.stateBytes - 8) / 4] = fingerprint[0];
    this.ints[(at + this.stateBytes - 4) / 4] = fingerprint[1];
    this.ints[(at + this.stateBytes + map.ORIGIN) / 4] = origin;
    this.ints[(at + this.stateBytes + map.SOURCE) / 4] = -7;
    return at + this.entryBytes;
  }

  /** Every slot that is taken. */
  entries(): Entry[] {
    const found: Entry[] = [];
    for (let line = 0; line < this.lineCount + this.shape.reachLines; line++) {
      for (let slot = 0; slot < this.slots; slot++) {
        const at = (this.lines + line * map.LINE) / 4;
        const [low, high] = [this.ints[at + 2 * slot] as number, this.ints[at + 2 * slot + 1] as number];
        if (low === 0 && high === 0) continue;
        const origin = this.ints[at + 2 * this.slots + slot] as number;
        const number = this.shape.isNumbered ? (this.ints[at + 3 * this.slots + slot] as number) : -1;
        found.push({ line, key: `${low},${high}`, origin, number });
      }
    }
    return found;
  }

  /**
   * Grows the table to so many lines, wave by wave, as the host does, each in so many shares, the last one first. `watch` is
   * told of each wave, when it is done, what stood there and where the shares begin. Answers how many found no place in the end:
   * too many have their homes together, which ends a search of the host's.
   */
  grow(lineCount: number, shares = 1, watch: (before: Entry[], bounds: readonly number[]) => void = () => {}): number {
    let left = 0;
    let end = this.lineCount + this.shape.reachLines;
    const ratio = this.lineCount / lineCount;
    this.set(map.SHAPE_LINE_COUNT, lineCount);
    this.lineCount = lineCount;
    this.open();
    while (end > 0) {
      const from = Math.max(0, Math.min(end - 1, Math.ceil(end * ratio) + this.shape.waveMargin));
      const first = end <= 4 ? 0 : from;
      const share = Math.ceil((end - first) / shares);
      const bounds = Array.from({ length: shares + 1 }, (_, at) => Math.min(end, first + at * share));
      const before = this.entries();
      for (const at of Array.from({ length: shares }, (_, at) => shares - 1 - at)) {
        const lost = this.kernel.move(bounds[at] as number, bounds[at + 1] as number, end);
        if (lost > 0) throw new Error(`${lost} entries are lost`);
      }
      watch(before, bounds);
      end = first;
      left = this.kernel.settleLeft(end);
    }
    return left;
  }
}

let module: object | null = null;

function compiled(memory: Pages): Kernel {
  if (module === null) {
    const source = readFileSync(join(import.meta.dirname, "..", "..", "dist", "kernel", "module.js"), "utf8");
    const [, text] = /atob\("([^"]+)"\)/.exec(source) ?? [];
    module = new wasm.Module(Buffer.from(text as string, "base64"));
  }
  const abort = () => {
    throw new Error("the kernel aborts");
  };
  return new wasm.Instance(module, { env: { memory, abort } }).exports as unknown as Kernel;
}
