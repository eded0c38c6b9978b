/**
 * What properties look at, found by looking: the parts of the state that they read on seeded random walks. It is a guess,
 * which a search then holds them to: to read anything else is refused (compile/hidden-slots.ts), so that no verdict rests on it.
 */

import { compile } from "../../compile/compile.ts";
import { overlap, type Part, partsOfState } from "../../compile/hidden-slots.ts";
import { type Halt, heed, neverHalt } from "../../halt.ts";
import type { Model } from "../../model/model.ts";
import { isShownBy } from "../../model/property-kinds.ts";
import type { Program } from "../../program/program.ts";

/** What a partial-order reduction must keep. */
export interface PartialOrderPlan {
  /** The parts of the state that properties may read, by `partName`. */
  readonly parts: readonly string[];
  /** The properties of steps to be judged, as indices: they must be true of a step that changes nothing. */
  readonly steps: readonly number[];
}

const WALKS = 64;
const WALK_STEPS = 64;
/** Successors after which it has been looked long enough, where states have very many. */
const MOST_SUCCESSORS = 2 ** 18;

/** What partial order has to keep of these properties. The same for every thread and run. Throws `Halted` when it is to end. */
export function partialOrderPlan(
  model: Model,
  properties: readonly number[],
  halt: Halt = neverHalt,
): PartialOrderPlan {
  const program = compile(model);
  program.heed(halt);
  const kindOf = (property: number) => model.properties[property]?.kind;
  const ofStates = properties.filter((property) => isShownBy("state", kindOf(property)));
  const ofSteps = properties.filter((property) => isShownBy("step", kindOf(property)));
  const ask = (asked: readonly number[]) => () => {
    for (const property of asked) {
      try {
        program.holds(property);
      } catch {
        // It throws in the search too, or reads more there than it does here.
      }
    }
  };
  walk(program, { meet: ask(ofStates), step: ask(ofSteps), halt });
  const reads = [...ofStates, ...ofSteps].map((property) => program.reads(property));
  const parts = partsOfState(program.layout).filter(({ bits }) => reads.some((read) => overlap(read, bits)));
  return { parts: parts.map(partName), steps: ofSteps };
}

export function partName({ field, kind }: Part): string {
  return kind === null ? field : `${field}: ${kind}`;
}

interface Looking {
  readonly meet: () => void;
  readonly step: () => void;
  readonly halt: Halt;
}

/** Calls `meet` in the states of random walks, and `step` at the steps from there. */
function walk(program: Program, { meet, step, halt }: Looking): void {
  const initial = program.initialStates();
  let seed = 1;
  const random = (below: number): number => {
    // Lehmer's generator with Park and Miller's constants (1988).
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let successors = 0;
  for (let at = 0; at < WALKS && successors < MOST_SUCCESSORS; at++) {
    let state = initial.at(at % initial.count) as Int32Array;
    for (let length = 0; length < WALK_STEPS; length++) {
      heed(halt);
      program.load(state, 0);
      meet();
      let met = 0;
      let next: Int32Array | null = null;
      program.expand({
        visit: () => {
          step();
          if (random(++met) === 0) next = program.work.slice(0, program.words);
        },
        fail: () => {},
      });
      successors += met;
      if (next === null) break;
      state = next;
    }
  }
}
