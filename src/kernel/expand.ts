/** The successors of a state: gates first, then the trees of the instances that passed them; see compile/gates.ts. */

import { OUTSIDE, placeOfState, placeOfStep, UNCLEAR, WITHIN } from "./bounds.ts";
import { forgetExpired } from "./forget.ts";
import { judgeStep, judgeStill, judgeTerminal } from "./judge.ts";
import { add, address, copy, element, elementAt, lowest, setWord, word, xorPair } from "./machine.ts";
import {
  activeSteps,
  CHANGE_HEADER,
  CHANGE_INSTANCE,
  CHANGE_RECIPIENTS,
  CHANGE_STATE_UNITS,
  CHANGE_STEP_UNITS,
  CHANGE_WORDS,
  CHANGE_WRITTEN,
  enabledAt,
  entryBytes,
  fingerprintAt,
  isNumbered,
  looseSteps,
  mine,
  ORIGIN,
  RULE,
  RULE_BYTES,
  rules,
  rulesEnd,
  SOURCE,
  STEP,
  STEPS_ASKED,
  stateBounds,
  stateBytes,
  stepBounds,
  TERMINAL_STATES,
  UNITS,
} from "./map.ts";
import { NOTE_STEP, NOTE_TERMINAL, NOTE_WHOLE, note } from "./notes.ts";
import { answer, walkTree } from "./walk.ts";
import { writeChange } from "./written.ts";

/** Leaves of a rule's tree, as compile/outcome.ts has them; any other one that is not learned is the host's to deal with. */
const DISABLED: i32 = -1;
const STUTTER: i32 = -2;
const LEARNED: i32 = -5;

// Of the state that is being expanded.
let origin: i32 = 0;
let enabledInState: i32 = 0;
let unknownInState: i32 = 0;
/** Step units that are asked whatever a step changes. */
let loose: i32 = 0;

/** Writes the successors of `state` from `out` on; answers where they end. */
export function expand(state: usize, originOfSuccessors: i32, out: usize): usize {
  origin = originOfSuccessors;
  enabledInState = 0;
  unknownInState = 0;
  if (stateBounds !== 0) {
    const place = placeOfState(state);
    if (place === UNCLEAR) note(NOTE_WHOLE, state, 0, 0);
    if (place !== WITHIN) return out;
  }
  loose = looseSteps === 0 ? 0 : judgeStill(state, looseSteps & activeSteps);
  let rule = 0;
  for (let row = rules; row < rulesEnd; row += RULE_BYTES) {
    out = expandRule(state, row, rule, out);
    rule++;
  }
  if (unknownInState !== 0) add(mine + STEPS_ASKED, unknownInState);
  if (enabledInState === 0) {
    if (unknownInState !== 0) note(NOTE_TERMINAL, state, unknownInState, 0);
    else {
      add(mine + TERMINAL_STATES, 1);
      judgeTerminal(state);
    }
  }
  return out;
}

function expandRule(state: usize, row: usize, rule: i32, out: usize): usize {
  const gates = address(row);
  const looseList = word(gates + 8);
  if (looseList !== 0) out = expandList(state, row, rule, elementAt(gates, looseList), out);
  let gate = gates + 12;
  const end = gate + 12 * address(gates);
  for (; gate < end; gate += 12) {
    const where = word(gate);
    const bits = element(state, where >>> 5) >>> where;
    const list = element(gates, word(gate + 8) + answer(bits, word(gate + 4)));
    if (list !== 0) out = expandList(state, row, rule, elementAt(gates, list), out);
  }
  const endOfBits = gate + 12 * address(gates + 4);
  for (; gate < endOfBits; gate += 12) {
    const lists = elementAt(gates, word(gate + 8));
    for (let bits = element(state, word(gate)) & word(gate + 4); bits !== 0; bits &= bits - 1)
      out = expandList(state, row, rule, elementAt(gates, element(lists, lowest(bits))), out);
  }
  return out;
}

function expandList(state: usize, row: usize, rule: i32, list: usize, out: usize): usize {
  const cells = address(row + 4);
  const changes = address(row + 8);
  const first = word(row + 12);
  const end = list + 8 + 8 * address(list);
  let enabled = word(list + 4);
  for (let item = list + 8; item < end; item += 8) {
    const leaf = walkTree(cells, element(cells, word(item + 4)), state);
    if (leaf === DISABLED) continue;
    const seat = first + word(item);
    let place = UNCLEAR;
    if (leaf <= LEARNED) place = writeSuccessor(state, row, rule, seat, elementAt(changes, LEARNED - leaf), out);
    else if (leaf === STUTTER) place = OUTSIDE;
    if (place === UNCLEAR) {
      unknownInState++;
      note(NOTE_STEP, state, seat, rule);
      continue;
    }
    enabled++;
    if (place === WITHIN) out += entryBytes;
  }
  enabledInState += enabled;
  add(elementAt(enabledAt, rule), enabled);
  return out;
}

/** WITHIN: it is a successor; OUTSIDE: it is none; UNCLEAR: the host is to say. */
function writeSuccessor(state: usize, row: usize, rule: i32, seat: i32, change: usize, out: usize): i32 {
  copy(out, state, stateBytes);
  const extra = out + stateBytes;
  setWord(extra + ORIGIN, origin);
  setWord(extra + RULE, rule);
  setWord(extra + UNITS, word(change + CHANGE_STATE_UNITS));
  if (isNumbered) {
    setWord(extra + STEP, stepIn(row, seat, change));
    setWord(extra + SOURCE, word(state + fingerprintAt - 4));
  }
  if (word(change + CHANGE_WRITTEN) === 0) applyChange(state, out, change);
  else {
    const place = writeChange(state, out, change);
    if (place !== WITHIN) return place;
  }
  const mask = word(change + CHANGE_RECIPIENTS);
  if (mask !== 0 && !forgetExpired(state, out, change, mask)) return UNCLEAR;
  if (stepBounds !== 0) {
    const place = placeOfStep(state, out);
    if (place !== WITHIN) return place;
  }
  const units = (word(change + CHANGE_STEP_UNITS) | loose) & activeSteps;
  if (units !== 0) judgeStep(state, out, units, seat, rule);
  return WITHIN;
}

function applyChange(state: usize, out: usize, change: usize): void {
  xorPair(out + fingerprintAt, state + fingerprintAt, change);
  const end = change + CHANGE_HEADER + 8 * address(change + CHANGE_WORDS);
  for (let at = change + CHANGE_HEADER; at < end; at += 8) {
    const changed = elementAt(out, word(at));
    setWord(changed, word(changed) ^ word(at + 4));
  }
}

/** The step whose seat that is: it has the seat's place among its rule's, or the change says whose it is. */
function stepIn(row: usize, seat: i32, change: usize): i32 {
  return word(row + 16) + (word(row + 20) !== 0 ? word(change + CHANGE_INSTANCE) : seat - word(row + 12));
}
