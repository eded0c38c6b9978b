/**
 * A trace as a test writes it against the trace that was found. A test writes a step as it reads in the report: the name of
 * the rule alone, `propose`, or the rule's call, `propose(ballot: 1, value: v2)`; of a program's step also `t1: push(node: 2)`.
 * Runs of blanks and line breaks count as one blank, since a report breaks long lines. Nothing else is overlooked.
 */
import { happenedText, ruleText } from "../report/trace-text.ts";
import type { TraceStep } from "../trace/trace.ts";

export interface TraceDifference {
  /** Where they part. */
  readonly problem: string;
  /** The trace that was found, where a step is as expected in the words of the test: what differs is what differs. */
  readonly actual: readonly string[];
}

/** Null: the trace is as expected, step by step and not a step longer. */
export function differenceOfTraces(expected: readonly string[], found: readonly TraceStep[]): TraceDifference | null {
  const isAsExpected = (step: TraceStep, at: number) => {
    const written = expected[at];
    return written !== undefined && waysToWrite(step).includes(oneBlank(written));
  };
  const actual = found.map((step, at) => (isAsExpected(step, at) ? (expected[at] as string) : ruleText(step)));
  const parts = found.findIndex((step, at) => !isAsExpected(step, at));
  const at = parts === -1 ? found.length : parts;
  if (at === found.length && at === expected.length) return null;
  const [wanted, was] = [expected[at], actual[at]];
  if (was === undefined) return { problem: `it ends after step ${at}, and step ${at + 1} is to be ${wanted}`, actual };
  if (wanted === undefined) return { problem: `it goes on after step ${at}, with ${was}`, actual };
  return { problem: `step ${at + 1} is ${was}, not ${wanted}`, actual };
}

function waysToWrite(step: TraceStep): readonly string[] {
  const happened = happenedText(step).text;
  const arrow = happened.lastIndexOf(" → ");
  return [step.rule, ruleText(step), happened, arrow === -1 ? happened : happened.slice(0, arrow)].map(oneBlank);
}

function oneBlank(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
