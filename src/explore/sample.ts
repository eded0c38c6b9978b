/** Some states of the level being expanded: what a space that is too large is made of. */
import { Frontier } from "../store/frontier.ts";
import { BLOCKS } from "./shared-walk.ts";
import type { WalkMemory } from "./walk-memory.ts";

/** Blocks of states looked at. */
const SAMPLED_BLOCKS = 16;

/** Packed states, one behind the other. */
export function sampleOf({ walk, control }: WalkMemory): Int32Array {
  const current = new Frontier(walk.current);
  const { words } = walk.current;
  const states: number[] = [];
  const blocks = Math.min(control[BLOCKS] as number, SAMPLED_BLOCKS);
  for (let block = 0; block < blocks; block++) {
    const array = current.array(block);
    const start = current.offset(block) + 1;
    for (let state = 0; state < (array[start - 1] as number); state++) {
      const at = start + state * current.stride;
      for (let word = 0; word < words; word++) states.push(array[at + word] as number);
    }
  }
  return Int32Array.from(states);
}
