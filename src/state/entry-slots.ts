/**
 * Sets, bags and sequences of values that take several slots each: what their views do. A member is an *entry*, a slot that
 * says whether there is one and the member's slots, all zero where there is none; entries have no gaps between them, and
 * those of sets and bags are in the order of their codes, slot by slot. Slots are looked at from the first on, no more than
 * it takes to tell two members apart.
 */
import type { Spread } from "../domain/spread.ts";
import { codesOfParts } from "./code-of.ts";
import { entryWidth } from "./layout.ts";
import { MemberSlots, VISIT } from "./member-slots.ts";
import type { Memory } from "./memory.ts";
import { checkIndex, checkLength, listed } from "./wrong-argument.ts";

/** A value that is to become a member, with its slots. */
interface Member {
  readonly value: unknown;
  readonly codes: Int32Array;
}

abstract class Entries extends MemberSlots {
  protected readonly spread: Spread;
  protected readonly width: number;
  constructor(spread: Spread, base: number, capacity: number, memory: Memory, place: string) {
    super(spread.domain, base, capacity, memory, place);
    this.spread = spread;
    this.width = entryWidth(spread);
  }
  get size(): number {
    let size = 0;
    while (size < this.capacity && this.isThere(size)) size++;
    return size;
  }
  clear(): void {
    for (let slot = this.base; slot < this.base + this.capacity * this.width; slot++) this.memory.write(slot, 0);
  }
  protected *[VISIT](): Generator<unknown> {
    for (let entry = 0; entry < this.capacity && this.isThere(entry); entry++) yield this.valueAt(entry);
  }
  protected isThere(entry: number): boolean {
    return this.memory.read(this.base + entry * this.width) === 1;
  }
  protected valueAt(entry: number): unknown {
    return this.spread.read(this.memory, this.base + entry * this.width + 1);
  }
  protected codes(value: unknown): Int32Array {
    return codesOfParts(this.spread, value, `a member of ${this.place}`);
  }
  /** Whether the entry that is there comes before these codes (below 0), is the same (0), or comes after. */
  protected compare(entry: number, codes: Int32Array): number {
    const first = this.base + entry * this.width + 1;
    for (let at = 0; at < codes.length; at++) {
      const difference = this.memory.read(first + at) - (codes[at] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }
  protected put(entry: number, codes: Int32Array): void {
    const first = this.base + entry * this.width;
    this.memory.write(first, 1);
    for (let at = 0; at < codes.length; at++) this.memory.write(first + 1 + at, codes[at] as number);
  }
  /** Copies one entry over another; from behind the last one, zeros. */
  protected move(from: number, to: number): void {
    const source = this.base + from * this.width;
    const target = this.base + to * this.width;
    for (let at = 0; at < this.width; at++)
      this.memory.write(target + at, from < this.capacity ? this.memory.read(source + at) : 0);
  }
  replacing(contents: unknown): () => void {
    const members = this.fitting(
      listed(this.place, contents).map((value) => ({ value, codes: this.codes(value).slice() })),
    );
    const beyond = members[this.capacity];
    if (beyond !== undefined) throw this.overflow(beyond.value);
    const ordered = this.inOrder(members);
    return () => {
      for (let entry = 0; entry < this.capacity; entry++) {
        const member = ordered[entry];
        if (member === undefined) this.move(this.capacity, entry);
        else this.put(entry, member.codes);
      }
    };
  }
  /** Those that are to be here, each as often as it is to be. */
  protected fitting(members: readonly Member[]): readonly Member[] {
    return members;
  }
  /** And in which order. */
  protected inOrder(members: readonly Member[]): readonly Member[] {
    return members;
  }
  /** Takes an entry out: what is behind it moves one place forward. */
  protected close(entry: number): void {
    for (let to = entry; to < this.capacity && this.isThere(to); to++) this.move(to + 1, to);
  }
}

/** In order: a set, or with repetitions a bag. */
export class SortedEntries extends Entries {
  readonly #repeats: boolean;
  constructor(spread: Spread, base: number, capacity: number, memory: Memory, place: string, repeats: boolean) {
    super(spread, base, capacity, memory, place);
    this.#repeats = repeats;
  }
  has(value: unknown): boolean {
    return this.#find(this.codes(value)) >= 0;
  }
  count(value: unknown): number {
    const codes = this.codes(value);
    let count = 0;
    for (let entry = 0; entry < this.capacity && this.isThere(entry); entry++) {
      const order = this.compare(entry, codes);
      if (order > 0) break;
      if (order === 0) count++;
    }
    return count;
  }
  add(value: unknown): void {
    const codes = this.codes(value).slice();
    const insert = () => this.#insert(value, codes);
    if (!this.memory.edits?.put(this.base, [1, ...codes], insert)) insert();
  }
  #insert(value: unknown, codes: Int32Array): void {
    let at = 0;
    for (; at < this.capacity && this.isThere(at); at++) {
      const order = this.compare(at, codes);
      if (order === 0 && !this.#repeats) return;
      if (order > 0) break;
    }
    if (this.isThere(this.capacity - 1)) throw this.overflow(value);
    for (let to = this.size; to > at; to--) this.move(to - 1, to);
    this.put(at, codes);
  }
  delete(value: unknown): boolean {
    const { edits } = this.memory;
    if (edits === undefined) return this.#remove(this.codes(value));
    const codes = this.codes(value).slice();
    return edits.take(this.base, [1, ...codes], () => this.#remove(codes)) || this.#remove(codes);
  }
  #remove(codes: Int32Array): boolean {
    const found = this.#find(codes);
    if (found >= 0) this.close(found);
    return found >= 0;
  }
  protected override fitting(members: readonly Member[]): readonly Member[] {
    return this.#repeats ? members : [...new Map(members.map((member) => [member.codes.join(), member])).values()];
  }
  protected override inOrder(members: readonly Member[]): readonly Member[] {
    return members.toSorted(({ codes: one }, { codes: other }) => {
      const at = one.findIndex((code, slot) => code !== other[slot]);
      return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
    });
  }
  #find(codes: Int32Array): number {
    for (let entry = 0; entry < this.capacity && this.isThere(entry); entry++) {
      const order = this.compare(entry, codes);
      if (order >= 0) return order === 0 ? entry : -1;
    }
    return -1;
  }
}

/** In the order in which they came. */
export class EntrySequence extends Entries {
  at(index: number): unknown {
    const whole = Math.trunc(index) || 0;
    const at = whole < 0 ? this.size + whole : whole;
    return at >= 0 && at < this.capacity && this.isThere(at) ? this.valueAt(at) : undefined;
  }
  includes(value: unknown): boolean {
    return this.indexOf(value) >= 0;
  }
  indexOf(value: unknown): number {
    const codes = this.codes(value);
    for (let entry = 0; entry < this.capacity && this.isThere(entry); entry++)
      if (this.compare(entry, codes) === 0) return entry;
    return -1;
  }
  insert(index: number, value: unknown): void {
    const { size } = this;
    checkIndex(this.place, "insert", index, size + 1, () => size);
    const codes = this.codes(value);
    if (size === this.capacity) throw this.overflow(value);
    for (let to = size; to > index; to--) this.move(to - 1, to);
    this.put(index, codes);
  }
  remove(index: number): unknown {
    checkIndex(this.place, "remove", index, this.size, () => this.size);
    const removed = this.valueAt(index);
    this.close(index);
    return removed;
  }
  set(index: number, value: unknown): void {
    checkIndex(this.place, "set", index, this.size, () => this.size);
    this.put(index, this.codes(value));
  }
  truncate(length: number): void {
    checkLength(this.place, "truncate", length, () => this.size);
    for (let entry = length; entry < this.capacity && this.isThere(entry); entry++) this.move(this.capacity, entry);
  }
  push(value: unknown): void {
    const codes = this.codes(value).slice();
    const append = () => this.#append(value, codes);
    if (!this.memory.edits?.put(this.base, [1, ...codes], append)) append();
  }
  #append(value: unknown, codes: Int32Array): void {
    const { size } = this;
    if (size === this.capacity) throw this.overflow(value);
    this.put(size, codes);
  }
  shift(): unknown {
    if (!this.isThere(0)) return undefined;
    const value = this.valueAt(0);
    if (!this.memory.edits?.shift(this.base, () => this.close(0))) this.close(0);
    return value;
  }
  pop(): unknown {
    const { size } = this;
    if (size === 0) return undefined;
    const value = this.valueAt(size - 1);
    this.close(size - 1);
    return value;
  }
}
