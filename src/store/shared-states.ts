/** The states of a search as plain data, which another thread opens to ask what is among them. */
import { Arena, type ArenaMemory } from "./arena.ts";
import type { Ancestry } from "./members.ts";
import { type SharedSlots, VisitedSet } from "./visited-set.ts";

export interface SharedStates {
  readonly slots: SharedSlots;
  /** Null: the compact store. */
  readonly arena: ArenaMemory | null;
}

export function openStates({ slots, arena }: SharedStates): Ancestry {
  return new VisitedSet(slots, arena === null ? null : new Arena(arena));
}
