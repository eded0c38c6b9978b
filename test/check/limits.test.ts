import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { exitCodeOf } from "../../src/check/exit-code.ts";
import { reviveError } from "../../src/errors/errors.ts";
import { enumeration, map, model, range } from "../../src/index.ts";
import type { Verdict } from "../../src/verify/verdict.ts";

/** A square of 12 x 12 states, 22 steps from corner to corner. */
const grid = model({
  state: { x: range(0, 11), y: range(0, 11) },
  rules: {
    right: {
      when: (s) => s.x < 11,
      do: (s) => {
        s.x += 1;
      },
    },
    up: {
      when: (s) => s.y < 11,
      do: (s) => {
        s.y += 1;
      },
    },
  },
  always: { "not far": (s) => s.x + s.y < 9 },
  step: { "never both": (before, after) => before.x === after.x || before.y === after.y },
  reachable: { middle: (s) => s.x === 3 && s.y === 3 },
});
const free = model({ ...definitionOf(), always: { "in the square": (s) => s.x <= 11 } });

function definitionOf() {
  return {
    state: { x: range(0, 11), y: range(0, 11) },
    rules: {
      right: {
        when: (s: { x: number }) => s.x < 11,
        do: (s: { x: number }) => {
          s.x += 1;
        },
      },
      up: {
        when: (s: { y: number }) => s.y < 11,
        do: (s: { y: number }) => {
          s.y += 1;
        },
      },
    },
  } as const;
}

const Clock = enumeration("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o");
/** 2^30 states. */
const endless = model({
  state: { bits: map(Clock, range(0, 3)) },
  rules: { turn: { for: { clock: Clock }, do: (s, { clock }) => s.bits.set(clock, (s.bits.get(clock) + 1) % 4) } },
  always: { counted: (s) => s.bits.get("a") < 4 },
});

async function verdictOf(subject: Parameters<typeof check>[0], options: CheckOptions): Promise<Verdict> {
  return (await check(subject, options)).verdict;
}

const outcomes = ({ properties }: Verdict) =>
  Object.fromEntries(properties.map(({ name, outcome }) => [name, outcome]));

describe("a limit of depth", () => {
  it.each([
    [0, 1, 2],
    [1, 3, 6],
    [8, 45, 90],
  ])("%i: looks at the %i states up to there, and at their steps", async (maxDepth, distinct, generated) => {
    const verdict = await verdictOf(grid, { maxDepth, symmetry: false });
    expect(verdict).toMatchObject({
      outcome: "undecided",
      ending: "depth",
      complete: false,
      coveredDepth: maxDepth,
      // The initial state counts as generated.
      states: { distinct, generated: generated + 1, depth: maxDepth },
    });
    expect(reviveError(verdict.error!).code).toBe("SYN405");
    expect(verdict.error!.details).toMatchObject({ option: "maxDepth", limit: String(maxDepth) });
    expect(exitCodeOf(verdict)).toBe(20);
    expect(outcomes(verdict)).toEqual({
      "not far": "undecided",
      "never both": "undecided",
      middle: maxDepth >= 6 ? "holds" : "undecided",
    });
  });

  it("reports what is violated at the last depth, as a shortest counterexample", async () => {
    const { verdict, counterexamples } = await check(grid, { maxDepth: 9 });
    expect(verdict).toMatchObject({ outcome: "violated", ending: "violation", coveredDepth: 9 });
    expect(verdict.properties[0]).toMatchObject({ name: "not far", outcome: "violated", steps: 9 });
    expect(counterexamples[0]?.trace.steps).toHaveLength(9);
  });

  it.each([22, 23, 1000])("%i is none for a space that is no deeper", async (maxDepth) => {
    const limited = await verdictOf(free, { maxDepth });
    const { wallMs, peakRssBytes, ...whole } = await verdictOf(free, {});
    expect(limited).toMatchObject(whole);
    expect(limited).toMatchObject({ outcome: "holds", complete: true, states: { distinct: 144, depth: 22 } });
  });

  it("one short of the depth leaves one state out", async () => {
    const verdict = await verdictOf(free, { maxDepth: 21 });
    expect(verdict).toMatchObject({ outcome: "undecided", states: { distinct: 143, depth: 21 }, coveredDepth: 21 });
  });

  it("knows of a deadlock at the last depth", async () => {
    const stuck = model({ ...definitionOf(), terminal: (s: { x: number }) => s.x < 0 });
    expect(await verdictOf(stuck, { maxDepth: 22 })).toMatchObject({ outcome: "violated", complete: false });
    expect(await verdictOf(stuck, { maxDepth: 21 })).toMatchObject({ outcome: "undecided", ending: "depth" });
  });

  it("gives properties over time all steps of the last depth", async () => {
    const ends = model({
      ...definitionOf(),
      eventually: { corner: (s: { x: number; y: number }) => s.x + s.y === 22 },
    });
    const [whole, limited, short] = await Promise.all([
      verdictOf(ends, { fairness: "none" }),
      verdictOf(ends, { fairness: "none", maxDepth: 22 }),
      verdictOf(ends, { fairness: "none", maxDepth: 21 }),
    ]);
    expect(limited.properties).toEqual(whole.properties);
    expect(short.properties[0]?.outcome).toBe("undecided");
  });
});

describe("a limit of states", () => {
  it("ends the search soon after it, in the midst of a level", async () => {
    const verdict = await verdictOf(endless, { maxStates: 10_000 });
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "states", complete: false });
    expect(verdict.states.distinct).toBeGreaterThan(10_000);
    // A block of 128 states has 15 successors each at most.
    expect(verdict.states.distinct).toBeLessThan(10_000 + 128 * 15 + 1);
    expect(verdict.coveredDepth).toBe(verdict.states.depth - 1);
    expect(verdict.error!.details).toMatchObject({ option: "maxStates", limit: "10000" });
  });

  it("is none for a space that has no more", async () => {
    expect(await verdictOf(free, { maxStates: 144 })).toMatchObject({ outcome: "holds", states: { distinct: 144 } });
  });
});

describe("a limit of time", () => {
  it("ends the search when it is up, with what was seen", async () => {
    const verdict = await verdictOf(endless, { timeMs: 300 });
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "time", complete: false });
    expect(verdict.states.distinct).toBeGreaterThan(1);
    expect(verdict.error!.details).toMatchObject({ option: "timeMs", limit: "300ms" });
    expect(exitCodeOf(verdict)).toBe(20);
  });

  it("ends a state that has very many successors, which then counts as not looked at", async () => {
    const Wide = range(0, 2_999_999);
    const wide = model({
      state: { at: Wide, phase: range(0, 1) },
      rules: {
        go: {
          for: { to: Wide },
          when: (s) => s.phase === 0,
          do: (s, { to }) => {
            s.at = to;
            s.phase = 1;
          },
        },
      },
    });
    const verdict = await verdictOf(wide, { timeMs: 500 });
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "time", complete: false });
    expect(verdict.states.distinct).toBeLessThanOrEqual(1);
    expect(verdict.coverage.every(({ enabled }) => enabled === 0)).toBe(true);
  });

  it("ends the making of initial states", async () => {
    const Many = range(0, 99);
    const verdict = await verdictOf(
      model({
        state: { a: Many, b: Many, c: Many, d: Many },
        init: {
          for: { a: Many, b: Many, c: Many, d: Many },
          do: (s, from) => {
            s.a = from.a;
            s.b = from.b;
            s.c = from.c;
            s.d = from.d;
          },
        },
        rules: { stay: { do: () => {} } },
      }),
      { timeMs: 300 },
    );
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "time", coveredDepth: null });
  });
});

describe("limits that cannot be", () => {
  it.each([
    [{ timeMs: 0 }, "the option `timeMs` cannot be"],
    [{ timeMs: Number.NaN }, "the option `timeMs` cannot be"],
    [{ maxStates: 0 }, "the option `maxStates` cannot be"],
    [{ maxStates: 1.5 }, "the option `maxStates` cannot be"],
    [{ maxDepth: -1 }, "the option `maxDepth` cannot be"],
    [{ memoryBytes: 5 }, "the option `memoryBytes` cannot be"],
  ])("are refused: %o", async (options, named) => {
    await expect(check(free, options)).rejects.toThrow(named);
  });
});

describe("the memory budget", () => {
  it("holds while initial states are made", async () => {
    const Many = range(0, 199);
    const crowded = model({
      state: { a: Many, b: Many, c: Many },
      init: {
        for: { a: Many, b: Many, c: Many },
        do: (s, from) => {
          s.a = from.a;
          s.b = from.b;
          s.c = from.c;
        },
      },
      rules: { stay: { do: () => {} } },
    });
    const verdict = await verdictOf(crowded, { memoryBytes: 4e6 });
    expect(verdict).toMatchObject({ outcome: "undecided", ending: "memory", error: { id: "over-budget" } });
    expect(exitCodeOf(verdict)).toBe(152);
    // 8,000,000 there would be.
    expect((verdict.error!.details as { states: number }).states).toBeLessThan(150_000);
  });
});

describe("keepGoing", () => {
  it("goes on after a violation while something may still be reached", async () => {
    const { verdict } = await check(grid, { keepGoing: true, properties: ["not far", "middle"] });
    expect(verdict.properties).toMatchObject([
      { outcome: "violated", steps: 9 },
      { outcome: "holds", steps: 6 },
    ]);
    const counter = model({
      state: { n: range(0, 9) },
      rules: {
        up: {
          when: (s) => s.n < 9,
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: { low: (s) => s.n < 3 },
      reachable: { far: (s) => s.n === 7 },
    });
    expect((await check(counter, { keepGoing: true })).verdict.properties).toMatchObject([
      { name: "low", outcome: "violated", steps: 3 },
      { name: "far", outcome: "holds", steps: 7 },
    ]);
    expect((await check(counter)).verdict.properties).toMatchObject([
      { outcome: "violated" },
      { outcome: "undecided" },
    ]);
  });
});
