/**
 * What a thread cannot know it notes, for the host to settle by running closures. A note names a state where it lies, in a
 * block that stays until notes are settled. There is room for what one batch may add to `manyNotes`.
 *
 *     note:    | kind | state | step | rule |
 */
import { add, elementAt, setWord, word } from "./machine.ts";
import { manySamples, mine, NOTED, notesAt, SAMPLED, samplesAt } from "./map.ts";

/** The outcome of a step of `state` is not known: the host takes it. */
export const NOTE_STEP: i32 = 0;
/** A new state of which not all is known that is asked, or that is the worst so far. */
export const NOTE_STATE: i32 = 1;
/** The same of a step of `state`, whose successor is dealt with already. */
export const NOTE_CHANGE: i32 = 2;
/** Nothing is enabled in `state`, and its being terminal is to be judged; or that is not known, since NOTE_STEP notes of it precede. */
export const NOTE_TERMINAL: i32 = 3;
/** A step unit of which it is not known whether it holds of `state` standing still. */
export const NOTE_STILL: i32 = 4;
/** All closures are to be run again. */
export const NOTE_AUDIT: i32 = 5;

/** Of a new state it is not known which of the noted predicates hold. */
export const NOTE_MARK: i32 = 6;
/** It is not known whether `state` is beyond the constraint: nothing was done with it, all of it is the host's to expand. */
export const NOTE_WHOLE: i32 = 7;

export function note(kind: i32, state: usize, step: i32, rule: i32): void {
  const at = notesAt + 16 * word(mine + NOTED);
  setWord(at, kind);
  setWord(at + 4, state);
  setWord(at + 8, step);
  setWord(at + 12, rule);
  add(mine + NOTED, 1);
}

/** Of a new state, for the even sample that is judged again: see store/least-states.ts. */
export function sample(state: usize): void {
  const count = word(mine + SAMPLED);
  setWord(elementAt(samplesAt, count), state);
  setWord(mine + SAMPLED, count + 1);
}

export function hasManySamples(): bool {
  return word(mine + SAMPLED) >= manySamples;
}
