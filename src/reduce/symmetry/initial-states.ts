/** Which scalarsets a model's beginning treats alike: those under whose renamings the set of initial states is closed. */
import { type Halt, heed, neverHalt } from "../../halt.ts";
import type { Program } from "../../program/program.ts";
import { Elements, exchange, scalarsetsOf } from "./elements.ts";
import { SlotRenaming } from "./slot-renaming.ts";

/** States between two looks at whether to stop. */
const HEEDED = 1024;

/** Positions in `scalarsetsOf(program.layout)`. A single initial state may name no element; many may, all alike. */
export function closedScalarsets(program: Program, halt: Halt = neverHalt): number[] {
  const scalarsets = scalarsetsOf(program.layout);
  if (scalarsets.length === 0) return [];
  const states = program.initialStates();
  const elements = new Elements(scalarsets);
  const renaming = new SlotRenaming(program.layout, elements);
  const state = new Int32Array(program.words);
  const target = new Int32Array(program.words);
  const isClosed = (images: Int32Array) => {
    for (let at = 0; at < states.count; at++) {
      if (at % HEEDED === 0) heed(halt);
      states.read(at, state);
      renaming.apply(images, state, 0, target);
      if (states.indexOf(target, 0) < 0) return false;
    }
    return true;
  };
  // Exchanges of neighbours generate all renamings.
  return elements.blocks.flatMap(({ first, size }, at) => {
    const exchanges = Array.from({ length: size - 1 }, (_, one) => exchange(elements, first + one, first + one + 1));
    return exchanges.every(isClosed) ? [at] : [];
  });
}
