/**
 * Leaves that say what is *written*, whatever was there (compile/overwriting.ts): bits of words, and edits of lists. It is done
 * to the words of the successor, and what they differ in from the source's makes the change of its fingerprint.
 *
 *     written:  | how many | word, bits that stay, bits that come | ... | how many lists | edits | ... | padding
 *     edits:    | list | how many | kind | entry ... | kind | entry ... | ...       a shift has no entry
 *     list:     | kind | slots of an entry | slots | end of slots |
 *     slot:     | word | shift | mask |
 *
 * Entries of a list stand one behind the other, sorted unless it is a sequence; the first slot of one that is there is not 0,
 * and all slots of one that is not are.
 */
import { OUTSIDE, UNCLEAR, WITHIN } from "./bounds.ts";
import { address, element, elementAt, setWord, word, xorPair } from "./machine.ts";
import {
  CHANGE_HEADER,
  CHANGE_WORDS,
  fingerprintAt,
  fingerprintsOfBytes,
  LIST_BYTES,
  LIST_SEQUENCE,
  LIST_SET,
  LIST_SLOT,
  lists,
} from "./map.ts";

/** Kinds of edits, as compile/noted-edits.ts has them; it never takes from a sequence but the first. */
const PUT: i32 = 0;
const SHIFT: i32 = 2;

/**
 * Makes `after`, a copy of `before`, the successor. OUTSIDE: it is the same, so that there is none; UNCLEAR: there is no room in
 * a list, or nothing to be taken from it, which cannot be, and which the host objects to.
 */
export function writeChange(before: usize, after: usize, change: usize): i32 {
  const first = change + CHANGE_HEADER;
  const written = first + 8 * address(change + CHANGE_WORDS);
  let at = written + 4;
  for (const end = at + 12 * address(written); at < end; at += 12) {
    const place = elementAt(after, word(at));
    setWord(place, (word(place) & word(at + 4)) | word(at + 8));
  }
  let left = word(at);
  at += 4;
  for (; left > 0; left--) {
    at = editList(after, at);
    if (at === 0) return UNCLEAR;
  }
  let place = OUTSIDE;
  for (let pair = first; pair < written; pair += 8) {
    const index = word(pair);
    const difference = element(before, index) ^ element(after, index);
    if (difference === 0) continue;
    place = WITHIN;
    addFingerprint(after + fingerprintAt, index, difference);
  }
  return place;
}

function addFingerprint(fingerprint: usize, index: i32, difference: i32): void {
  let table = fingerprintsOfBytes + 8192 * index;
  for (let rest = difference; rest !== 0; rest >>>= 8) {
    xorPair(fingerprint, fingerprint, table + 8 * (rest & 255));
    table += 2048;
  }
}

/** Answers where the edits end; 0: one cannot be made. */
function editList(state: usize, edits: usize): usize {
  const list = lists + LIST_BYTES * address(edits);
  const entryBytes = 4 * address(list + 4);
  let at = edits + 8;
  for (let left = word(edits + 4); left > 0; left--) {
    const kind = word(at);
    at += 4;
    if (kind === SHIFT) {
      if (!remove(state, list, address(list + 8))) return 0;
      continue;
    }
    const slot = placeOf(state, list, at);
    if (kind === PUT) {
      if (!put(state, list, slot, at)) return 0;
    } else {
      if (slot === address(list + 12) || compare(state, list, slot, at) !== 0) return 0;
      if (!remove(state, list, slot)) return 0;
    }
    at += entryBytes;
  }
  return at;
}

/** Where the first entry is that does not come before this one; of a sequence, and where there is none, behind all. */
function placeOf(state: usize, list: usize, entry: usize): usize {
  const isSorted = word(list) !== LIST_SEQUENCE;
  const step = LIST_SLOT * address(list + 4);
  const end = address(list + 12);
  let slot = address(list + 8);
  for (; slot < end; slot += step) {
    if (codeIn(state, slot) === 0) break;
    if (isSorted && compare(state, list, slot, entry) >= 0) break;
  }
  return slot;
}

/** Moves what is at `slot` and behind it away from there; false: there is no room. A set that has it stays as it is. */
function put(state: usize, list: usize, slot: usize, entry: usize): bool {
  const step = LIST_SLOT * address(list + 4);
  const end = address(list + 12);
  if (word(list) === LIST_SET && slot < end && compare(state, list, slot, entry) === 0) return true;
  let free = slot;
  while (free < end && codeIn(state, free) !== 0) free += step;
  if (free >= end) return false;
  for (let to = free + step - LIST_SLOT; to >= slot + step; to -= LIST_SLOT)
    setCode(state, to, codeIn(state, to - step));
  for (let to = slot; to < slot + step; to += LIST_SLOT) {
    setCode(state, to, word(entry));
    entry += 4;
  }
  return true;
}

/** Leaves no gap; false: there is nothing. */
function remove(state: usize, list: usize, slot: usize): bool {
  const step = LIST_SLOT * address(list + 4);
  const end = address(list + 12);
  if (codeIn(state, slot) === 0) return false;
  let last = slot;
  while (last + step < end && codeIn(state, last + step) !== 0) last += step;
  for (let to = slot; to < last; to += LIST_SLOT) setCode(state, to, codeIn(state, to + step));
  for (let to = last; to < last + step; to += LIST_SLOT) setCode(state, to, 0);
  return true;
}

/** Below 0, 0, above 0, as the entry at `slot` comes before the given one, is it, or comes after it. */
function compare(state: usize, list: usize, slot: usize, entry: usize): i32 {
  for (const end = slot + LIST_SLOT * address(list + 4); slot < end; slot += LIST_SLOT) {
    const difference = codeIn(state, slot) - word(entry);
    if (difference !== 0) return difference;
    entry += 4;
  }
  return 0;
}

function codeIn(state: usize, slot: usize): i32 {
  return (element(state, word(slot)) >>> word(slot + 4)) & word(slot + 8);
}

function setCode(state: usize, slot: usize, code: i32): void {
  const place = elementAt(state, word(slot));
  const shift = word(slot + 4);
  setWord(place, (word(place) & ~(word(slot + 8) << shift)) | (code << shift));
}
