// The true number of states lies in the range that a plan gives, for every built-in model in its default configuration: when
// all of it may be looked at, a half, a third, a tenth. Probes are limited by states, not by time, so that this is the same
// everywhere. Also how wide the ranges are, on the whole: a range from nothing to everything would pass the first.
import { afterAll, describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { instantiate } from "../../src/model/instance.ts";
import { planSearch, type SearchPlan } from "../../src/plan/plan-search.ts";

const models = [...new Map(Object.values(builtIns).map((each) => [each.protocol.name, each])).entries()];

function planned(name: string, protocol: (typeof models)[number][1], maxStates: number): Promise<SearchPlan> {
  const named = { name, protocol };
  const { model, parameters } = instantiate(named, {}, null);
  const at = (values: Readonly<Record<string, unknown>>) => instantiate(named, values, null).model;
  const { parameters: declared } = protocol.protocol;
  return planSearch({ model, parameters, declared, at }, { timeMs: 600_000, maxStates });
}

const widths: { readonly share: number; readonly width: number | null }[] = [];

describe.each(models)("the range of %s", (name, protocol) => {
  it("has the true count in it, whatever part of the states is looked at", { timeout: 600_000 }, async () => {
    // Smaller configurations do not matter to it.
    const whole = await planned(name, protocol, Number.MAX_SAFE_INTEGER);
    expect(whole.method).toBe("searched");
    const { least: count } = whole.states;
    expect(whole.states).toEqual({ least: count, most: count });
    for (const share of [2, 3, 10]) {
      const maxStates = Math.floor(count / share);
      if (maxStates < 30) continue;
      const { states, method } = await planned(name, protocol, maxStates);
      expect(method).not.toBe("searched");
      const about = JSON.stringify({ share, count, method, states });
      expect(states.least, about).toBeLessThanOrEqual(count);
      if (states.most !== null) expect(states.most, about).toBeGreaterThanOrEqual(count);
      widths.push({ share, width: states.most === null ? null : states.most / states.least });
    }
  });
});

describe("the ranges", () => {
  afterAll(() => {
    for (const share of [2, 3, 10]) {
      const of = widths.filter((each) => each.share === share);
      const known = of.flatMap(({ width }) => (width === null ? [] : [width])).sort((a, b) => a - b);
      const at = (part: number) => known[Math.floor(part * (known.length - 1))]?.toFixed(1);
      console.log(
        `1/${share}: ${known.length} of ${of.length} bounded, widths ${at(0)} ${at(0.5)} ${at(0.9)} ${at(1)}`,
      );
    }
  });

  it("are worth something: with a third looked at, half of those that are bounded are no wider than 20 times", () => {
    const known = widths.flatMap(({ share, width }) => (share === 3 && width !== null ? [width] : []));
    known.sort((a, b) => a - b);
    expect(known.length).toBeGreaterThan(10);
    expect(known[known.length >> 1]).toBeLessThan(20);
  });
});
