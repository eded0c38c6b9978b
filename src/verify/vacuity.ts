/** Success that would mean nothing: rules that never ran, good things that never happened, nothing claimed at all. */

import { interpret, interpretedState } from "../interpret/interpret.ts";
import { zeroState } from "../interpret/plain-store.ts";
import type { Imposed } from "../model/imposed.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { isShownBy, isWitnessed } from "../model/property-kinds.ts";
import type { Rule } from "../model/rule.ts";
import { watchState } from "../state/watched.ts";
import type { PropertyVerdict, RuleCoverage, Warning } from "./verdict.ts";

/** Only a complete search can say "never"; one that a constraint cut says so of what lies within. */
export function vacuityWarnings(
  properties: readonly PropertyVerdict[],
  coverage: readonly RuleCoverage[],
  complete: boolean,
  isCut: boolean,
  rules: readonly Rule[],
): Warning[] {
  const warnings: Warning[] = [];
  if (properties.length === 0) {
    warnings.push({
      kind: "no-properties",
      subject: "the model",
      message: "the model states no property, so nothing but its states was checked",
    });
  }
  if (!complete) return warnings;
  for (const { rule, enabled } of coverage) {
    if (enabled === 0)
      warnings.push({
        kind: "rule-never-enabled",
        subject: rule,
        message: neverEnabled(rule, rules.find(({ name }) => name === rule)?.imposed ?? null, isCut),
      });
  }
  for (const { name, kind, outcome } of properties) {
    if (isWitnessed(kind) && outcome === "violated") {
      const where = isCut ? "state that is reached within the constraint" : "reachable state";
      warnings.push({ kind: "never-reached", subject: name, message: `no ${where} satisfies ${name}` });
    }
  }
  return warnings;
}

/** A timeout has a guard where its writer gave it one; what it waits for in any case is that its timer is started. */
function neverEnabled(rule: string, imposed: Imposed | null, isCut: boolean): string {
  const said = `rule ${rule} was never enabled${isCut ? " within the constraint" : ""}`;
  const where = isCut ? "state that was expanded" : "reachable state";
  if (imposed?.timer === undefined) return `${said}: its guard is false in every ${where}`;
  const { timer, hasGuard } = imposed;
  return hasGuard
    ? `${said}: the timer ${timer} is never started, or its guard is false in every ${where} in which it runs`
    : `${said}: the timer ${timer} is never started, or stopped again in the same effect`;
}

/** Claims, and bounds of the constraint, that are made of every one of no values: known before any search. */
export function overNothingWarnings(properties: readonly Property[], bounds: readonly Property[]): Warning[] {
  const says = (each: readonly Property[], what: string) =>
    each
      .filter(({ overNothing }) => overNothing === true)
      .map(
        ({ name }): Warning => ({
          kind: "vacuous",
          subject: name,
          message: `${name} ${what}: it is claimed for every one of some values, and at these parameters there are none`,
        }),
      );
  return [...says(properties, "claims nothing"), ...says(bounds, "bounds nothing")];
}

/**
 * Claims that hold whatever the model does: their predicates look at nothing of a state. Until it looks for the first time a
 * pure closure does the same in every state, so that one state decides it, be it reachable or not. `warned`: claims over time
 * that are doubted for another reason, which says more.
 */
export function blindWarnings(
  model: Model,
  verdicts: readonly PropertyVerdict[],
  warned: readonly Warning[] = [],
): Warning[] {
  const held = new Set(verdicts.filter(({ outcome }) => outcome === "holds").map(({ name }) => name));
  const asked = model.properties.filter(
    ({ name, kind, overNothing }) =>
      held.has(name) &&
      !isShownBy("end", kind) &&
      overNothing !== true &&
      !warned.some((each) => each.kind === "vacuous" && each.subject === name),
  );
  if (asked.length === 0) return [];
  const run = interpret(model);
  const any = interpretedState(zeroState(model.schema));
  const looks = (property: Property, predicate: Property["predicate"]): boolean => {
    let hasLooked = false;
    const reads = (): never => {
      hasLooked = true;
      throw new Looked();
    };
    const seen = (state: object) => watchState(model.schema, state, { reads, writes: () => false });
    const watched: Property["predicate"] = (state, after) =>
      after === undefined ? predicate(seen(state), after) : predicate(seen(state), seen(after));
    try {
      run.holds({ ...property, predicate: watched }, any, any);
    } catch {
      // It has looked; or it throws by itself, which the search has told.
      return true;
    }
    return hasLooked;
  };
  return asked
    .filter((each) => !looks(each, each.predicate) && (each.target === null || !looks(each, each.target)))
    .map(({ name, target }) => ({
      kind: "vacuous",
      subject: name,
      message: `${name} claims nothing: ${target === null ? "it does not look" : "neither of its two looks"} at the state, so it holds whatever the model does`,
    }));
}

/** Thrown at the first look: nothing behind it matters. */
class Looked extends Error {}
