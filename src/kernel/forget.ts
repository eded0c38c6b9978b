/**
 * Forgetting expired messages (reduce/stale-messages/): the messages to a process that its row has made stale are cleared in
 * a successor, and those to all processes of a role when none of them has yet to look at them.
 *
 *     recipient:  | cells | choices | words with its messages | how many | messages to all | - | - | - |
 *     choice:     | per word: to it, expired | per word: to all, yet to be looked at |
 *     mask:       bit r, bit 16 + r: the row, the messages of recipient r, r + 16, ... are changed
 *
 * Leaf -1 - n of a recipient's tree is choice n. Only recipients are asked whose rows or messages the step changes. That is
 * enough since the state before has nothing to forget: initial states and successors are kept without it. So what has expired
 * for a row that is as it was is not there, unless the step sends it; and a message to all that was there was kept by some
 * process, whose row is another now, or which keeps it still.
 */
import { address, element, elementAt, lowest, setWord, word, xorPair } from "./machine.ts";
import {
  CHANGE_HEADER,
  CHANGE_WORDS,
  fingerprintAt,
  fingerprints,
  RECIPIENT_BYTES,
  recipients,
  recipientsEnd,
  words,
} from "./map.ts";
import { walkTree } from "./walk.ts";

/** Bits of a mask for rows, and as many for messages; recipients that share one are so many bytes apart. */
const MASK_HALF: i32 = 16;
const SAME_BIT: u32 = 16 * RECIPIENT_BYTES;
const ROWS: i32 = 0xffff;
const ROOT: i32 = 1;

/** Whether what was asked so far is known. */
let isKnown: bool = true;

/**
 * Clears in `after`, which `change` leads to from `before`, what has expired. False, and `after` is of no use: what has expired
 * for some row is not known, or something that had expired has not any more. The host deals with the step.
 */
export function forgetExpired(before: usize, after: usize, change: usize, mask: i32): bool {
  isKnown = true;
  for (let left = (mask | (mask >>> MASK_HALF)) & ROWS; left !== 0; left &= left - 1) {
    const which = lowest(left);
    const isRowChanged = ((mask >>> which) & 1) !== 0;
    for (let recipient = recipients + RECIPIENT_BYTES * which; recipient < recipientsEnd; recipient += SAME_BIT) {
      const old = choiceOf(recipient, before);
      const now = isRowChanged ? choiceOf(recipient, after) : old;
      if (!isKnown) return false;
      if (now === old) forgetSent(recipient, now, after, change);
      else if (isStable(recipient, old, now)) forgetAll(recipient, old, now, before, after);
      else return false;
      if (!isKnown) return false;
    }
  }
  return true;
}

/** By the row of `state`. */
function choiceOf(recipient: usize, state: usize): usize {
  const cells = address(recipient);
  const leaf = walkTree(cells, element(cells, ROOT), state);
  if (leaf === 0) isKnown = false;
  return elementAt(address(recipient + 4), (-1 - leaf) * 2 * words);
}

/** Whether all that had expired still has. */
function isStable(recipient: usize, old: usize, now: usize): bool {
  const places = address(recipient + 8);
  const end = elementAt(places, word(recipient + 12));
  for (let place = places; place < end; place += 4) {
    const at = word(place);
    if ((element(old, at) & ~element(now, at)) !== 0) return false;
    if ((element(now, words + at) & ~element(old, words + at)) !== 0) return false;
  }
  return true;
}

/** For a row that is as it was. */
function forgetSent(recipient: usize, now: usize, after: usize, change: usize): void {
  const toAll = address(recipient + 16);
  const end = change + CHANGE_HEADER + 8 * address(change + CHANGE_WORDS);
  for (let changed = change + CHANGE_HEADER; changed < end; changed += 8) {
    const at = word(changed);
    const sent = element(after, at) & word(changed + 4);
    clearBits(after, at, sent & element(now, at));
    const unseen = sent & element(toAll, at) & ~element(now, words + at);
    if (unseen !== 0) clearBits(after, at, keptByNobody(after, at, unseen));
  }
}

function forgetAll(recipient: usize, old: usize, now: usize, before: usize, after: usize): void {
  const toAll = address(recipient + 16);
  const places = address(recipient + 8);
  const end = elementAt(places, word(recipient + 12));
  for (let place = places; place < end; place += 4) {
    const at = word(place);
    const there = element(after, at);
    clearBits(after, at, there & element(now, at));
    // What it kept, and what the step sends; the others keep the rest.
    const doubtful = element(old, words + at) | ~element(before, at);
    const unseen = there & element(toAll, at) & ~element(now, words + at) & doubtful;
    if (unseen !== 0) clearBits(after, at, keptByNobody(after, at, unseen));
  }
}

/** Those of these messages to all that no process has yet to look at. */
function keptByNobody(after: usize, at: i32, unseen: i32): i32 {
  for (let recipient = recipients; recipient < recipientsEnd; recipient += RECIPIENT_BYTES) {
    const choice = choiceOf(recipient, after);
    if (!isKnown) return 0;
    unseen &= ~element(choice, words + at);
  }
  return unseen;
}

function clearBits(state: usize, at: i32, bits: i32): void {
  if (bits === 0) return;
  const place = elementAt(state, at);
  setWord(place, word(place) ^ bits);
  const fingerprint = state + fingerprintAt;
  for (let left = bits; left !== 0; left &= left - 1)
    xorPair(fingerprint, fingerprint, fingerprints + 8 * (32 * at + lowest(left)));
}
