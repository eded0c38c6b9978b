/** Packed words to slots and to plain data, and back. */
import type { Cell, Layout } from "./layout.ts";
import { readSlot } from "./layout.ts";
import type { Plain, PlainState } from "./plain.ts";

/** Packs one code per slot into `target` at `offset`. */
export function packSlots(layout: Layout, codes: ArrayLike<number>, target: Int32Array, offset: number): void {
  target.fill(0, offset, offset + layout.words);
  for (let slot = 0; slot < layout.slots; slot++) {
    const at = offset + (layout.word[slot] as number);
    target[at] = (target[at] as number) | ((codes[slot] as number) << (layout.shift[slot] as number));
  }
}

/** The state at `offset` of `words` as plain data. */
export function unpackState(layout: Layout, words: Int32Array, offset: number): PlainState {
  const read = (slot: number) => readSlot(layout, words, offset, slot);
  return new Map([...layout.cells].map(([name, cell]) => [name, unpackCell(cell, read)]));
}

function unpackCell(cell: Cell, read: (slot: number) => number): Plain {
  switch (cell.kind) {
    case "value": {
      const value = cell.domain.decode(read(cell.base));
      return { kind: "value", value, text: cell.domain.format(value) };
    }
    case "map":
      return {
        kind: "map",
        entries: cell.items.map(
          (item, key) => [cell.key.format(cell.key.decode(key)), unpackCell(item, read)] as const,
        ),
      };
    default:
      return {
        kind: cell.kind,
        members: memberCodes(cell, read).map((code) => cell.element.format(cell.element.decode(code))),
      };
  }
}

function memberCodes(cell: Exclude<Cell, { kind: "value" | "map" }>, read: (slot: number) => number): number[] {
  const codes: number[] = [];
  for (let at = 0; at < cell.slots; at++) {
    const found = read(cell.base + at);
    if (cell.kind === "sequence" || cell.form === "sorted") {
      if (found === 0) break;
      codes.push(found - 1);
    } else {
      for (let times = 0; times < found; times++) codes.push(at);
    }
  }
  return codes;
}
