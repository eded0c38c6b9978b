/** A counterexample or witness with a heading that says what it shows and a last line that says why the last state does. */
import type { Counterexample } from "../check/check.ts";
import type { PropertyKind } from "../model/property.ts";
import { countOf } from "./quantities.ts";
import { ruleText, type TextOptions, traceText } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** What a trace shows: a broken or witnessed property, or a closure of the model that threw. */
export type Shown =
  | { readonly kind: "property"; readonly property: string; readonly propertyKind: PropertyKind }
  | { readonly kind: "property-throws"; readonly property: string }
  | { readonly kind: "rule-throws" };

export function counterexampleText(
  counterexample: Pick<Counterexample, "trace">,
  shown: Shown,
  options: TextOptions,
): string {
  const { trace } = counterexample;
  const { paint, width } = options;
  const length = trace.steps.length === 0 ? "the initial state" : countOf(trace.steps.length, "step");
  const colour = shown.kind === "property" && shown.propertyKind === "reachable" ? paint.green : paint.red;
  const ending = wrap(endingText(shown, trace.failing, trace.loop), width - 2).map((line) => `  ${colour(line)}`);
  return [`${paint.bold(headingText(shown))}: ${length}`, "", traceText(trace, options), "", ...ending].join("\n");
}

export function headingText(shown: Shown): string {
  switch (shown.kind) {
    case "rule-throws":
      return "The way to the error";
    case "property-throws":
      return `The way to the error in ${shown.property}`;
    case "property":
      return `${shown.propertyKind === "reachable" ? "Witness of" : "Counterexample to"} ${shown.property}`;
  }
}

/** What is wrong, or right, at the end. */
export function endingText(shown: Shown, failing: Counterexample["trace"]["failing"], loop: number | null): string {
  if (shown.kind === "rule-throws")
    return failing === null ? "the model throws here" : `${ruleText(failing)} throws in this state`;
  const { property } = shown;
  if (shown.kind === "property-throws") return `${property} throws in this state`;
  if (loop !== null) return `${property} is violated: this behaviour is fair and never does what it demands`;
  switch (shown.propertyKind) {
    case "always":
      return `${property} is violated: it is false in this state`;
    case "step":
      return `${property} is violated: it is false of the last step`;
    case "reachable":
      return `${property} is reached: it is true in this state`;
    case "eventually":
    case "alwaysEventually":
    case "eventuallyAlways":
    case "leadsTo":
      return `${property} is violated: this behaviour never does what it demands`;
    case "alwaysReachable":
      return `${property} is violated: from this state on it cannot be reached any more`;
    case "deadlock":
      return `${property} is violated: no rule is enabled in this state, and it is not a declared terminal state`;
  }
}
