/**
 * Reasons to doubt that a property that holds says anything.
 *
 * There is no warning "no behaviour is fair" beyond "no behaviour at all": in a finite graph every state reaches a
 * component that no step leaves, all that is enabled in it is taken in it, and so the walk through all of it (or
 * stuttering, if it is a single state) is fair. Fairness of classes of steps never rules out all behaviours: TLA+'s
 * machine closure.
 */
import type { Fairness, FairnessConstraint } from "./fairness.ts";
import type { StateGraph, StateSet } from "./graph.ts";
import type { LivenessProperty } from "./property.ts";

export type Vacuity =
  /** There is no initial state, so no behaviour, fair or not. */
  | { readonly kind: "noBehaviour" }
  /** `leadsTo`: no reachable state meets the left side. */
  | { readonly kind: "leftSideNeverReached" }
  /** `leadsTo`: wherever the left side is met, the right side is met too. */
  | { readonly kind: "rightSideAlwaysPresent" }
  /** `eventually`: every initial state meets the goal. */
  | { readonly kind: "goalMetInitially" };

/** Warnings about a property that holds. States of the graph are taken to be reachable. */
export function findVacuity(graph: StateGraph, property: LivenessProperty): readonly Vacuity[] {
  if (graph.initial.length === 0) return [{ kind: "noBehaviour" }];
  if (property.kind === "eventually") {
    return graph.initial.every((s) => property.goal[s] !== 0) ? [{ kind: "goalMetInitially" }] : [];
  }
  if (property.kind === "leadsTo") {
    const { from, to } = property;
    if (isEmpty(from)) return [{ kind: "leftSideNeverReached" }];
    return from.every((byte, s) => byte === 0 || to[s] !== 0) ? [{ kind: "rightSideAlwaysPresent" }] : [];
  }
  return [];
}

/** The constraints that demand nothing, because their class is enabled in no reachable state. */
export function idleConstraints({ constraints, enabled, words }: Fairness): readonly FairnessConstraint[] {
  const ever = new Uint32Array(words);
  for (let i = 0; i < enabled.length; i += words) for (let w = 0; w < words; w++) ever[w]! |= enabled[i + w]!;
  return constraints.filter((_, c) => ((ever[c >>> 5]! >>> (c & 31)) & 1) === 0);
}

function isEmpty(set: StateSet): boolean {
  return set.every((byte) => byte === 0);
}
