import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  awaitWord,
  below,
  claim,
  emptyIn,
  homeIn,
  isEmpty,
  lowest,
  pairsEqual,
  seek,
  times,
  use,
} from "../../src/kernel/machine.ts";

describe("the machine over typed arrays", () => {
  it("finds a home exactly, for all 32-bit numbers and as many lines as there may be", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 27 }), (mixed, count) => {
        const exact = (BigInt(mixed >>> 0) * BigInt(count)) >> 32n;
        expect(homeIn(mixed, count)).toBe(Number(exact));
      }),
    );
    expect(homeIn(-1, 2 ** 27)).toBe(2 ** 27 - 1);
  });

  it("compares unsigned, multiplies modulo 2^32, finds the lowest bit", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(below(a, b)).toBe(BigInt.asUintN(32, BigInt(a)) < BigInt.asUintN(32, BigInt(b)));
        expect(times(a, b)).toBe(Number(BigInt.asIntN(32, BigInt(a) * BigInt(b))));
        if (a !== 0) expect((a >>> lowest(a)) & 1).toBe(1);
      }),
    );
    expect(lowest(1 << 31)).toBe(31);
  });

  it("claims a pair that is free, and only then", () => {
    use(new SharedArrayBuffer(64));
    const ints = new Int32Array(64 / 4);
    use(ints.buffer);
    ints.set([3, -5], 8);
    expect(seek(0, 32)).toBe(0);
    expect(claim(0, 32)).toBe(0);
    expect(claim(0, 32)).toBe(1);
    expect(seek(0, 32)).toBe(1);
    ints.set([3, -6], 8);
    expect(claim(0, 32)).toBe(2);
    expect(seek(0, 32)).toBe(2);
    expect([...ints.subarray(0, 2)]).toEqual([3, -5]);
    expect(isEmpty(0)).toBe(false);
    expect(isEmpty(16)).toBe(true);
  });

  it("waits for a word that another thread is to write, and not for ever", () => {
    const ints = new Int32Array(new SharedArrayBuffer(64));
    use(ints.buffer);
    ints[3] = -7;
    expect(awaitWord(12, 0)).toBe(-7);
    expect(() => awaitWord(16, 0)).toThrow("a thread died before it had written what others wait for");
  });

  it("finds a pair in a line, in the fifth slot only where there is one", () => {
    const ints = new Int32Array(32);
    use(ints.buffer);
    ints.set([7, 9], 8);
    ints.set([7, 9], 30);
    expect(pairsEqual(0, 120, true)).toBe(16);
    expect(pairsEqual(0, 120, false)).toBe(0);
    ints.set([7, 8], 2);
    ints.set([7, 9], 4);
    expect(pairsEqual(0, 120, true)).toBe(0b10100);
  });

  it("finds the slots of a line that are empty, the fifth only where there is one", () => {
    const ints = new Int32Array(16);
    use(ints.buffer);
    expect(emptyIn(0, true)).toBe(0b11111);
    expect(emptyIn(0, false)).toBe(0b1111);
    ints.set([0, 1, 5, 0], 2);
    expect(emptyIn(0, true)).toBe(0b11001);
  });
});
