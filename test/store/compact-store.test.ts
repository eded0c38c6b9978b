// The compact visited sets, under their contract, and what is theirs alone.
import { expect, test } from "vitest";
import { ADDED, originOf, SAME_LEVEL, slotMemory, VisitedSet } from "../../src/store/visited-set.ts";
import { sharedVisitedSetContract } from "./shared-visited-set.contract.ts";
import { visitedSetContract } from "./visited-set.contract.ts";
import { KINDS } from "./visited-set-kinds.ts";

for (const kind of KINDS.filter(({ exact }) => !exact)) {
  visitedSetContract(kind);
  sharedVisitedSetContract(kind);
}

test("the compact visited set takes two states with the same fingerprint for one", () => {
  const visited = new VisitedSet(slotMemory(8), null);
  expect(visited.add(Int32Array.from([1, 2]), 0, 10, 20, originOf(0, 0))).toBe(ADDED);
  expect(visited.add(Int32Array.from([3, 4]), 0, 10, 20, originOf(0, 0))).toBe(SAME_LEVEL);
});
