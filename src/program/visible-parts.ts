/**
 * What properties look at, found by looking: the parts of the state that they read on seeded random walks. It is a guess,
 * which a search then holds them to: to read anything else is refused (hidden-slots.ts), so that no verdict rests on it.
 */
import type { Model } from "../model/model.ts";
import { compile } from "./compile.ts";
import { overlap, type Part, partsOfState } from "./hidden-slots.ts";
import type { Program } from "./program.ts";

const WALKS = 64;
const WALK_STEPS = 64;

/** The names of the parts that these properties read, by `partName`. The same for every thread and run. */
export function visibleParts(model: Model, properties: readonly number[]): string[] {
  const program = compile(model);
  walk(program, () => {
    for (const property of properties) {
      try {
        program.holds(property);
      } catch {
        // It throws in the search too, or reads more there than it does here.
      }
    }
  });
  const reads = properties.map((property) => program.reads(property));
  return partsOfState(program.layout)
    .filter(({ bits }) => reads.some((read) => overlap(read, bits)))
    .map(partName);
}

export function partName({ field, kind }: Part): string {
  return kind === null ? field : `${field}: ${kind}`;
}

/** Calls `meet` in the states of random walks. */
function walk(program: Program, meet: () => void): void {
  const initial = program.initialStates();
  let seed = 1;
  const random = (below: number): number => {
    // Lehmer's generator with Park and Miller's constants (1988).
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let at = 0; at < WALKS; at++) {
    let state = initial[at % initial.length] as Int32Array;
    for (let step = 0; step < WALK_STEPS; step++) {
      program.load(state, 0);
      meet();
      let met = 0;
      let next: Int32Array | null = null;
      program.expand({
        visit: () => {
          if (random(++met) === 0) next = program.work.slice(0, program.words);
        },
        fail: () => {},
      });
      if (next === null) break;
      state = next;
    }
  }
}
