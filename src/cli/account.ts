/**
 * A few words that the program's threads share: whether to stop, how far the command is. They are read and written while
 * the other thread is busy.
 *
 *     | stop | answered | level | engine | distinct (float) | generated (float) |
 */
import { ENGINE_NAMES, type EngineName } from "../explore/engine-names.ts";

const STOP = 0;
const ANSWERED = 1;
const LEVEL = 2;
/** Its place among those there are. */
const ENGINE = 3;
/** Of floats. */
const DISTINCT = 2;
const GENERATED = 3;

export class Account {
  readonly memory: SharedArrayBuffer;
  /** Heeded as src/halt.ts says. */
  readonly words: Int32Array;
  /** When the process started, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly #counts: Float64Array;

  constructor(startedAt: number, memory: SharedArrayBuffer = new SharedArrayBuffer(32)) {
    this.startedAt = startedAt;
    this.memory = memory;
    this.words = new Int32Array(memory);
    this.#counts = new Float64Array(memory);
  }

  /** Tells the command to stop; the first reason stays. */
  stop(reason: number): void {
    Atomics.compareExchange(this.words, STOP, 0, reason);
  }

  get stopped(): number {
    return Atomics.load(this.words, STOP);
  }

  /** The one object that --json prints is on its way, or the text that it stands for. */
  setAnswered(): void {
    Atomics.store(this.words, ANSWERED, 1);
  }

  get answered(): boolean {
    return Atomics.load(this.words, ANSWERED) === 1;
  }

  set progress({ level, engine, distinct, generated }: Counts) {
    Atomics.store(this.words, LEVEL, level);
    Atomics.store(this.words, ENGINE, ENGINE_NAMES.indexOf(engine));
    this.#counts[DISTINCT] = distinct;
    this.#counts[GENERATED] = generated;
  }

  get progress(): Counts {
    return {
      level: Atomics.load(this.words, LEVEL),
      engine: ENGINE_NAMES[Atomics.load(this.words, ENGINE)] as EngineName,
      distinct: this.#counts[DISTINCT] as number,
      generated: this.#counts[GENERATED] as number,
    };
  }
}

interface Counts {
  readonly level: number;
  readonly engine: EngineName;
  readonly distinct: number;
  readonly generated: number;
}
