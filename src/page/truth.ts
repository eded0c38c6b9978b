/**
 * The truth of every property in every state of a path, or of every step, as the interpreter says it, and in words where it
 * changes. What throws is neither true nor false.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Property } from "../model/property.ts";
import { isOfSteps, type PropertyKind } from "../model/property-kinds.ts";
import { claimedAt } from "../trace/claim.ts";
import type { LiveModel, WalkedPath } from "./path.ts";

/** Null: there is nothing to be true or false of, or it throws. */
export type Truth = boolean | null;

export interface TruthRow {
  readonly name: string;
  readonly kind: PropertyKind;
  /** By state. Of a claim about steps, the step that led there. */
  readonly cells: readonly Truth[];
  /** The first state in which it throws; null: it does not. */
  readonly throwsIn: number | null;
  /** `false in state 12`. */
  readonly says: string;
  /** Whether what is seen here is against the property. */
  readonly isBroken: boolean;
  /** The first state in which the truth differs from the one before. */
  readonly firstChange: number | null;
}

/** `isOpen`: the path is one's own, and may go on; what was true so far is so only so far. */
export function truthOf(
  { model, interpreter }: LiveModel,
  { states }: WalkedPath,
  loop: number | null,
  isOpen = false,
): readonly TruthRow[] {
  return model.properties.map((property) => {
    let throwsIn: number | null = null;
    const orThrows = (at: number, holds: () => Truth): Truth => {
      try {
        return holds();
      } catch {
        throwsIn ??= at;
        return null;
      }
    };
    const cells =
      property.kind !== "leadsTo"
        ? states.map((state, at) => orThrows(at, () => truthIn(property, states[at - 1] ?? null, state)))
        : answered(property, orThrows);
    const start = isOfSteps(property.kind) ? 1 : 0;
    const changed = cells.findIndex(
      (cell, at) => at > start && cell !== cells[at - 1] && cell !== null && cells[at - 1] !== null,
    );
    return {
      name: property.name,
      kind: property.kind,
      cells,
      throwsIn,
      ...(throwsIn === null
        ? saidOf(property.kind, cells, loop, isOpen)
        : { says: `throws ${isOfSteps(property.kind) ? "at step" : "in state"} ${throwsIn}`, isBroken: true }),
      firstChange: changed < 0 ? null : changed,
    };
  });

  /** Of `leadsTo`: true where what must follow is so, false while it is waited for. */
  function answered(property: Property, orThrows: (at: number, holds: () => Truth) => Truth): Truth[] {
    const then = { ...property, name: `${property.name} (then)`, predicate: property.target as Property["predicate"] };
    let isWaiting = false;
    return states.map((state, at) =>
      orThrows(at, () => {
        const isAnswer = interpreter.holds(then, state, state);
        isWaiting = !isAnswer && (isWaiting || interpreter.holds(property, state, state));
        return isAnswer ? true : isWaiting ? false : null;
      }),
    );
  }

  function truthIn(property: Property, before: InterpretedState | null, state: InterpretedState): Truth {
    if (isOfSteps(property.kind)) {
      // Of an initial state only a link says something: by its second predicate.
      if (before === null)
        return property.link !== undefined && !interpreter.holds(claimedAt(property, undefined), state, state)
          ? false
          : null;
      return before.text === state.text || interpreter.holds(property, before, state);
    }
    if (property.kind === "deadlock")
      return !interpreter.isTerminal(state) || interpreter.holds(property, state, state);
    return interpreter.holds(property, state, state);
  }
}

function saidOf(
  kind: PropertyKind,
  cells: readonly Truth[],
  loop: number | null,
  isOpen: boolean,
): Pick<TruthRow, "says" | "isBroken"> {
  const first = (truth: boolean) => cells.indexOf(truth);
  const last = cells.length - 1;
  const rest = loop === null ? [] : cells.slice(loop);
  switch (kind) {
    case "always":
      return first(false) < 0
        ? { says: isOpen ? "true so far" : "true in every state", isBroken: false }
        : { says: `false in state ${first(false)}`, isBroken: true };
    case "refinement":
    case "step":
      return first(false) < 0
        ? { says: isOpen ? "true so far" : "true of every step", isBroken: false }
        : { says: first(false) === 0 ? "false in state 0" : `false of step ${first(false)}`, isBroken: true };
    case "deadlock":
      return first(false) < 0
        ? { says: "none here", isBroken: false }
        : { says: `deadlock in state ${first(false)}`, isBroken: true };
    case "reachable":
      return {
        says: first(true) < 0 ? "reachable: not here" : `reachable: reached in state ${first(true)}`,
        isBroken: false,
      };
    case "eventually":
      if (first(true) >= 0) return { says: `eventually: in state ${first(true)}`, isBroken: false };
      return {
        says: loop === null ? "eventually: not yet" : "eventually: in no state, false",
        isBroken: loop !== null,
      };
    case "alwaysEventually":
      if (loop === null) return { says: "again and again: undecided here", isBroken: false };
      return rest.includes(true)
        ? { says: "again and again: in the loop", isBroken: false }
        : { says: "again and again: not in the loop, false", isBroken: true };
    case "eventuallyAlways":
      if (loop === null) return { says: "for ever at last: undecided here", isBroken: false };
      return rest.includes(false)
        ? { says: "for ever at last: not in the loop, false", isBroken: true }
        : { says: "for ever at last: in the loop", isBroken: false };
    case "leadsTo": {
      const waits = cells.lastIndexOf(false) > cells.lastIndexOf(true);
      if (loop === null) return { says: waits ? "leads to: still waiting" : "leads to: answered", isBroken: false };
      const broken = cells.includes(false) && !rest.includes(true);
      return {
        says: broken ? `leads to: asked in state ${first(false)}, never answered` : "leads to: answered",
        isBroken: broken,
      };
    }
    case "alwaysReachable":
      return {
        says: cells[last] === true ? `always reachable: true in state ${last}` : "always reachable: of what can follow",
        isBroken: false,
      };
  }
}
