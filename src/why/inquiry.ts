/**
 * What is asked of a state, or of two: something that is so there, and a way to ask whether it still is when places are changed.
 * Predicates of states and of steps are such questions, and so is whatever is made of closures: "this rule is enabled, and
 * afterwards that place is 2".
 */
import type { NotingMemory } from "./noting-memory.ts";
import type { FactPlace, Group } from "./places.ts";

export interface Inquiry {
  /** The places of the state; of two states, those of the second behind those of the first. */
  readonly list: readonly FactPlace[];
  /** What they have. */
  readonly actual: Int32Array;
  /** Codes of other states: where places have large domains, what they have there is tried. */
  readonly others: readonly Int32Array[];
  /** Whether it is as it is in `actual`. What it throws is no evidence that it is not. */
  readonly stays: (memory: NotingMemory) => boolean;
}

/** The places of two states, one behind the other: `before` and `after` of a step. */
export function twice(list: readonly FactPlace[]): readonly FactPlace[] {
  const behind = new Map<Group, Group>();
  const shift = (group: Group | null): Group | null => {
    if (group === null) return null;
    const found = behind.get(group) ?? { ...group, base: group.base + list.length };
    behind.set(group, found);
    return found;
  };
  return [...list, ...list.map((place) => ({ ...place, group: shift(place.group) }))];
}

export function joined(before: Int32Array, after: Int32Array): Int32Array {
  const both = new Int32Array(before.length + after.length);
  both.set(before, 0);
  both.set(after, before.length);
  return both;
}
