// Code behind thresholds, reached by small models: with the engine's thresholds turned down, one by one and at random, every
// number is that of the interpreter, or, of what it cannot count, the one that comes out with the thresholds as they are.
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import type { Model } from "../../src/model/model.ts";
import type { ParameterValue } from "../../src/model/parameters.ts";
import type { Property } from "../../src/model/property.ts";
import type { Thresholds } from "../../src/thresholds.ts";
import { type Fault, faults } from "../random/faults.ts";
import { randomDeclaredModel } from "../support/random-declared-model.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSymmetricModel } from "../support/random-symmetric-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { randomTreeModel } from "../support/random-tree-model.ts";
import { ALL_DOWN, CHOOSING_FORMS, LEAST, THRESHOLDS, turnedDown, under } from "../support/thresholds.ts";
import { essence, expected, summary } from "./compared.ts";
import { randomModels } from "./fixtures/random-model-protocol.ts";
import { type Reference, referenceOf } from "./reference.ts";

const STORES = ["compact", "exact"] as const;

/** The ways to turn thresholds down: each alone, all together, and so many at random. */
function settings(random: number): readonly (readonly [name: string, changed: Partial<Thresholds>])[] {
  return [
    ...THRESHOLDS.map((name) => [name, { [name]: LEAST[name] }] as const),
    ["all", ALL_DOWN] as const,
    ...Array.from({ length: random }, (_, seed) => [`some (seed ${seed})`, turnedDown(seed)] as const),
  ];
}

interface Known {
  readonly seed: number;
  readonly model: Model;
  readonly reference: Reference;
}

/** The first so many random models that the interpreter is through with in a moment, with what it finds. */
function known(count: number, keepGoing: boolean): Known[] {
  const found: Known[] = [];
  for (let seed = 1000; found.length < count; seed++) {
    const fault = seed % 3 === 0 ? (faults[seed % faults.length] as Fault) : null;
    const model = seed % 2 === 0 ? randomTreeModel(seed) : randomModel(seed, { space: 2000, fault });
    const reference = referenceOf(model, { keepGoing, limit: 250 });
    if (reference !== null && reference.distinct > 12) found.push({ seed, model, reference });
  }
  return found;
}

describe("a search with thresholds turned down", () => {
  const models = known(80, true);
  const all = settings(40);

  test.each(all)("finds what the interpreter finds: %s", async (name, changed) => {
    const start = all.findIndex(([each]) => each === name);
    for (let at = 0; at < 6; at++) {
      const { seed, model, reference } = models[(start * 7 + at * 11) % models.length] as Known;
      await under(changed, async () => {
        for (const store of STORES) {
          const result = await check(model, { store, keepGoing: true, symmetry: false, judgeAgain: false });
          const error = result.verdict.error?.id ?? null;
          expect(summary(result), `seed ${seed}`).toEqual(expected(reference, error));
        }
      });
    }
  });
});

/** The model with claims about what happens in the end, made of its claims about states. */
function overTime(model: Model): Model {
  const claims = model.properties.filter(({ kind }) => kind === "always" || kind === "reachable");
  const kinds = ["eventually", "alwaysEventually", "eventuallyAlways", "alwaysReachable"] as const;
  const temporal = claims.flatMap(({ name, predicate }) => [
    ...kinds.map((kind): Property => ({ name: `${kind} ${name}`, kind, predicate, target: null })),
    {
      name: `from ${name}`,
      kind: "leadsTo",
      predicate,
      target: (s: object) => !predicate(s as never, s as never),
    } as Property,
  ]);
  return { ...model, properties: [...model.properties, ...temporal] };
}

interface Case {
  readonly name: string;
  readonly make: (seed: number) => Model;
  readonly options: CheckOptions;
}

/** Without what depends on the state that stands for a class: traces but for their lengths. */
function essenceUpToForms(result: CheckResult): object {
  const counterexamples = result.counterexamples.map(({ property, claim, list }) => ({
    property,
    claim,
    steps: list.steps.length,
  }));
  return { ...essence(result), counterexamples };
}

const CASES: readonly Case[] = [
  {
    name: "properties over time",
    make: (seed) => overTime(randomModel(seed, { space: 2000, fault: null })),
    options: { symmetry: false, keepGoing: true },
  },
  { name: "symmetry", make: (seed) => randomSymmetricModel(seed), options: { symmetry: true, keepGoing: true } },
  {
    name: "symmetry, of states that can be reached again",
    make: (seed) => randomSymmetricModel(seed, { alwaysReachable: true }),
    options: { symmetry: true, keepGoing: true },
  },
  {
    name: "expiring messages and partial order",
    make: (seed) => randomSystem(seed, { expiring: true }),
    options: { reductions: ["stale-messages", "partial-order", "symmetry"], keepGoing: true },
  },
  {
    name: "stale messages alone",
    make: (seed) => randomSystem(seed, { expiring: true }),
    options: { reductions: ["stale-messages"], symmetry: false, keepGoing: true },
  },
  {
    name: "partial order of processes",
    make: (seed) => randomSystem(seed, { expiring: false }),
    options: { reductions: ["partial-order"], keepGoing: true },
  },
  {
    name: "partial order of declared places",
    make: (seed) => randomDeclaredModel(seed, { alike: seed % 2 === 0 }),
    options: { reductions: ["partial-order", "symmetry"], keepGoing: true },
  },
];

describe.each(CASES)("a search with thresholds turned down: $name", ({ make, options }) => {
  /** Of models of some size, with what they have as thresholds are. */
  async function some(count: number): Promise<(readonly [seed: number, model: Model, found: object])[]> {
    const found: (readonly [number, Model, object])[] = [];
    for (let seed = 0; found.length < count; seed++) {
      const model = make(seed);
      const result = await check(model, { ...options, judgeAgain: false, memoryBytes: 5e7 });
      const { distinct } = result.verdict.states;
      if (distinct > 10 && distinct < 300) found.push([seed, model, essenceUpToForms(result)]);
    }
    return found;
  }

  test("finds what is found with thresholds as they are", { timeout: 120_000 }, async () => {
    const models = await some(20);
    // Which steps partial order puts off depends on the state that stands for a class.
    const isOrdered = options.reductions?.includes("partial-order") === true;
    for (const [at, [name, given]] of settings(20).entries()) {
      const changed = { ...given };
      if (isOrdered) for (const each of CHOOSING_FORMS) delete changed[each];
      const [seed, model, found] = models[(at * 7) % models.length] as (typeof models)[number];
      const store = STORES[at % 2] as (typeof STORES)[number];
      const result = await under(changed, () =>
        check(model, { ...options, store, judgeAgain: false, memoryBytes: 5e8 }),
      );
      expect(essenceUpToForms(result), `${name}, model ${seed}`).toEqual(found);
    }
  });
});

describe("a crew with thresholds turned down", () => {
  const fixture = join(import.meta.dirname, "fixtures", "random-model-protocol.ts");
  let module: string;
  beforeAll(async () => {
    module = await bundle({ given: fixture, path: fixture, export: null });
  });

  test.each([
    [22, 3, ALL_DOWN],
    [49, 2, ALL_DOWN],
    ...[15, 20, 37, 49, 22, 15].map((seed, at) => [seed, 1 + (at % 3), turnedDown(100 + at)] as const),
  ] as const)(
    "finds what the calling thread finds with thresholds as they are: model %i by %i",
    async (seed, size, changed) => {
      const choice = { seed, space: 2000, fault: "none" } as const;
      const alone = await check(randomModels({ ...choice }), { symmetry: false, judgeAgain: false, keepGoing: true });
      const results: CheckResult[] = [];
      await under(changed, async () => {
        const parameters = choice as unknown as Record<string, ParameterValue>;
        const crew = threadCrew({ module, export: "randomModels", parameters, mutant: null }, size);
        try {
          for (const store of STORES) {
            const options = { store, crew, eager: true, symmetry: false, judgeAgain: false, keepGoing: true } as const;
            results.push(await check(randomModels({ ...choice }), options));
          }
        } finally {
          await crew.close();
        }
      });
      for (const result of results) expect(essence(result)).toEqual(essence(alone));
    },
  );
});
