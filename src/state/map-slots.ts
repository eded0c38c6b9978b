/** Maps in the slots of a memory: what the views of maps do. */
import type { AnyDomain } from "../domain/domain.ts";
import type { Spread } from "../domain/spread.ts";
import { codeOf, codesOfParts, writeParts } from "./code-of.ts";
import type { Cell } from "./layout.ts";
import type { MemberSlots } from "./member-slots.ts";
import type { Memory } from "./memory.ts";
import { type Assigned, checkCopied, code } from "./strict.ts";
import { missingKey, pairs } from "./wrong-argument.ts";

type MapCell = Extract<Cell, { kind: "map" }>;

/** Key codes to items; what maps to values and maps to collections share. */
export abstract class MapBase {
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
  assign(contents: unknown): void {
    this.replacing(contents)();
  }
  /** What puts these items here: they are looked at now, and nothing is written before. */
  replacing(contents: unknown): () => void {
    const changes = new Map<number, () => void>();
    for (const [key, item] of pairs(this.place, contents)) changes.set(this.keyCode(key), this.putting(key, item));
    for (let code = 0; code < this.key.size; code++)
      if (!changes.has(code)) throw missingKey(this.place, this.key.format(this.key.decode(code)));
    return () => {
      for (const change of changes.values()) change();
    };
  }
  set(key: unknown, item: unknown): void {
    this.putting(key, item)();
  }
  /** What puts an item at a key. */
  protected abstract putting(key: unknown, item: unknown): () => void;
  protected keyCode(key: unknown): number {
    return codeOf(this.key, key, `a key of ${this.place}`);
  }
}

export class ValueMap extends MapBase {
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
  override set(key: unknown, value: unknown): void {
    const at = this.keyCode(key);
    this.#memory.write(this.#base + at, codeOf(this.#item, value, `${this.place}[${this.key.format(key)}]`));
  }
  protected putting(key: unknown, value: unknown): () => void {
    const at = this.keyCode(key);
    const code = codeOf(this.#item, value, `${this.place}[${this.key.format(key)}]`);
    return () => this.#memory.write(this.#base + at, code);
  }
}

/** To values that take several slots each. */
export class PartsMap extends MapBase {
  readonly #base: number;
  readonly #spread: Spread;
  readonly #memory: Memory;
  constructor(cell: MapCell, spread: Spread, memory: Memory, place: string) {
    super(cell, place);
    this.#base = cell.base;
    this.#spread = spread;
    this.#memory = memory;
  }
  get(key: unknown): unknown {
    return this.#spread.read(this.#memory, this.#slotOf(this.keyCode(key)));
  }
  override set(key: unknown, value: unknown): void {
    const slot = this.#slotOf(this.keyCode(key));
    writeParts(this.#memory, slot, this.#spread, value, `${this.place}[${this.key.format(key)}]`);
  }
  protected putting(key: unknown, value: unknown): () => void {
    const slot = this.#slotOf(this.keyCode(key));
    const codes = codesOfParts(this.#spread, value, `${this.place}[${this.key.format(key)}]`).slice();
    return () => {
      for (let at = 0; at < codes.length; at++) this.#memory.write(slot + at, codes[at] as number);
    };
  }
  #slotOf(key: number): number {
    return this.#base + key * this.#spread.slots.length;
  }
}

/** A collection in a map: what it does, and how it looks from outside. */
export interface Item {
  readonly contents: MapBase | MemberSlots;
  readonly view: object;
}

export class CollectionMap extends MapBase {
  readonly #make: (code: number, place: string) => Item;
  readonly #items: (Item | undefined)[];
  readonly #kind: Assigned["kind"];
  /** `make` makes the collection at a key. */
  constructor(cell: MapCell, place: string, make: (code: number, place: string) => Item) {
    super(cell, place);
    this.#make = make;
    this.#items = new Array(cell.items.length).fill(undefined);
    this.#kind = (cell.items[0] as Exclude<Cell, { kind: "value" }>).kind;
  }
  get(key: unknown): unknown {
    return this.#at(key).view;
  }
  protected putting(key: unknown, contents: unknown): () => void {
    const item = this.#at(key);
    const place = `${this.place}[${this.key.format(key)}]`;
    checkCopied(contents, { place, written: code(place), kind: this.#kind });
    return item.contents.replacing(contents);
  }
  #at(key: unknown): Item {
    const code = this.keyCode(key);
    let item = this.#items[code];
    if (item === undefined) {
      item = this.#make(code, `${this.place}[${this.key.format(this.key.decode(code))}]`);
      this.#items[code] = item;
    }
    return item;
  }
}
