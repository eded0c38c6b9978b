// Spaces deeper than a byte, a word's half, and a call's arguments.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { model, range } from "../../src/index.ts";
import { counterexampleText } from "../../src/report/counterexample-text.ts";
import { plainPaint } from "../../src/report/paint.ts";

interface Ring {
  at: number;
}
const next = (size: number) => ({
  do: (s: Ring) => {
    s.at = (s.at + 1) % size;
  },
});

describe("a ring", () => {
  test.each([2, 3, 4, 5, 127, 128, 255, 256, 257, 512, 513, 1024, 4096])(
    "of %i states has a step back to the first, which leads no deeper",
    async (size) => {
      const ring = model({ state: { at: range(0, size - 1) }, rules: { next: next(size) } } as never);
      for (const store of ["compact", "exact"] as const) {
        const { verdict } = await check(ring, { store });
        expect(verdict.states).toEqual({ distinct: size, generated: size + 1, depth: size - 1 });
        expect(verdict.coverage).toEqual([{ rule: "next", enabled: size, deeper: size - 1 }]);
      }
    },
  );

  test("with a way out of its first states is left by the shortest way, whatever came round to them 256 levels later", async () => {
    // From state 600 a step leads back to 343, 256 levels before: no origin may be overwritten by it.
    const loop = model({
      state: { at: range(0, 1000), out: range(0, 1) },
      rules: {
        next: {
          when: (s: Ring & { out: number }) => s.at < 1000 && s.out === 0,
          do: (s: Ring) => {
            s.at += 1;
          },
        },
        back: {
          when: (s: Ring & { out: number }) => s.at >= 256 && s.out === 0,
          do: (s: Ring) => {
            s.at -= 255;
          },
        },
        leave: {
          when: (s: Ring) => s.at === 1000,
          do: (s: { out: number }) => {
            s.out = 1;
          },
        },
      },
      always: { inside: (s: { out: number }) => s.out === 0 },
    } as never);
    const { verdict, counterexamples } = await check(loop);
    expect(verdict.coverage).toEqual([
      { rule: "next", enabled: 1000, deeper: 1000 },
      { rule: "back", enabled: 745, deeper: 0 },
      { rule: "leave", enabled: 1, deeper: 1 },
    ]);
    expect(counterexamples[0]?.list.steps).toHaveLength(1001);
  });
});

test("a trace of 15,000 steps of ten changes each is found, confirmed and printed", { timeout: 60_000 }, async () => {
  const steps = 15_000;
  const digits = Array.from({ length: 9 }, (_, at) => [`d${at}`, range(0, 1)] as const);
  const long = model({
    state: { at: range(0, steps), ...Object.fromEntries(digits) },
    rules: {
      next: {
        when: (s: Ring) => s.at < steps,
        do: (s: Ring & Record<string, number>) => {
          s.at += 1;
          for (const [digit] of digits) s[digit] = 1 - (s[digit] as number);
        },
      },
    },
    always: { short: (s: Ring) => s.at < steps },
  } as never);
  const { verdict, counterexamples } = await check(long);
  expect(verdict.properties).toMatchObject([{ name: "short", outcome: "violated", steps }]);
  const text = counterexampleText(
    counterexamples[0] as (typeof counterexamples)[number],
    { kind: "property", property: "short", propertyKind: "always" },
    { paint: plainPaint, width: 80 },
  );
  expect(text.split("\n")).toHaveLength(3 + 11 + 11 * steps + 1);
});
