/**
 * Between packed words and the interpreter's own state, code by code. Slots are read and written here and nowhere else
 * where the interpreter judges, so a mistake of layout or views shows as a difference.
 */
import { type Code, inOrder, valueByCode } from "../domain/coded.ts";
import type { Spread } from "../domain/spread.ts";
import type { Stored, StoredState } from "../interpret/plain-store.ts";
import { zeroState } from "../interpret/plain-store.ts";
import type { Cell, Layout } from "../state/layout.ts";
import { entryWidth, readSlot } from "../state/layout.ts";

/** The state at `offset` of `words`, as the interpreter keeps it. */
export function storedOf(layout: Layout, words: Int32Array, offset: number): StoredState {
  const state = zeroState(layout.schema);
  const read = (slot: number) => readSlot(layout, words, offset, slot);
  for (const [name, cell] of layout.cells) fill(cell, state.get(name) as Stored, read);
  return state;
}

function fill(cell: Cell, stored: Stored, read: (slot: number) => number): void {
  if (cell.kind === "value") {
    (stored as Extract<Stored, { kind: "value" }>).code =
      cell.spread === null ? read(cell.base) : cell.spread.readCode({ read }, cell.base);
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
export function codesIn(cell: Exclude<Cell, { kind: "value" | "map" }>, read: (slot: number) => number): Code[] {
  const codes: Code[] = [];
  if (cell.spread !== null) {
    for (let at = cell.base; at < cell.base + cell.slots; at += entryWidth(cell.spread))
      if (read(at) > 0) codes.push(cell.spread.readCode({ read }, at + 1));
    return codes;
  }
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
  const writeParts = (spread: Spread, slot: number, code: Code) => {
    (spread.encode(valueByCode(spread.domain, code)) as Int32Array).forEach((part, at) => {
      write(slot + at, part);
    });
  };
  if (cell.kind === "value") {
    const { code } = stored as Extract<Stored, { kind: "value" }>;
    if (cell.spread === null) write(cell.base, code as number);
    else writeParts(cell.spread, cell.base, code);
  } else if (cell.kind === "map") {
    const { items } = stored as Extract<Stored, { kind: "map" }>;
    cell.items.forEach((item, key) => {
      pack(item, items.get(key) as Stored, write);
    });
  } else {
    const { codes } = stored as Exclude<Stored, { kind: "value" | "map" }>;
    const { spread } = cell;
    const inStored = cell.kind === "sequence" ? [...codes] : [...codes].sort(inOrder);
    if (spread !== null) {
      inStored.forEach((code, at) => {
        const entry = cell.base + at * entryWidth(spread);
        write(entry, 1);
        writeParts(spread, entry + 1, code);
      });
      return;
    }
    const listed = inStored as number[];
    if (cell.kind === "sequence" || cell.form === "sorted") {
      listed.forEach((code, at) => {
        write(cell.base + at, code + 1);
      });
    } else {
      for (const code of new Set(listed)) write(cell.base + code, listed.filter((each) => each === code).length);
    }
  }
}
