import { afterEach, describe, expect, it } from "vitest";
import * as builtIns from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { instantiate } from "../../src/model/instance.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import { isProtocol, type Protocol } from "../../src/model/protocol.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { essence } from "../explore/compared.ts";

/** States after which a search is not compared to its end. */
const MOST_STATES = 40_000;

const exported = Object.entries(builtIns).flatMap(([name, value]) =>
  isProtocol(value) ? [[name, value as Protocol] as const] : [],
);
const cases = exported.flatMap(([name, protocol]) => [
  { name, protocol, mutant: null as string | null, at: {} },
  ...Object.entries(protocol.protocol.mutants)
    .filter(([, { slow }]) => slow !== true)
    .map(([mutant, { at }]) => ({ name, protocol, mutant: mutant as string | null, at })),
]);

afterEach(() => setThresholds({}));

/** What both engines say of what is judged while searching; the reason why the kernel cannot. */
async function compared({ name, protocol, mutant, at }: (typeof cases)[number], options: CheckOptions) {
  const make = () => instantiate({ name, protocol }, at, mutant).model;
  const properties = make().properties.flatMap((each) => (isTemporal(each.kind) ? [] : [each.name]));
  const asked = {
    symmetry: false,
    reductions: [],
    judgeAgain: false,
    keepGoing: true,
    properties,
  } as const;
  const first = await check(make(), { ...asked, ...options, engine: "kernel", maxStates: MOST_STATES });
  const { error, ending } = first.verdict;
  if (error?.id === "engine-unsuited") return `${(error.details as { problem: string }).problem}`;
  if (ending === "states") return "too many states";
  // Where a search is given back, its threads cannot make the model again: the module is none that they can import.
  const apart = (result: CheckResult) => ({ ...essence(result), alone: null });
  expect(apart(first)).toEqual(apart(await check(make(), { ...asked, engine: "reference" })));
  return null;
}

describe.each([
  ["WebAssembly", 0],
  ["plain TypeScript", 1],
] as const)("the kernel as %s", (_, kernelPlain) => {
  it("says what the reference says of every built-in model and mutant that it can do", {
    timeout: 900_000,
  }, async () => {
    const reasons = new Map<string, number>();
    for (const each of cases) {
      setThresholds({ kernelPlain });
      const reason = (await compared(each, {})) ?? "compared";
      const kind = reason.replace(/^(rule|property) .* (is|ranges|has)/, "$1 $2");
      reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
    }
    expect(reasons.get("compared")).toBeGreaterThan(170);
  });
});

describe("the kernel with helpers", () => {
  it.each([1, 2, 3])("says what the reference says, by a crew of %i", { timeout: 600_000 }, async (size) => {
    const crew = threadCrew(size);
    try {
      let count = 0;
      for (const each of cases.filter((_, at) => at % 5 === size)) {
        setThresholds({ blockStates: 16, kernelCrewStates: 1 });
        if ((await compared(each, { crew, eager: true })) === null) count++;
      }
      expect(count).toBeGreaterThan(10);
    } finally {
      await crew.close();
    }
  });
});

/** Whoever makes claims over time only when asked is asked. */
const overTime = cases.flatMap((each) => {
  const asked = "liveness" in (each.protocol.protocol.parameters ?? {}) ? { liveness: true } : {};
  const one = { ...each, at: { ...asked, ...each.at } };
  const { properties, fairness } = instantiate({ name: one.name, protocol: one.protocol }, one.at, one.mutant).model;
  if (!properties.some(({ kind }) => isTemporal(kind))) return [];
  return ["none", ...Object.keys(fairness)].map((chosen) => ({ ...one, fairness: chosen }));
});

/** Both engines' results, of all properties; null: the kernel cannot. */
async function comparedOverTime(one: (typeof overTime)[number], options: CheckOptions): Promise<CheckResult | null> {
  const { name, protocol, at, mutant, fairness } = one;
  const make = () => instantiate({ name, protocol }, at, mutant).model;
  const asked = { symmetry: false, judgeAgain: false, keepGoing: true, fairness } as const;
  const first = await check(make(), { ...asked, ...options, engine: "kernel", maxStates: MOST_STATES });
  if (first.verdict.error?.id === "engine-unsuited" || first.verdict.ending === "states") return null;
  const apart = (result: CheckResult) => ({ ...essence(result), alone: null });
  expect(apart(first), `${name} ${mutant} ${fairness}`).toEqual(
    apart(await check(make(), { ...asked, engine: "reference" })),
  );
  return first;
}

describe("properties over time of the built-in models and mutants, with each fairness", () => {
  it.each([
    ["WebAssembly, from the first level on", {}, 0],
    ["plain TypeScript, small blocks and logs", { kernelPlain: 1, blockStates: 5, logIntegers: 64 }, 0],
    ["WebAssembly, by a crew of 2", { blockStates: 16, kernelCrewStates: 1, logIntegers: 256 }, 2],
  ] as const)("are judged alike: %s", { timeout: 900_000 }, async (_, thresholds, size) => {
    const crew = size === 0 ? null : threadCrew(size);
    try {
      let [compared, lassos] = [0, 0];
      for (const each of overTime) {
        setThresholds(thresholds);
        const result = await comparedOverTime(each, crew === null ? {} : { crew, eager: true });
        if (result === null) continue;
        compared++;
        lassos += result.counterexamples.filter(({ list }) => typeof list.loop === "number").length;
      }
      expect(compared).toBeGreaterThan(overTime.length / 2);
      expect(lassos).toBeGreaterThan(10);
    } finally {
      await crew?.close();
    }
  });
});
