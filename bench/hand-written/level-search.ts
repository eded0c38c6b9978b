/**
 * A search level by level, written by hand: states are inserted into a shared table without locks (after Laarman, van de
 * Pol and Weber, 2010), and agreement is judged of each new one. It can neither explain nor check anything else: what
 * searching costs at the least.
 */
import type { Form } from "./form.ts";
import { CLAIMED, FOUND, GENERATED, type SearchMemory, STATES } from "./search-memory.ts";

/** States claimed, and states appended to the next level, at a time. */
const CHUNK = 256;
const NO_ROOM = "there are more states than there is room for";

export interface LevelSearch {
  /** Puts the initial state on level 0. */
  seed(): void;
  /** Takes part in expanding a level until nothing of it is left. */
  expandLevel(level: number): void;
}

/** One thread's search. A function with inner functions, not a class: see the forms. */
export function levelSearch(memory: SearchMemory, form: Form): LevelSearch {
  const { state, agrees } = form;
  const words = state.length;
  const control = new Int32Array(memory.control);
  const table = new Int32Array(memory.table);
  const parents = memory.parents === null ? null : new Int32Array(memory.parents);
  const slotMask = 2 ** memory.slotBits - 1;
  const frontiers = memory.frontiers.map((frontier) => new Int32Array(frontier));
  const capacity = frontiers[0]!.length / words;
  /** States of the next level, to be appended together. */
  const fresh = new Int32Array(CHUNK * words);

  let waiting = 0;
  let current = frontiers[0]!;
  let next = frontiers[1]!;
  let source = 0;

  function expandLevel(level: number): void {
    current = frontiers[level & 1]!;
    next = frontiers[~level & 1]!;
    let generated = 0;
    const states = control[STATES]!;
    for (;;) {
      const first = Atomics.add(control, CLAIMED, CHUNK);
      if (first >= states) break;
      const last = Math.min(states, first + CHUNK);
      for (source = first * words; source < last * words; source += words) {
        restore();
        generated += form.expand(visit);
      }
    }
    append();
    Atomics.add(control, GENERATED, generated);
  }

  /** Looks the successor in `state` up, keeps it if it is new, and restores the state it came from. */
  function visit(): void {
    if (insert()) {
      if (!agrees()) throw new Error("agreement is violated");
      for (let word = 0, to = waiting * words; word < words; word++) fresh[to + word] = state[word]!;
      if (++waiting === CHUNK) append();
    }
    restore();
  }

  function restore(): void {
    for (let word = 0; word < words; word++) state[word] = current[source + word]!;
  }

  function append(): void {
    const at = Atomics.add(control, FOUND, waiting);
    if (at + waiting > capacity) throw new Error(NO_ROOM);
    next.set(waiting === CHUNK ? fresh : fresh.subarray(0, waiting * words), at * words);
    waiting = 0;
  }

  /**
   * Whether `state` was not in the table; it is now. A slot holds both halves of a 64-bit hash, neither of them 0: a thread
   * claims an empty slot by its second half and then writes the first, for which who meets the second waits.
   */
  function insert(): boolean {
    let one = 0x9e3779b9 | 0;
    let other = 0x85ebca6b | 0;
    for (let word = 0; word < words; word++) {
      one = Math.imul(one ^ state[word]!, 0xcc9e2d51);
      one = (one << 15) | (one >>> 17);
      other = Math.imul(other ^ state[word]!, 0x1b873593);
      other = (other << 13) | (other >>> 19);
    }
    const first = mixed(one ^ other) || 1;
    const second = mixed(other ^ first) || 1;
    for (let slot = first & slotMask, probes = 0; probes <= slotMask; slot = (slot + 1) & slotMask, probes++) {
      let found = table[2 * slot + 1]!;
      if (found === 0) {
        found = Atomics.compareExchange(table, 2 * slot + 1, 0, second);
        if (found === 0) {
          Atomics.store(table, 2 * slot, first);
          // Here and not later: the store misses the cache, and the next atomic access would wait for it.
          if (parents !== null) parents[slot] = source;
          return true;
        }
      }
      if (found === second) {
        let present = table[2 * slot]!;
        while (present === 0) present = Atomics.load(table, 2 * slot);
        if (present === first) return false;
      }
    }
    throw new Error(NO_ROOM);
  }

  function seed(): void {
    insert();
    Atomics.store(control, STATES, 1);
    Atomics.store(control, GENERATED, 1);
  }

  return { seed, expandLevel };
}

/** Murmur3's finaliser: a bijection after which every bit depends on every bit. */
function mixed(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
