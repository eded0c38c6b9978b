// A closure that never ends in a state that nobody reaches: who asks why is answered all the same.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { model, range } from "../../src/index.ts";
import { watchedReasons } from "../../src/report/watched-reasons.ts";
import { STOPPED } from "../../src/why/all-reasons.ts";

describe("why, of a closure that hangs where nobody is", () => {
  it("is not known, which does not take for ever", async () => {
    let turns = 0;
    const ring = model({
      state: { a: range(0, 3), b: range(0, 3) },
      rules: {
        a: { when: (s) => s.a < 2, do: (s) => void s.a++ },
        b: { when: (s) => s.b < 1, do: (s) => void s.b++ },
      },
      always: {
        apart: (s) => {
          // Turned for ever in states that are not reached: b is at most 1.
          while (s.b > 1 && turns >= 0) turns = (turns + 1) % 7;
          return !(s.a === 2 && s.b === 1);
        },
      },
    });
    const { verdict, counterexamples } = await check(ring, { workers: 1 });
    expect(verdict.outcome).toBe("violated");
    const begun = performance.now();
    const [shown] = counterexamples;
    if (shown === undefined) throw new Error("there is no counterexample");
    expect(watchedReasons(ring, shown, {}, 300)).toBe(STOPPED);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
