// Symmetry does not depend on who searches: counts, verdicts and counterexamples of random models, steps and all.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { randomSymmetricModels } from "../support/random-symmetric-model.ts";

const FIXTURE = join(import.meta.dirname, "..", "support", "random-symmetric-model.ts");

function essence({ verdict, counterexamples }: CheckResult): object {
  const { states, properties, coverage, reductions, symmetry, error, terminalStates } = verdict;
  const shown = counterexamples.map(({ property, claim, list }) => ({ property, claim, list }));
  return { states, properties, coverage, reductions, symmetry, error: error?.details ?? null, terminalStates, shown };
}

describe("a search under symmetry", () => {
  let module = "";
  beforeAll(async () => {
    module = await bundle({ given: FIXTURE, path: FIXTURE, export: null });
  });

  it.each([3, 11, 24, 38])("is the same for 1, 2 and 3 workers and for both stores (seed %i)", async (seed) => {
    const parameters = { seed, fault: "none" } as const;
    const model = randomSymmetricModels(parameters);
    const options = { symmetry: true, keepGoing: true, memoryBytes: 4e7 } as const;
    const alone = essence(await check(model, options));
    expect(alone).toMatchObject({ reductions: ["symmetry"] });
    expect(essence(await check(model, { ...options, store: "exact" }))).toEqual(alone);
    for (const size of [1, 2, 3]) {
      const crew = threadCrew({ module, export: "randomSymmetricModels", parameters, mutant: null }, size);
      try {
        expect(essence(await check(model, { ...options, crew, eager: true }))).toEqual(alone);
        // The same crew, without symmetry: its threads make another program of the same model.
        const whole = await check(model, { crew, eager: true, memoryBytes: 4e7, symmetry: false, keepGoing: true });
        const { states, complete } = whole.verdict;
        if (complete) expect(alone).toMatchObject({ states: { unreduced: states.distinct, depth: states.depth } });
      } finally {
        await crew.close();
      }
    }
  });
});
