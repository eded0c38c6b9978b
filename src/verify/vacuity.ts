/** Success that would mean nothing: rules that never ran, good things that never happened, nothing claimed at all. */

import type { Imposed } from "../model/imposed.ts";
import type { Property } from "../model/property.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import type { Rule } from "../model/rule.ts";
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
