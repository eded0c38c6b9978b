/**
 * Canonical forms in place, for programs under symmetry: what reduce/symmetry/columns.ts does (see there), the same forms to
 * the bit. A state has one *arrangement* for each renaming that is enumerated, the identity first, and they are linear in it:
 * the first one of a successor is that of its source and what the step changed, and a form is read off the least one in the same
 * way: as what differs from the first one of the source, which is the source itself.
 *
 *     arrangement:  | shared | column | column | column | padding |             a multiple of 16 bytes
 *     forms:        | live bits | chunks of bits | sums | renamings | bytes: of an arrangement, shared, of a column |
 *                   | columns | live bits of arrangements | chunks of their bits | fingerprints | bytes of packed words |
 *                   | how many renamings there are: a double |
 *     chunk:        | shift | mask | targets | how many | table | first target under each renaming |
 *     sum:          | word | shift | mask | width | table | word | ... |        what a word of an arrangement is the sum of
 *     mine:         | first arrangement of the source | arrangements of a successor | packed words | rivals | differences |
 *
 * A chunk is some adjacent bits of a state, or of an arrangement: its value v adds row v of the table to the targets, which are
 * words of the first arrangement, or of a state. Bits that no renaming moves are in no chunk. They are the same in all
 * arrangements of a state and decide between none, so a successor of a *canonical* state that differs from it in such bits only
 * is canonical as well. And where one of the source's arrangements is greater than the first by some word of the shared part,
 * so is that of a successor, if the step leaves that word and those before it alone in both: most need not be looked at.
 */
import { add, address, copy, element, elementAt, lowest, real, setWord, word, xorPair } from "./machine.ts";
import { entryBytes, fingerprintAt, formRoom, forms, stateBytes, UNITS, words } from "./map.ts";

const CHUNK_HEADER: u32 = 20;
const TERM: u32 = 20;
/** Bytes of a difference: a chunk, what was there, what is. */
const DIFFERENCE: u32 = 12;
/** In place of the word by which one of the source's arrangements is greater than the first. */
const UNDECIDED: i32 = 0x7fffffff;

let live: usize = 0;
let chunks: usize = 0;
/** Per renaming and word of its arrangement: where its sum is; and behind the last one, where that ends. */
let sums: usize = 0;
let renamings: i32 = 0;
/** Bytes of an arrangement, of its words, of its shared part, of a column. */
let formBytes: u32 = 0;
let usedBytes: u32 = 0;
let sharedBytes: u32 = 0;
let columnBytes: u32 = 0;
let columns: i32 = 0;
let decodedLive: usize = 0;
let decodedChunks: usize = 0;
/** Per byte of a state what each of its values contributes to the fingerprint. */
let fingerprints: usize = 0;
/** In this thread's region. */
let ofSource: usize = 0;
let found: usize = 0;
let packed: usize = 0;
let rivals: usize = 0;
let differences: usize = 0;
let differencesEnd: usize = 0;
/** The least arrangement of the state that was last looked at, and how many are equal to it. */
let best: usize = 0;
let ties: i32 = 0;

export function openColumns(): void {
  live = address(forms);
  chunks = address(forms + 4);
  sums = address(forms + 8);
  renamings = word(forms + 12);
  formBytes = address(forms + 16);
  sharedBytes = address(forms + 20);
  columnBytes = address(forms + 24);
  columns = word(forms + 28);
  decodedLive = address(forms + 32);
  decodedChunks = address(forms + 36);
  fingerprints = address(forms + 40);
  usedBytes = sharedBytes + columns * columnBytes;
  ofSource = formRoom;
  found = ofSource + formBytes;
  packed = found + renamings * formBytes;
  rivals = packed + address(forms + 44);
  differences = elementAt(rivals, renamings);
}

/**
 * Replaces the entries from `first` to `end`, successors of the canonical state `source`, by their canonical forms. Those that
 * are renamed are judged in full: masks rest on the source and the successor being the same where units read (judge.ts), and
 * what renaming moved may be read. So whether a property is symmetric makes no difference to what is judged.
 */
export function canonicalise(source: usize, first: usize, end: usize): void {
  let isArranged = false;
  for (let entry = first; entry < end; entry += entryBytes) {
    compareWords(source, entry);
    if (differencesEnd === differences) continue;
    if (!isArranged) {
      arrange(source);
      isArranged = true;
    }
    if (!choose(entry)) continue;
    unpack(source, entry);
    setWord(entry + stateBytes + UNITS, -1);
  }
}

/** How many states a canonical one stands for: all that renamings make of it, as many of which leave it as it is. */
export function classSize(state: usize): f64 {
  arrange(state);
  differencesEnd = differences;
  choose(state);
  let symmetries: f64 = ties;
  let equal = 1;
  let at = best + sharedBytes;
  for (let column = 1; column < columns; column++) {
    at += columnBytes;
    equal = compare(at - columnBytes, at, columnBytes) === 0 ? equal + 1 : 1;
    symmetries *= equal;
  }
  return real(forms + 48) / symmetries;
}

/** Gathers the chunks in which two states differ. */
function compareWords(before: usize, after: usize): void {
  let to = differences;
  for (let at = 0; at < words; at++) {
    const old = element(before, at);
    const now = element(after, at);
    let changed = (old ^ now) & element(live, at);
    while (changed !== 0) {
      const chunk = address(elementAt(chunks, 32 * at + lowest(changed)));
      const shift = word(chunk);
      const mask = word(chunk + 4);
      changed &= ~(mask << shift);
      setWord(to, chunk);
      setWord(to + 4, (old >>> shift) & mask);
      setWord(to + 8, (now >>> shift) & mask);
      to += DIFFERENCE;
    }
  }
  differencesEnd = to;
}

/** The source's first arrangement, and by which of its bytes each other one is greater. */
function arrange(source: usize): void {
  for (let at: u32 = 0; at < usedBytes; at += 4) setWord(ofSource + at, sum(source, 0, at));
  for (let renaming = 1; renaming < renamings; renaming++) {
    let place = UNDECIDED;
    for (let at: u32 = 0; at < sharedBytes; at += 4) {
      const value = sum(source, renaming, at);
      const first = word(ofSource + at);
      if (value === first) continue;
      if (value > first) place = at;
      break;
    }
    setWord(elementAt(rivals, renaming), place);
  }
}

/** The word at byte `at` of a state's arrangement. */
function sum(state: usize, renaming: i32, at: u32): i32 {
  const place = sums + renaming * usedBytes + at;
  const end = address(place + 4);
  let total = 0;
  for (let term = address(place); term < end; term += TERM) {
    const value = (word(state + address(term)) >>> word(term + 4)) & word(term + 8);
    total += element(address(term + 16), value * word(term + 12));
  }
  return total;
}

/** Finds the least arrangement of a successor; whether it is another one than the differences leave. */
function choose(state: usize): bool {
  copy(found, ofSource, formBytes);
  for (let difference = differences; difference < differencesEnd; difference += DIFFERENCE)
    follow(address(difference), word(difference + 4), word(difference + 8), found);
  const moved = sort(found + sharedBytes);
  best = found;
  ties = 1;
  for (let renaming = 1; renaming < renamings; renaming++) if (!staysBehind(renaming)) rival(state, renaming);
  return moved || best !== found;
}

/** Whether an arrangement stays greater than the first one, since the step leaves alone what decides that. */
function staysBehind(renaming: i32): bool {
  const place = element(rivals, renaming);
  if (place === UNDECIDED) return false;
  const first = CHUNK_HEADER + 4 * renaming;
  for (let difference = differences; difference < differencesEnd; difference += DIFFERENCE) {
    const chunk = address(difference);
    if (word(chunk + CHUNK_HEADER) <= place || word(chunk + first) <= place) return false;
  }
  return true;
}

/** Makes an arrangement of a state the best one, if it is, or counts it where it is equal. */
function rival(state: usize, renaming: i32): void {
  const arrangement = found + renaming * formBytes;
  let order = 0;
  let at: u32 = 0;
  for (; at < sharedBytes && order === 0; at += 4) {
    const value = sum(state, renaming, at);
    const least = word(best + at);
    if (value > least) return;
    if (value < least) order = -1;
    setWord(arrangement + at, value);
  }
  for (; at < usedBytes; at += 4) setWord(arrangement + at, sum(state, renaming, at));
  sort(arrangement + sharedBytes);
  if (order === 0) order = compare(arrangement + sharedBytes, best + sharedBytes, usedBytes - sharedBytes);
  if (order === 0) ties++;
  if (order >= 0) return;
  best = arrangement;
  ties = 1;
}

/** Adds to the targets of a chunk what its new value adds, and takes back what the old one did. */
function follow(chunk: usize, old: i32, now: i32, target: usize): void {
  const width = word(chunk + 12);
  const table = address(chunk + 16);
  let removed = elementAt(table, old * width);
  let added = elementAt(table, now * width);
  let to = address(chunk + 8);
  for (const end = elementAt(to, width); to < end; to += 4) {
    add(target + address(to), word(added) - word(removed));
    removed += 4;
    added += 4;
  }
}

/** Sorts columns by insertion; whether any moved. */
function sort(first: usize): bool {
  const end = first + columns * columnBytes;
  let moved = false;
  if (columnBytes === 4) {
    for (let from = first + 4; from < end; from += 4) {
      const column = word(from);
      let at = from;
      for (; at > first && word(at - 4) > column; at -= 4) setWord(at, word(at - 4));
      if (at === from) continue;
      setWord(at, column);
      moved = true;
    }
    return moved;
  }
  for (let from = first + columnBytes; from < end; from += columnBytes) {
    for (let at = from; at > first && compare(at - columnBytes, at, columnBytes) > 0; at -= columnBytes) {
      moved = true;
      exchange(at - columnBytes, at);
    }
  }
  return moved;
}

function exchange(one: usize, other: usize): void {
  for (let at: u32 = 0; at < columnBytes; at += 4) {
    const kept = word(one + at);
    setWord(one + at, word(other + at));
    setWord(other + at, kept);
  }
}

/** Signed, word by word: below 0, 0, above 0. */
function compare(one: usize, other: usize, bytes: u32): i32 {
  for (let at: u32 = 0; at < bytes; at += 4) {
    const a = word(one + at);
    const b = word(other + at);
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** Makes the state of the least arrangement the entry's, and its fingerprint. */
function unpack(source: usize, entry: usize): void {
  for (let at = 0; at < words; at++) setWord(elementAt(packed, at), element(source, at));
  decode();
  const fingerprint = entry + fingerprintAt;
  for (let at = 0; at < words; at++) {
    const place = elementAt(entry, at);
    const before = word(place);
    const difference = (element(packed, at) ^ before) & element(live, at);
    if (difference === 0) continue;
    setWord(place, before ^ difference);
    let table = fingerprints + 8192 * at;
    for (let rest = difference; rest !== 0; rest >>>= 8) {
      xorPair(fingerprint, fingerprint, table + 8 * (rest & 255));
      table += 2048;
    }
  }
}

/** Adds to the packed words of the source what the least arrangement has and the source's first one has not. */
function decode(): void {
  for (let at: u32 = 0; at < usedBytes; at += 4) {
    const old = word(ofSource + at);
    const now = word(best + at);
    let changed = (old ^ now) & word(decodedLive + at);
    while (changed !== 0) {
      const chunk = address(elementAt(decodedChunks + 32 * at, lowest(changed)));
      const shift = word(chunk);
      const mask = word(chunk + 4);
      changed &= ~(mask << shift);
      follow(chunk, (old >>> shift) & mask, (now >>> shift) & mask, packed);
    }
  }
}
