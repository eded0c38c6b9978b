/** Built-in models and mutants with a constraint, or with messages that expire forgotten, by both engines. */
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
const MOST_STATES = 60_000;

interface Case {
  readonly name: string;
  readonly protocol: Protocol;
  readonly mutant: string | null;
  readonly at: Readonly<Record<string, number | boolean | string>>;
}

const exported = Object.entries(builtIns).flatMap(([name, value]) =>
  isProtocol(value) ? [[name, value as Protocol] as const] : [],
);
const all = exported.flatMap(([name, protocol]): Case[] => [
  { name, protocol, mutant: null, at: {} },
  ...Object.entries(protocol.protocol.mutants)
    .filter(([, { slow }]) => slow !== true)
    .map(([mutant, { at }]) => ({ name, protocol, mutant, at: at as Case["at"] })),
]);

const modelOf = ({ name, protocol, mutant, at }: Case) => instantiate({ name, protocol }, at, mutant).model;
const bounded = all.filter((each) => modelOf(each).bounds.length > 0);
const expiring = all.filter((each) => modelOf(each).expiries.length > 0);

afterEach(() => setThresholds({}));

/** Whether both engines were compared to the end of the search. */
async function agree(each: Case, options: CheckOptions): Promise<boolean> {
  const make = () => modelOf(each);
  const properties = make().properties.flatMap(({ kind, name }) => (isTemporal(kind) ? [] : [name]));
  const asked = {
    symmetry: false,
    reductions: [],
    judgeAgain: false,
    keepGoing: true,
    properties,
    ...options,
  } as const;
  const kernel = await check(make(), { ...asked, engine: "kernel", maxStates: MOST_STATES });
  expect(kernel.verdict.error?.id, `${each.name} ${each.mutant}`).not.toBe("engine-unsuited");
  if (kernel.verdict.ending === "states") return false;
  // Where a search is given back, its threads cannot make the model again: the module is none that they can import.
  const apart = (result: CheckResult) => ({ ...essence(result), alone: null });
  const { crew: _crew, ...alone } = asked;
  const reference = await check(make(), { ...alone, engine: "reference" });
  expect(apart(kernel), `${each.name} ${each.mutant}`).toEqual(apart(reference));
  return true;
}

describe.each([
  ["WebAssembly", {}],
  ["plain TypeScript", { kernelPlain: 1 }],
] as const)("the kernel as %s", (_, thresholds) => {
  it("says of every built-in model with a constraint what the reference says", { timeout: 600_000 }, async () => {
    let compared = 0;
    for (const each of bounded) {
      setThresholds(thresholds);
      if (await agree(each, {})) compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });

  it.each([false, true])(
    "the same of those whose messages expire, with symmetry %s",
    { timeout: 900_000 },
    async (both) => {
      let compared = 0;
      for (const each of expiring) {
        setThresholds(thresholds);
        const reductions = both ? (["symmetry", "stale-messages"] as const) : (["stale-messages"] as const);
        if (await agree(each, { reductions, symmetry: both })) compared++;
      }
      expect(compared).toBeGreaterThan(5);
    },
  );
});

describe("the kernel with helpers", () => {
  it("says the same of all of them", { timeout: 900_000 }, async () => {
    const crew = threadCrew(2);
    let compared = 0;
    try {
      for (const each of [...bounded, ...expiring]) {
        setThresholds({ blockStates: 16, kernelCrewStates: 1 });
        if (await agree(each, { crew, eager: true, reductions: ["stale-messages"] })) compared++;
      }
    } finally {
      await crew.close();
    }
    expect(compared).toBeGreaterThan(5);
  });
});
