/** Where the states that a search kept stand, one after the other. */
import type { Walk } from "../explore/walk.ts";
import { LEVEL } from "../store/least-states.ts";

/** Of all states, from one to the next: the golden section, whose multiples lie as evenly as can be. */
const LEAP = (Math.sqrt(5) - 1) / 2;

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

/** Of all kept states, in leaps: those looked at first are from everywhere. */
export function* leapingPlaces({ kept: { pieces, stride, count } }: Walk): Iterable<KeptPlace> {
  const ends: number[] = [];
  for (const { from, to } of pieces) ends.push((ends.at(-1) ?? 0) + (to - from) / stride);
  let leap = Math.max(1, Math.round(LEAP * count));
  while (commonFactor(leap, count) > 1) leap++;
  for (let nth = 0, place = 0; nth < count; nth++, place = (place + leap) % count) {
    const at = firstAbove(ends, place);
    const { chunk, from } = pieces[at] as (typeof pieces)[number];
    const before = at === 0 ? 0 : (ends[at - 1] as number);
    yield { states: new Int32Array(chunk), offset: from + (place - before) * stride };
  }
}

function commonFactor(one: number, other: number): number {
  return other === 0 ? one : commonFactor(other, one % other);
}

/** Where the first number of an ascending list is that is greater. */
function firstAbove(ascending: readonly number[], number: number): number {
  let [first, end] = [0, ascending.length];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if ((ascending[middle] as number) <= number) first = middle + 1;
    else end = middle;
  }
  return first;
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
