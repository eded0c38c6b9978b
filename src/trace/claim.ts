/** What a trace claims to show, and whether the interpreter finds it so where the trace ends. */

import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { isOfSteps, PROPERTY_KINDS } from "../model/property-kinds.ts";
import { instancesOf, stepText } from "../program/instances.ts";

/** What a trace claims: that it violates or witnesses a property, or that its last step throws. */
export type Claim =
  | { readonly kind: "property"; readonly property: Property }
  | { readonly kind: "rule-throws"; readonly step: number }
  | { readonly kind: "property-throws"; readonly property: Property };

/**
 * Why a claim is not true of a trace that ends in `last`; `before` is the state before that, if there is one. Null: it is
 * true. Of behaviours that have no end nothing is asked here.
 */
export function unshown(
  model: Model,
  interpreter: Interpreter,
  claim: Claim,
  before: InterpretedState | undefined,
  last: InterpretedState,
): string | null {
  switch (claim.kind) {
    case "rule-throws": {
      if (throws(() => interpreter.take(last, claim.step))) return null;
      const text = stepText(instancesOf(model.rules), claim.step, storedMembers(model.schema, last.stored));
      return `${text} does not throw there`;
    }
    case "property-throws":
      return unthrown(interpreter, claimedAt(claim.property, before), before ?? last, last);
    case "property":
      return unseen(interpreter, claimedAt(claim.property, before), before ?? last, last);
  }
}

/** What is claimed at the end of a trace: where there is no step, what a link says of initial states. */
export function claimedAt(property: Property, before: InterpretedState | undefined): Property {
  const { link, target } = property;
  if (link === undefined || target === null || before !== undefined) return property;
  return { ...property, kind: "always", predicate: target, target: null };
}

function unthrown(
  interpreter: Interpreter,
  property: Property,
  stateBefore: InterpretedState,
  last: InterpretedState,
): string | null {
  const isStep = isOfSteps(property.kind);
  const before = isStep ? stateBefore : last;
  if (isStep && before.text === last.text)
    return `${property.name} is about steps that change the state, and there is none`;
  const predicates = property.target === null ? [property.predicate] : [property.predicate, property.target];
  const isThrown = predicates.some((predicate) =>
    throws(() => interpreter.holds({ ...property, predicate }, before, last)),
  );
  return isThrown ? null : `${property.name} does not throw in the last state`;
}

function unseen(
  interpreter: Interpreter,
  property: Property,
  before: InterpretedState,
  last: InterpretedState,
): string | null {
  const { shownBy, seeks } = PROPERTY_KINDS[property.kind];
  switch (shownBy) {
    case "state":
      if (interpreter.holds(property, last, last) === (seeks === "witness")) return null;
      return `${property.name} ${seeks === "witness" ? "does not hold" : "holds"} in the last state`;
    case "step":
      if (before.text === last.text) return `${property.name} is about steps that change the state, and there is none`;
      return interpreter.holds(property, before, last) ? `${property.name} holds of the last step` : null;
    case "end":
      if (interpreter.crossed(last).length > 0) return "the last state is beyond the constraint";
      if (!interpreter.isTerminal(last)) return "a rule is enabled in the last state";
      return interpreter.holds(property, last, last) ? "the last state is a declared terminal state" : null;
    case "lasso":
    case "prefix":
      return null;
  }
}

export function throws(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
