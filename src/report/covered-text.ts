/** How far a search went, in words: what is covered, and what lies beyond the model's constraint. */
import { countOf, countText } from "../errors/counts.ts";
import { isWitnessed } from "../model/property-kinds.ts";
import type { PropertyVerdict, Verdict } from "../verify/verdict.ts";
import { isCut } from "../verify/within.ts";
import { listOf } from "./list-of.ts";

/** What lay beyond the constraint, or that nothing did: never silent where there is one. */
export function beyondText(constraint: Verdict["constraint"]): string[] {
  if (constraint === null) return [];
  const { states, steps, bounds } = constraint;
  const names = bounds.map(({ name }) => name);
  if (!isCut(constraint)) return [`nothing: no state or step met was beyond the constraint (${listOf(names)})`];
  // Every bound is named, also one that cut nothing beside others that did.
  const told = (kind: "always" | "step", met: string) => {
    const each = bounds.filter((bound) => bound.kind === kind);
    const by = each.map(({ name, beyond }) => (each.length === 1 ? name : `${name} ${countText(beyond)}`));
    return each.length === 0 ? [] : [`${met}: ${by.join(", ")}`];
  };
  return [
    ...told("always", `${countOf(states, "state")} found, judged and not expanded`),
    ...told("step", `${countOf(steps, "step")} not taken`),
  ];
}

export function coverageSentence({ ending, complete, states, properties, coveredDepth, constraint }: Verdict): string {
  const isWithin = isCut(constraint);
  const reachable = isWithin
    ? "every state of this configuration that is reached within the constraint"
    : "every reachable state of this configuration";
  if (complete && (ending === "interrupted" || ending === "time"))
    return `${reachable}; properties over time were not judged to the end`;
  switch (ending) {
    case "complete":
      return isWithin ? reachable : `${reachable}, complete`;
    case "violation":
      return `every state up to depth ${states.depth}: the search ended with the violation`;
    case "interrupted":
      return `${coveredText(coveredDepth)}: interrupted, ${soFar(properties)}`;
    case "memory":
      return `part of the states: out of memory, ${soFar(properties)}`;
    case "time":
      return `${coveredText(coveredDepth)}: the time was up, ${soFar(properties)}`;
    case "states":
      return `${coveredText(coveredDepth)}: there are more than were wanted, ${soFar(properties)}`;
    case "depth":
      return `every state up to depth ${states.depth}, which is as deep as was wanted: ${soFar(properties)}`;
    case "error":
      return "part of the states: the search ended with the error";
  }
}

function coveredText(depth: number | null): string {
  return depth === null ? "some of the initial states" : `every state up to depth ${depth}, and some beyond`;
}

function soFar(properties: readonly PropertyVerdict[]): string {
  return properties.some(({ outcome, kind }) => outcome === "violated" && !isWitnessed(kind))
    ? "violation found"
    : "no violation so far";
}
