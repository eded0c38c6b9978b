// Visited sets of every kind, to be put under their contract, and entrants for them.
import fc from "fast-check";
import { Arena, type ArenaMemory } from "../../src/store/arena.ts";
import { type SharedSlots, slotMemory, VisitedSet } from "../../src/store/visited-set.ts";

export const WORDS = 2;

/** A state with the two halves of its fingerprint. */
export interface Entrant {
  readonly words: Int32Array;
  readonly low: number;
  readonly high: number;
}

export interface StoreKind {
  readonly name: string;
  readonly exact: boolean;
  /** Whether it gives every state a number. */
  readonly numbered: boolean;
  /** What tells states apart in this store. */
  readonly key: (entrant: Entrant) => string;
}

export function arenaMemory(states: number): ArenaMemory {
  const segmentBits = 10;
  const segments = Math.ceil(states / 2 ** segmentBits);
  return {
    id: states,
    words: WORDS,
    segmentBits,
    segments: Array.from({ length: segments }, () => new SharedArrayBuffer(4 * WORDS * 2 ** segmentBits)),
    next: new SharedArrayBuffer(4),
  };
}

interface Options {
  /** How many states an arena has room for. */
  readonly room?: number;
}

/** A visited set of the kind, with its memories. */
export interface Store {
  readonly memory: SharedSlots;
  readonly arena: ArenaMemory | null;
  readonly visited: VisitedSet;
}

export function open({ exact, numbered }: StoreKind, bits: number, { room = 4096 }: Options = {}): Store {
  const memory = slotMemory(bits, numbered ? new SharedArrayBuffer(4) : null);
  const arena = exact ? arenaMemory(room) : null;
  return { memory, arena, visited: viewOf({ memory, arena }) };
}

export function viewOf({ memory, arena }: Pick<Store, "memory" | "arena">): VisitedSet {
  return new VisitedSet(memory, arena === null ? null : new Arena(arena));
}

export const half = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 3, arbitrary: fc.integer() },
);
/** Entrants among which halves coincide now and then; a state always has the same fingerprint. */
export const entrants: fc.Arbitrary<Entrant[]> = fc.uniqueArray(
  fc.record({
    words: fc.array(half, { minLength: WORDS, maxLength: WORDS }).map((all) => Int32Array.from(all)),
    low: half,
    high: half,
  }),
  { minLength: 1, maxLength: 60, size: "max", selector: ({ words }) => String(words) },
);

// A half of 0 would look like an empty slot: it is stored as 1.
const stored = (value: number) => (value === 0 ? 1 : value);

const COMPACT = { exact: false, key: ({ low, high }: Entrant) => `${stored(low)},${stored(high)}` };
const EXACT = { exact: true, key: ({ words }: Entrant) => String(words) };

/** All that there are. */
export const KINDS: readonly StoreKind[] = [
  { ...COMPACT, name: "compact", numbered: false },
  { ...COMPACT, name: "compact, numbering", numbered: true },
  { ...EXACT, name: "exact", numbered: false },
  { ...EXACT, name: "exact, numbering", numbered: true },
];
