/**
 * Where each part of a state lives. A state is a row of *slots*, each holding a code below the slot's size; slots are
 * packed into 32-bit words, in order, never across a word:
 *
 *     word 0                                  word 1
 *     | promised[a1] | promised[a2] | ... |   | sent{...} sent{...} ... |
 *
 * A slot of size n takes ceil(log2 n) bits (none when n is 1). The zero state is all zero words.
 * Sets and bags are one slot per value of a small domain (absent or present; a count), or, where that is smaller, a
 * sorted array of `capacity` slots holding code + 1, the unused ones 0 at the end. Values that are too many to number take
 * several slots each (domain/spread.ts); sets and bags of them are sorted *entries*: a slot that says whether there is one,
 * and the member's slots, zeros if not. Either way equal contents have equal slots.
 */
import { type AnyDomain, DOMAIN_SIZE_LIMIT } from "../domain/domain.ts";
import { isSpread, slotsOf } from "../domain/spread/slots.ts";
import { type Spread, spreadOf } from "../domain/spread.ts";
import { synodError } from "../errors/errors.ts";
import {
  type BagField,
  type Field,
  hasEntries,
  isContainer,
  type MembersField,
  type Schema,
  type SetField,
} from "./field.ts";

/** The largest number of slots of a state; above it a set needs a capacity. */
const SLOT_LIMIT = 2 ** 16;

export type Cell =
  | {
      readonly kind: "value";
      readonly domain: AnyDomain;
      /** How it is laid out by parts; null: its code is in one slot. */
      readonly spread: Spread | null;
      readonly base: number;
      readonly slots: number;
    }
  | {
      readonly kind: "map";
      readonly key: AnyDomain;
      readonly items: readonly Cell[];
      readonly base: number;
      readonly slots: number;
    }
  | {
      readonly kind: "set" | "bag";
      readonly form: "bits" | "sorted" | "entries";
      readonly element: AnyDomain;
      /** Of entries, how a member is laid out; null: it is one code. */
      readonly spread: Spread | null;
      readonly capacity: number;
      readonly base: number;
      readonly slots: number;
    }
  | {
      readonly kind: "sequence";
      readonly element: AnyDomain;
      /** How a value is laid out, in entries as of sets; null: it is one code. */
      readonly spread: Spread | null;
      readonly capacity: number;
      readonly base: number;
      readonly slots: number;
    };

export interface Layout {
  readonly schema: Schema;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly slots: number;
  /** 32-bit words of a packed state, at least 1. */
  readonly words: number;
  /** Per slot: the number of codes. */
  readonly sizes: Int32Array;
  /** Per slot: its word, the position of its lowest bit, and its mask (after shifting). */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
}

export function layoutOf(schema: Schema): Layout {
  const sizes: number[] = [];
  const cells = new Map<string, Cell>();
  for (const [name, field] of Object.entries(schema)) {
    cells.set(name, placeField(name, field, sizes));
  }
  const slots = sizes.length;
  const word = new Int32Array(slots);
  const shift = new Int32Array(slots);
  const mask = new Int32Array(slots);
  let at = 0;
  let bit = 0;
  for (let slot = 0; slot < slots; slot++) {
    const bits = bitsFor(sizes[slot] as number);
    if (bit + bits > 32) {
      at++;
      bit = 0;
    }
    word[slot] = at;
    shift[slot] = bit & 31;
    mask[slot] = bits === 0 ? 0 : 2 ** bits - 1;
    if (bits === 0) shift[slot] = 0;
    bit += bits;
  }
  return { schema, cells, slots, words: at + 1, sizes: Int32Array.from(sizes), word, shift, mask };
}

/** Bits that hold `size` different codes. */
export function bitsFor(size: number): number {
  return size <= 1 ? 0 : 32 - Math.clz32(size - 1);
}

function placeField(path: string, field: Field, sizes: number[]): Cell {
  const base = sizes.length;
  if (!isContainer(field)) {
    if (isSpread(field)) {
      roomFor(path, field.label, sizes, slotsOf(field));
      const spread = spreadOf(field);
      for (const { size, domain } of spread.slots) grow(path, (domain ?? field).label, sizes, 1, size);
      return { kind: "value", domain: field, spread, base, slots: spread.slots.length };
    }
    grow(path, field.label, sizes, 1, field.size);
    return { kind: "value", domain: field, spread: null, base, slots: 1 };
  }
  switch (field.kind) {
    case "map": {
      const items: Cell[] = [];
      for (let key = 0; key < field.key.size; key++) {
        items.push(placeField(`${path}[${field.key.format(field.key.decode(key))}]`, field.item, sizes));
      }
      return { kind: "map", key: field.key, items, base, slots: sizes.length - base };
    }
    case "set":
    case "bag":
      return placeMembers(path, field, sizes);
    case "sequence": {
      const { element, capacity } = field;
      const spread = placeEntries(path, field, sizes);
      if (spread === null) grow(path, element.label, sizes, capacity, element.size + 1);
      return { kind: "sequence", element, spread, capacity, base, slots: sizes.length - base };
    }
  }
}

function placeMembers(path: string, field: SetField<unknown> | BagField<unknown>, sizes: number[]): Cell {
  const { kind, element } = field;
  const base = sizes.length;
  const spread = placeEntries(path, field, sizes);
  if (spread !== null) {
    const { capacity, slots } = { capacity: field.capacity as number, slots: sizes.length - base };
    return { kind, form: "entries", element, spread, capacity, base, slots };
  }
  const capacity = field.capacity ?? element.size;
  const perValue = kind === "set" ? 2 : capacity + 1;
  const bits = element.size * bitsFor(perValue);
  const sorted = field.capacity !== null && capacity * bitsFor(element.size + 1) < bits;
  if (sorted) grow(path, element.label, sizes, capacity, element.size + 1);
  else grow(path, element.label, sizes, element.size, perValue);
  const form = sorted ? "sorted" : "bits";
  return { kind, form, element, spread: null, capacity, base, slots: sizes.length - base };
}

/** A collection's entries, where its members take several slots. */
function placeEntries(path: string, field: MembersField, sizes: number[]): Spread | null {
  if (!hasEntries(field)) return null;
  const { element, capacity } = field;
  // Told at once: the slots of millions of entries are not made to be counted.
  roomFor(path, element.label, sizes, capacity * (1 + slotsOf(element)));
  const spread = spreadOf(element, true);
  for (let entry = 0; entry < capacity; entry++) {
    grow(path, element.label, sizes, 1, 2);
    for (const { size, domain } of spread.slots) grow(path, (domain ?? element).label, sizes, 1, size);
  }
  return spread;
}

/** Slots of an entry: whether there is one, and the member's. */
export function entryWidth(spread: Spread): number {
  return 1 + spread.slots.length;
}

function roomFor(path: string, domain: string, sizes: readonly number[], count: number): void {
  if (sizes.length + count > SLOT_LIMIT) {
    throw synodError("domain-too-large", {
      domain: `${path}: ${domain}`,
      size: Math.min(sizes.length + count, Number.MAX_VALUE),
      limit: SLOT_LIMIT,
      counts: "places",
    });
  }
}

function grow(path: string, domain: string, sizes: number[], count: number, size: number): void {
  roomFor(path, domain, sizes, count);
  // A place of a sorted or ordered collection has one code more than its domain, for none.
  if (size > DOMAIN_SIZE_LIMIT)
    throw synodError("domain-too-large", { domain: `${path}: ${domain}`, size, limit: DOMAIN_SIZE_LIMIT });
  for (let more = 0; more < count; more++) sizes.push(size);
}

/** Adds the bits of a slot to a choice of bits, per word of the state. */
export function addSlotBits(layout: Layout, slot: number, bits: Int32Array): void {
  const word = layout.word[slot] as number;
  bits[word] = (bits[word] as number) | ((layout.mask[slot] as number) << (layout.shift[slot] as number));
}

/** The code in a slot of the packed state that starts at `offset`. */
export function readSlot(layout: Layout, words: Int32Array, offset: number, slot: number): number {
  return (
    ((words[offset + (layout.word[slot] as number)] as number) >>> (layout.shift[slot] as number)) &
    (layout.mask[slot] as number)
  );
}
