/**
 * A memory over the codes of places that notes what is looked at, in order, and keeps what is written to itself: what is
 * written before it is read is not looked at. The state it stands on has some places changed, a run's *flips*.
 */
import type { Memory } from "../state/memory.ts";

export class NotingMemory implements Memory {
  /** Whether writing is allowed: in effects only. */
  writable = false;
  /** Places of the state that were looked at, each once, in order. */
  readonly reads: number[] = [];
  readonly #written = new Map<number, number>();
  readonly #met: Int32Array;
  readonly #codes: Int32Array;
  #flips: ReadonlyMap<number, number> = new Map();
  #run = 0;

  constructor(codes: Int32Array) {
    this.#codes = codes;
    this.#met = new Int32Array(codes.length);
  }

  /** How many places there are. */
  get size(): number {
    return this.#codes.length;
  }

  /** Begins a run. */
  start(flips: ReadonlyMap<number, number>): void {
    this.#flips = flips;
    this.#run++;
    this.reads.length = 0;
    this.#written.clear();
    this.writable = false;
  }

  /** What the run has in a place: what it has written, or what the state has. */
  read(place: number): number {
    return this.#written.get(place) ?? this.original(place);
  }

  /** What the state has, whatever was written since. */
  original(place: number): number {
    if (this.#met[place] !== this.#run) {
      this.#met[place] = this.#run;
      this.reads.push(place);
    }
    return this.#flips.get(place) ?? (this.#codes[place] as number);
  }

  write(place: number, code: number): void {
    if (!this.writable) throw new Error("a guard or a predicate writes");
    this.#written.set(place, code);
  }

  /** Forgets what was written: for another closure of the same run over the same state. */
  forget(): void {
    this.#written.clear();
    this.writable = false;
  }

  /** FactPlaces that were written, and what they have now. */
  get written(): ReadonlyMap<number, number> {
    return this.#written;
  }
}

/** The places of a memory from one on, as if they began at 0: the second of two states. */
export function shifted(memory: NotingMemory, by: number): Memory {
  return {
    get writable() {
      return memory.writable;
    },
    read: (place) => memory.read(place + by),
    write: (place, code) => memory.write(place + by, code),
  };
}
