/** When a predicate of steps is known to hold of every state's standing still, by its tree alone. */
import { describe, expect, it } from "vitest";
import { holdsStandingStill, type Slots } from "../../src/engine/standing-still.ts";

const TRUE = -1;
const FALSE = -2;
const UNKNOWN = 0;

/** One word with slots of so many codes, three bits each. */
const slotsOf = (...sizes: number[]): Slots => ({
  words: 1,
  sizes: Int32Array.from(sizes),
  word: Int32Array.from(sizes, () => 0),
  shift: Int32Array.from(sizes, (_, slot) => 3 * slot),
  mask: Int32Array.from(sizes, () => 7),
});

const CODES = [0, 1, 2, 3, 4, 5, 6, 7];

/** A tree that asks the source for a slot and then the current state for another one. */
function treeOf(slots: readonly [source: number, current: number], leaf: (source: number, current: number) => number) {
  const cells = [0, 2, (1 << 5) | (3 * slots[0]), 7];
  const first = cells.length + CODES.length;
  for (const code of CODES) cells.push(first + code * (2 + CODES.length));
  for (const source of CODES) cells.push(3 * slots[1], 7, ...CODES.map((current) => leaf(source, current)));
  return Int32Array.from(cells);
}

const known = (isKnown: (source: number) => boolean) =>
  treeOf([0, 0], (source, current) => (current === source && isKnown(source) ? TRUE : UNKNOWN));

describe("a predicate of steps", () => {
  it("holds of standing still when that is known of all codes that a slot's domain has", () => {
    const cells = known((source) => source < 5);
    expect(holdsStandingStill(cells, slotsOf(5))).toBe(true);
    expect(holdsStandingStill(cells, slotsOf(6))).toBe(false);
  });

  it("is not known to while one of these codes is not, whichever it is", () => {
    for (let one = 0; one < 5; one++)
      expect(
        holdsStandingStill(
          known((source) => source < 5 && source !== one),
          slotsOf(5),
        ),
      ).toBe(false);
    expect(
      holdsStandingStill(
        known((source) => source < 7),
        slotsOf(8),
      ),
    ).toBe(false);
  });

  it("does not where its tree says so, for the last code as for the first", () => {
    for (const one of [0, 4]) {
      const cells = treeOf([0, 0], (source, current) =>
        source === current ? (source === one ? FALSE : TRUE) : UNKNOWN,
      );
      expect(holdsStandingStill(cells, slotsOf(5))).toBe(false);
    }
  });

  it("asks for all codes of the one slot with each of the other's", () => {
    const below = (sizes: readonly [number, number]) =>
      treeOf([0, 1], (source, current) => (source < sizes[0] && current < sizes[1] ? TRUE : UNKNOWN));
    expect(holdsStandingStill(below([5, 6]), slotsOf(5, 6))).toBe(true);
    expect(holdsStandingStill(below([5, 5]), slotsOf(5, 6))).toBe(false);
    expect(holdsStandingStill(below([4, 6]), slotsOf(5, 6))).toBe(false);
  });

  it("asks for any code of a part of a slot, since no domain says which there are", () => {
    const wide: Slots = { ...slotsOf(20), mask: Int32Array.of(31) };
    expect(
      holdsStandingStill(
        known(() => true),
        wide,
      ),
    ).toBe(true);
    expect(
      holdsStandingStill(
        known((source) => source < 7),
        wide,
      ),
    ).toBe(false);
  });
});
