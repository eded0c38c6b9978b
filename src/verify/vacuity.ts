/** Success that would mean nothing: rules that never ran, good things that never happened, nothing claimed at all. */

import { isWitnessed } from "../model/property-kinds.ts";
import type { PropertyVerdict, RuleCoverage, Warning } from "./verdict.ts";

/** Only a complete search can say "never"; one that a constraint cut says so of what lies within. */
export function vacuityWarnings(
  properties: readonly PropertyVerdict[],
  coverage: readonly RuleCoverage[],
  complete: boolean,
  isCut: boolean,
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
        message: isCut
          ? `rule ${rule} was never enabled within the constraint: its guard is false in every state that was expanded`
          : `rule ${rule} was never enabled: its guard is false in every reachable state`,
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
