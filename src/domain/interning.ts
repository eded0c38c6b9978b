/**
 * Which objects stand for the values of a domain too large to keep them all. Equal values are identical all the same, wherever
 * a closure could notice:
 *
 *   - within a run, since nothing is dropped before it is over, by when nobody may have kept anything;
 *   - with what is made at other times, by a model's module say, for as long as anybody else keeps it: a weak reference is
 *     asked for it. (Not so within runs: a weak reference holds on until the thread is idle, and a search can be busy for
 *     hours.)
 *
 * What closures ask for again and again is made once: values are kept from run to run in two generations, a young one that
 * grows, and an old one that is dropped when the young one takes its place, between runs. The values of one domain are parts of
 * another's, by which they are found too: so all generations change at once, and with a value its parts are asked for again. A
 * record that outlived a list in it would have another list than is read elsewhere.
 */
import { room } from "../closed-room.ts";
import { thresholds } from "../thresholds.ts";

/** The generations of all domains of this thread. `asking`: for the parts of a value, which are as old as it is. */
const generations = { count: 0, isNextDue: false, run: -1, asking: 0 };

/** When a run first asks for a value, and has been handed none, of any domain; or between runs, where all are held. */
function change(): void {
  generations.run = room.run;
  if (!generations.isNextDue || generations.asking > 0) return;
  generations.count++;
  generations.isNextDue = false;
}

/** Weak references that are gone through, at least, for those that nobody keeps any more. */
const SWEPT = 1024;

export class Interning<K, T extends object> {
  #young = new Map<K, T>();
  #old = new Map<K, T>();
  #generation = generations.count;
  readonly #held = new Map<K, WeakRef<T>>();
  readonly #keys = new WeakMap<T, K>();
  readonly #askForParts: (value: T) => void;
  readonly #most = thresholds.internedValues;
  #sweepAt = SWEPT;

  /** `askForParts`: asks the domains of a value's parts for each of them. */
  constructor(askForParts: (value: T) => void = () => {}) {
    this.#askForParts = askForParts;
  }

  /** The value of a key, if there is one now. */
  get(key: K): T | undefined {
    if (generations.run !== room.run || room.depth === 0) change();
    if (this.#generation !== generations.count) this.#age();
    let value = this.#young.get(key);
    const isYoung = value !== undefined;
    if (value === undefined) {
      value = this.#old.get(key) ?? this.#held.get(key)?.deref();
      if (value === undefined) return undefined;
      this.#keep(key, value);
    }
    const isNewlyHeld = room.depth === 0 && this.#hold(key, value);
    if (!isYoung || isNewlyHeld) {
      generations.asking++;
      this.#askForParts(value);
      generations.asking--;
    }
    return value;
  }

  /** Takes a value in that there was none of: `get` said so in this run, and its parts have been asked for since. */
  add(key: K, value: T): void {
    this.#keep(key, value);
    this.#keys.set(value, key);
    if (room.depth === 0) this.#hold(key, value);
  }

  /** Asks for a value again, if it is one of these. */
  askFor(value: T): void {
    const key = this.#keys.get(value);
    if (key !== undefined) this.get(key);
  }

  /** The key of a value that is, or was, the one of its key. */
  keyOf(value: T): K | undefined {
    return this.#keys.get(value);
  }

  #keep(key: K, value: T): void {
    this.#young.set(key, value);
    if (this.#young.size >= this.#most) generations.isNextDue = true;
  }

  #age(): void {
    this.#old = this.#generation === generations.count - 1 ? this.#young : new Map();
    this.#young = new Map();
    this.#generation = generations.count;
  }

  /** Whether it was not held yet. */
  #hold(key: K, value: T): boolean {
    if (this.#held.get(key)?.deref() === value) return false;
    if (this.#held.size >= this.#sweepAt) {
      for (const [each, reference] of this.#held) if (reference.deref() === undefined) this.#held.delete(each);
      this.#sweepAt = Math.max(SWEPT, 2 * this.#held.size);
    }
    this.#held.set(key, new WeakRef(value));
    return true;
  }
}
