import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import type { ParameterValue } from "../../src/model/parameters.ts";
import { type Fault, faults } from "../random/faults.ts";
import { search } from "../support/search.ts";
import { essence, expected, summary } from "./compared.ts";
import { randomModels } from "./fixtures/random-model-protocol.ts";
import { referenceOf } from "./reference.ts";

const FIXTURE = join(import.meta.dirname, "fixtures", "random-model-protocol.ts");

interface Choice {
  readonly seed: number;
  readonly space: number;
  readonly fault: Fault | "none";
}

const STORES = ["compact", "exact"] as const;

describe("the calling thread alone", () => {
  // Of 150 random models, those that take the interpreter less than a moment.
  const choices = Array.from({ length: 150 }, (_, seed): Choice => {
    const fault = seed % 2 === 0 ? "none" : (faults[((seed - 1) / 2) % faults.length] as Fault);
    return { seed, space: 2000, fault };
  });

  test.each([false, true])(
    "finds what the interpreter finds in 150 random models, in both stores, keepGoing %s: counts, coverage, lengths, errors",
    async (keepGoing) => {
      const met = { states: 0, models: 0, violated: 0, witnessed: 0, threw: 0, deepest: 0 };
      for (const choice of choices) {
        const model = randomModels({ ...choice });
        const reference = referenceOf(model, { keepGoing, limit: 300 });
        if (reference === null) continue;
        const results = await Promise.all(
          STORES.map((store) => check(model, { store, keepGoing, symmetry: false, judgeAgain: false })),
        );
        for (const result of results) {
          const found = summary(result);
          expect(found, `seed ${choice.seed}`).toEqual(expected(reference, result.verdict.error?.id ?? null));
          expect(essence(result)).toEqual(essence(results[0] as CheckResult));
        }
        met.models++;
        met.states += reference.distinct;
        met.violated += [...reference.found].filter(([name]) => name !== "there").length;
        met.witnessed += reference.found.has("there") ? 1 : 0;
        met.threw += reference.threw === null ? 0 : 1;
        met.deepest = Math.max(met.deepest, reference.depth);
      }
      // The same models every time: what the comparison above was about.
      expect(met).toEqual(keepGoing ? MET_WHEN_GOING_ON : MET);
    },
    120_000,
  );

  test.each(faults)("ends in the interpreter's error, at its distance, in a model with a fault: %s", async (fault) => {
    let threw = 0;
    for (let seed = 0; threw < 3; seed++) {
      const model = randomModels({ seed, space: 2000, fault });
      const reference = referenceOf(model, { keepGoing: false, limit: 200 });
      if (reference === null || reference.threw === null || reference.threw.steps < 2) continue;
      threw++;
      const result = await check(model, { symmetry: false, judgeAgain: false });
      const id = result.verdict.error?.id ?? null;
      expect(summary(result)).toEqual(expected(reference, id));
      expect(id).toBe(ERRORS[fault]);
      if (seed > 200) break;
    }
    expect(threw).toBeGreaterThan(0);
  });
});

const MET = { states: 3476, models: 147, violated: 38, witnessed: 16, threw: 19, deepest: 91 };
const MET_WHEN_GOING_ON = { states: 4420, models: 144, violated: 39, witnessed: 16, threw: 22, deepest: 91 };

const ERRORS: Readonly<Record<Fault, string>> = {
  "guard throws": "guard-threw",
  "effect throws": "effect-threw",
  "guard answers no boolean": "bad-rule",
  "value out of domain": "out-of-domain",
  "capacity exceeded": "capacity-exceeded",
  "property throws": "property-threw",
  "step property throws": "property-threw",
  "property answers no boolean": "bad-property",
  "terminal throws": "property-threw",
};

describe("a crew of threads", () => {
  let module: string;
  beforeAll(async () => {
    module = await bundle({ given: FIXTURE, path: FIXTURE, export: null });
  });

  /** Checks by `size` threads, from the first state on. */
  async function byCrew(choice: Choice, size: number, all: readonly CheckOptions[]): Promise<CheckResult[]> {
    const parameters = choice as unknown as Record<string, ParameterValue>;
    const crew = threadCrew({ module, export: "randomModels", parameters, mutant: null }, size);
    try {
      const results: CheckResult[] = [];
      for (const options of all)
        results.push(
          await check(randomModels({ ...choice }), {
            ...options,
            crew,
            eager: true,
            symmetry: false,
            judgeAgain: false,
          }),
        );
      return results;
    } finally {
      await crew.close();
    }
  }

  const VARIANTS: readonly CheckOptions[] = [
    { store: "compact" },
    { store: "exact" },
    { store: "compact", keepGoing: true },
    { store: "exact", keepGoing: true },
  ];

  // Models with violations, witnesses and errors a few steps away, and some that are searched to the end.
  const small: readonly (readonly [Choice, size: number])[] = [
    [{ seed: 15, space: 20_000, fault: "none" }, 3],
    [{ seed: 20, space: 20_000, fault: "none" }, 2],
    [{ seed: 22, space: 20_000, fault: "none" }, 1],
    [{ seed: 32, space: 20_000, fault: "step property throws" }, 2],
    [{ seed: 37, space: 20_000, fault: "none" }, 3],
    [{ seed: 49, space: 20_000, fault: "none" }, 2],
    [{ seed: 60, space: 3000, fault: "guard throws" }, 3],
    [{ seed: 68, space: 3000, fault: "property throws" }, 2],
    [{ seed: 111, space: 3000, fault: "capacity exceeded" }, 3],
  ];

  test.each(small)(
    "gives the calling thread's verdict, counts and traces: %o by %i, both stores, both ways to go on",
    async (choice, size) => {
      const alone = await Promise.all(
        VARIANTS.map((options) =>
          check(randomModels({ ...choice }), { ...options, symmetry: false, judgeAgain: false }),
        ),
      );
      const together = await byCrew(choice, size, VARIANTS);
      together.forEach((result, at) => {
        expect(essence(result)).toEqual(essence(alone[at] as CheckResult));
        expect(result.verdict.workers).toBe(size);
      });
    },
  );

  test.each([1, 2, 3])(
    "gives the counts of a plain search for models of thousands of states: by %i",
    { timeout: 30_000 },
    async (size) => {
      for (const seed of [49, 160, 389]) {
        const choice: Choice = { seed, space: 3_000_000, fault: "none" };
        const model = randomModels({ ...choice });
        const { distinct, generated, depth, violations, witnesses } = search(model, { bits: 17 });
        const [result, again] = await byCrew(choice, size, [{ keepGoing: true }, { keepGoing: true, store: "exact" }]);
        expect(result?.verdict.states, `seed ${seed}`).toEqual({ distinct, generated, depth });
        const shown = result?.verdict.properties.flatMap(({ name, steps }) =>
          steps === null ? [] : [[name, steps] as const],
        );
        const lengths = [...violations, ...witnesses].map(([name, steps]) => [name, steps.length] as const);
        // The plain search knows nothing of deadlocks.
        const known = (found: readonly (readonly [string, number])[] | undefined) =>
          new Map(found?.filter(([name]) => name !== "no deadlock"));
        expect(known(shown)).toEqual(known(lengths));
        expect(essence(again as CheckResult)).toEqual(essence(result as CheckResult));
        expect(essence(result as CheckResult)).toEqual(
          essence(await check(model, { keepGoing: true, symmetry: false, judgeAgain: false })),
        );
      }
    },
  );
});
