/** Sets, bags and sequences in the slots of a memory, in the forms that layout.ts gives them: what their views do. */
import type { AnyDomain } from "../domain/domain.ts";
import { codeOf } from "./code-of.ts";
import type { Memory } from "./memory.ts";
import { checkIndex, checkLength, listed, noRoom } from "./wrong-argument.ts";

/** Names what models are not meant to call. */
export const VISIT = Symbol("visit");

/** What the views of sets, bags and sequences share. */
export abstract class MemberSlots {
  protected readonly element: AnyDomain;
  protected readonly base: number;
  protected readonly capacity: number;
  protected readonly memory: Memory;
  protected readonly place: string;
  constructor(element: AnyDomain, base: number, capacity: number, memory: Memory, place: string) {
    this.element = element;
    this.base = base;
    this.capacity = capacity;
    this.memory = memory;
    this.place = place;
  }
  abstract get size(): number;
  /** The members one after the other, each looked for when it is asked for. */
  protected abstract [VISIT](): Generator<unknown>;
  /** A draft is visited as it was when the visit began, so that an effect may change what it goes through. */
  [Symbol.iterator](): Iterator<unknown> {
    return this.memory.writable ? [...this[VISIT]()][Symbol.iterator]() : this[VISIT]();
  }
  assign(contents: unknown): void {
    this.replacing(contents)();
  }
  /** What puts these contents here in place of all others: they are looked at now, and nothing is written before. */
  abstract replacing(contents: unknown): () => void;
  protected code(value: unknown): number {
    return codeOf(this.element, value, `a member of ${this.place}`);
  }
  protected overflow(value: unknown): Error {
    return noRoom(this.place, this.capacity, this.element, value);
  }
}

/** Of members that are one code each. */
abstract class Coded extends MemberSlots {
  replacing(contents: unknown): () => void {
    return this.fitting(listed(this.place, contents).map((value) => this.code(value)));
  }
  /** What writes these codes, in the order in which they come. Throws when there are too many. */
  protected abstract fitting(codes: readonly number[]): () => void;
  /** Throws when there are more than the capacity. */
  protected checkRoom(codes: readonly number[]): void {
    if (codes.length > this.capacity) throw this.overflow(this.element.decode(codes[this.capacity] as number));
  }
}

/** A number per value of the domain: how often it is there. */
abstract class Counted extends Coded {
  get size(): number {
    let size = 0;
    for (let code = 0; code < this.element.size; code++) size += this.memory.read(this.base + code);
    return size;
  }
  clear(): void {
    for (let code = 0; code < this.element.size; code++) this.memory.write(this.base + code, 0);
  }
}

/** Once or not at all. */
export class BitSet extends Counted {
  has(value: unknown): boolean {
    return this.memory.read(this.base + this.code(value)) === 1;
  }
  add(value: unknown): void {
    const slot = this.base + this.code(value);
    if (this.capacity < this.element.size && this.memory.read(slot) === 0 && this.size >= this.capacity)
      throw this.overflow(value);
    this.memory.write(slot, 1);
  }
  delete(value: unknown): boolean {
    const slot = this.base + this.code(value);
    if (this.memory.read(slot) === 0) return false;
    this.memory.write(slot, 0);
    return true;
  }
  protected fitting(codes: readonly number[]): () => void {
    const members = new Set(codes);
    this.checkRoom([...members]);
    return () => {
      for (let code = 0; code < this.element.size; code++)
        this.memory.write(this.base + code, members.has(code) ? 1 : 0);
    };
  }
  protected *[VISIT](): Generator<unknown> {
    for (let code = 0; code < this.element.size; code++) {
      if (this.memory.read(this.base + code) === 1) yield this.element.decode(code);
    }
  }
}

/** Any number of times. */
export class CountedBag extends Counted {
  has(value: unknown): boolean {
    return this.count(value) > 0;
  }
  count(value: unknown): number {
    return this.memory.read(this.base + this.code(value));
  }
  add(value: unknown): void {
    const slot = this.base + this.code(value);
    if (this.size >= this.capacity) throw this.overflow(value);
    this.memory.write(slot, this.memory.read(slot) + 1);
  }
  delete(value: unknown): boolean {
    const slot = this.base + this.code(value);
    const count = this.memory.read(slot);
    if (count === 0) return false;
    this.memory.write(slot, count - 1);
    return true;
  }
  protected fitting(codes: readonly number[]): () => void {
    this.checkRoom(codes);
    const counts = new Map<number, number>();
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    return () => {
      for (let code = 0; code < this.element.size; code++) this.memory.write(this.base + code, counts.get(code) ?? 0);
    };
  }
  protected *[VISIT](): Generator<unknown> {
    for (let code = 0; code < this.element.size; code++) {
      for (let left = this.memory.read(this.base + code); left > 0; left--) yield this.element.decode(code);
    }
  }
}

/** Code + 1 per place from the first on, zeros behind the last. */
abstract class Listed extends Coded {
  get size(): number {
    let size = 0;
    while (size < this.capacity && this.memory.read(this.base + size) !== 0) size++;
    return size;
  }
  clear(): void {
    for (let at = 0; at < this.capacity; at++) this.memory.write(this.base + at, 0);
  }
  protected write(codes: readonly number[]): void {
    for (let at = 0; at < this.capacity; at++) {
      const code = codes[at];
      this.memory.write(this.base + at, code === undefined ? 0 : code + 1);
    }
  }
  /** Moves everything behind place `at` one place forward. */
  protected close(at: number): void {
    for (let to = at; to < this.capacity; to++) {
      const next = to + 1 < this.capacity ? this.memory.read(this.base + to + 1) : 0;
      this.memory.write(this.base + to, next);
      if (next === 0) return;
    }
  }
  protected *[VISIT](): Generator<unknown> {
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0) return;
      yield this.element.decode(found - 1);
    }
  }
}

/** In order: a set, or with repetitions a bag. */
export class SortedMembers extends Listed {
  readonly #repeats: boolean;
  constructor(element: AnyDomain, base: number, capacity: number, memory: Memory, place: string, repeats: boolean) {
    super(element, base, capacity, memory, place);
    this.#repeats = repeats;
  }
  has(value: unknown): boolean {
    return this.count(value) > 0;
  }
  count(value: unknown): number {
    const wanted = this.code(value) + 1;
    let count = 0;
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0 || found > wanted) break;
      if (found === wanted) count++;
    }
    return count;
  }
  add(value: unknown): void {
    const code = this.code(value);
    if (this.memory.edits?.put(this.base, [code + 1], () => this.#insert(value))) return;
    this.#insert(value);
  }
  #insert(value: unknown): void {
    let carried = this.code(value) + 1;
    if (!this.#repeats && this.has(value)) return;
    if (this.memory.read(this.base + this.capacity - 1) !== 0) throw this.overflow(value);
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0 || found > carried) {
        this.memory.write(this.base + at, carried);
        carried = found;
        if (found === 0) return;
      }
    }
  }
  delete(value: unknown): boolean {
    const wanted = this.code(value) + 1;
    return this.memory.edits?.take(this.base, [wanted], () => this.#remove(wanted)) || this.#remove(wanted);
  }
  #remove(wanted: number): boolean {
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0 || found > wanted) return false;
      if (found === wanted) {
        this.close(at);
        return true;
      }
    }
    return false;
  }
  protected fitting(codes: readonly number[]): () => void {
    const members = this.#repeats ? codes : [...new Set(codes)];
    this.checkRoom(members);
    return () => this.write([...members].sort((a, b) => a - b));
  }
}

/** In the order in which they came. */
export class Sequence extends Listed {
  at(index: number): unknown {
    const whole = Math.trunc(index) || 0;
    const at = whole < 0 ? this.size + whole : whole;
    const found = at >= 0 && at < this.capacity ? this.memory.read(this.base + at) : 0;
    return found === 0 ? undefined : this.element.decode(found - 1);
  }
  includes(value: unknown): boolean {
    return this.indexOf(value) >= 0;
  }
  indexOf(value: unknown): number {
    const wanted = this.code(value) + 1;
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === wanted) return at;
      if (found === 0) return -1;
    }
    return -1;
  }
  insert(index: number, value: unknown): void {
    this.#check("insert", index, 1);
    let carried = this.code(value) + 1;
    if (this.memory.read(this.base + this.capacity - 1) !== 0) throw this.overflow(value);
    for (let at = index; carried !== 0; at++) {
      const found = this.memory.read(this.base + at);
      this.memory.write(this.base + at, carried);
      carried = found;
    }
  }
  remove(index: number): unknown {
    this.#check("remove", index, 0);
    const removed = this.at(index);
    this.close(index);
    return removed;
  }
  set(index: number, value: unknown): void {
    this.#check("set", index, 0);
    this.memory.write(this.base + index, this.code(value) + 1);
  }
  truncate(length: number): void {
    checkLength(this.place, "truncate", length, () => this.size);
    for (let at = length; at < this.capacity; at++) {
      if (this.memory.read(this.base + at) === 0) return;
      this.memory.write(this.base + at, 0);
    }
  }
  protected fitting(codes: readonly number[]): () => void {
    this.checkRoom(codes);
    return () => this.write(codes);
  }
  /** Throws for what is no index of a value, or, with `more`, of one behind the last. */
  #check(method: string, index: unknown, more: 0 | 1): void {
    checkIndex(this.place, method, index, this.size + more, () => this.size);
  }
  push(value: unknown): void {
    const code = this.code(value);
    if (this.memory.edits?.put(this.base, [code + 1], () => this.#append(value, code))) return;
    this.#append(value, code);
  }
  #append(value: unknown, code: number): void {
    const length = this.size;
    if (length >= this.capacity) throw this.overflow(value);
    this.memory.write(this.base + length, code + 1);
  }
  shift(): unknown {
    const first = this.at(0);
    if (first === undefined) return undefined;
    if (!this.memory.edits?.shift(this.base, () => this.close(0))) this.close(0);
    return first;
  }
  pop(): unknown {
    const length = this.size;
    if (length === 0) return undefined;
    const last = this.at(length - 1);
    this.memory.write(this.base + length - 1, 0);
    return last;
  }
}
