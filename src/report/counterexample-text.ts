/** A counterexample or witness with a heading that says what it shows and a last line that says why the last state does. */
import type { Counterexample } from "../check/counterexample.ts";
import type { PropertyKind, TemporalKind } from "../model/property.ts";
import { printableParts } from "../printable.ts";
import type { Trace } from "../trace/trace.ts";
import { fairnessLines } from "./fairness-text.ts";
import { countOf } from "./quantities.ts";
import { ruleText, type TextOptions, traceText } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** So many values are named for which a claim is false. */
const NAMED = 4;

/** What a trace shows: a broken or witnessed property, or a closure of the model that threw. */
export type Shown =
  | { readonly kind: "property"; readonly property: string; readonly propertyKind: PropertyKind }
  | { readonly kind: "property-throws"; readonly property: string }
  | { readonly kind: "rule-throws" };

export function counterexampleText(
  counterexample: Pick<Counterexample, "trace">,
  what: Shown,
  options: TextOptions,
): string {
  const trace = printableParts(counterexample.trace);
  const shown = printableParts(what);
  const { paint, width } = options;
  const colour = shown.kind === "property" && shown.propertyKind === "reachable" ? paint.green : paint.red;
  const ending = wrap(endingText(shown, trace), width - 2).map((line) => `  ${colour(line)}`);
  const fair = fairnessLines(trace.fairness, width);
  return [
    `${paint.bold(headingText(shown))}: ${lengthText(trace)}`,
    "",
    traceText(trace, options),
    "",
    ...(fair.length === 0 ? [] : [...fair, ""]),
    ...ending,
  ].join("\n");
}

/** `12 steps`; of a lasso how many of them come once, and how many again and again. */
function lengthText({ steps, loop }: Trace): string {
  if (steps.length === 0) return "the initial state";
  const length = countOf(steps.length, "step");
  if (loop === null || loop === steps.length) return length;
  return loop === 0 ? `${length}, a loop` : `${length}, the last ${steps.length - loop} a loop`;
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
export function endingText(shown: Shown, { failing, steps, loop, fairness, falseFor }: Trace): string {
  if (shown.kind === "rule-throws")
    return failing === null ? "the model throws here" : `${ruleText(failing)} throws in this state`;
  const { property } = shown;
  if (shown.kind === "property-throws") return `${property} throws in this state`;
  switch (shown.propertyKind) {
    case "always":
      return `${property} is violated: it is false in this state${partsText(falseFor)}`;
    case "step":
      return `${property} is violated: it is false of the last step${partsText(falseFor)}`;
    case "reachable":
      return `${property} is reached: it is true in this state`;
    case "eventually":
    case "alwaysEventually":
    case "eventuallyAlways":
    case "leadsTo":
      return `${property} is violated: ${lassoText(shown.propertyKind, loop === steps.length, fairness.length > 0)}`;
    case "alwaysReachable":
      return `${property} is violated: from state ${steps.length} on it cannot be reached any more`;
    case "deadlock":
      return `${property} is violated: no rule is enabled in this state, and it is not a declared terminal state`;
  }
}

/** `, for 1 and 4 (of 12)`. */
function partsText(falseFor: Trace["falseFor"]): string {
  if (falseFor === undefined) return "";
  const { values, of } = falseFor;
  const more = values.length - NAMED;
  const named = more > 1 ? `${values.slice(0, NAMED).join("; ")} and ${more} more` : values.join("; ");
  return `, for ${named} (of ${of})`;
}

/** What a behaviour that goes on for ever does not do. */
function lassoText(kind: Exclude<TemporalKind, "alwaysReachable">, isStill: boolean, isFair: boolean): string {
  const behaviour = isFair ? "this fair behaviour" : "this behaviour";
  const forEver = isStill ? "the last state, where nothing happens any more" : "every state of the loop";
  switch (kind) {
    case "eventually":
      return `it is false in every state of ${behaviour}`;
    case "alwaysEventually":
      return `${behaviour} ends where it is never true again: it is false in ${forEver}`;
    case "eventuallyAlways":
      return `in ${behaviour} it never stays true: it is false in ${isStill ? forEver : "some state of the loop"}`;
    case "leadsTo":
      return `in ${behaviour} its left side is true in some state, and its right side never from there on`;
  }
}
