// Random schemas with few rows of codes, so that all can be gone through, and with every form of field.
import fc from "fast-check";
import { optional } from "../../src/domain/composites.ts";
import { boolean, range, scalarset } from "../../src/domain/scalars.ts";
import { copyState } from "../../src/state/copy.ts";
import { bag, type Field, map, type Schema, sequence, set } from "../../src/state/field.ts";
import { type Layout, layoutOf } from "../../src/state/layout.ts";
import { SlotMemory } from "../../src/state/memory.ts";
import { viewState } from "../../src/state/views.ts";

const flat: fc.Arbitrary<Field> = fc.constantFrom<Field>(
  boolean,
  range(-1, 1),
  range(7, 7),
  optional(boolean),
  set(range(0, 2)),
  set(range(0, 3), { capacity: 2 }), // bits
  set(range(0, 9), { capacity: 2 }), // sorted
  bag(range(0, 1), { capacity: 2 }), // counts
  bag(range(0, 6), { capacity: 2 }), // sorted
  sequence(boolean, { capacity: 3 }),
);
const field = fc.oneof(
  { weight: 4, arbitrary: flat },
  { weight: 1, arbitrary: flat.map((item) => map(scalarset("k", 2), item)) },
  { weight: 1, arbitrary: flat.map((item) => map(boolean, map(scalarset("k", 1), item))) },
);

export const smallSchemas: fc.Arbitrary<Schema> = fc
  .array(field, { minLength: 1, maxLength: 4 })
  .map((fields): Schema => Object.fromEntries(fields.map((each, at) => [`field${at}`, each])))
  .filter((schema) => rowCount(layoutOf(schema)) <= 1_500);

/** How many rows of codes there are, states or not. */
export function rowCount({ sizes }: Layout): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** Every state, by trying every row of codes: those that are what they become when their contents are put in anew. */
export function allStates(layout: Layout): number[][] {
  const states: number[][] = [];
  for (let number = 0; number < rowCount(layout); number++) {
    let rest = number;
    const row = Array.from(layout.sizes, (size) => {
      const code = rest % size;
      rest = Math.floor(rest / size);
      return code;
    });
    if (isState(layout, row)) states.push(row);
  }
  return states;
}

function isState(layout: Layout, row: readonly number[]): boolean {
  const fresh = new SlotMemory(layout.slots);
  try {
    copyState(layout.schema, stateOf(layout, row), viewState(layout, fresh));
  } catch {
    return false; // over capacity
  }
  return row.every((code, slot) => code === fresh.codes[slot]);
}

/** The row as closures see it. */
export function stateOf(layout: Layout, row: ArrayLike<number>): object {
  const memory = new SlotMemory(layout.slots);
  memory.codes.set(Array.from(row));
  memory.writable = false;
  return viewState(layout, memory);
}
