/**
 * Judging properties. Units whose bit is set in a mask are asked; the others are known to be as expected, since they were of
 * the state before and have never read what the step changed: by induction along the steps since they were last asked, the
 * bits that they read then are still the same, and a pure function's run is determined by what it reads.
 */
import { address, below, element, elementAt, lowest, word } from "./machine.ts";
import { recipients, stateUnits, stepUnits, terminalUnit, UNIT_BYTES, words } from "./map.ts";
import { NOTE_CHANGE, NOTE_STATE, NOTE_STILL, NOTE_TERMINAL, note } from "./notes.ts";
import { walkStep, walkTree } from "./walk.ts";

/** Leaves of a predicate's tree. */
export const TRUE: i32 = -1;
export const FALSE: i32 = -2;

/** What a unit expects: that all its parts hold, or, being looked for, that some part does not. */
const HOLDS: i32 = 0;

/** Of a new state. One note is enough: the host judges all that is asked. */
export function judgeState(state: usize, units: i32): void {
  for (; units !== 0; units &= units - 1) {
    if (!isFine(stateUnits + UNIT_BYTES * lowest(units), state)) {
      note(NOTE_STATE, state, 0, 0);
      return;
    }
  }
}

/** Of a state in which nothing is enabled. */
export function judgeTerminal(state: usize): void {
  if (terminalUnit !== 0 && !isFine(terminalUnit, state)) note(NOTE_TERMINAL, state, 0, 0);
}

/** Of a step that leads from one state to another. */
export function judgeStep(before: usize, after: usize, units: i32, step: i32, rule: i32): void {
  for (; units !== 0; units &= units - 1) {
    const unit = stepUnits + UNIT_BYTES * lowest(units);
    const found = allHoldOfStep(unit, after, before);
    if (found === TRUE) continue;
    if (found === FALSE && !isWorse(unit, before) && !isMute(before, after)) continue;
    note(NOTE_CHANGE, before, step, rule);
    return;
  }
}

/** Of these units those that do not hold of a state's standing still, or of which that is not known. */
export function judgeStill(state: usize, units: i32): i32 {
  let loose = 0;
  for (; units !== 0; units &= units - 1) {
    const found = allHoldOfStep(stepUnits + UNIT_BYTES * lowest(units), state, state);
    if (found === TRUE) continue;
    loose |= units & -units;
    if (found !== FALSE) note(NOTE_STILL, state, lowest(units), 0);
  }
  return loose;
}

/** Whether there is nothing to say: it is as expected, or no worse than what is known. */
function isFine(unit: usize, state: usize): bool {
  const found = allHold(unit, state);
  const expected = word(unit) === HOLDS ? TRUE : FALSE;
  if (found === expected) return true;
  return (found === TRUE || found === FALSE) && !isWorse(unit, state);
}

/** TRUE: all parts hold; FALSE: one does not; anything else: not known. */
export function allHold(unit: usize, state: usize): i32 {
  const parts = address(unit + 4);
  const end = elementAt(parts, word(unit + 8));
  for (let part = parts; part < end; part += 4) {
    const cells = address(part);
    const found = walkTree(cells, element(cells, 1), state);
    if (found !== TRUE) return found;
  }
  return TRUE;
}

export function allHoldOfStep(unit: usize, after: usize, before: usize): i32 {
  const parts = address(unit + 4);
  const end = elementAt(parts, word(unit + 8));
  for (let part = parts; part < end; part += 4) {
    const cells = address(part);
    const found = walkStep(cells, element(cells, 1), after, before);
    if (found !== TRUE) return found;
  }
  return TRUE;
}

/** A step that may only send what has expired: whether it changes the state of the model is not known, which the host objects to. */
function isMute(before: usize, after: usize): bool {
  if (recipients === 0) return false;
  for (let at = 0; at < words; at++) if (element(before, at) !== element(after, at)) return false;
  return true;
}

/** Whether a state comes no later, word by word, than the unit's worst so far: only the least is reported. */
function isWorse(unit: usize, state: usize): bool {
  const least = address(unit + 12);
  if (least === 0) return true;
  for (let at = 0; at < words; at++) {
    const one = element(state, at);
    const other = element(least, at);
    if (one !== other) return below(one, other);
  }
  return true;
}
