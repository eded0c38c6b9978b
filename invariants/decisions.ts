/** How a state's decisions are read and said: what every claim about deciding stands on. */
import { called } from "./said.ts";

/** How a state's decisions are read. */
export interface Decisions<S, V> {
  /** All values that could be decided: `among: Value.values`. */
  readonly among: readonly V[];
  /** Whether a value is decided, by anybody: `decided: (s, v) => s.chosen.has(v)`. */
  readonly decided: (state: S, value: V) => boolean;
  /** What it is for one to be decided, in words, for who asks why: `say: (v) => `${v} is chosen``. Absent: "v1 is decided". */
  readonly say?: (value: V) => string;
}

/** What is said of a value that is decided, where a model has no words for it. */
export function isDecided(value: unknown): string {
  return `${called(value)} is decided`;
}
