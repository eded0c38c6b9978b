/** How many states of a large search are looked at by closures again, and under symmetry by renaming. */
import { describe, expect, it } from "vitest";
import { maskOfAudits, maskOfInspections } from "../../src/engine/inspection.ts";

const bitsOf = (mask: number) => Math.log2(mask + 1);

describe("states that are looked at once more", () => {
  it("are one in 8,192 of the first million, and of each doubling as many as of the one before", () => {
    const states = [1, 2 ** 20, 2 ** 20 + 1, 2 ** 21, 2 ** 22, 2 ** 31 - 1];
    expect(states.map((count) => bitsOf(maskOfAudits(count)))).toEqual([13, 13, 14, 14, 15, 24]);
  });

  it("are one in 256 of the first 131,072 if they are renamed, and of each doubling as many", () => {
    const states = [1, 2 ** 17, 2 ** 17 + 1, 2 ** 18, 2 ** 19, 2 ** 31 - 1];
    expect(states.map((count) => bitsOf(maskOfInspections(255, count)))).toEqual([8, 8, 9, 9, 10, 22]);
    expect(maskOfInspections(0, 2 ** 17)).toBe(0);
    expect(bitsOf(maskOfInspections(2 ** 30 - 1, 2 ** 31 - 1))).toBe(31);
  });
});
