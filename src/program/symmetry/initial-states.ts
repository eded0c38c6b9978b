/** Which scalarsets a model's beginning treats alike: those under whose renamings the set of initial states is closed. */
import type { Program } from "../program.ts";
import { Elements, exchange, scalarsetsOf } from "./elements.ts";
import { SlotRenaming } from "./slot-renaming.ts";

/** Positions in `scalarsetsOf(program.layout)`. A single initial state may name no element; many may, all alike. */
export function closedScalarsets(program: Program): number[] {
  const scalarsets = scalarsetsOf(program.layout);
  if (scalarsets.length === 0) return [];
  const states = program.initialStates();
  const texts = new Set(states.map((state) => state.join()));
  const elements = new Elements(scalarsets);
  const renaming = new SlotRenaming(program.layout, elements);
  const target = new Int32Array(program.words);
  const isClosed = (images: Int32Array) =>
    states.every((state) => {
      renaming.apply(images, state, 0, target);
      return texts.has(target.join());
    });
  // Exchanges of neighbours generate all renamings.
  return elements.blocks.flatMap(({ first, size }, at) => {
    const exchanges = Array.from({ length: size - 1 }, (_, one) => exchange(elements, first + one, first + one + 1));
    return exchanges.every(isClosed) ? [at] : [];
  });
}
