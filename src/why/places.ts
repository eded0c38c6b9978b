/**
 * Where a state can be said to be so or so. The engine's slots will not do: the third slot of a sorted set is no fact that
 * anybody could read. Here there is a place per variable, per item of a map and per place of a sequence, and for every value
 * that could be in a set or a bag a place that says whether it is there, or how often. The views of models stand on any memory
 * (state/views.ts), so that closures run over these places as they do over the engine's.
 *
 * Law: of one layout, equal states have equal codes, and other states other ones, but for values that did not occur
 * (occurring.ts), which are one.
 */
import { type Code, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { isSpread } from "../domain/spread/slots.ts";
import type { Stored, StoredState } from "../interpret/plain-store.ts";
import type { Field, MembersField, Schema } from "../state/field.ts";
import { isContainer } from "../state/field.ts";
import type { Cell } from "../state/layout.ts";
import { Met, type Occurring, occurring } from "./occurring.ts";

/** Values up to which a set or a bag has a place for each of its domain. */
const MEMBERS_LISTED = 512;

/** What a place is of, for whoever writes about it. */
export interface FactPlace {
  /** The field of the state, and the keys of its maps that lead on from there. */
  readonly field: string;
  readonly keys: readonly KeyOfPlace[];
  /**
   * `value`: what a variable or an item has; `member`: whether, or how often, `member` is in the set or bag; `item`: what is at
   * `index` of a sequence, code 0 for nothing.
   */
  readonly kind: "value" | "member" | "item";
  /** Of values and items: what they are of. Of members: what the member is of. */
  readonly domain: AnyDomain;
  readonly member: unknown;
  readonly index: number;
  /** How many codes it has. */
  readonly size: number;
  /** Of a place whose codes stand for what occurs: the one for everything else; of a member of the kind: 0. Null: none is such. */
  readonly other: number | null;
  /** Of a member or an item: the collection, whose places only together make a state. */
  readonly group: Group | null;
}

export interface KeyOfPlace {
  readonly domain: AnyDomain;
  readonly value: unknown;
}

/** The places of one set, bag or sequence. */
export interface Group {
  readonly kind: "set" | "bag" | "sequence";
  readonly base: number;
  readonly slots: number;
  readonly capacity: number;
}

/** A layout for facts. */
export interface FactPlaces {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly list: readonly FactPlace[];
  /** The codes of a state. */
  codesOf(state: StoredState): Int32Array;
}

/** `states`: those whose values are to have places of their own. `asked`: what closures asked for, noted and used. */
export function factPlaces(
  schema: Schema,
  states: readonly StoredState[],
  asked: AskedFor = new AskedFor(),
): FactPlaces {
  const occur = new Map<AnyDomain, Occurring>();
  for (const [domain, met] of metIn(schema, states)) {
    for (const code of asked.of(domain)) met.add(code);
    occur.set(
      domain,
      occurring(met, (code) => asked.note(domain, code)),
    );
  }
  const list: FactPlace[] = [];
  const cells = new Map<string, Cell>();
  for (const [name, field] of Object.entries(schema)) cells.set(name, lay({ field: name, keys: [] }, field));
  return {
    cells,
    list,
    codesOf: (state) => {
      const codes = new Int32Array(list.length);
      for (const [name, cell] of cells) fill(cell, state.get(name) as Stored, codes);
      return codes;
    },
  };

  function lay(at: Pick<FactPlace, "field" | "keys">, field: Field): Cell {
    const base = list.length;
    if (!isContainer(field)) {
      const { domain, other } = standing(field);
      list.push({ ...at, kind: "value", domain, member: null, index: 0, size: domain.size, other, group: null });
      return { kind: "value", domain, spread: null, base, slots: 1 };
    }
    if (field.kind === "map") {
      const key = field.key as AnyDomain;
      const items = Array.from({ length: key.size }, (_, code) =>
        lay({ field: at.field, keys: [...at.keys, { domain: key, value: key.decode(code) }] }, field.item),
      );
      return { kind: "map", key, items, base, slots: list.length - base };
    }
    const { domain, other } = standing(field.element, isListed(field) ? null : field);
    const { kind } = field;
    const capacity = field.capacity ?? domain.size;
    const slots = kind === "sequence" ? capacity : domain.size;
    const group: Group = { kind, base, slots, capacity };
    for (let index = 0; index < slots; index++) {
      if (kind === "sequence") {
        const last = other === null ? null : other + 1;
        list.push({ ...at, kind: "item", domain, member: null, index, size: domain.size + 1, other: last, group });
      } else {
        const size = kind === "set" ? 2 : capacity + 1;
        const isOther = index === other;
        const member: unknown = domain.decode(index);
        list.push({ ...at, kind: "member", domain, member, index, size, other: isOther ? 0 : null, group });
      }
    }
    const { element } = { element: domain };
    if (kind === "sequence") return { kind, element, spread: null, capacity, base, slots };
    return { kind, form: "bits", element, spread: null, capacity, base, slots };
  }

  /** The domain itself, or what stands for it. */
  function standing(domain: AnyDomain, large: MembersField | null = null): { domain: AnyDomain; other: number | null } {
    const found = occur.get(domain);
    if (found === undefined || (large === null && !isSpread(domain))) return { domain, other: null };
    const { stands, isOther } = found;
    return { domain: stands, other: isOther(stands.size - 1) ? stands.size - 1 : null };
  }
}

/** What closures ask for of domains of which only what occurs has places, whatever they ran over. */
export class AskedFor {
  readonly #codes = new Map<AnyDomain, Set<Code>>();
  /** Kept small: who asks for thousands of values would have no use for places of their own. */
  static readonly LIMIT = 256;

  note(domain: AnyDomain, code: Code): void {
    const codes = this.#codes.get(domain) ?? new Set();
    if (codes.size < AskedFor.LIMIT) this.#codes.set(domain, codes.add(code));
  }

  of(domain: AnyDomain): Iterable<Code> {
    return this.#codes.get(domain) ?? [];
  }

  get size(): number {
    return [...this.#codes.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

/** Whether a set or a bag has a place for every value of its domain. */
function isListed(field: MembersField): boolean {
  return field.kind === "sequence" || field.element.size <= MEMBERS_LISTED;
}

/** Per domain of which not all values have places, those that the states hold, and its first one. */
function metIn(schema: Schema, states: readonly StoredState[]): ReadonlyMap<AnyDomain, Met> {
  const met = new Map<AnyDomain, Met>();
  const of = (domain: AnyDomain) => {
    const found = met.get(domain) ?? new Met(domain);
    met.set(domain, found);
    return found;
  };
  const go = (field: Field, stored: readonly Stored[]): void => {
    if (!isContainer(field)) {
      if (!isSpread(field)) return;
      for (const each of stored) of(field).add((each as Extract<Stored, { kind: "value" }>).code);
    } else if (field.kind === "map") {
      for (let key = 0; key < field.key.size; key++)
        go(
          field.item,
          stored.map((each) => (each as Extract<Stored, { kind: "map" }>).items.get(key) as Stored),
        );
    } else if (!isListed(field) || isSpread(field.element)) {
      const held = of(field.element);
      for (const each of stored)
        for (const code of (each as Extract<Stored, { kind: "set" | "bag" | "sequence" }>).codes) held.add(code);
    }
  };
  for (const [name, field] of Object.entries(schema))
    go(
      field,
      states.map((state) => state.get(name) as Stored),
    );
  return met;
}

function fill(cell: Cell, stored: Stored, codes: Int32Array): void {
  const codeOf = (of: AnyDomain, stands: AnyDomain, code: Code): number =>
    of === stands ? (code as number) : stands.encode(valueByCode(of, code));
  if (cell.kind === "value") {
    const { domain, code } = stored as Extract<Stored, { kind: "value" }>;
    codes[cell.base] = codeOf(domain, cell.domain, code);
    return;
  }
  if (cell.kind === "map") {
    const { items } = stored as Extract<Stored, { kind: "map" }>;
    cell.items.forEach((item, key) => {
      fill(item, items.get(key) as Stored, codes);
    });
    return;
  }
  const { element, codes: held } = stored as Extract<Stored, { kind: "set" | "bag" | "sequence" }>;
  let at = cell.base;
  for (const code of held) {
    const place = codeOf(element, cell.element, code);
    if (cell.kind === "sequence") codes[at++] = place + 1;
    else if (cell.kind === "set") codes[cell.base + place] = 1;
    else codes[cell.base + place] = (codes[cell.base + place] as number) + 1;
  }
}
