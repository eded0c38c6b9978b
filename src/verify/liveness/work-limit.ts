/**
 * A bound on the work of a search that could otherwise explode, counted in steps looked at and not in time, so that the
 * answer is the same on every machine.
 */
export class WorkLimit {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** False once the work is used up. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }
}
