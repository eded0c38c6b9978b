import { afterEach, describe, expect, it } from "vitest";
import * as invariants from "../../invariants/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import * as library from "../../src/index.ts";
import { setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { caseOf, modelOf, type Synod } from "../brute-force/modes.ts";
import { essence } from "../explore/compared.ts";
import { DOWN } from "./machines.ts";

const synod = { ...library, ...invariants } as unknown as Synod;

/** What makes small searches reach what large ones do: full logs, blocks, batches; levels beyond their bits. */
const DOWN_WITH_LOGS: Partial<Thresholds> = { ...DOWN, logIntegers: 3 };

afterEach(() => setThresholds({}));

/** Both engines' results of a random model with properties over time, the kernel's last; null: it cannot do it. */
async function both(mode: "temporal" | "system-temporal", seed: number): Promise<readonly CheckResult[] | null> {
  const { data, manner } = caseOf(mode, seed);
  const asked = {
    symmetry: false,
    keepGoing: manner.keepGoing,
    ...(manner.fairness !== null && { fairness: manner.fairness }),
    // Where each state is in the graph is what judging again asks first.
    judgeAgain: seed % 2 === 0,
  } as const;
  const kernel = await check(modelOf(data, synod), { ...asked, engine: "kernel" });
  if (kernel.verdict.error?.id === "engine-unsuited") return null;
  return [await check(modelOf(data, synod), { ...asked, engine: "reference" }), kernel];
}

describe.each([
  ["WebAssembly", {}],
  ["WebAssembly, thresholds down", DOWN_WITH_LOGS],
  ["plain TypeScript, thresholds down", { ...DOWN_WITH_LOGS, kernelPlain: 1 }],
  // Trees are given up in the midst of the search.
  ["WebAssembly, handing back", { ...DOWN_WITH_LOGS, learningWindow: 8 }],
] as const)("properties over time, by the kernel as %s", (name, thresholds) => {
  it.each([
    ["temporal", 24],
    ["system-temporal", 12],
  ] as const)("are judged as by the reference: %s", async (mode, seeds) => {
    setThresholds(thresholds);
    const met = { compared: 0, lassos: 0, kept: 0, handedBack: 0 };
    for (let seed = 0; seed < seeds; seed++) {
      const results = await both(mode, seed);
      if (results === null) continue;
      const [reference, kernel] = results as [CheckResult, CheckResult];
      expect(essence(kernel), `seed ${seed}`).toEqual(essence(reference));
      met.compared++;
      met.lassos += kernel.counterexamples.filter(({ list }) => typeof list.loop === "number").length;
      met.kept += kernel.verdict.properties.filter(
        ({ kind, outcome }) => kind !== "always" && kind !== "step" && outcome === "holds",
      ).length;
      met.handedBack += kernel.verdict.engine === "reference" ? 1 : 0;
    }
    expect(met.compared).toBeGreaterThan(seeds / 2);
    expect(met.lassos).toBeGreaterThan(1);
    expect(met.kept).toBeGreaterThan(1);
    if (name.endsWith("handing back")) expect(met.handedBack).toBeGreaterThan(1);
  });
});
