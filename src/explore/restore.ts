/**
 * The memories of a search that was put by, made again: states into slots, those of the next level into blocks. Nothing is
 * believed that can be seen to be otherwise: how many states there are, how deep, what their fingerprints are, that those
 * expanded before lead to states that are there.
 */
import { platform } from "#platform";
import { Halted } from "../halt.ts";
import type { Program } from "../program/program.ts";
import { sharedMemory } from "../shared-memory.ts";
import { Arena, type ArenaMemory, arenaMemory } from "../store/arena.ts";
import { FilledFrontier } from "../store/filled-frontier.ts";
import { frontierStride } from "../store/frontier.ts";
import { ENTRY_EXTRA, LEVEL } from "../store/least-states.ts";
import { slotMemory, slotMemoryBytes, VisitedSet } from "../store/visited-set.ts";
import { thresholds } from "../thresholds.ts";
import type { SavedFacts, SavedSearch } from "./between-levels.ts";
import type { Budget } from "./budget.ts";
import { Claims } from "./claims.ts";
import type { SharedWalk } from "./shared-walk.ts";
import type { Resumed } from "./walk-memory.ts";

/** States that were expanded before, of which it is looked where they lead. */
const FOLLOWED = 256;
/** Of the slots, when a set is made for so many states. */
const LOAD = 0.7;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** States of the level that is to be expanded. */
export function foundIn({ tally, level }: SavedFacts): number {
  return tally.levels[level] ?? 0;
}

/**
 * `open`: the properties that are still to be judged. Null: the budget does not allow it. Throws what `saved` calls a fault, and
 * `Halted`.
 */
export async function restoredMemory(
  saved: SavedSearch,
  program: Program,
  open: readonly number[],
  walk: Pick<SharedWalk, "visited" | "arena">,
  budget: Budget,
): Promise<Resumed | null> {
  const { levels } = saved.facts.tally;
  const { levelBits, nextNumber } = saved.facts;
  const states = sumOf(levels);
  const bits = Math.max(thresholds.firstBits, Math.ceil(Math.log2(states / LOAD)));
  const isNumbered = walk.visited.numbers !== null;
  if (isNumbered !== (nextNumber !== null))
    throw saved.fault("its states are numbered, or not, and here it is otherwise");
  const arena = walk.arena === null ? null : arenaFor(program.words, states);
  const arenaBytes = arena === null ? 0 : arena.segments.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (budget.taken + slotMemoryBytes(bits, isNumbered) + arenaBytes > budget.limit) return null;
  if (!budget.take(arenaBytes)) return null;
  const numbers = isNumbered ? sharedMemory(4) : null;
  if (numbers !== null) new Int32Array(numbers)[0] = nextNumber as number;
  const visited = slotMemory(bits, numbers, levelBits);
  const set = new VisitedSet(visited, arena === null ? null : new Arena(arena));
  await fill(set, saved, levelBits);
  const next = await frontier(saved, program, open, set);
  await follow(saved, program, set);
  const current = { memory: { words: program.words, segments: [] }, blocks: 0 };
  return { visited, states, current, next, ...(arena !== null && { arena }) };
}

function arenaFor(words: number, states: number): ArenaMemory {
  const empty = arenaMemory(words);
  const perSegment = 2 ** empty.segmentBits;
  // One thread fills it, which takes its indices in runs.
  const count = Math.ceil((states + thresholds.arenaRun) / perSegment);
  return { ...empty, segments: Array.from({ length: count }, () => sharedMemory(4 * words * perSegment)) };
}

async function fill(set: VisitedSet, saved: SavedSearch, levelBits: number): Promise<void> {
  const { levels } = saved.facts.tally;
  const stride = set.packedStride;
  const found = sumOf(levels);
  const counts = new Array<number>(levels.length).fill(0);
  if (saved.size("visited") !== stride * found) throw saved.fault(`it has not the ${found} states that it counts`);
  for await (const entries of saved.read("visited", stride)) {
    for (let at = 0; at < entries.length; at += stride) {
      const level = (entries[at + 2] as number) >>> (32 - levelBits);
      if (entries[at] === 0 || level >= levels.length) throw saved.fault("its states are not such as a search finds");
      counts[level] = (counts[level] as number) + 1;
    }
    set.putPacked(entries);
    await platform.breathe();
  }
  const wrong = counts.findIndex((count, level) => count !== levels[level]);
  if (wrong >= 0) throw saved.fault(`it has ${counts[wrong]} states of depth ${wrong}, and counts ${levels[wrong]}`);
}

/**
 * The level that is to be expanded. Its states are judged, as they were when they were found: a kernel goes by what predicates
 * have read of the state before, and asks only those that may have read what a step changes (kernel/judge.ts). Of states that
 * nobody judged in this process it would ask too few.
 */
async function frontier(
  saved: SavedSearch,
  program: Program,
  open: readonly number[],
  set: VisitedSet,
): Promise<Resumed["next"]> {
  const { words } = program;
  const claims = new Claims(program);
  claims.begin(saved.facts.level - 1, open);
  const stride = frontierStride(words);
  const filled = new FilledFrontier(words);
  let count = 0;
  for await (const states of saved.read("found", stride)) {
    for (let at = 0; at < states.length; at += stride) {
      const [low, high] = [states[at + words] as number, states[at + words + 1] as number];
      program.load(states, at);
      if (program.low !== low || program.high !== high || !set.has(states, at, low, high))
        throw saved.fault("a state that is to be expanded is not one of those found");
      claims.judgeState();
      filled.add(states, at, low, high, states[at + words + 2] as number);
      count++;
    }
    await platform.breathe();
  }
  if (!claims.findings.empty) throw saved.fault("a state violates what it says that nobody has violated yet");
  if (count !== foundIn(saved.facts)) throw saved.fault(`it has ${count} states to be expanded, and counts others`);
  return filled.close();
}

/** What the model does, on some states: a search that is gone on with by another model would be of neither. */
async function follow(saved: SavedSearch, program: Program, set: VisitedSet): Promise<void> {
  const { words } = program;
  const { level } = saved.facts;
  const isMissing = () => !set.has(program.work, 0, program.low, program.high);
  const other = () => saved.fault("what the model does is not what it did when this was written");
  let left = FOLLOWED;
  let differs = false;
  const states = program.initialStates();
  const state = new Int32Array(words);
  for (let at = 0; at < Math.min(states.count, FOLLOWED); at++) {
    states.read(at, state);
    program.load(state, 0);
    if (isMissing()) throw other();
  }
  const visitor = {
    visit: () => {
      differs ||= isMissing();
    },
    // It would have ended the search.
    fail: () => {
      differs = true;
    },
    leavesOut: true,
  };
  for (const section of ["least", "kept"] as const) {
    for await (const entries of saved.read(section, words + ENTRY_EXTRA)) {
      for (let at = 0; at < entries.length && left > 0; at += words + ENTRY_EXTRA) {
        if ((entries[at + words + LEVEL] as number) >= level) continue;
        left--;
        program.load(entries, at);
        differs ||= isMissing();
        try {
          program.expand(visitor);
        } catch (error) {
          if (error instanceof Halted) throw error;
          differs = true;
        }
        if (differs) throw other();
      }
      if (left === 0) break;
    }
  }
  program.enabled.fill(0);
  program.crossed.fill(0);
}
