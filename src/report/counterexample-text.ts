/** A counterexample or witness with a heading that says what it shows and a last line that says why the last state does. */
import type { Counterexample } from "../check/counterexample.ts";
import { countOf } from "../errors/counts.ts";
import { isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import { printable, printableParts } from "../printable.ts";
import type { Trace } from "../trace/trace.ts";
import { fairnessLines } from "./fairness-text.ts";
import { endingOf } from "./property-words.ts";
import { happenedText, type TextOptions, traceText } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** So many values are named for which a claim is false. */
const NAMED = 4;

/** What a trace shows: a broken or witnessed property, or a closure of the model that threw. */
export type Shown =
  | { readonly kind: "property"; readonly property: string; readonly propertyKind: PropertyKind }
  | { readonly kind: "property-throws"; readonly property: string }
  | { readonly kind: "rule-throws" };

/** `alike`: the property whose counterexample, shown before, is this behaviour; its steps are not told once more. */
export function counterexampleText(
  counterexample: Pick<Counterexample, "trace">,
  what: Shown,
  options: TextOptions,
  alike: string | null = null,
): string {
  const trace = printableParts(counterexample.trace);
  const shown = printableParts(what);
  const { paint, width } = options;
  const colour = shown.kind === "property" && isWitnessed(shown.propertyKind) ? paint.green : paint.red;
  const ending = wrap(endingText(shown, trace), width - 2).map((line) => `  ${colour(line)}`);
  const fair = fairnessLines(trace.fairness, width);
  if (alike !== null) {
    const same = `the same ${lengthText(trace)}, as shown for ${printable(alike)}`;
    return [`${paint.bold(headingText(shown))}: ${same}`, "", ...ending].join("\n");
  }
  return [
    `${paint.bold(headingText(shown))}: ${lengthText(trace)}`,
    "",
    traceText(trace, options),
    "",
    ...(fair.length === 0 ? [] : [...fair, ""]),
    ...ending,
  ].join("\n");
}

/** Whether two traces are of one behaviour: a step is of one rule instance, and leads to one state. */
export function isSameBehaviour(one: Trace, other: Trace): boolean {
  return (
    one.loop === other.loop &&
    one.failing?.step === other.failing?.step &&
    one.steps.length === other.steps.length &&
    one.steps.every(({ step }, at) => step === other.steps[at]?.step) &&
    JSON.stringify(one.initial) === JSON.stringify(other.initial)
  );
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
      return `${isWitnessed(shown.propertyKind) ? "Witness of" : "Counterexample to"} ${shown.property}`;
  }
}

/** What is wrong, or right, at the end. */
export function endingText(shown: Shown, { failing, steps, loop, fairness, falseFor }: Trace): string {
  if (shown.kind === "rule-throws") return failing === null ? "the model throws here" : failingText(failing);
  const { property } = shown;
  if (shown.kind === "property-throws") return `${property} throws in this state`;
  return endingOf(shown.propertyKind, property, {
    last: steps.length,
    isStill: loop === steps.length,
    isFair: fairness.length > 0,
    parts: partsText(falseFor),
  });
}

function failingText(failing: NonNullable<Trace["failing"]>): string {
  const step = happenedText(failing).text;
  return failing.bound === undefined
    ? `${step} throws in this state`
    : `${failing.bound} throws, asked of ${step} here`;
}

/** `, for 1 and 4 (of 12)`. */
function partsText(falseFor: Trace["falseFor"]): string {
  if (falseFor === undefined) return "";
  const { values, of } = falseFor;
  const more = values.length - NAMED;
  const named = more > 1 ? `${values.slice(0, NAMED).join("; ")} and ${more} more` : values.join("; ");
  return `, for ${named} (of ${of})`;
}
