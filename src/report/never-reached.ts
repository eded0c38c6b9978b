/** What was looked for in every state and is in none: there is no trace of it, and still something to say. */
import { isWitnessed } from "../model/property-kinds.ts";
import type { PropertyVerdict } from "../verify/verdict.ts";

/** In the place of a counterexample. */
export interface NeverReached {
  readonly property: string;
  readonly claim: "property";
  readonly list: null;
}

/** Null: it was reached, or is something else. */
export function neverReached({ name, kind, outcome }: PropertyVerdict): NeverReached | null {
  return isWitnessed(kind) && outcome === "violated" ? { property: name, claim: "property", list: null } : null;
}
