/** The states of a search as plain data, which another thread opens to ask what is among them. */
import { Arena, type ArenaMemory } from "./arena.ts";
import { Lines, type SharedLines } from "./lines.ts";
import type { Ancestry } from "./members.ts";
import { type SharedSlots, VisitedSet } from "./visited-set.ts";

export type SharedStates =
  | {
      readonly slots: SharedSlots;
      /** Null: the compact store. */
      readonly arena: ArenaMemory | null;
    }
  | { readonly lines: SharedLines };

export function openStates(states: SharedStates): Ancestry {
  if ("lines" in states) return new Lines(states.lines);
  const { slots, arena } = states;
  return new VisitedSet(slots, arena === null ? null : new Arena(arena));
}
