import { afterEach, describe, expect, it } from "vitest";
import { paxos } from "../../models/paxos/paxos.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { model as modelOf, range } from "../../src/index.ts";
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

interface Numbers {
  x: number;
  y: number;
  z: number;
}
