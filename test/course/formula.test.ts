import { describe, expect, it } from "vitest";
import { formulaValue } from "../../src/course/formula.ts";

const ofSlot = (slot: string) => ({ "2": 12n, "3": 5n })[slot] ?? null;

describe("a formula", () => {
  it.each([
    ["C(18, 9)", 48620n],
    ["C(4,2) - 2", 4n],
    ["36! / 9!^4", 21452752266265320000n],
    ["2 + 3 * 4", 14n],
    ["(2 + 3) * 4", 20n],
    ["2^3^2", 512n],
    ["10 - 3 - 2", 5n],
    ["24 / 4 / 2", 3n],
    ["4^2 * 3 * 2^2 * 2^4", 3072n],
    ["[[2]] + [[3]]", 17n],
    ["0!", 1n],
    ["3!!", 720n],
  ])("%s comes to %s", (of, value) => {
    expect(formulaValue(of, ofSlot)).toBe(value);
  });

  it.each([
    "",
    "1 +",
    "7 / 2",
    "1 / 0",
    "(1",
    "1)",
    "[[9]]",
    "C(2, 3)",
    "C(2)",
    "x",
    "1 2",
    "(3 - 5)!",
    "2^1000",
    "1.5",
  ])("%j is none", (of) => {
    expect(formulaValue(of, ofSlot)).toBe(null);
  });
});
