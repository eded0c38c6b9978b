/**
 * The constraint of a model (compile/bounds.ts): a state beyond a bound is not expanded, a step beyond one is not taken. Every
 * bound counts on its own, so all are asked. Where one is not known nothing is counted: the host asks, and counts, them all.
 *
 *     bound:   | 0 | parts | number of parts | which of the counters |         a unit's row
 *     counters:| states beyond | steps beyond | beyond the first bound | ...
 */
import { allHold, allHoldOfStep, FALSE, TRUE } from "./judge.ts";
import { add, elementAt, word } from "./machine.ts";
import { crossedAt, stateBounds, stateBoundsEnd, stepBounds, stepBoundsEnd, UNIT_BYTES } from "./map.ts";

export const WITHIN: i32 = 0;
export const OUTSIDE: i32 = 1;
export const UNCLEAR: i32 = 2;

const STATES_BEYOND: i32 = 0;
const STEPS_BEYOND: i32 = 1;

/** Of a state that is to be expanded. */
export function placeOfState(state: usize): i32 {
  let place = WITHIN;
  for (let bound = stateBounds; bound < stateBoundsEnd; bound += UNIT_BYTES) {
    const found = allHold(bound, state);
    if (found === FALSE) place = OUTSIDE;
    else if (found !== TRUE) return UNCLEAR;
  }
  if (place === OUTSIDE) {
    count(STATES_BEYOND);
    for (let bound = stateBounds; bound < stateBoundsEnd; bound += UNIT_BYTES)
      if (allHold(bound, state) === FALSE) count(word(bound + 12));
  }
  return place;
}

/** Of a step that changes the state. */
export function placeOfStep(before: usize, after: usize): i32 {
  let place = WITHIN;
  for (let bound = stepBounds; bound < stepBoundsEnd; bound += UNIT_BYTES) {
    const found = allHoldOfStep(bound, after, before);
    if (found === FALSE) place = OUTSIDE;
    else if (found !== TRUE) return UNCLEAR;
  }
  if (place === OUTSIDE) {
    count(STEPS_BEYOND);
    for (let bound = stepBounds; bound < stepBoundsEnd; bound += UNIT_BYTES)
      if (allHoldOfStep(bound, after, before) === FALSE) count(word(bound + 12));
  }
  return place;
}

function count(which: i32): void {
  add(elementAt(crossedAt, which), 1);
}
