/**
 * Between packed words and the interpreter's own state, code by code. Slots are read and written here and nowhere else
 * where the interpreter judges, so a mistake of layout or views shows as a difference.
 */
import type { Stored, StoredState } from "../interpret/plain-store.ts";
import { zeroState } from "../interpret/plain-store.ts";
import type { Cell, Layout } from "../state/layout.ts";
import { readSlot } from "../state/layout.ts";

/** The state at `offset` of `words`, as the interpreter keeps it. */
export function storedOf(layout: Layout, words: Int32Array, offset: number): StoredState {
  const state = zeroState(layout.schema);
  const read = (slot: number) => readSlot(layout, words, offset, slot);
  for (const [name, cell] of layout.cells) fill(cell, state.get(name) as Stored, read);
  return state;
}

function fill(cell: Cell, stored: Stored, read: (slot: number) => number): void {
  if (cell.kind === "value") {
    (stored as Extract<Stored, { kind: "value" }>).code = read(cell.base);
  } else if (cell.kind === "map") {
    const { items } = stored as Extract<Stored, { kind: "map" }>;
    cell.items.forEach((item, key) => {
      fill(item, items.get(key) as Stored, read);
    });
  } else {
    const codes = codesIn(cell, read);
    const kept = stored as Exclude<Stored, { kind: "value" | "map" }>;
    if (kept.kind === "set") for (const code of codes) kept.codes.add(code);
    else kept.codes.push(...codes);
  }
}

/** The members' codes, ascending in sets and bags. */
export function codesIn(cell: Exclude<Cell, { kind: "value" | "map" }>, read: (slot: number) => number): number[] {
  const codes: number[] = [];
  for (let at = 0; at < cell.slots; at++) {
    const found = read(cell.base + at);
    if (cell.kind === "sequence" || cell.form === "sorted") {
      if (found > 0) codes.push(found - 1);
    } else for (let times = 0; times < found; times++) codes.push(at);
  }
  return codes;
}

/** Packs the interpreter's state into `words` at 0. */
export function packStored(layout: Layout, state: StoredState, words: Int32Array): void {
  words.fill(0);
  const write = (slot: number, code: number) => {
    const word = layout.word[slot] as number;
    words[word] = (words[word] as number) | (code << (layout.shift[slot] as number));
  };
  for (const [name, cell] of layout.cells) pack(cell, state.get(name) as Stored, write);
}

function pack(cell: Cell, stored: Stored, write: (slot: number, code: number) => void): void {
  if (cell.kind === "value") write(cell.base, (stored as Extract<Stored, { kind: "value" }>).code);
  else if (cell.kind === "map") {
    const { items } = stored as Extract<Stored, { kind: "map" }>;
    cell.items.forEach((item, key) => {
      pack(item, items.get(key) as Stored, write);
    });
  } else {
    const { codes } = stored as Exclude<Stored, { kind: "value" | "map" }>;
    const listed = cell.kind === "sequence" ? [...codes] : [...codes].sort((a, b) => a - b);
    if (cell.kind === "sequence" || cell.form === "sorted") {
      listed.forEach((code, at) => {
        write(cell.base + at, code + 1);
      });
    } else {
      for (const code of new Set(listed)) write(cell.base + code, listed.filter((each) => each === code).length);
    }
  }
}
