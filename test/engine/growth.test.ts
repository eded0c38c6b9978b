/** How large a kernel's visited set is to be, and what a memory has room for. */
import { describe, expect, it } from "vitest";
import type { Dimensions } from "../../src/engine/dimensions.ts";
import { expectedStates, linesFor, moreLines, roomIn } from "../../src/engine/growth.ts";
import { KernelMemory } from "../../src/engine/kernel-memory.ts";
import { LINE } from "../../src/kernel/map.ts";

const ANY = Number.POSITIVE_INFINITY;

describe("how many lines there are to be", () => {
  it("is four times, twice and a third more as many, the larger the table is", () => {
    expect([2 ** 10, 2 ** 18, 3 * 2 ** 20].map((lines) => moreLines(lines, 1, ANY, 5)[0])).toEqual([
      2 ** 12,
      2 ** 19,
      2 ** 22,
    ]);
  });

  it("is a sixteenth more where there is no room for that, and enough for what threads may add", () => {
    expect(moreLines(1600, 1, ANY, 5)).toEqual([6400, 1700]);
    expect(moreLines(1600, 90_000, ANY, 5)).toEqual([20_000, 20_000]);
    expect(roomIn(linesFor(90_000, 5), 5)).toBeGreaterThanOrEqual(90_000);
  });

  it("is no more than for what is expected, nor fewer than are there", () => {
    expect(moreLines(2 ** 20, 4_718_592, 5_000_000, 5)[0]).toBe(linesFor(1.05 * 5_000_000, 5));
    expect(moreLines(2 ** 20, 4_000_000, 4_000_000, 5)[0]).toBe((2 ** 20 * 17) / 16);
  });
});

describe("how many states are expected", () => {
  it("is what a level and those behind it have if they get smaller as it does", () => {
    // Of the 64 blocks that are left come 32; the next level has 64 in all, and leads to 32, 16, ...: 64 more.
    expect(expectedStates(1000, { blocks: 128, claimed: 64, opened: 32 }, 8)).toBe(1000 + 8 * (32 + 64));
    expect(expectedStates(1000, { blocks: 128, claimed: 128, opened: 0 }, 8)).toBe(1000);
  });

  it("cannot be told of levels that get larger, nor from a few blocks, nor when threads found none left", () => {
    for (const level of [
      { blocks: 128, claimed: 64, opened: 64 },
      { blocks: 128, claimed: 63, opened: 1 },
      { blocks: 128, claimed: 129, opened: 64 },
    ])
      expect(expectedStates(1000, level, 8)).toBe(ANY);
  });
});

describe("the memory of a kernel's search", () => {
  const dimensions: Dimensions = {
    words: 4,
    rules: 1,
    seats: 10,
    parts: 1,
    stateBounds: 0,
    stepBounds: 0,
    noted: null,
    threads: 2,
    formRoom: 0,
    bytes: 2 ** 34,
  };

  it("has addresses for three times 10^8 states, and for as many bytes of blocks if there are few states", () => {
    const memory = new KernelMemory(dimensions, 1024);
    const { plan } = memory;
    expect(plan.end).toBeLessThan(2 ** 32);
    const lines = (blockBytes: number) => {
      const blocks = blockBytes / plan.blockBytes;
      return Math.floor((memory.blocksBegin(blocks) - memory.linesEnd(0)) / LINE);
    };
    // Paxos with three acceptors and five ballots has 115,856,201 states, of which 0.4 GiB of blocks are open at once.
    expect(roomIn(lines(0.4 * 2 ** 30), plan.slots)).toBeGreaterThan(230_000_000);
    expect(roomIn(lines(3.5 * 2 ** 30), plan.slots)).toBeGreaterThan(10_000_000);
    expect(memory.hasRoomFor(lines(2 ** 30), 2 ** 30 / plan.blockBytes)).toBe(true);
    expect(memory.hasRoomFor(lines(2 ** 30) + 1, 2 ** 30 / plan.blockBytes)).toBe(false);
  });

  it("reaches as far as the budget does, and what is not asked of it", () => {
    const { plan } = new KernelMemory({ ...dimensions, bytes: 2 ** 22 }, 1024);
    expect(plan.end - plan.lines).toBeGreaterThanOrEqual(2 ** 22);
    expect(plan.end - plan.lines).toBeLessThan(2 ** 23);
    expect(() => new KernelMemory({ ...dimensions, bytes: 2 ** 22 }, 2 ** 17)).toThrow(RangeError);
  });
});
