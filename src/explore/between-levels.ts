/**
 * What a search is between two levels, in a form that belongs to no engine: plain facts, and long rows of integers. A search
 * goes on from it as if nothing had been: all else that it has (trees, gates, memos, values at hand) is learned again, and says
 * the same (docs/decisions/0029-a-checkpoint-is-what-cannot-be-learned-again.md).
 */
import type { Halt } from "../halt.ts";
import type { Finding } from "./finding.ts";

/** All that has been summed when every state of a level is expanded. Plain data. */
export interface SavedTally {
  readonly levels: readonly number[];
  readonly generated: number;
  readonly unreduced: number;
  readonly terminal: number;
  readonly enabled: readonly number[];
  readonly deeper: readonly number[];
  readonly crossed: readonly number[];
  /** None of something that was thrown: that ends a search. */
  readonly findings: readonly (Pick<Finding, "property" | "step" | "level"> & { readonly state: readonly number[] })[];
}

/** What is to be kept, beside what is. Plain data. */
export interface SavedKeeping {
  readonly all: boolean;
  readonly limit: number;
  readonly below: number;
}

/** Plain data, which JSON keeps as it is. */
export interface SavedFacts {
  /** The level that is to be expanded next. */
  readonly level: number;
  readonly covered: number;
  readonly tally: SavedTally;
  readonly keeping: SavedKeeping;
  /** Bits of an origin that hold the level. */
  readonly levelBits: number;
  /** Where numbers of states go on; null: they have none. */
  readonly nextNumber: number | null;
  /** Whether another engine may still take the search over. */
  readonly hasRelief: boolean;
  readonly lagsCut: boolean;
  /** How long the search has taken so far, in all processes that had it. */
  readonly searchedMs: number;
}

/**
 * visited: all states found, as slots of a visited set (with whole states, where these are kept); found: those of the level
 * that is to be expanded, as a frontier has them; least, kept: those kept to be judged again; edges, marks: the logs.
 */
export const SECTIONS = ["visited", "found", "least", "kept", "edges", "marks"] as const;
export type Section = (typeof SECTIONS)[number];

/** To be written before the search goes on: the integers are those of its memories. */
export interface Boundary {
  readonly facts: SavedFacts;
  readonly sections: Readonly<Record<Section, Iterable<Int32Array>>>;
}

/** What an engine has of it. */
export type EnginesPart = Pick<SavedFacts, "levelBits" | "nextNumber"> &
  Readonly<Record<"visited" | "found", Iterable<Int32Array>>>;

/** A boundary that was kept. */
export interface SavedSearch {
  readonly facts: SavedFacts;
  /** Integers of a section. */
  size(section: Section): number;
  /** These integers, some at a time, a multiple of `stride` each. */
  read(section: Section, stride: number): AsyncIterable<Int32Array>;
  /** The error for what cannot be of this search. */
  fault(problem: string): Error;
}

/** Who keeps boundaries of a search. */
export interface Checkpoints {
  /** Where the search goes on; null: it begins. */
  readonly resumed: SavedSearch | null;
  /**
   * Told of every boundary before a level that will take about so long; asks for what it is made of when it wants to keep it,
   * which may be null: somebody wants the search to stop. Never rejects for what cannot be written.
   */
  betweenLevels(expectedMs: number, boundary: () => Promise<Boundary | null>, halt: Halt): Promise<void>;
}
