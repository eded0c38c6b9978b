/**
 * Where a code mentions elements, and what renaming them makes of it: element e at a place of some weight adds (f - e) times
 * the weight when it becomes f. In a tuple with a place per key (domain/per-key.ts) it is the place that mentions elements,
 * and what is there moves with it: such *keyed* mentions add the difference of what it is worth at either place.
 */

/** Mentions found in a code, one behind the other; reused from code to code. */
export class Mentions {
  count = 0;
  readonly element: number[] = [];
  readonly weight: number[] = [];
  keyedCount = 0;
  readonly keyed: Keyed[] = [];
  readonly key: number[] = [];
  readonly amount: number[] = [];

  clear(): void {
    this.count = 0;
    this.keyedCount = 0;
  }

  add(element: number, weight: number): void {
    this.element[this.count] = element;
    this.weight[this.count] = weight;
    this.count++;
  }

  /** `amount` stands at the place of a key. */
  addKeyed(keyed: Keyed, key: number, amount: number): void {
    this.keyed[this.keyedCount] = keyed;
    this.key[this.keyedCount] = key;
    this.amount[this.keyedCount] = amount;
    this.keyedCount++;
  }

  addAll(others: Mentions): void {
    for (let at = 0; at < others.count; at++) this.add(others.element[at] as number, others.weight[at] as number);
    for (let at = 0; at < others.keyedCount; at++)
      this.addKeyed(others.keyed[at] as Keyed, others.key[at] as number, others.amount[at] as number);
  }

  /** What a renaming adds to the code. */
  change(images: Int32Array): number {
    let change = 0;
    for (let at = 0; at < this.count; at++) {
      const from = this.element[at] as number;
      change += ((images[from] as number) - from) * (this.weight[at] as number);
    }
    for (let at = 0; at < this.keyedCount; at++)
      change += (this.keyed[at] as Keyed).change(this.key[at] as number, images) * (this.amount[at] as number);
    return change;
  }
}

/** The places of a tuple with one per key. */
export class Keyed {
  readonly base: number;
  /** Per key, what it mentions. */
  readonly mentions: readonly Mentions[];
  /** Per key, what 1 at its place is worth. */
  readonly #worth: readonly number[];

  constructor(mentions: readonly Mentions[], base: number) {
    this.base = base;
    this.mentions = mentions;
    this.#worth = mentions.map((_, key) => base ** (mentions.length - 1 - key));
  }

  worth(key: number): number {
    return this.#worth[key] as number;
  }

  /** What 1 at the place of a key is worth more where a renaming puts it. */
  change(key: number, images: Int32Array): number {
    const to = key + (this.mentions[key] as Mentions).change(images);
    return (this.#worth[to] as number) - (this.#worth[key] as number);
  }
}
