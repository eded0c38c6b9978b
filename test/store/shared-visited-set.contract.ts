// What every visited set must do while several threads insert into it, or move it, at once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADDED, CROWDED, NO_ROOM, originOf, SAME_LEVEL, slotMemory } from "../../src/store/visited-set.ts";
import { buildCrowd, type Crowd } from "./crowd.ts";
import { open, type StoreKind, viewOf, WORDS } from "./visited-set-kinds.ts";

export function sharedVisitedSetContract(kind: StoreKind): void {
  describe(`the ${kind.name} visited set, inserted into by three threads at once`, () => {
    let crowd: Crowd;
    beforeAll(async () => {
      crowd = await buildCrowd();
    });
    afterAll(() => crowd.remove());

    /** Many states with few fingerprints' halves in common, in slots that fill up to three quarters. */
    const STATES = 12_000;
    const all = Array.from({ length: STATES }, (_, at) => ({
      words: Int32Array.from([at, at % 7]),
      low: Math.imul(at >> 1, 0x9e3779b1),
      high: at % 1000,
    }));
    const packed = Int32Array.from(all.flatMap(({ words, low, high }) => [...words, low, high]));

    test("adds every state once, keeps the least of all origins, and gives every state a number of its own, if it numbers them", async () => {
      const { memory, arena, visited } = open(kind, 14, { room: 3 * STATES });
      const reports = await crowd.insert({ memory, arena, states: packed, words: WORDS, threads: 3, level: 1 });
      const keys = new Set(all.map(kind.key));
      expect(reports.map(({ outcomes }) => outcomes[NO_ROOM])).toEqual([0, 0, 0]);
      expect(reports.map(({ outcomes }) => outcomes[CROWDED])).toEqual([0, 0, 0]);
      expect(reports.reduce((sum, { outcomes }) => sum + (outcomes[ADDED] as number), 0)).toBe(keys.size);
      expect(reports.reduce((sum, { outcomes }) => sum + (outcomes[SAME_LEVEL] as number), 0)).toBe(
        3 * STATES - keys.size,
      );
      // The threads' parents are 1, 2 and 3; a state has the one whose key is least.
      const least = Math.min(...[1, 2, 3].map((parent) => originOf(1, parent)));
      for (const { words, low, high } of all) expect(visited.find(words, low, high)?.origin).toBe(least);
      if (!kind.numbered) return;
      const numbers = new Set(
        all.map(({ words, low, high }) => {
          visited.add(words, 0, low, high, originOf(9, 0));
          return visited.number;
        }),
      );
      expect(numbers.size).toBe(keys.size);
      expect(Math.max(...numbers)).toBe(keys.size - 1);
    });

    test("is moved by three threads at once without losing a state", async () => {
      const { memory, arena, visited } = open(kind, 14, { room: 2 * STATES });
      for (const { words, low, high } of all) visited.add(words, 0, low, high, originOf(1, low));
      const larger = slotMemory(15, memory.numbers);
      await crowd.move({ from: memory, to: larger, threads: 3 });
      const moved = viewOf({ memory: larger, arena });
      for (const { words, low, high } of all) {
        expect(moved.find(words, low, high)).toEqual(visited.find(words, low, high));
      }
    });
  });
}
