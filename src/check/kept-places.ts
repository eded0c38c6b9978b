/** Where the states that a search kept stand, one after the other. */
import type { Walk } from "../explore/walk.ts";
import { LEVEL } from "../store/least-states.ts";

/** Where a kept state stands. */
export interface KeptPlace {
  readonly states: Int32Array;
  readonly offset: number;
}

/** Of all kept states, as they are kept: in one piece, or in one for every level and thread. */
export function* placesOf({ kept }: Walk): Iterable<KeptPlace> {
  for (const { chunk, from, to } of kept.pieces) {
    const states = new Int32Array(chunk);
    for (let offset = from; offset < to; offset += kept.stride) yield { states, offset };
  }
}

/** Of a small walk's kept states, the deepest first. */
export function deepestFirst(walk: Walk, words: number): readonly KeptPlace[] {
  const level = ({ states, offset }: KeptPlace) => states[offset + words + LEVEL] as number;
  return [...placesOf(walk)].sort((one, other) => level(other) - level(one));
}

/** How many kept states there are of each level. */
export function keptPerLevel(walk: Walk, words: number): number[] {
  const levels = new Array<number>(walk.levels.length).fill(0);
  for (const { states, offset } of placesOf(walk)) {
    const level = states[offset + words + LEVEL] as number;
    levels[level] = (levels[level] ?? 0) + 1;
  }
  return levels;
}
