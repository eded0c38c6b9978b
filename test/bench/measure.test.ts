import { describe, expect, it } from "vitest";
import type { Contender, Counts } from "../../bench/contender.ts";
import { disagreements, type Measured, measure, median, timeRatio } from "../../bench/measure.ts";

const counts: Counts = { distinct: 145, generated: 609, depth: 12 };

/** Somebody who takes so long in each round and counts so. */
function contender(program: string, wallMs: readonly number[], found: Counts = counts): Contender {
  const rounds = [...wallMs];
  return {
    program,
    threads: 1,
    prepare: () => {},
    run: () => ({ counts: found, wallMs: rounds.shift() as number, peakBytes: 0 }),
  };
}

function measured(...contenders: readonly Contender[]): Measured[] {
  return measure(contenders, 3, () => {});
}

describe("measuring", () => {
  it("runs everybody once, then everybody again", () => {
    const order: string[] = [];
    const noting = (program: string): Contender => {
      const plain = contender(program, [1, 1]);
      return {
        ...plain,
        run: () => {
          order.push(program);
          return plain.run();
        },
      };
    };
    measure([noting("a"), noting("b")], 2, () => {});
    expect(order).toEqual(["a", "b", "a", "b"]);
  });

  it("compares within a round, so that a slow minute hurts nobody", () => {
    const [one, other] = measured(contender("a", [10, 100, 30]), contender("b", [5, 50, 10])) as [Measured, Measured];
    expect(timeRatio(one, other)).toBe(2);
    expect(timeRatio(other, one)).toBe(0.5);
  });

  it("takes the middle, or the mean of the two in the middle", () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([40, 10, 20, 30])).toBe(25);
  });
});

describe("agreement", () => {
  const times = [1, 1, 1];

  it("holds when all count the same and a depth-first search knows no depth", () => {
    const all = measured(contender("a", times), contender("b", times, { ...counts, depth: null }));
    expect(disagreements({ distinct: 145 }, all)).toEqual([]);
  });

  it.each(["distinct", "generated", "depth"])("fails when one counts another number of %s", (field) => {
    const all = measured(contender("a", times), contender("b", times, { ...counts, [field]: 1 }));
    expect(disagreements({ distinct: 145 }, all)).toEqual([expect.stringMatching(/^b with 1 thread counts /)]);
  });

  it("fails when all count the same, but not what is known", () => {
    const all = measured(contender("a", times), contender("b", times));
    expect(disagreements({ distinct: 146 }, all)).toEqual(["there are 146 distinct states, not 145"]);
  });
});
