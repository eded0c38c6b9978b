import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksPerSegment, blockWords, Frontier, frontierSegment } from "../../src/store/frontier.ts";
import { collisionProbability } from "../../src/store/visited-set.ts";

describe("a frontier", () => {
  test("has room of its own for every block: its count and all of its states", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 7, 100, 5000), fc.integer({ min: 1, max: 2 }), (words, count) => {
        const segments = Array.from({ length: count }, () => frontierSegment(words));
        const frontier = new Frontier({ words, segments });
        expect(frontier.capacity).toBe(count * blocksPerSegment(words));
        expect(frontier.stride).toBe(words + 3);
        let end = 0;
        let array = frontier.array(0);
        for (let block = 0; block < frontier.capacity; block++) {
          if (frontier.array(block) !== array) end = 0;
          array = frontier.array(block);
          expect(frontier.offset(block)).toBe(end);
          end += 1 + frontier.blockStates * frontier.stride;
          expect(end).toBeLessThanOrEqual(array.length);
        }
        expect(blockWords(words)).toBe(1 + 128 * (words + 3));
      }),
      { numRuns: 20 },
    );
  });

  test("takes segments of about 2 MiB, or of one block where blocks are larger", () => {
    expect(frontierSegment(1).byteLength).toBe(4 * 513 * 1021 + 4 * 513);
    expect(blocksPerSegment(5000)).toBe(1);
  });
});

describe("the probability of a collision", () => {
  test.each([
    [0, 0],
    [1, 0],
    [2, 2 ** -64],
    [185_369, 9.3e-10],
    [2 ** 32, 0.3934693],
  ])("of %i states in 64 bits is %d", (states, probability) => {
    expect(collisionProbability(states, false)).toBeCloseTo(probability, probability < 1e-6 ? 11 : 6);
    expect(collisionProbability(states, true)).toBe(0);
  });

  test("of two states is not rounded to nothing", () => {
    expect(collisionProbability(2, false)).toBe(2 ** -64);
  });
});
