import { describe, expect, it } from "vitest";
import { Arena, type ArenaMemory } from "../../src/store/arena.ts";
import {
  ADDED,
  CROWDED,
  OLD,
  originOf,
  parentKey,
  SAME_LEVEL,
  slotMemory,
  VisitedSet,
} from "../../src/store/visited-set.ts";

const words = 2;

function arenaMemory(): ArenaMemory {
  return {
    id: 0,
    words,
    segmentBits: 12,
    segments: [new SharedArrayBuffer(4 * words * 2 ** 12)],
    next: new SharedArrayBuffer(4),
  };
}

/** A state whose fingerprint is a function of it: what a program would compute. */
function stateOf(number: number): { state: Int32Array; low: number; high: number } {
  return {
    state: Int32Array.of(number, number * 3),
    low: Math.imul(number + 1, 0x9e3779b1) | 0,
    high: Math.imul(number + 7, 0x85ebca6b) | 0,
  };
}

describe.each(["compact", "exact"])("a %s visited set", (store) => {
  const make = (bits: number) => new VisitedSet(slotMemory(bits), store === "exact" ? new Arena(arenaMemory()) : null);
  const add = (set: VisitedSet, number: number, level: number, parent = 0) => {
    const { state, low, high } = stateOf(number);
    return set.add(state, 0, low, high, originOf(level, parent));
  };

  it("tells new states from old ones, and those of the same level", () => {
    const set = make(10);
    for (let number = 0; number < 300; number++) expect(add(set, number, 1)).toBe(ADDED);
    for (let number = 0; number < 300; number++) {
      expect(add(set, number, 1)).toBe(SAME_LEVEL);
      expect(add(set, number, 2)).toBe(OLD);
    }
  });

  it("keeps the least parent of a state's own level, whichever comes first", () => {
    const parents = [5, 77, 1234, -9, 31];
    const keys = parents.map((parent) => parentKey(originOf(3, parent)));
    for (const order of [parents, [...parents].reverse()]) {
      const set = make(8);
      for (const parent of order) add(set, 42, 3, parent);
      add(set, 42, 4, 1);
      const { state, low, high } = stateOf(42);
      expect(parentKey(set.find(state, low, high)?.origin ?? -1)).toBe(Math.min(...keys));
    }
  });

  it("finds a parent again by its key and level", () => {
    const set = make(10);
    for (let number = 0; number < 300; number++) add(set, number, number % 5);
    const { low } = stateOf(123);
    const found = set.withKey(parentKey(originOf(1, low)), 123 % 5);
    expect(found.some((entry) => entry.low === low)).toBe(true);
    expect(set.withKey(parentKey(originOf(1, low)), 4).some((entry) => entry.low === low)).toBe(false);
  });

  it("keeps everything when it is moved to a larger one, in pieces", () => {
    const arena = store === "exact" ? new Arena(arenaMemory()) : null;
    const small = new VisitedSet(slotMemory(9), arena);
    for (let number = 0; number < 380; number++) add(small, number, 1, number);
    const large = new VisitedSet(slotMemory(11), arena);
    for (let from = 0; from < 512; from += 100) small.moveInto(large, from, Math.min(512, from + 100));
    for (let number = 0; number < 380; number++) {
      const { state, low, high } = stateOf(number);
      expect(large.find(state, low, high)?.origin).toBe(originOf(1, number));
    }
    expect(add(large, 380, 2)).toBe(ADDED);
  });

  it("says when there is no room", () => {
    const set = make(4);
    const outcomes = Array.from({ length: 17 }, (_, number) => add(set, number, 0));
    expect(outcomes.filter((outcome) => outcome === ADDED)).toHaveLength(16);
    expect(outcomes.at(-1)).toBe(CROWDED);
  });
});

describe("an exact visited set", () => {
  it("tells states with equal fingerprints apart, which a compact one cannot", () => {
    const exact = new VisitedSet(slotMemory(6), new Arena(arenaMemory()));
    const compact = new VisitedSet(slotMemory(6), null);
    const outcomes = [exact, compact].map((set) =>
      [1, 2].map((number) => set.add(Int32Array.of(number, 0), 0, 99, 98, 0)),
    );
    expect(outcomes).toEqual([
      [ADDED, ADDED],
      [ADDED, SAME_LEVEL],
    ]);
  });
});
