// The exact visited sets and their arena.
import { expect, test } from "vitest";
import { Arena, stateEquals, storeState } from "../../src/store/arena.ts";
import { ADDED, NO_ROOM, originOf, SAME_LEVEL, slotMemory, VisitedSet } from "../../src/store/visited-set.ts";
import { sharedVisitedSetContract } from "./shared-visited-set.contract.ts";
import { visitedSetContract } from "./visited-set.contract.ts";
import { arenaMemory, KINDS } from "./visited-set-kinds.ts";

for (const kind of KINDS.filter(({ exact }) => exact)) {
  visitedSetContract(kind);
  sharedVisitedSetContract(kind);
}

test("the exact visited set tells two states with the same fingerprint apart", () => {
  const visited = new VisitedSet(slotMemory(8), new Arena(arenaMemory(512)));
  expect(visited.add(Int32Array.from([1, 2]), 0, 10, 20, originOf(0, 0))).toBe(ADDED);
  expect(visited.add(Int32Array.from([3, 4]), 0, 10, 20, originOf(0, 0))).toBe(ADDED);
  expect(visited.add(Int32Array.from([3, 4]), 0, 10, 20, originOf(0, 0))).toBe(SAME_LEVEL);
  expect(visited.find(Int32Array.from([5, 6]), 10, 20)).toBeNull();
});

test("the exact visited set says that there is no room when its arena is full, and still knows what it has", () => {
  const visited = new VisitedSet(slotMemory(13), new Arena(arenaMemory(1024)));
  const add = (at: number) => visited.add(Int32Array.from([at, 0]), 0, Math.imul(at, 0x9e3779b1), at, originOf(0, 0));
  for (let at = 1; at <= 1024; at++) expect(add(at)).toBe(ADDED);
  expect(add(1025)).toBe(NO_ROOM);
  expect(add(1024)).toBe(SAME_LEVEL);
});

test("a thread that gets an arena again, grown, uses up what it has taken there before it takes more", () => {
  const small = arenaMemory(1024);
  const grown = { ...small, segments: [...small.segments, ...arenaMemory(1024).segments] };
  const state = Int32Array.from([1, 2]);
  let arena = new Arena(small);
  const indices: number[] = [];
  for (let at = 0; at < 600; at++) {
    expect(arena.hasRoom()).toBe(true);
    indices.push(storeState(arena, state, 0));
    // As at the end of every level.
    arena = new Arena(at % 2 === 0 ? grown : { ...grown, segments: [...grown.segments] }, arena);
  }
  expect(indices).toEqual(Array.from({ length: 600 }, (_, at) => at));
  const other = { ...arenaMemory(512), id: small.id + 1 };
  const elsewhere = new Arena(other, arena);
  expect(elsewhere.hasRoom()).toBe(true);
  expect(elsewhere.take()).toBe(0);
});

test("an arena gives threads indices of their own, by runs, and keeps what was stored under each", () => {
  const memory = arenaMemory(2048);
  const [one, other] = [new Arena(memory), new Arena(memory)];
  const indices = new Map<number, Int32Array>();
  for (let at = 0; at < 1000; at++) {
    const state = Int32Array.from([at, -at]);
    const arena = at % 3 === 0 ? one : other;
    expect(arena.hasRoom()).toBe(true);
    const index = storeState(arena, state, 0);
    expect(indices.has(index)).toBe(false);
    indices.set(index, state);
  }
  for (const [index, state] of indices) {
    expect(stateEquals(other, index, state, 0)).toBe(true);
    expect(
      stateEquals(
        one,
        index,
        Int32Array.from([...state, 0]).map((word) => word + 1),
        0,
      ),
    ).toBe(false);
  }
});
