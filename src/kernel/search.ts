/**
 * One thread's part in a level: claims blocks of the frontier and expands them until there are none, or until it is to return.
 * Where it stands is in its region, so that it goes on from there.
 */

import { canonicalise } from "./columns.ts";
import { expand } from "./expand.ts";
import { closeBlock, insert, originFrom } from "./insert.ts";
import { hasLoggedMuch } from "./log.ts";
import { add, address, setSharedWord, setWord, sharedWord, take, word } from "./machine.ts";
import {
  auditMask,
  BLOCK,
  BLOCKS_CLAIMED,
  batch,
  batchEnd,
  blocks,
  CURSOR,
  CURSOR_END,
  control,
  current,
  EXPANDED,
  entryBytes,
  FILLED,
  FREE_BLOCKS,
  fingerprintAt,
  forms,
  HEADER,
  HELD_BLOCKS,
  isNumbered,
  manyNotes,
  mine,
  NEXT_FREE,
  NOTED,
  NOTED_BEFORE,
  PAUSE_WANTED,
  PENDING,
  stateBytes,
  UNITS,
} from "./map.ts";
import { hasManySamples, NOTE_AUDIT, note } from "./notes.ts";

/**
 * Why `search` returned: nothing of the level is left to claim; somebody wants a pause; as many states as it was told are
 * expanded; the visited set or the area of blocks must grow.
 */
export const NOTHING_LEFT: i32 = 0;
const PAUSE_SEEN: i32 = 1;
export const BUDGET_SPENT: i32 = 2;
export const ROOM_NEEDED: i32 = 3;

/** Expands `budget` states at most; their successors are at `level`. */
export function search(level: i32, budget: i32): i32 {
  askAll();
  if (!insert(address(mine + FILLED))) return ROOM_NEEDED;
  let out = batch;
  while (true) {
    const state = address(mine + CURSOR);
    if (state === address(mine + CURSOR_END)) {
      finishBlock();
      if (!claimBlock()) break;
      continue;
    }
    if (sharedWord(control + PAUSE_WANTED) !== 0) return insert(out) ? PAUSE_SEEN : ROOM_NEEDED;
    if (budget === 0) return insert(out) ? BUDGET_SPENT : ROOM_NEEDED;
    if (word(mine + NOTED) >= manyNotes || hasManySamples() || (isNumbered && hasLoggedMuch())) {
      setSharedWord(control + PAUSE_WANTED, 1);
      continue;
    }
    budget--;
    if ((word(state + fingerprintAt) & auditMask) === 0) note(NOTE_AUDIT, state, 0, 0);
    const first = out;
    out = expand(state, originFrom(level, state), out);
    if (forms !== 0) canonicalise(state, first, out);
    setWord(mine + CURSOR, state + stateBytes);
    add(mine + EXPANDED, 1);
    add(mine + PENDING, out - first);
    if (out >= batchEnd) {
      if (!insert(out)) return ROOM_NEEDED;
      out = batch;
    }
  }
  if (!insert(out)) return ROOM_NEEDED;
  closeBlock();
  return NOTHING_LEFT;
}

/** What waited in the batch while the host learned is judged in full: by its masks it might read what was not known to be read. */
function askAll(): void {
  const end = address(mine + FILLED);
  for (let entry = batch; entry < end; entry += entryBytes) setWord(entry + stateBytes + UNITS, -1);
}

function claimBlock(): bool {
  const claimed = take(control + BLOCKS_CLAIMED, 1);
  if (claimed >= blocks) return false;
  const block = address(current + 4 * claimed);
  setWord(mine + BLOCK, block);
  setWord(mine + CURSOR, block + HEADER);
  setWord(mine + CURSOR_END, block + HEADER + word(block) * stateBytes);
  setWord(mine + NOTED_BEFORE, word(mine + NOTED));
  return true;
}

/** An expanded block is free for the next level, unless notes may point into it. */
function finishBlock(): void {
  const block = address(mine + BLOCK);
  if (block === 0) return;
  const list = mine + (word(mine + NOTED) === word(mine + NOTED_BEFORE) ? FREE_BLOCKS : HELD_BLOCKS);
  setWord(block + NEXT_FREE, word(list));
  setWord(list, block);
  setWord(mine + BLOCK, 0);
  setWord(mine + CURSOR, 0);
  setWord(mine + CURSOR_END, 0);
}
