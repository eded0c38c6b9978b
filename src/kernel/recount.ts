/** Counting the visited set: what it holds has to be what was said to be added to it, level by level (src/engine/agreement.ts). */
import { add, addReal, isEmpty, word } from "./machine.ts";
import { keyBits, LEVELS, LINE, lines, mine, RECOUNTED, slots } from "./map.ts";

/** Adds the states of lines first..last - 1, and their levels, to this thread's sums. */
export function recount(first: u32, last: u32): void {
  for (let at = first; at < last; at++) {
    const line = lines + at * LINE;
    let states = 0;
    let levels: f64 = 0;
    for (let slot: u32 = 0; slot < slots; slot++) {
      if (isEmpty(line + 8 * slot)) continue;
      states++;
      levels += word(line + 8 * slots + 4 * slot) >>> keyBits;
    }
    add(mine + RECOUNTED, states);
    addReal(mine + LEVELS, levels);
  }
}
