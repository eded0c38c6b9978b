/** Maps in the slots of a memory: what the views of maps do. */
import type { AnyDomain } from "../domain/domain.ts";
import type { Spread } from "../domain/spread.ts";
import { codeOf, writeParts } from "./code-of.ts";
import type { Cell } from "./layout.ts";
import type { Memory } from "./memory.ts";

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
  set(key: unknown, value: unknown): void {
    const at = this.keyCode(key);
    this.#memory.write(this.#base + at, codeOf(this.#item, value, `${this.place}[${this.key.format(key)}]`));
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
  set(key: unknown, value: unknown): void {
    const slot = this.#slotOf(this.keyCode(key));
    writeParts(this.#memory, slot, this.#spread, value, `${this.place}[${this.key.format(key)}]`);
  }
  #slotOf(key: number): number {
    return this.#base + key * this.#spread.slots.length;
  }
}

export class CollectionMap extends MapBase {
  readonly #view: (code: number, place: string) => object;
  readonly #items: (object | undefined)[];
  /** `view` makes the view of the collection at a key. */
  constructor(cell: MapCell, place: string, view: (code: number, place: string) => object) {
    super(cell, place);
    this.#view = view;
    this.#items = new Array(cell.items.length).fill(undefined);
  }
  get(key: unknown): unknown {
    const code = this.keyCode(key);
    let item = this.#items[code];
    if (item === undefined) {
      item = this.#view(code, `${this.place}[${this.key.format(this.key.decode(code))}]`);
      this.#items[code] = item;
    }
    return item;
  }
}
