/**
 * How to go through all instances of a rule without starting every tree at its root. Instances whose trees ask the same
 * next thing are asked together, and those whose answer is "disabled" are not met at all:
 *
 *     section:  | items | (instance, cell) ... | groups | group ... |
 *     group:    | where | mask | section for answer 0 | answer 1 | ... |      (as the forest's nodes; section 0: nothing)
 *
 * An item's tree is walked from its cell on. A plan stays right while trees grow, since it only ever points at cells whose
 * ancestors are known; it must be made again when cells move.
 */
import type { Forest } from "./forest.ts";
import { DISABLED } from "./outcome.ts";

/** 256 KiB: beyond it, instances are items however much they share. */
const PLAN_LIMIT = 2 ** 16;

export interface Plan {
  readonly code: Int32Array;
  /** Offset of the section that covers all instances. */
  readonly start: number;
}

interface Item {
  readonly instance: number;
  readonly cell: number;
}

/** A plan for the instances 0 .. count - 1 whose roots are the cells 1 .. count. */
export function planOf(forest: Forest, count: number): Plan {
  // Offset 0 means "nothing", so the code starts behind it.
  const code = [0];
  const items = Array.from({ length: count }, (_, instance) => ({ instance, cell: instance + 1 }));
  const start = section(forest.cells, items, code);
  return { code: Int32Array.from(code), start };
}

/** Appends a section for the items, subsections first; answers its offset, 0 for nothing. */
function section(cells: Int32Array, items: readonly Item[], code: number[]): number {
  const alone: Item[] = [];
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const node = cells[item.cell] as number;
    if (node === DISABLED) continue;
    const key = node > 0 ? `${cells[node]},${cells[node + 1]}` : "";
    const group = groups.get(key);
    if (node <= 0) alone.push(item);
    else if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const asked: number[] = [];
  for (const group of groups.values()) {
    if (group.length === 1 || code.length > PLAN_LIMIT) alone.push(...group);
    else asked.push(ask(cells, group, code));
  }
  if (alone.length + asked.length === 0) return 0;
  const offset = code.length;
  code.push(alone.length, ...alone.flatMap(({ instance, cell }) => [instance, cell]), asked.length, ...asked);
  return offset;
}

/** Appends a group: one question for several instances. */
function ask(cells: Int32Array, group: readonly Item[], code: number[]): number {
  const [{ cell }] = group as readonly [Item];
  const node = cells[cell] as number;
  const mask = cells[node + 1] as number;
  const answers = mask < 0 ? 1 - mask : mask + 1;
  const sections = Array.from({ length: answers }, (_, answer) =>
    section(cells, group.map((item) => ({ instance: item.instance, cell: (cells[item.cell] as number) + 2 + answer })), code),
  );
  const offset = code.length;
  code.push(cells[node] as number, mask, ...sections);
  return offset;
}
