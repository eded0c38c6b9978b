/**
 * The rows of a diagram in causal order: a step is one row below the last that it needed, that happened in its own lane, or
 * that it may not change places with. Two steps change places if, taken in the other order, they lead to the same state;
 * that is tried, step by step. So steps on one row are concurrent, and going down the rows is an order that replays: the
 * normal form of Cartier and Foata (1969).
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { type LiveModel, stepped, type WalkedPath } from "./path.ts";

export interface RowsOptions {
  /** By the index of a step, the numbers (from 1) of those that it needed. */
  readonly causes: readonly (readonly number[])[];
  /** By the index of a step, the lanes that it is drawn in. */
  readonly lanes: readonly (readonly number[])[];
  /** The state at which a loop begins: what comes behind it stands below what came before. Null: there is none. */
  readonly loop: number | null;
}

export interface Rows {
  /** By the index of a step, its row, from 0 on. */
  readonly rows: readonly number[];
  /** Pairs of steps, by their indexes, that may not change places, though the second did not need the first. */
  readonly orders: readonly { readonly from: number; readonly to: number }[];
}

export function rowsOf(subject: LiveModel, { states, steps }: WalkedPath, { causes, lanes, loop }: RowsOptions): Rows {
  /** Steps by their indexes; before each row, the state there. */
  const rows: number[][] = [];
  const before: InterpretedState[] = [states[0] as InterpretedState];
  const rowOf: number[] = [];
  const orders: { from: number; to: number }[] = [];
  let floor = 0;
  steps.forEach((step, at) => {
    if (at === loop) floor = rows.length;
    const own = lanes[at] as readonly number[];
    const follows = (other: number) => (lanes[other] as readonly number[]).some((lane) => own.includes(lane));
    let lowest = floor;
    for (const cause of causes[at] ?? []) lowest = Math.max(lowest, (rowOf[cause - 1] ?? 0) + 1);
    for (let other = 0; other < at; other++)
      if (follows(other)) lowest = Math.max(lowest, (rowOf[other] as number) + 1);
    let row = rows.length;
    while (row > lowest) {
      const blocked = blockedBy(row - 1, step.step);
      if (blocked !== null) {
        orders.push({ from: blocked, to: at });
        break;
      }
      row--;
    }
    rowOf.push(row);
    if (row === rows.length) rows.push([]);
    (rows[row] as number[]).push(at);
    for (let each = row; each < rows.length; each++)
      before[each + 1] = through(each, rows[each] as number[]).at(-1) as InterpretedState;
  });
  return { rows: rowOf, orders };

  /** The states within a row, the one behind it last. */
  function through(row: number, members: readonly number[]): InterpretedState[] {
    const found = [before[row] as InterpretedState];
    for (const member of members) {
      const next = stepped(subject, found.at(-1) as InterpretedState, stepAt(member));
      // Rows replay by construction; were one not to, what was recorded stands.
      found.push(next ?? (states[member + 1] as InterpretedState));
    }
    return found;
  }

  function stepAt(index: number): number {
    return (steps[index] as WalkedPath["steps"][number]).step;
  }

  /** The first of a row, from behind, that a step may not come before; null: it may come before every one. */
  function blockedBy(row: number, step: number): number | null {
    const members = rows[row] as number[];
    const within = through(row, members);
    let after = stepped(subject, within.at(-1) as InterpretedState, step);
    for (let at = members.length - 1; at >= 0; at--) {
      const member = members[at] as number;
      const earlier = after === null ? null : stepped(subject, within[at] as InterpretedState, step);
      if (earlier === null) return member;
      const swapped = stepped(subject, earlier, stepAt(member));
      if (swapped === null || swapped.text !== after?.text) return member;
      after = earlier;
    }
    return null;
  }
}
