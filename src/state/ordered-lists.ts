/**
 * The collections of a state whose members stand one behind the other, without gaps: sequences, and sets and bags that are
 * sorted (layout.ts). Where each member stands depends on all others, so that adding one means to read and write many slots;
 * who knows a list as such can add one without looking (compile/noted-edits.ts).
 */
import type { Cell, Layout } from "./layout.ts";
import { entryWidth } from "./layout.ts";

export interface OrderedList {
  readonly kind: "set" | "bag" | "sequence";
  /** Its first slot. */
  readonly base: number;
  readonly capacity: number;
  /** Slots of an entry. The first one of an entry that is there is not 0. */
  readonly width: number;
}

export function orderedLists(layout: Layout): OrderedList[] {
  return [...layout.cells.values()].flatMap(listsOf);
}

function listsOf(cell: Cell): OrderedList[] {
  if (cell.kind === "map") return cell.items.flatMap(listsOf);
  if (cell.kind === "value" || (cell.kind !== "sequence" && cell.form === "bits")) return [];
  const { kind, base, capacity, spread } = cell;
  return [{ kind, base, capacity, width: spread === null ? 1 : entryWidth(spread) }];
}
