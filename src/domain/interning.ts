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
 * grows, and an old one that is dropped when the young one takes its place, between runs.
 */
import { room } from "../closed-room.ts";
import { thresholds } from "../thresholds.ts";

/** Weak references that are gone through, at least, for those that nobody keeps any more. */
const SWEPT = 1024;

export class Interning<K, T extends object> {
  #young = new Map<K, T>();
  #old = new Map<K, T>();
  readonly #held = new Map<K, WeakRef<T>>();
  readonly #keys = new WeakMap<T, K>();
  #run = -1;
  readonly #generation = thresholds.internedValues;
  #sweepAt = SWEPT;

  /** The value of a key, if there is one now. */
  get(key: K): T | undefined {
    if (this.#young.size >= this.#generation && (this.#run !== room.run || room.depth === 0)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#run = room.run;
    let value = this.#young.get(key);
    if (value === undefined) {
      value = this.#old.get(key) ?? this.#held.get(key)?.deref();
      if (value === undefined) return undefined;
      this.#young.set(key, value);
    }
    if (room.depth === 0) this.#hold(key, value);
    return value;
  }

  /** Takes a value in that there was none of. */
  add(key: K, value: T): void {
    this.#young.set(key, value);
    this.#keys.set(value, key);
    if (room.depth === 0) this.#hold(key, value);
  }

  /** The key of a value that is, or was, the one of its key. */
  keyOf(value: T): K | undefined {
    return this.#keys.get(value);
  }

  #hold(key: K, value: T): void {
    if (this.#held.get(key)?.deref() === value) return;
    if (this.#held.size >= this.#sweepAt) {
      for (const [each, reference] of this.#held) if (reference.deref() === undefined) this.#held.delete(each);
      this.#sweepAt = Math.max(SWEPT, 2 * this.#held.size);
    }
    this.#held.set(key, new WeakRef(value));
  }
}
