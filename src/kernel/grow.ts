/**
 * Growing the visited set where it lies. Homes are in the order of the mixed keys, so with more lines every entry moves
 * towards the end, and the lines are emptied from the last to the first, in *waves*: lines from..end - 1 go to homes at `end`
 * or behind it, which have been emptied before. In a wave threads share the lines; no line is both emptied and filled.
 *
 *     before a wave:   | entries as they were        from | to be moved    end | moved already ...
 *     after it:        | entries as they were        from |  empty          end | moved ...
 *
 * An entry near `from` may have a new home before `end`, since it stands behind its old one: it is left over, and placed when
 * the lines there are emptied. So are those of the last wave, which is too short to move. Leftovers are in the region:
 *
 *     left:    | key | origin | number |       16 bytes
 *
 * Threads' shares of a wave are filled apart, but at their *edges*: a state stands less than a reach behind its home, so an
 * entry of line i goes to what homes at i - reach .. i are for, and less than a reach behind that. What is in lines that are
 * two reaches away from both ends of a share is put where no other thread puts anything, and needs no compare-and-swap.
 */

import { spread } from "./insert.ts";
import { claim, clear, copyPair, emptyIn, homeIn, isEmpty, lowest, setWord, take, word } from "./machine.ts";
import { isNumbered, LEFT, LINE, leftAt, lineCount, lines, mine, mostLeft, reach, slots } from "./map.ts";

const LEFT_BYTES: u32 = 16;
/** Lines of 4 KiB. */
const LINES_OF_PAGE: u32 = 64;

/**
 * Has the pages of lines first..last - 1, which were never used, given for writing. Whoever reads a fresh page is given one of
 * zeros that is everybody's, and another one when it is written; and for that the system interrupts all other threads.
 */
export function ready(first: u32, last: u32): void {
  for (let at = first; at < last; at += LINES_OF_PAGE) take(lines + at * LINE, 0);
}

/** Lines at either end of a share whose entries may be put where those of another share are. */
export function edgeOf(reachBytes: u32): u32 {
  return 2 * (reachBytes / LINE);
}

/** Empties lines first..last - 1, of a wave whose end is `end`; answers how many entries were lost for want of room: to be 0. */
export function move(first: u32, last: u32, end: u32): i32 {
  const edge = edgeOf(reach);
  let lost = 0;
  for (let at = first; at < last; at++) {
    const isAlone = at >= first + edge && at + edge < last;
    const line = lines + at * LINE;
    for (let slot: u32 = 0; slot < slots; slot++) {
      const key = line + 8 * slot;
      if (isEmpty(key)) continue;
      const origin = word(line + 8 * slots + 4 * slot);
      const number = isNumbered ? word(line + 12 * slots + 4 * slot) : 0;
      if (homeIn(spread(word(key)), lineCount) >= end && settle(key, origin, number, isAlone)) continue;
      if (!leave(key, origin, number)) lost++;
    }
    clear(line, line + LINE);
  }
  return lost;
}

/** No thread runs meanwhile. Places the leftovers whose homes are at `end` or behind it; answers how many are left. */
export function settleLeft(end: u32): i32 {
  const count = word(mine + LEFT);
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const left = leftAt + LEFT_BYTES * at;
    const origin = word(left + 8);
    const number = word(left + 12);
    if (homeIn(spread(word(left)), lineCount) >= end && settle(left, origin, number, true)) continue;
    const to = leftAt + LEFT_BYTES * kept;
    copyPair(to, left);
    copyPair(to + 8, left + 8);
    kept++;
  }
  setWord(mine + LEFT, kept);
  return kept;
}

/** Puts an entry that is not there into a free slot; `isAlone`: no other thread looks for one there. False: there is none within reach. */
function settle(key: usize, origin: i32, number: i32, isAlone: bool): bool {
  const home = lines + homeIn(spread(word(key)), lineCount) * LINE;
  const end = home + reach;
  for (let line = home; line < end; line += LINE) {
    for (let free = emptyIn(line, !isNumbered); free !== 0; free &= free - 1) {
      const slot: u32 = lowest(free);
      if (isAlone) copyPair(line + 8 * slot, key);
      else if (claim(line + 8 * slot, key) !== 0) continue;
      setWord(line + 8 * slots + 4 * slot, origin);
      if (isNumbered) setWord(line + 12 * slots + 4 * slot, number);
      return true;
    }
  }
  return false;
}

function leave(key: usize, origin: i32, number: i32): bool {
  const count = word(mine + LEFT);
  if (count >= mostLeft) return false;
  const left = leftAt + LEFT_BYTES * count;
  copyPair(left, key);
  setWord(left + 8, origin);
  setWord(left + 12, number);
  setWord(mine + LEFT, count + 1);
  return true;
}

/** Origins of lines first..last - 1 get more bits for levels and fewer for keys; see `widenLevels` in store/visited-set.ts. */
export function widen(first: u32, last: u32, oldKeyBits: i32, newKeyBits: i32): void {
  for (let at = first; at < last; at++) {
    const origins = lines + at * LINE + 8 * slots;
    for (let origin = origins; origin < origins + 4 * slots; origin += 4) {
      const old = word(origin);
      if (old === 0) continue;
      const key = (old & ((1 << oldKeyBits) - 1)) >>> (oldKeyBits - newKeyBits);
      const wider = ((old >>> oldKeyBits) << newKeyBits) | key;
      setWord(origin, wider === 0 ? 1 : wider);
    }
  }
}
