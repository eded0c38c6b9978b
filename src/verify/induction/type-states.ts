/**
 * How many states the types allow, reachable or not: what a proof by induction ranges over, and what is counted before one is
 * tried. Exact, whatever it is; to go through them all is another matter.
 */
import type { Cell, Layout } from "../../state/layout.ts";

/** The number of well-formed rows of codes: the product over the fields. */
export function countTypeStates(layout: Layout): bigint {
  return product([...layout.cells.values()].map(countOf));
}

function countOf(cell: Cell): bigint {
  switch (cell.kind) {
    case "value":
      return BigInt(cell.domain.size);
    case "map":
      return product(cell.items.map(countOf));
    case "set":
      return upTo(cell.capacity, (members) => choose(BigInt(cell.element.size), BigInt(members)));
    case "bag":
      // So many members of so many kinds, each as often as one likes.
      return upTo(cell.capacity, (members) => choose(BigInt(cell.element.size + members - 1), BigInt(members)));
    case "sequence":
      return upTo(cell.capacity, (length) => BigInt(cell.element.size) ** BigInt(length));
  }
}

function upTo(most: number, count: (members: number) => bigint): bigint {
  let sum = 0n;
  for (let members = 0; members <= most; members++) sum += count(members);
  return sum;
}

function product(counts: readonly bigint[]): bigint {
  return counts.reduce((all, each) => all * each, 1n);
}

/** Binomial coefficient; 0 where there are fewer than are to be chosen. */
function choose(of: bigint, chosen: bigint): bigint {
  if (chosen > of) return 0n;
  let ways = 1n;
  for (let at = 1n; at <= chosen; at++) ways = (ways * (of - chosen + at)) / at;
  return ways;
}

/** A field with values that are too many to be numbered, so that nobody can go through them; null: there is none. */
export function unnumberedField(layout: Layout): string | null {
  const isUnnumbered = (cell: Cell): boolean =>
    cell.kind === "map" ? cell.items.some(isUnnumbered) : cell.spread !== null;
  return [...layout.cells].find(([, cell]) => isUnnumbered(cell))?.[0] ?? null;
}
