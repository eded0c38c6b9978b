/**
 * Not all codes make a state: no collection exceeds its capacity, and a sequence has no gaps. Where places were changed so
 * that they do not, changing others, at which nobody looked and which may be changed, can make it one. Law: what comes back
 * makes a well-formed state of these codes, and reads the same.
 */
import type { FactPlace, Group } from "./places.ts";

/** The codes of a run: what it has where, where it looked, and what may be changed. */
export interface RunCodes {
  readonly codeAt: (place: number) => number;
  readonly wasRead: (place: number) => boolean;
  /** The codes that a place may have; null: any. */
  readonly allowed: (place: number) => readonly number[] | null;
}

/** Further changes that make the codes a state, given the places that were changed; null: none do. */
export function completion(
  list: readonly FactPlace[],
  changed: Iterable<number>,
  run: RunCodes,
): ReadonlyMap<number, number> | null {
  const more = new Map<number, number>();
  const groups = new Set<Group>();
  for (const place of changed) {
    const { group } = list[place] as FactPlace;
    if (group !== null) groups.add(group);
  }
  for (const group of groups) {
    const isState = group.kind === "sequence" ? closeGaps(group, run, more) : keepRoom(group, run, more);
    if (!isState) return null;
  }
  return more;
}

/** Takes out what nobody looked at, as much as may be, until there is room. */
function keepRoom(group: Group, run: RunCodes, more: Map<number, number>): boolean {
  const { base, slots, capacity } = group;
  let over = -capacity;
  for (let place = base; place < base + slots; place++) over += run.codeAt(place);
  for (let place = base; over > 0 && place < base + slots; place++) {
    const code = run.codeAt(place);
    if (code === 0 || run.wasRead(place)) continue;
    const least = Math.min(...(run.allowed(place) ?? [0]));
    if (least >= code) continue;
    over -= code - least;
    more.set(place, least);
  }
  return over <= 0;
}

/** Something in every place before some length, and nothing behind: with the fewest changes that can be had. */
function closeGaps({ base, slots }: Group, run: RunCodes, more: Map<number, number>): boolean {
  const places = Array.from({ length: slots }, (_, at) => base + at);
  const becoming = (place: number, isHeld: boolean): number | undefined =>
    run.wasRead(place) ? undefined : (run.allowed(place) ?? [0, 1]).find((code) => (code !== 0) === isHeld);
  let best: readonly (readonly [number, number])[] | null = null;
  for (let length = 0; length <= slots; length++) {
    const wrong = places.filter((place, at) => (run.codeAt(place) !== 0) !== at < length);
    const right = wrong.map((place) => [place, becoming(place, run.codeAt(place) === 0)] as const);
    if (!right.every((each): each is readonly [number, number] => each[1] !== undefined)) continue;
    if (best === null || right.length < best.length) best = right;
  }
  for (const [place, code] of best ?? []) more.set(place, code);
  return best !== null;
}
