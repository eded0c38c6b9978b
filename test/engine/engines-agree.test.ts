import { afterEach, describe, expect, it } from "vitest";
import { basicPaxos } from "../../models/basic-paxos/basic-paxos.ts";
import { paxos } from "../../models/paxos/paxos.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { forEvery, model as modelOf, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { essence } from "../explore/compared.ts";
import { randomModel } from "../support/random-model.ts";
import { comparedOfSeeds, KERNEL_MACHINES } from "./machines.ts";

afterEach(() => setThresholds({}));

/** Both engines' results, without who searched; null: the kernel cannot do it. */
async function both(model: () => Model, options: CheckOptions): Promise<readonly [object, object] | null> {
  const asked = { symmetry: false, judgeAgain: false, ...options } as const;
  const kernel = await check(model(), { ...asked, engine: "kernel" });
  if (kernel.verdict.error?.id === "engine-unsuited") return null;
  return [essence(await check(model(), { ...asked, engine: "reference" })), essence(kernel)];
}

describe.each(KERNEL_MACHINES)("the kernel as %s", (_, thresholds) => {
  it.each([false, true])("says what the reference says of random models, keepGoing %s", async (keepGoing) => {
    setThresholds(thresholds);
    const compared = await comparedOfSeeds(async (seed, fault) => {
      const results = await both(() => randomModel(seed, { space: 2000, fault }), { keepGoing });
      if (results !== null) expect(results[1], `seed ${seed}`).toEqual(results[0]);
      return results !== null;
    });
    expect(compared).toBeGreaterThan(20);
  });
});

it.each([1, 100, 1000, 3000])(
  "goes on after %i states where the searcher stops, and counts nothing twice",
  async (kernelFrom) => {
    const model = () => paxos({ acceptors: 3, ballots: 2, values: 2 });
    const asked = { symmetry: false, judgeAgain: false } as const;
    const reference = await check(model(), { ...asked, engine: "reference" });
    setThresholds({ kernelFrom, sliceMs: 1 });
    const handedOver = await check(model(), asked);
    expect(handedOver.verdict.engine).toBe("kernel");
    expect(handedOver.verdict.states).toMatchObject({ distinct: 3921, generated: 22_995, depth: 16 });
    expect(essence(handedOver)).toEqual(essence(reference));
  },
);

it.each([3, 7, 9])("hands a claim about states one state, whatever else it would take: up to %i", async (most) => {
  const make = () =>
    modelOf({
      // Two words, and none of padding behind them.
      state: { x: range(0, 9), wide: range(0, 2 ** 27), y: range(0, 9), z: range(0, 9) },
      rules: Object.fromEntries(
        (["x", "y", "z"] as const).map((name) => [
          `up ${name}`,
          {
            when: (s: Numbers) => s[name] < 9,
            do: (s: Numbers) => {
              s[name] += 1;
            },
          },
        ]),
      ),
      always: { small: (s, t = s) => t.x < most || s.y < most || s.z < most },
    });
  const results = await both(make, {});
  expect(results?.[1]).toMatchObject({ outcome: "violated", states: { depth: 3 * most } });
  expect(results?.[1]).toEqual(results?.[0]);
});

it.each([0, 1])(
  "shows of each claim what is least, also where one is asked for another, kernelPlain %i",
  async (kernelPlain) => {
    // By where a state comes in its level, its number: the least of "one" is neither met first nor the least of "both".
    const places = new Map([
      [0, 2900],
      [1, 10],
      [2000, 100],
    ]);
    const numberOf = (place: number) =>
      places.get(place) ?? (place === 10 || place === 100 || place === 2900 ? 0 : place);
    const make = () =>
      modelOf({
        state: { a: range(0, 1), b: range(0, 1), phase: range(0, 2), kind: range(0, 2), number: range(0, 2999) },
        rules: {
          pick: {
            for: { place: range(0, 2999) },
            when: (s) => s.phase === 0,
            do: (s, { place }) => {
              s.phase = 1;
              s.number = numberOf(place);
              s.kind = place === 1 ? 2 : place === 0 || place === 2000 ? 1 : 0;
            },
          },
          go: {
            when: (s) => s.phase === 1,
            do: (s) => {
              s.phase = 2;
              if (s.kind === 1) s.a = 1;
              if (s.kind === 2) s.b = 1;
            },
          },
          // No tree knows of a number before it is met, so a round ends after so many states.
          never: { when: (s) => s.phase === 1 && s.number > 2999, do: () => {} },
        },
        always: { both: forEvery(["a", "b"] as const, (name) => (s) => s[name] === 0), one: (s) => s.a === 0 },
      });
    setThresholds({ kernelPlain });
    const results = await both(make, { keepGoing: true });
    expect(results?.[1]).toEqual(results?.[0]);
    expect(results?.[1]).toMatchObject({
      counterexamples: [{ list: { steps: [1, 3000] } }, { list: { steps: [2000, 3000] } }],
    });
  },
);

it("goes on with properties of which the most were reached before, however many they were", async () => {
  const model = () =>
    modelOf({
      state: { x: range(0, 39), y: range(0, 39) },
      rules: {
        x: {
          when: (s) => s.x < 39,
          do: (s) => {
            s.x += 1;
          },
        },
        y: {
          when: (s) => s.y < 39,
          do: (s) => {
            s.y += 1;
          },
        },
      },
      always: { small: (s) => s.y < 40 },
      reachable: Object.fromEntries(
        [...new Array(40).keys()].map((at) => [`x is ${at}`, (s: { readonly x: number }) => s.x === at]),
      ),
    });
  const asked = { judgeAgain: false } as const;
  const refused = await check(model(), { ...asked, engine: "kernel" });
  expect(refused.verdict.error?.details).toMatchObject({ problem: expect.stringContaining("of 39 properties states") });
  setThresholds({ kernelFrom: 600 });
  const handedOver = await check(model(), asked);
  expect(handedOver.verdict).toMatchObject({ engine: "kernel", outcome: "holds", states: { distinct: 1600 } });
  const reference = await check(model(), { ...asked, engine: "reference" });
  expect(essence(handedOver)).toEqual(essence(reference));
});

it("is not suited to partial order, whatever else is in force", async () => {
  const { verdict } = await check(basicPaxos(), {
    reductions: ["symmetry", "stale-messages", "partial-order"],
    engine: "kernel",
  });
  expect(verdict.error?.details).toMatchObject({ problem: "partial-order is in force" });
});

interface Numbers {
  x: number;
  y: number;
  z: number;
}
