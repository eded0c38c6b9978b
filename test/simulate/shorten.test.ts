/** Long behaviours made shorter, and distinct states counted: what a simulation does with what it met. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model, range } from "../../src/index.ts";
import { MetFingerprints } from "../../src/simulate/met-fingerprints.ts";
import { shortened } from "../../src/simulate/shorten.ts";
import { replay } from "../../src/trace/replay.ts";

/** `goal` needs a key, a door, and two coins; the rest is noise, some of which goes round and back. */
const house = model({
  state: { key: range(0, 1), door: range(0, 1), coins: range(0, 3), noise: range(0, 3), turns: range(0, 9) },
  rules: {
    take: {
      when: (s) => s.key === 0,
      do: (s) => {
        s.key = 1;
      },
    },
    open: {
      when: (s) => s.key === 1 && s.door === 0,
      do: (s) => {
        s.door = 1;
      },
    },
    earn: {
      when: (s) => s.coins < 3,
      do: (s) => {
        s.coins += 1;
      },
    },
    spend: {
      when: (s) => s.coins > 0,
      do: (s) => {
        s.coins -= 1;
      },
    },
    hum: {
      for: { to: range(0, 3) },
      do: (s, { to }) => {
        s.noise = to;
      },
    },
    turn: {
      when: (s) => s.turns < 9,
      do: (s) => {
        s.turns += 1;
      },
    },
  },
  always: { goal: (s) => !(s.door === 1 && s.coins === 2) },
});
const STEPS = { take: 0, open: 1, earn: 2, spend: 3, hum: 4, turn: 8 };
const claim = { kind: "property", property: house.properties[0] as (typeof house.properties)[number] } as const;

describe("a behaviour that shows something", () => {
  it("is left with what it needs, in the order in which it was", () => {
    const { take, open, earn, spend, hum, turn } = STEPS;
    const long = [hum + 1, turn, earn, hum + 2, spend, take, turn, earn, hum, turn, hum + 3, open, turn, hum + 1, earn];
    expect(shortened(house, { initial: 0, steps: long }, claim)).toEqual([take, earn, open, earn]);
  });

  it("still shows it, by steps of the model, and no single one of them can be left out", () => {
    const rule = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8);
    fc.assert(
      fc.property(fc.array(rule, { minLength: 20, maxLength: 80 }), (tried) => {
        const list = followed(tried);
        if (list === null) return;
        const steps = shortened(house, { initial: 0, steps: list }, claim);
        expect(replay(house, { initial: 0, steps }, claim).steps).toHaveLength(steps.length);
        expect(steps.length).toBeLessThanOrEqual(list.length);
        for (const at of steps.keys()) expect(followed(steps.filter((_, other) => other !== at))).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it("is as short as the budget allows where it ends", () => {
    const { take, open, earn, turn } = STEPS;
    const long = [turn, turn, take, turn, turn, earn, open, turn, earn];
    const steps = shortened(house, { initial: 0, steps: long }, claim, 12);
    expect(steps.length).toBeLessThanOrEqual(long.length);
    expect(replay(house, { initial: 0, steps }, claim).steps).toHaveLength(steps.length);
  });
});

/** What of these can be taken, up to where the claim is shown; null: it never is. By hand, of the house above. */
function followed(tried: readonly number[]): number[] | null {
  let [key, door, coins, turns] = [0, 0, 0, 0];
  const taken: number[] = [];
  for (const step of tried) {
    if (step === 0 && key === 0) key = 1;
    else if (step === 1 && key === 1 && door === 0) door = 1;
    else if (step === 2 && coins < 3) coins++;
    else if (step === 3 && coins > 0) coins--;
    else if (step === 8 && turns < 9) turns++;
    else if (step < 4 || step === 8) continue;
    taken.push(step);
    if (door === 1 && coins === 2) return taken;
  }
  return null;
}

describe("distinct states", () => {
  const fingerprint = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.oneof(fc.integer(), fc.constant(0)));

  it("are counted once each, 0 among them", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fingerprint, { maxLength: 200 }), { maxLength: 5 }), (portions) => {
        const met = new MetFingerprints();
        for (const portion of portions) met.add(Int32Array.from(portion.flat()));
        expect(met.count).toBe(new Set(portions.flat().map(String)).size);
        expect(met.isExact).toBe(true);
      }),
    );
  });

  it("are counted beyond the first table, and up to the last, from which on there are more", () => {
    const met = new MetFingerprints(14);
    const pairs = (from: number, to: number) =>
      Int32Array.from(Array.from({ length: to - from }, (_, at) => [from + at + 1, (from + at) * 7]).flat());
    met.add(pairs(0, 12_000));
    expect(met).toMatchObject({ count: 12_000, isExact: true });
    met.add(pairs(0, 12_000));
    expect(met).toMatchObject({ count: 12_000, isExact: true });
    met.add(pairs(12_000, 20_000));
    expect(met).toMatchObject({ count: 12_288, isExact: false });
  });
});
