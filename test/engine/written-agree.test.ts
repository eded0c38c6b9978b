/** Searches by both engines where rules' leaves say what is written: from the start, or since trees were given up on the way. */
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { bag, members, model as modelOf, range } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { essence } from "../explore/compared.ts";
import { Dice } from "../random/dice.ts";
import { type Fault, faults } from "../random/faults.ts";
import { membersModel } from "../support/members-model.ts";
import { act, office } from "../support/office.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { DOWN } from "./machines.ts";

afterEach(() => setThresholds({}));

/** Whether the kernel could, to the end; then it must say what the reference does. */
async function agree(model: () => Model, thresholds: Partial<Thresholds>, options: CheckOptions = {}) {
  const asked = { symmetry: false, judgeAgain: false, maxStates: 2000, ...options } as const;
  setThresholds(thresholds);
  const kernel = await check(model(), { ...asked, engine: "kernel" });
  if (kernel.verdict.error?.id === "engine-unsuited" || kernel.verdict.ending === "states") return false;
  expect(essence(kernel)).toEqual(essence(await check(model(), { ...asked, engine: "reference" })));
  return true;
}

const ways: readonly (readonly [string, Partial<Thresholds>])[] = [
  ["from the start", { overwritingFrom: 0 }],
  ["from the start, thresholds down", { ...DOWN, overwritingFrom: 0 }],
  ["from the start, as plain TypeScript", { ...DOWN, overwritingFrom: 0, kernelPlain: 1 }],
  ["once lists are found to pay", { listWindow: 8 }],
  ["once lists are found to pay, in one window after the other", { ...DOWN, listWindow: 2, learningWindow: 64 }],
  ["once trees are full", { ...DOWN, listCells: 100 }],
];

describe.each(ways)("what is written: %s", (_, thresholds) => {
  it.each([
    [
      "random models",
      (seed: number) =>
        randomModel(seed, { space: 1000, fault: seed % 2 === 0 ? null : (faults[seed % faults.length] as Fault) }),
    ],
    ["members of collections", (seed: number) => membersModel(new Dice(seed))],
    ["systems of processes", (seed: number) => randomSystem(seed, { expiring: false })],
  ])("is found alike by both engines in %s", async (__, model) => {
    let compared = 0;
    for (let seed = 0; seed < 14; seed++)
      if (await agree(() => model(seed), thresholds, { keepGoing: seed % 3 === 0 })) compared++;
    expect(compared).toBeGreaterThan(4);
  });

  it("is found alike by both engines in a post office", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        async (rules, takes) => {
          if (await agree(() => office(rules, takes), thresholds)) compared++;
        },
      ),
      { numRuns: 8, seed: 11 },
    );
    expect(compared).toBeGreaterThan(4);
  });
});

it.each([100, 300, 1000, 3000])(
  "a network whose trees are given up at %i cells is searched alike by both engines",
  async (listCells) => {
    expect(await agree(() => ring(), { doubledRuns: 0, listCells, listWindow: 2 ** 20 })).toBe(true);
  },
);

/** A network of four numbers; the only rule passes one on. */
function ring(): Model {
  const net = bag(range(0, 19), { capacity: 4 });
  return modelOf({
    state: { net, last: range(0, 19) },
    init: (s) => {
      for (const n of [1, 2, 3, 5] as const) s.net.add(n);
    },
    rules: {
      pass: {
        for: { m: members(net) },
        do: (s, { m }) => {
          s.net.delete(m);
          s.net.add(((3 * m) % 20) as typeof m);
          s.last = m;
        },
      },
    },
  });
}
