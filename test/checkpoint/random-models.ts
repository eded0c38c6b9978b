/** Random models, put by between two levels and gone on with, by either engine: what comes out is what an undisturbed check says. */
import { expect } from "vitest";
import * as invariants from "../../invariants/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import * as library from "../../src/index.ts";
import { setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { caseOf, type Mode, modelOf, type Synod } from "../brute-force/modes.ts";
import { Dice } from "../random/dice.ts";
import { inFolder, putBy, said } from "./put-by.ts";

const synod = { ...library, ...invariants } as unknown as Synod;

/** Models with more are not looked at. */
const MOST_STATES = 3000;
/** Goes at it from so many of the levels. */
const LEVELS = 3;

export interface Met {
  resumed: number;
  byKernel: number;
  violated: number;
  complete: number;
}

/** The model of a seed; `down`: thresholds. */
export async function compareResumed(mode: Mode, seed: number, down: Partial<Thresholds>, met: Met): Promise<void> {
  const { data, manner } = caseOf(mode, seed);
  const make = () => modelOf(data, synod);
  const dice = new Dice(seed);
  const { symmetry, reductions, store, keepGoing, fairness, certify } = manner;
  const asked: CheckOptions = {
    symmetry,
    reductions,
    keepGoing,
    certify,
    store,
    ...(fairness !== null && { fairness }),
  };
  // Of two engines one goes on with what the other began.
  const first = dice.pick(["reference", "kernel"] as const);
  const other = dice.pick(["reference", "kernel"] as const);
  const by = (engine: "reference" | "kernel") => (store === "exact" ? {} : { engine });
  setThresholds({ ...down, checkpointsApart: 0, kernelFrom: store === "exact" ? 20_000 : 0 });
  const undisturbed = await check(make(), { ...asked, ...by(first), maxStates: MOST_STATES });
  const { ending, error } = undisturbed.verdict;
  if (ending === "states" || error !== null) return;
  await inFolder(async (folder) => {
    const { result, kept } = await putBy(make, folder, { ...asked, ...by(first) });
    expect(said(result), `${mode} ${seed}, put by`).toEqual(said(undisturbed));
    if (result.verdict.engine === "kernel") met.byKernel++;
    for (const { level, folder: resume } of dice.shuffled(kept).slice(0, LEVELS)) {
      const gone = await check(make(), { ...asked, ...by(other), resume });
      // Which engine it was is told, and here it may be another one.
      const apart = (each: typeof gone) => ({ ...said(each), engine: null });
      if (gone.verdict.error?.id === "engine-unsuited") continue;
      expect(apart(gone), `${mode} ${seed}, from level ${level} of ${kept.length}, ${first} and ${other}`).toEqual(
        apart(undisturbed),
      );
      met.resumed++;
      if (gone.verdict.outcome === "violated") met.violated++;
      if (gone.verdict.complete) met.complete++;
    }
  });
}
