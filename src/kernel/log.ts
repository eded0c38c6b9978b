/**
 * What numbered searches write down of the transition graph, as explore/graph-log.ts has it: state-changing steps, and which
 * predicates hold of a new state. There is room for what one batch may add; the host takes it at pauses.
 *
 *     steps:   | -1 - source | target | step | target | step | ... | -1 - source | target | step | ...
 *     marks:   | state | bits | bits | ... | state | bits | bits | ...
 */
import { allHold, FALSE, TRUE } from "./judge.ts";
import { address, setWord, word } from "./machine.ts";
import {
  fingerprintAt,
  LOG_SOURCE,
  LOGGED,
  MARKED,
  manyLogged,
  manyMarked,
  mine,
  predicates,
  predicatesEnd,
  UNIT_BYTES,
} from "./map.ts";
import { NOTE_MARK, note } from "./notes.ts";

/** A reduction may take both states of a step for one: in the graph nothing changes then. */
export function logStep(source: i32, target: i32, step: i32): void {
  if (target === source) return;
  let at = address(mine + LOGGED);
  if (source !== word(mine + LOG_SOURCE)) {
    setWord(mine + LOG_SOURCE, source);
    setWord(at, -1 - source);
    at += 4;
  }
  setWord(at, target);
  setWord(at + 4, step);
  setWord(mine + LOGGED, at + 8);
}

/** Of a new state; where an answer is not known the host marks it. */
export function mark(state: usize): void {
  let at = address(mine + MARKED);
  setWord(at, word(state + fingerprintAt - 4));
  at += 4;
  let bits = 0;
  let count = 0;
  for (let unit = predicates; unit < predicatesEnd; unit += UNIT_BYTES) {
    const found = allHold(unit, state);
    if (found === TRUE) bits |= 1 << (count & 31);
    else if (found !== FALSE) {
      note(NOTE_MARK, state, 0, 0);
      return;
    }
    count++;
    if ((count & 31) === 0) {
      setWord(at, bits);
      at += 4;
      bits = 0;
    }
  }
  // A state without predicates has one word, too.
  if ((count & 31) !== 0 || count === 0) {
    setWord(at, bits);
    at += 4;
  }
  setWord(mine + MARKED, at);
}

export function hasLoggedMuch(): bool {
  return address(mine + LOGGED) >= manyLogged || address(mine + MARKED) >= manyMarked;
}
