import { expect, test } from "vitest";
import { ADDED, originOf, SAME_LEVEL, slotMemory, VisitedSet } from "../../src/store/visited-set.ts";
import { visitedSetContract } from "./visited-set.contract.ts";

// A half of 0 would look like an empty slot: it is stored as 1.
const stored = (half: number) => (half === 0 ? 1 : half);

visitedSetContract({ name: "compact", exact: false, key: ({ low, high }) => `${stored(low)},${stored(high)}` });

test("the compact visited set takes two states with the same fingerprint for one", () => {
  const visited = new VisitedSet(slotMemory(8), null);
  expect(visited.add(Int32Array.from([1, 2]), 0, 10, 20, originOf(0, 0))).toBe(ADDED);
  expect(visited.add(Int32Array.from([3, 4]), 0, 10, 20, originOf(0, 0))).toBe(SAME_LEVEL);
});
