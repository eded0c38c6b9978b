/** Sample behaviours for people: each a line on how long it is and why it ends, then its steps one after the other. */
import { countOf } from "../errors/counts.ts";
import { printable } from "../printable.ts";
import type { Sample, SampleEnding } from "../trace/sample.ts";
import { happenedText, type TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

const ENDINGS: Readonly<Record<SampleEnding, string>> = {
  terminal: ", then nothing can happen",
  unchanging: ", then nothing changes any more",
  constraint: ", up to the constraint",
  "long enough": ", and on",
  throws: ", where a rule throws",
  interrupted: ", cut short",
};

export function samplesText(samples: readonly Sample[], seed: number, { paint, width }: TextOptions): string {
  return samples
    .flatMap(({ trace, ending }, at) => [
      `  ${paint.bold(`sample ${at + 1} of ${samples.length}`)} (seed ${seed}): ${countOf(trace.steps.length, "step")}${ENDINGS[ending]}`,
      ...wrap(printable(trace.steps.map((step) => happenedText(step).text).join("; ")), width - 4)
        .filter((line) => line !== "")
        .map((line) => `    ${line}`),
    ])
    .join("\n");
}
