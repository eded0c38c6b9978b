/** Walking decision trees; for their cells see compile/forest.ts. */
import { element, elementAt, lowest } from "./machine.ts";
import { words } from "./map.ts";

/** What bits at `where`, shifted down to bit 0, answer a node with this mask. */
export function answer(bits: i32, mask: i32): i32 {
  return mask >= 0 ? bits & mask : lowest(bits | (1 << -mask));
}

/** The leaf that a tree gives a state, 0 when not known; `at` is what its root cell holds. */
export function walkTree(cells: usize, at: i32, state: usize): i32 {
  while (at > 0) {
    const node = elementAt(cells, at);
    const where = element(node, 0);
    const bits = element(state, where >>> 5) >>> where;
    at = element(node, 2 + answer(bits, element(node, 1)));
  }
  return at;
}

/** The same for a tree that asks about a step: the words of `after` come first, then those of `before`. */
export function walkStep(cells: usize, at: i32, after: usize, before: usize): i32 {
  while (at > 0) {
    const node = elementAt(cells, at);
    const where = element(node, 0);
    const index = where >>> 5;
    const bits = (index < words ? element(after, index) : element(before, index - words)) >>> where;
    at = element(node, 2 + answer(bits, element(node, 1)));
  }
  return at;
}
