/**
 * The visited set: lines of keys and the origins of the states that they stand for. A state is claimed by one compare-and-swap
 * of its key in the first free slot from its home on; its origin follows, and until then the others wait. Of all origins of
 * the level that found a state the least one stays, whichever thread came first. No slot is freed, so one that was passed by
 * as taken never becomes free, and a state is found from its home on before the first free slot.
 *
 * Homes are in the order of the mixed lower halves, whatever the number of lines: the states whose keys of origins are alike
 * stand together, and a larger table is filled front to back (grow.ts).
 */

import { classSize } from "./columns.ts";
import { judgeState } from "./judge.ts";
import { logStep, mark } from "./log.ts";
import {
  add,
  addReal,
  address,
  awaitWord,
  below,
  claim,
  copy,
  exchangeWord,
  homeIn,
  lowest,
  pairsEqual,
  seek,
  setSharedWord,
  setWord,
  sharedWord,
  take,
  times,
  word,
} from "./machine.ts";
import {
  activeStates,
  admits,
  area,
  BLOCKS_OPENED,
  BLOCKS_USED,
  batch,
  blockBytes,
  blockStates,
  control,
  deeperAt,
  entryBytes,
  FILLED,
  FREE,
  FREE_BLOCKS,
  fingerprintAt,
  forms,
  HEADER,
  HOME,
  isNumbered,
  KEY,
  keyBits,
  LINE,
  LINES_CROWDED,
  LOOKED_BEYOND,
  lineCount,
  lines,
  mine,
  mostBlocks,
  mostStates,
  NEW_STATES,
  NEXT_FREE,
  NEXT_NUMBER,
  next,
  OPEN,
  ORIGIN,
  PENDING,
  RULE,
  reach,
  SLOT,
  SOURCE,
  STATES_FOUND,
  STEP,
  STOOD_FOR,
  SUM,
  sampleBelow,
  samples,
  slots,
  stateBytes,
  UNITS,
} from "./map.ts";
import { sample } from "./notes.ts";

const MIX: i32 = -2048144789;
const MIX_AGAIN: i32 = -1028477387;
/** What claiming a slot comes to. */
const CLAIMED_NOW: i32 = 0;
const THERE: i32 = 1;
const RANK: i32 = 2146121005;
const RANK_AGAIN: i32 = -2073254261;

/** How long a thread waits for the origin of a state that another one has claimed: minutes, on a machine that is at rest. */
const MOST_ROUNDS: i32 = 64;

/** States added since that was published. */
let addedNow: i32 = 0;

/** A bijection that takes the structure of linear fingerprints away; as in program/mixing.ts. */
export function spread(low: i32): i32 {
  const mixed = times(low ^ (low >>> 16), MIX);
  return times(mixed ^ (mixed >>> 13), MIX_AGAIN);
}

/** Half a fingerprint as keys have it: never 0. */
function nonZero(half: i32): i32 {
  return half === 0 ? 1 : half;
}

/** The origin of the successors of a state, at `level`. */
export function originFrom(level: i32, parent: usize): i32 {
  return (level << keyBits) | (spread(nonZero(word(parent + fingerprintAt))) >>> (32 - keyBits));
}

/** Inserts the batch, whose entries end at `end`. False: there is no room, and what was not inserted waits at its start. */
export function insert(end: usize): bool {
  setWord(mine + FILLED, end);
  if (end === batch) return true;
  if (!hasRoom()) return false;
  touch(end);
  for (let entry = batch; entry < end; entry += entryBytes) {
    if (!place(entry)) {
      add(mine + PENDING, batch - entry);
      keepFrom(entry, end);
      return false;
    }
  }
  add(mine + PENDING, batch - end);
  setWord(mine + FILLED, batch);
  publish();
  return true;
}

/** Room for all that threads may insert before they look again: every one of them a full batch. */
function hasRoom(): bool {
  return sharedWord(control + STATES_FOUND) <= mostStates && sharedWord(control + BLOCKS_USED) <= mostBlocks;
}

/** The rest of the batch, from `entry` on, becomes the batch. */
function keepFrom(entry: usize, end: usize): void {
  setSharedWord(control + LINES_CROWDED, 1);
  let to = batch;
  for (; entry < end; entry += entryBytes) {
    copy(to, entry, entryBytes);
    to += entryBytes;
  }
  setWord(mine + FILLED, to);
  publish();
}

function publish(): void {
  if (addedNow === 0) return;
  add(mine + NEW_STATES, addedNow);
  take(control + STATES_FOUND, addedNow);
  addedNow = 0;
}

/** Reads every entry's home once, so that the waits for memory overlap. */
function touch(end: usize): void {
  let sum = 0;
  for (let entry = batch; entry < end; entry += entryBytes) {
    const extra = entry + stateBytes;
    const low = nonZero(word(entry + fingerprintAt));
    setWord(extra + KEY, low);
    setWord(extra + KEY + 4, nonZero(word(entry + fingerprintAt + 4)));
    const line = lines + homeIn(spread(low), lineCount) * LINE;
    setWord(extra + HOME, line);
    sum += word(line);
  }
  setWord(mine + SUM, sum);
}

/** False: no slot is free within reach. */
function place(entry: usize): bool {
  const key = entry + stateBytes + KEY;
  const home = address(entry + stateBytes + HOME);
  const end = home + reach;
  for (let line = home; line < end; line += LINE) {
    const there = pairsEqual(line, key, !isNumbered);
    if (there !== 0) {
      meet(entry, line, lowest(there));
      return true;
    }
    for (let slot: u32 = 0; slot < slots; slot++) {
      const found = admits ? claim(line + 8 * slot, key) : seek(line + 8 * slot, key);
      if (found === CLAIMED_NOW) {
        if (admits) admit(entry, line, slot);
        else add(mine + LOOKED_BEYOND, 1);
        return true;
      }
      if (found === THERE) {
        meet(entry, line, slot);
        return true;
      }
    }
  }
  return false;
}

/** A state nobody had found: it goes to the open block, and what its step can have changed is judged. */
function admit(entry: usize, line: usize, slot: u32): void {
  const extra = entry + stateBytes;
  if (isNumbered) numberIt(entry, line, slot);
  setSharedWord(originIn(line, slot), word(extra + ORIGIN));
  addedNow++;
  countDeeper(extra);
  const state = freeSlot();
  copy(state, entry, stateBytes);
  if (forms !== 0) addReal(mine + STOOD_FOR, classSize(state));
  if (samples && !below(sampleBelow, rankOf(word(entry + fingerprintAt)))) sample(state);
  const units = word(extra + UNITS) & activeStates;
  if (units !== 0) judgeState(state, units);
  if (!isNumbered) return;
  logStep(word(extra + SOURCE), word(state + fingerprintAt - 4), word(extra + STEP));
  mark(state);
}

/** The number is there before the origin is, which others wait for. */
function numberIt(entry: usize, line: usize, slot: u32): void {
  const number = take(control + NEXT_NUMBER, 1);
  setSharedWord(numberIn(line, slot), number);
  setWord(entry + fingerprintAt - 4, number);
}

/** A state found before, at this level if the first bits of the origins agree. */
function meet(entry: usize, line: usize, slot: u32): void {
  const at = originIn(line, slot);
  let known = sharedWord(at);
  if (known === 0) known = awaitWord(at, MOST_ROUNDS);
  const extra = entry + stateBytes;
  if (isNumbered) logStep(word(extra + SOURCE), word(numberIn(line, slot)), word(extra + STEP));
  if (!admits) return;
  const origin = word(extra + ORIGIN);
  if (origin >>> keyBits !== known >>> keyBits) return;
  countDeeper(extra);
  while (below(origin, known)) {
    const before = exchangeWord(at, known, origin);
    if (before === known) return;
    known = before;
  }
}

function countDeeper(extra: usize): void {
  add(deeperAt + 4 * word(extra + RULE), 1);
}

function originIn(line: usize, slot: u32): usize {
  return line + 8 * slots + 4 * slot;
}

function numberIn(line: usize, slot: u32): usize {
  return line + 12 * slots + 4 * slot;
}

/** Where a state stands in the order of the sample; as in program/mixing.ts. */
function rankOf(low: i32): i32 {
  const mixed = times(low ^ (low >>> 16), RANK);
  const again = times(mixed ^ (mixed >>> 15), RANK_AGAIN);
  return again ^ (again >>> 16);
}

/** Room for one more state, in a block of this thread's own; the last block's count is written when it is full or closed. */
function freeSlot(): usize {
  if (word(mine + FREE) === 0) openBlock();
  const slot = address(mine + SLOT);
  setWord(mine + SLOT, slot + stateBytes);
  const free = word(mine + FREE) - 1;
  setWord(mine + FREE, free);
  if (free === 0) setWord(address(mine + OPEN), blockStates);
  return slot;
}

function openBlock(): void {
  let block = address(mine + FREE_BLOCKS);
  if (block !== 0) setWord(mine + FREE_BLOCKS, word(block + NEXT_FREE));
  else block = area - (take(control + BLOCKS_USED, 1) + 1) * blockBytes;
  setWord(next + 4 * take(control + BLOCKS_OPENED, 1), block);
  setWord(mine + OPEN, block);
  setWord(mine + SLOT, block + HEADER);
  setWord(mine + FREE, blockStates);
}

/** Says how many states the open block holds, and leaves it. */
export function closeBlock(): void {
  const free = word(mine + FREE);
  if (free !== 0) setWord(address(mine + OPEN), blockStates - free);
  setWord(mine + FREE, 0);
}
