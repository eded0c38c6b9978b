/**
 * Message-set Paxos and its search as one would write them by hand when nothing but speed counts: the rules of
 * models/paxos/paxos.ts as loops over one packed state, inserted into a shared table without locks (after Laarman, van de
 * Pol and Weber, 2010). It judges agreement, keeps no parents, and so can neither explain nor check anything else: what
 * searching costs at the least. States, transitions and depth are those of the model.
 *
 * A packed state, zero at first; 0 stands for none everywhere:
 *
 *     | promised: A | voted: A | replied: A x B | proposed: B | accepted: B | prepared: 1 |  bytes, A acceptors, B ballots
 *
 * An acceptor answers a ballot once and a ballot has one proposal, so a byte says which message of its kind was sent.
 */
import { CLAIMED, FOUND, GENERATED, type SearchMemory, STATES, stateWords } from "./search-memory.ts";

/** States claimed, and states appended to the next level, at a time. */
const CHUNK = 256;
const NO_ROOM = "there are more states than there is room for";

export interface PaxosSearch {
  /** Puts the initial state on level 0. */
  seed(): void;
  /** Takes part in expanding a level until nothing of it is left. */
  expandLevel(level: number): void;
}

/**
 * One thread's search. A function with inner functions, not a class: the sizes and arrays are then constants to the
 * compiler.
 */
export function paxosSearch(memory: SearchMemory): PaxosSearch {
  const { acceptors, ballots, values } = memory.instance;
  const majority = Math.floor(acceptors / 2) + 1;
  const anyValue = 2 ** values - 1;
  const words = stateWords(memory.instance);
  const control = new Int32Array(memory.control);
  const table = new Int32Array(memory.table);
  const slotMask = 2 ** memory.slotBits - 1;
  const frontiers = memory.frontiers.map((frontier) => new Int32Array(frontier));
  const capacity = frontiers[0]!.length / words;

  // The state being expanded or its successor, as words and as what it means.
  const work = new ArrayBuffer(words * 4);
  const state = new Int32Array(work);
  let end = 0;
  const bytes = (count: number) => {
    end += count;
    return new Uint8Array(work, end - count, count);
  };
  const promised = bytes(acceptors); // 1 + ballot
  const voted = bytes(acceptors); // the latest vote: 1 + ballot * values + value
  const replied = bytes(acceptors * ballots); // at acceptor * ballots + ballot: 1 + the vote reported
  const proposed = bytes(ballots); // 1 + value
  const accepted = bytes(ballots); // bit a: a accepts what the ballot proposes
  const prepared = bytes(1); // bit b: ballot b is prepared

  /** By set of acceptors, as bits. */
  const isQuorum = Uint8Array.from({ length: 2 ** acceptors }, (_, set) => Number(membersOf(set) >= majority));
  /** Of the replies to a ballot, by 1 + the ballot voted in: how many report such a vote, and for which values, as bits. */
  const reports = new Int32Array(ballots + 1);
  const reported = new Int32Array(ballots + 1);
  /** States of the next level, to be appended together. */
  const fresh = new Int32Array(CHUNK * words);

  let generated = 0;
  let waiting = 0;
  let current = frontiers[0]!;
  let next = frontiers[1]!;
  let source = 0;

  function expandLevel(level: number): void {
    current = frontiers[level & 1]!;
    next = frontiers[~level & 1]!;
    generated = 0;
    const states = control[STATES]!;
    for (;;) {
      const first = Atomics.add(control, CLAIMED, CHUNK);
      if (first >= states) break;
      const last = Math.min(states, first + CHUNK);
      for (source = first * words; source < last * words; source += words) {
        restore();
        expand();
      }
    }
    append();
    Atomics.add(control, GENERATED, generated);
  }

  function expand(): void {
    for (let ballot = 0; ballot < ballots; ballot++) {
      prepare(ballot);
      for (let by = 0; by < acceptors; by++) {
        promise(by, ballot);
        accept(by, ballot);
      }
      for (let allowed = allowedValues(ballot); allowed !== 0; allowed &= allowed - 1) {
        propose(ballot, 31 - Math.clz32(allowed & -allowed));
      }
    }
  }

  /** A step that changes nothing counts, but needs no look-up. */
  function prepare(ballot: number): void {
    generated++;
    if ((prepared[0]! >> ballot) & 1) return;
    prepared[0]! |= 1 << ballot;
    visit();
  }

  function promise(by: number, ballot: number): void {
    if (((prepared[0]! >> ballot) & 1) === 0 || promised[by]! > ballot) return;
    generated++;
    replied[by * ballots + ballot] = 1 + voted[by]!;
    promised[by] = 1 + ballot;
    visit();
  }

  function propose(ballot: number, value: number): void {
    generated++;
    proposed[ballot] = 1 + value;
    visit();
  }

  function accept(by: number, ballot: number): void {
    if (proposed[ballot] === 0 || promised[by]! > 1 + ballot) return;
    generated++;
    const vote = ballot * values + proposed[ballot]!;
    if (voted[by] === vote && promised[by] === 1 + ballot) return;
    accepted[ballot]! |= 1 << by;
    voted[by] = vote;
    promised[by] = 1 + ballot;
    visit();
  }

  /** The values that some majority's replies to a ballot without a proposal allow, as bits. */
  function allowedValues(ballot: number): number {
    if (proposed[ballot] !== 0) return 0;
    reports.fill(0);
    reported.fill(0);
    for (let by = 0; by < acceptors; by++) {
      const reply = replied[by * ballots + ballot]!;
      if (reply === 0) continue;
      const vote = reply - 2;
      const votedIn = vote < 0 ? 0 : 1 + Math.floor(vote / values);
      reports[votedIn]!++;
      reported[votedIn]! |= vote < 0 ? anyValue : 1 << (vote % values);
    }
    // A majority whose highest vote is in some ballot has only replies that report that ballot or a lower one.
    let allowed = 0;
    let replies = 0;
    for (let votedIn = 0; votedIn <= ballot; votedIn++) {
      replies += reports[votedIn]!;
      if (replies >= majority) allowed |= reported[votedIn]!;
    }
    return allowed;
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

  function agrees(): boolean {
    let chosen = 0;
    for (let ballot = 0; ballot < ballots; ballot++) {
      if (isQuorum[accepted[ballot]!] === 0) continue;
      if (chosen !== 0 && proposed[ballot] !== chosen) return false;
      chosen = proposed[ballot]!;
    }
    return true;
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

function membersOf(set: number): number {
  return set === 0 ? 0 : (set & 1) + membersOf(set >>> 1);
}
