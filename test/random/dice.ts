/**
 * The one source of choices of all random models: a seed in, the same choices out, in every thread and on every machine
 * (mulberry32). Neighbouring seeds begin unalike. Models of one seed but different families have nothing in common.
 */
export class Dice {
  #state: number;

  constructor(seed: number, family = 0x0ac1e) {
    this.#state = (seed ^ family) | 0;
  }

  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const all: T[] = [];
    while (left.length > 0) all.push(...left.splice(this.below(left.length), 1));
    return all;
  }
}
