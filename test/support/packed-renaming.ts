/** Renamings and states of plain-renaming.ts as the engine has them: elements by their numbers, codes in packed words. */
import type { SlotRenaming } from "../../src/reduce/symmetry/slot-renaming.ts";
import { packSlots } from "../../src/state/codec.ts";
import type { Layout } from "../../src/state/layout.ts";
import type { Renaming } from "./plain-renaming.ts";

export function imagesOf({ elements }: SlotRenaming, renaming: Renaming): Int32Array {
  return Int32Array.from(
    elements.scalarsets.flatMap(({ name, size }, at) =>
      Array.from({ length: size }, (_, each) => {
        const image = renaming.get(name)?.get(`${name}${each + 1}`) as string;
        return (elements.blocks[at] as { first: number }).first + Number(image.slice(name.length)) - 1;
      }),
    ),
  );
}

export function packed(layout: Layout, codes: readonly number[]): Int32Array {
  const words = new Int32Array(layout.words);
  packSlots(layout, codes, words, 0);
  return words;
}
