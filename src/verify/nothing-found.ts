/** What a verdict says of a search that found out nothing: it failed before it began, or nobody can ask it any more. */
import type { Verdict } from "./verdict.ts";

export const NOTHING_FOUND = {
  engine: "reference",
  states: { distinct: 0, generated: 0, depth: 0 },
  terminalStates: 0,
  complete: false,
  coveredDepth: null,
  reductions: [],
  dropped: [],
  symmetry: null,
  properties: [],
  coverage: [],
  collisionProbability: 0,
  judged: null,
  warnings: [],
  hints: [],
  growth: null,
  constraint: null,
} as const satisfies Partial<Verdict>;
