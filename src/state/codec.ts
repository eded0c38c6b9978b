/** Packed words to slots and to plain data, and back. */
import type { Spread } from "../domain/spread.ts";
import type { Cell, Layout } from "./layout.ts";
import { entryWidth, readSlot } from "./layout.ts";
import { type Plain, type PlainState, plainValue } from "./plain.ts";

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
      const value = cell.spread === null ? cell.domain.decode(read(cell.base)) : cell.spread.read({ read }, cell.base);
      return plainValue(cell.domain, value);
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
        members: membersIn(cell, read).map((value) => cell.element.format(value)),
      };
  }
}

type MembersCell = Exclude<Cell, { kind: "value" | "map" }>;

function membersIn(cell: MembersCell, read: (slot: number) => number): unknown[] {
  return cell.spread === null
    ? memberCodes(cell, read).map((code) => cell.element.decode(code))
    : entryMembers(cell, cell.spread, read);
}

function entryMembers({ base, capacity }: MembersCell, spread: Spread, read: (slot: number) => number): unknown[] {
  const width = entryWidth(spread);
  const values: unknown[] = [];
  for (let entry = base; entry < base + capacity * width && read(entry) === 1; entry += width)
    values.push(spread.read({ read }, entry + 1));
  return values;
}

function memberCodes(cell: MembersCell, read: (slot: number) => number): number[] {
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
