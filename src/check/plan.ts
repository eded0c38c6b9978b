/** The second stage of a check: the program to search, its initial states made, and what was found out on the way. */
import { HangWatch } from "../explore/hang.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Program } from "../program/program.ts";
import { fairnessClasses } from "../verify/fairness-classes.ts";
import type { DroppedReduction } from "../verify/verdict.ts";
import type { Ask } from "./ask.ts";
import { makeInitialStates } from "./beginning.ts";
import { type Reduced, reduceAsAsked } from "./reductions.ts";

export interface Plan extends Reduced {
  /** Of all rule instances that there may be; 0 where nothing is asked of fairness. */
  readonly classes: number;
}

/** The initial states did not fit; so many were made. */
export class Unbegun extends Error {
  readonly states: number;

  constructor(states: number) {
    super("initial states take more than there is");
    this.states = states;
  }
}

/** `refused`: reductions that an earlier search could not use. Throws `Unbegun`, `Halted`, and coded errors. */
export async function planned(ask: Ask, refused: readonly DroppedReduction[]): Promise<Plan> {
  const { model, options, selected, temporal, fairness, memoryBytes, halt, cuts } = ask;
  const reduced = await reduceAsAsked({
    model,
    properties: selected,
    wanted: options.reductions,
    symmetry: options.symmetry ?? null,
    refused,
    halt,
    begin: async (program) => {
      const made = await makeInitialStates(program, memoryBytes, halt, cuts);
      if (made === "memory") throw new Unbegun(program.initialSoFar.count);
    },
    watched: (program, work) => cuts.during(() => new HangWatch(program).run(work)),
  });
  // Now rather than when the search is done, since the model's own functions tell the classes apart.
  const classes = temporal.length === 0 ? 0 : countClasses(fairness.assumptions, reduced.program, null);
  return { ...reduced, classes };
}

/** `occurring`: the rule instances that take part; null: all. Throws what the model's functions throw. */
export function countClasses(
  assumptions: readonly FairnessAssumption[],
  program: Program,
  occurring: Iterable<number> | null,
): number {
  return new HangWatch(program).run(() => fairnessClasses(assumptions, program.instances, occurring).length, false);
}
