/** What both engines are compared on: the machines that the kernel runs on, thresholds as they are and down, and random models. */
import type { Thresholds } from "../../src/thresholds.ts";
import { type Fault, faults } from "../random/faults.ts";

/** What makes small searches reach what large ones do. */
export const DOWN: Partial<Thresholds> = {
  blockStates: 3,
  batch: 2,
  auditBits: 2,
  levelBits: 2,
  doubledRuns: 0,
  gatesFrom: 4,
};

/** For `describe.each`: "the kernel as %s". */
export const KERNEL_MACHINES: readonly (readonly [string, Partial<Thresholds>])[] = [
  ["WebAssembly", {}],
  ["WebAssembly, thresholds down", DOWN],
  ["plain TypeScript", { kernelPlain: 1 }],
  ["plain TypeScript, thresholds down", { ...DOWN, kernelPlain: 1 }],
];

/** Has `compare` compare models of 60 seeds, every other one with a fault; how many of them the kernel could do. */
export async function comparedOfSeeds(
  compare: (seed: number, fault: Fault | null) => Promise<boolean>,
): Promise<number> {
  let compared = 0;
  for (let seed = 0; seed < 60; seed++) {
    const fault = seed % 2 === 0 ? null : (faults[((seed - 1) / 2) % faults.length] as Fault);
    if (await compare(seed, fault)) compared++;
  }
  return compared;
}
