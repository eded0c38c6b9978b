/** How reports tell a counterexample: as `synod check` prints it, and as the writers of formats are told it. */
import type { Counterexample } from "../check/counterexample.ts";
import type { ToldTrace } from "../formats/told-trace.ts";
import { printable } from "../printable.ts";
import { counterexampleText, endingText, headingText } from "../report/counterexample-text.ts";
import { plainPaint } from "../report/paint.ts";
import { subjectText } from "../report/subject-text.ts";
import { toldProperty } from "../report/told-saved.ts";
import { shownOf } from "../report/verdict-text.ts";
import { reasonsBlocks } from "../report/why-text.ts";
import type { CheckedEntry } from "../suite/suite-report.ts";
import { NO_REASONS } from "../why/all-reasons.ts";

/** Columns of text in a report: nobody's terminal. */
const WIDTH = 100;
const options = { paint: plainPaint, width: WIDTH };

/** The steps, and why: lines of printable text. */
export function shownText(entry: CheckedEntry, counterexample: Counterexample): string {
  const { verdict } = entry;
  const shown = shownOf(verdict, counterexample);
  const reasons = known(entry.reasons, counterexample.property) ?? NO_REASONS;
  const why =
    shown.kind === "property"
      ? reasonsBlocks({ name: shown.property, kind: shown.propertyKind }, reasons, options)
      : [];
  return [counterexampleText(counterexample, shown, options), ...why].join("\n\n");
}

/** For Markdown and Mermaid, which draw who did what where that is known. */
export function toldEntry(entry: CheckedEntry, counterexample: Counterexample): Omit<ToldTrace, "recording"> {
  const { verdict, command } = entry;
  const { trace, property } = counterexample;
  const shown = shownOf(verdict, counterexample);
  return {
    subject: subjectText(verdict),
    command: printable(command),
    property: toldProperty(shown),
    heading: headingText(shown),
    ending: endingText(shown, trace),
    trace,
    causality: known(entry.causalities ?? {}, property),
    reasons: known(entry.reasons, property),
  };
}

/** A property may have any name, `constructor` too. */
function known<T>(all: Readonly<Record<string, T>>, property: string | null): T | null {
  return property !== null && Object.hasOwn(all, property) ? (all[property] as T) : null;
}
