// Values laid out by parts, against the same values numbered: with every domain that has parts laid out by them, random
// models and systems have the same counts, verdicts and lengths. Which of the shortest traces is shown depends on the layout.
import { afterEach, describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Model } from "../../src/model/model.ts";
import { bindsByPosition } from "../../src/program/instances.ts";
import { type Cell, layoutOf } from "../../src/state/layout.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSymmetricModel } from "../support/random-symmetric-model.ts";
import { randomSystem } from "../support/random-system.ts";

const BY_PARTS = { numberedValues: 1 };

async function seen(model: Model, options: CheckOptions): Promise<unknown> {
  try {
    const { verdict, counterexamples } = await check(model, { workers: 1, ...options });
    const { outcome, states, properties, rules, deadlocks } = verdict as never as Record<string, unknown>;
    const lengths = counterexamples.map(({ trace }) => [trace.steps.length, trace.loop]);
    return { outcome, states, properties, rules, deadlocks, lengths };
  } catch (error) {
    return String(error);
  }
}

function isByParts(cell: Cell): boolean {
  return cell.kind === "map" ? cell.items.some(isByParts) : cell.spread !== null;
}

afterEach(() => setThresholds({}));

const FAULTS = [null, null, "guard throws", "effect throws"] as const;

const random = (seed: number) => randomModel(seed, { space: 4000, fault: FAULTS[seed % FAULTS.length] as never });
const system = (seed: number) => randomSystem(seed, { expiring: false });

describe("by parts, verdicts are those of numbered values", () => {
  test.each([
    ["models", random, { symmetry: false }, 100, { laidOut: 76, byPosition: 30, refused: 0 }],
    ["models, certified", random, { symmetry: false, certify: true }, 60, { laidOut: 46, byPosition: 19, refused: 0 }],
    ["symmetric models", randomSymmetricModel, { symmetry: false }, 30, { laidOut: 24, byPosition: 0, refused: 0 }],
    [
      "symmetric models, reduced and certified",
      randomSymmetricModel,
      { certify: true },
      60,
      { laidOut: 50, byPosition: 0, refused: 0 },
    ],
    ["systems of roles", system, { symmetry: false }, 30, { laidOut: 14, byPosition: 7, refused: 0 }],
    [
      "systems of roles, reduced and certified",
      system,
      { certify: true },
      60,
      { laidOut: 28, byPosition: 17, refused: 0 },
    ],
  ] as const)("of random %s", async (_, make: (seed: number) => Model, options: CheckOptions, count, all) => {
    const met = { laidOut: 0, byPosition: 0, refused: 0 };
    for (let seed = 0; seed < count; seed++) {
      setThresholds({});
      const numbered = await seen(make(seed), options);
      if (typeof numbered === "string") met.refused++;
      setThresholds(BY_PARTS);
      const model = make(seed);
      if ([...layoutOf(model.schema).cells.values()].some(isByParts)) met.laidOut++;
      if (model.rules.some(bindsByPosition)) met.byPosition++;
      expect(await seen(model, options), `seed ${seed}`).toEqual(numbered);
    }
    expect(met).toEqual(all);
  });
});
