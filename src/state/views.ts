/**
 * Typed views over a memory: what the closures of a model are handed. One object per collection, made when it is first
 * asked for; reading a variable or a map item reads one slot. A value outside its domain and a collection over its
 * capacity are errors that name the place. What views look like from outside, and what they refuse, is in strict.ts.
 */

import { type Lease, newLease } from "../closed-room.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { outOfDomain } from "../domain/why-not.ts";
import { synodError } from "../errors.ts";
import type { Schema, StateDraft } from "./field.ts";
import type { Cell, Layout } from "./layout.ts";
import type { Memory } from "./memory.ts";
import { METHODS, strictCollection, strictState } from "./strict.ts";

/**
 * The state object over `memory`, to be used while `lease` says so. It is typed as a draft; handing it out as a `StateView`
 * makes it read-only by type.
 */
export function viewState<S extends Schema>(layout: Layout, memory: Memory, lease = newLease()): StateDraft<S> {
  const fields = [...layout.cells].map(([name, cell]) => {
    if (cell.kind === "value") {
      const { base, domain } = cell;
      const get = () => domain.decode(memory.read(base));
      const set = (value: unknown) => memory.write(base, codeOf(domain, value, name));
      return [name, { kind: null, get, set }] as const;
    }
    let view: object | undefined;
    const get = () => {
      view ??= viewCell(cell, memory, name, lease);
      return view;
    };
    return [name, { kind: cell.kind, get, set: () => {} }] as const;
  });
  return strictState(lease, Object.fromEntries(fields), () => memory.writable) as StateDraft<S>;
}

function codeOf(domain: AnyDomain, value: unknown, place: string): number {
  const code = domain.encode(value);
  if (code < 0) throw outOfDomain(place, domain, value);
  return code;
}

type CollectionCell = Exclude<Cell, { kind: "value" }>;
/** What the classes below have for each method of their kind. */
type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;

function viewCell(cell: CollectionCell, memory: Memory, place: string, lease: Lease): object {
  const contents = contentsOf(cell, memory, place, lease);
  const methods: Record<string, Methods[string]> = {};
  for (const name of Object.keys(METHODS[cell.kind])) {
    const method = (contents as unknown as Methods)[name];
    if (method !== undefined) methods[name] = method.bind(contents);
  }
  return strictCollection(cell.kind, place, lease, {
    methods,
    size: contents instanceof Members ? () => contents.size : null,
    iterate: () => contents[Symbol.iterator](),
    writable: () => memory.writable,
  });
}

function contentsOf(cell: CollectionCell, memory: Memory, place: string, lease: Lease): MapBase | Members {
  switch (cell.kind) {
    case "map":
      return cell.items[0]?.kind === "value"
        ? new ValueMap(cell, memory, place)
        : new CollectionMap(cell, memory, place, lease);
    case "set":
    case "bag": {
      const { element, base, capacity } = cell;
      if (cell.form === "sorted") return new SortedMembers(element, base, capacity, memory, place, cell.kind === "bag");
      return cell.kind === "set"
        ? new BitSet(element, base, capacity, memory, place)
        : new CountedBag(element, base, capacity, memory, place);
    }
    case "sequence":
      return new Sequence(cell.element, cell.base, cell.capacity, memory, place);
  }
}

type MapCell = Extract<Cell, { kind: "map" }>;

/** Key codes to items; what maps to values and maps to collections share. */
abstract class MapBase {
  protected readonly key: AnyDomain;
  protected readonly place: string;
  constructor(cell: MapCell, place: string) {
    this.key = cell.key;
    this.place = place;
  }
  abstract get(key: unknown): unknown;
  keys(): readonly unknown[] {
    return this.key.values;
  }
  values(): unknown[] {
    return this.key.values.map((key) => this.get(key));
  }
  entries(): (readonly [unknown, unknown])[] {
    return this.key.values.map((key) => [key, this.get(key)] as const);
  }
  [Symbol.iterator](): Iterator<readonly [unknown, unknown]> {
    return this.entries()[Symbol.iterator]();
  }
  protected keyCode(key: unknown): number {
    return codeOf(this.key, key, `a key of ${this.place}`);
  }
}

class ValueMap extends MapBase {
  readonly #base: number;
  readonly #item: AnyDomain;
  readonly #memory: Memory;
  constructor(cell: MapCell, memory: Memory, place: string) {
    super(cell, place);
    this.#base = cell.base;
    this.#item = (cell.items[0] as Extract<Cell, { kind: "value" }>).domain;
    this.#memory = memory;
  }
  get(key: unknown): unknown {
    return this.#item.decode(this.#memory.read(this.#base + this.keyCode(key)));
  }
  set(key: unknown, value: unknown): void {
    const at = this.keyCode(key);
    this.#memory.write(this.#base + at, codeOf(this.#item, value, `${this.place}[${this.key.format(key)}]`));
  }
}

class CollectionMap extends MapBase {
  readonly #cell: MapCell;
  readonly #memory: Memory;
  readonly #lease: Lease;
  readonly #items: (object | undefined)[];
  constructor(cell: MapCell, memory: Memory, place: string, lease: Lease) {
    super(cell, place);
    this.#cell = cell;
    this.#memory = memory;
    this.#lease = lease;
    this.#items = new Array(cell.items.length).fill(undefined);
  }
  get(key: unknown): unknown {
    const code = this.keyCode(key);
    let item = this.#items[code];
    if (item === undefined) {
      const place = `${this.place}[${this.key.format(this.key.decode(code))}]`;
      item = viewCell(this.#cell.items[code] as CollectionCell, this.#memory, place, this.#lease);
      this.#items[code] = item;
    }
    return item;
  }
}

/** Names what models are not meant to call. */
const VISIT = Symbol("visit");

/** What the views of sets, bags and sequences share. */
abstract class Members {
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
  protected code(value: unknown): number {
    return codeOf(this.element, value, `a member of ${this.place}`);
  }
  protected overflow(value: unknown): Error {
    return synodError("capacity-exceeded", {
      place: this.place,
      capacity: this.capacity,
      value: this.element.format(value),
    });
  }
}

/** One bit per value of the domain. */
class BitSet extends Members {
  get size(): number {
    let size = 0;
    for (let code = 0; code < this.element.size; code++) size += this.memory.read(this.base + code);
    return size;
  }
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
  clear(): void {
    for (let code = 0; code < this.element.size; code++) this.memory.write(this.base + code, 0);
  }
  protected *[VISIT](): Generator<unknown> {
    for (let code = 0; code < this.element.size; code++) {
      if (this.memory.read(this.base + code) === 1) yield this.element.decode(code);
    }
  }
}

/** One count per value of the domain. */
class CountedBag extends Members {
  get size(): number {
    let size = 0;
    for (let code = 0; code < this.element.size; code++) size += this.memory.read(this.base + code);
    return size;
  }
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
  clear(): void {
    for (let code = 0; code < this.element.size; code++) this.memory.write(this.base + code, 0);
  }
  protected *[VISIT](): Generator<unknown> {
    for (let code = 0; code < this.element.size; code++) {
      for (let left = this.memory.read(this.base + code); left > 0; left--) yield this.element.decode(code);
    }
  }
}

/** A sorted array of code + 1, zeros at the end: a set, or with repetitions a bag. */
class SortedMembers extends Members {
  readonly #repeats: boolean;
  constructor(element: AnyDomain, base: number, capacity: number, memory: Memory, place: string, repeats: boolean) {
    super(element, base, capacity, memory, place);
    this.#repeats = repeats;
  }
  get size(): number {
    let size = 0;
    while (size < this.capacity && this.memory.read(this.base + size) !== 0) size++;
    return size;
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
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0 || found > wanted) return false;
      if (found === wanted) {
        this.#close(at);
        return true;
      }
    }
    return false;
  }
  clear(): void {
    for (let at = 0; at < this.capacity; at++) this.memory.write(this.base + at, 0);
  }
  protected *[VISIT](): Generator<unknown> {
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0) return;
      yield this.element.decode(found - 1);
    }
  }
  /** Moves everything behind place `at` one place forward. */
  #close(at: number): void {
    for (let to = at; to < this.capacity; to++) {
      const next = to + 1 < this.capacity ? this.memory.read(this.base + to + 1) : 0;
      this.memory.write(this.base + to, next);
      if (next === 0) return;
    }
  }
}

/** Code + 1 per place, zeros behind the last. */
class Sequence extends Members {
  get size(): number {
    let length = 0;
    while (length < this.capacity && this.memory.read(this.base + length) !== 0) length++;
    return length;
  }
  at(index: number): unknown {
    const whole = Math.trunc(index) || 0;
    const at = whole < 0 ? this.size + whole : whole;
    const found = at >= 0 && at < this.capacity ? this.memory.read(this.base + at) : 0;
    return found === 0 ? undefined : this.element.decode(found - 1);
  }
  includes(value: unknown): boolean {
    const wanted = this.code(value) + 1;
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === wanted) return true;
      if (found === 0) return false;
    }
    return false;
  }
  push(value: unknown): void {
    const code = this.code(value);
    const length = this.size;
    if (length >= this.capacity) throw this.overflow(value);
    this.memory.write(this.base + length, code + 1);
  }
  shift(): unknown {
    const first = this.at(0);
    for (let to = 0; to < this.capacity; to++) {
      const next = to + 1 < this.capacity ? this.memory.read(this.base + to + 1) : 0;
      if (next === 0 && this.memory.read(this.base + to) === 0) break;
      this.memory.write(this.base + to, next);
    }
    return first;
  }
  pop(): unknown {
    const length = this.size;
    if (length === 0) return undefined;
    const last = this.at(length - 1);
    this.memory.write(this.base + length - 1, 0);
    return last;
  }
  clear(): void {
    for (let at = 0; at < this.capacity; at++) this.memory.write(this.base + at, 0);
  }
  protected *[VISIT](): Generator<unknown> {
    for (let at = 0; at < this.capacity; at++) {
      const found = this.memory.read(this.base + at);
      if (found === 0) return;
      yield this.element.decode(found - 1);
    }
  }
}
