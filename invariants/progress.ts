/**
 * How far an order of a history's operations has come: per caller, how many of its operations stand in the order. How the
 * order goes on depends on that alone and on what the object then holds, so each such position has a key, by which one that
 * led nowhere is known again.
 */

/** Per caller, how many of its operations had returned when an operation was invoked. */
interface Timed {
  readonly after: readonly number[];
}

export class Progress<O extends Timed> {
  readonly #history: readonly (readonly O[])[];
  /** Per caller, how many of its operations stand in the order. */
  readonly #taken: number[];
  /** Per caller, what one more operation of it adds to the number of the position. */
  readonly #strides: number[] = [];
  /** Whether the numbers of positions are exact. */
  readonly #isNumbered: boolean;
  #position = 0;

  constructor(history: readonly (readonly O[])[]) {
    this.#history = history;
    this.#taken = history.map(() => 0);
    let stride = 1;
    for (const operations of history) {
      this.#strides.push(stride);
      stride *= operations.length + 1;
    }
    this.#isNumbered = stride <= Number.MAX_SAFE_INTEGER;
  }

  /** What tells the position from others: its number, or text where numbers would not be exact any more. */
  key(): number | string {
    return this.#isNumbered ? this.#position : this.#taken.join();
  }

  /** The caller's first operation that does not stand in the order. */
  next(caller: number): O | undefined {
    return this.#history[caller]?.[this.#taken[caller] as number];
  }

  /** Whether all that had returned when it was invoked stands in the order. */
  isDue({ after }: O): boolean {
    for (let caller = 0; caller < after.length; caller++) {
      if ((after[caller] as number) > (this.#taken[caller] as number)) return false;
    }
    return true;
  }

  /** Puts the caller's next operation in the order. */
  take(caller: number): void {
    this.#taken[caller] = (this.#taken[caller] as number) + 1;
    this.#position += this.#strides[caller] as number;
  }

  /** Takes the caller's last one out again. */
  giveBack(caller: number): void {
    this.#taken[caller] = (this.#taken[caller] as number) - 1;
    this.#position -= this.#strides[caller] as number;
  }
}
