/** From a search's findings to an outcome per property, and to one for the whole check. */
import { type Finding, stepsOf } from "../explore/finding.ts";
import type { Property } from "../model/property.ts";
import { isTemporal, isWitnessed } from "../model/property-kinds.ts";
import type { Outcome, PropertyVerdict } from "./verdict.ts";

/**
 * What the findings say of each selected property. `complete`: every reachable state was visited; without that, only
 * what was found is decided. A property over time is undecided until its graph is judged, which is done elsewhere.
 */
export function judgeProperties(
  properties: readonly Property[],
  selected: readonly number[],
  findings: readonly Finding[],
  complete: boolean,
): PropertyVerdict[] {
  return selected.map((at) => {
    const { name, kind, family, unchecked } = properties[at] as Property;
    const finding = findings.find((found) => found.property === at && found.error === null);
    const isWitness = isWitnessed(kind);
    const unfound: Outcome = !complete || isTemporal(kind) ? "undecided" : isWitness ? "violated" : "holds";
    const found: Outcome = isWitness ? "holds" : "violated";
    return {
      name,
      ...(family !== undefined && { family: family.name }),
      kind,
      outcome: finding === undefined ? unfound : found,
      steps: finding === undefined ? null : stepsOf(finding),
      loop: null,
      ...(unchecked !== undefined && { unchecked }),
    };
  });
}

/** One violation decides; otherwise one undecided property, or states not visited, leave it open. */
export function judgeAll(properties: readonly PropertyVerdict[], complete: boolean): Outcome {
  if (properties.some((property) => property.outcome === "violated")) return "violated";
  return complete && properties.every((property) => property.outcome === "holds") ? "holds" : "undecided";
}
