import { describe, expect, it } from "vitest";
import { disagreements, type Measured, measure, median, ratio } from "../../bench/measure.ts";
import { childrensUserMs } from "../../bench/run-process.ts";
import { contender, counts, measured } from "./contender.ts";

describe("measuring", () => {
  it("runs everybody once, then everybody again", async () => {
    const order: string[] = [];
    const noting = (program: string) => {
      const plain = contender({ program, wallMs: [1, 1] });
      return {
        ...plain,
        run: () => {
          order.push(program);
          return plain.run();
        },
      };
    };
    await measure([noting("a"), noting("b")], 2, () => {});
    expect(order).toEqual(["a", "b", "a", "b"]);
  });

  it("compares within a round, so that a slow minute hurts nobody", async () => {
    const both = await measured({ wallMs: [10, 100, 30] }, { wallMs: [5, 50, 10] });
    const [one, other] = both as [Measured, Measured];
    expect(ratio(one, other)).toBe(2);
    expect(ratio(other, one)).toBe(0.5);
    expect(ratio(one, other, "userMs")).toBe(2);
  });

  it("takes the middle, or the mean of the two in the middle", () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([40, 10, 20, 30])).toBe(25);
  });

  it("reads from the shell what the program computed, and not what the shell did", () => {
    expect(childrensUserMs("0m0.001s 0m0.002s\n1m2.345s 0m0.012s\n")).toBe(62_345);
    expect(childrensUserMs("0m0.001s 0m0.002s\n")).toBeNull();
  });
});

describe("agreement", () => {
  it("holds when all count what they have to, and a depth-first search knows no depth", async () => {
    expect(disagreements(await measured({}, { finds: { ...counts, depth: null } }))).toEqual([]);
  });

  it.each(["distinct", "generated", "depth"])("fails when one counts another number of %s", async (field) => {
    const all = await measured({ program: "a" }, { program: "b", finds: { ...counts, [field]: 1 } });
    expect(disagreements(all)).toEqual([expect.stringMatching(/^b with 1 thread counts .*, not 145000 distinct/)]);
  });

  it("fails when all count the same, but not what is known", async () => {
    const finds = { ...counts, distinct: 144_999 };
    expect(disagreements(await measured({ program: "a", finds }, { program: "b", finds }))).toHaveLength(2);
  });

  it("fails when only one of several runs counts something else", async () => {
    const [steady] = await measured({ wallMs: [1, 1] });
    const { contender: one, samples } = steady as Measured;
    const unsteady = samples.map((sample, at) => (at === 0 ? sample : { ...sample, counts: { ...counts, depth: 13 } }));
    expect(disagreements([{ contender: one, samples: unsteady }])).toHaveLength(1);
  });
});
