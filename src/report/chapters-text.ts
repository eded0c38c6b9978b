/** A trace told in chapters, for people: in a line below the why, and with every step by its name where that is asked for. */
import { printableParts } from "../printable.ts";
import type { Trace, TraceStep } from "../trace/trace.ts";
import type { Reasons } from "../why/reasons.ts";
import { happenedText, type TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** So many lines are taken in at a glance; of chapters that would take more it is said how many there are. */
const GLANCE = 3;
const LABEL = "as chapters";

/** `as chapters  v1 is chosen: 1-4 6 8; v2 is chosen: 5 7 9-12`. None: there are no two. */
export function chaptersLines({ slice }: Reasons, { paint, width }: TextOptions): readonly string[] {
  const chapters = printableParts(slice?.chapters ?? []);
  if (chapters.length < 2) return [];
  const told = chapters.map(({ says, steps }) => `${says}: ${rangesText(steps).join(" ")}`).join("; ");
  const lines = wrap(`${LABEL}${JOINED}${JOINED}${told}`, width - 4);
  const shown =
    lines.length > GLANCE ? [`${LABEL}${JOINED}${JOINED}${chapters.length}, too long for a few lines`] : lines;
  return shown.map((line, at) => {
    const text = line.replaceAll(JOINED, " ");
    return at === 0 ? `  ${paint.dim(LABEL)}${text.slice(LABEL.length)}` : `    ${text}`;
  });
}

/** Kept on one line: a space that does not break, until the line has been broken. */
const JOINED = "\u00a0";
/** Of fewer numbers in a row each is said. */
const RANGE = 3;

/** `1-4`, `6`, `8`: in the order given. */
function rangesText(steps: readonly number[]): readonly string[] {
  const runs: number[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === step - 1) run.push(step);
    else runs.push([step]);
  }
  return runs.flatMap((run) => (run.length < RANGE ? run.map(String) : [`${run[0]}-${run.at(-1)}`]));
}

/** The steps by their names, chapter by chapter. */
export function chaptersText({ steps }: Trace, { slice }: Reasons, options: TextOptions): string {
  const chapters = slice?.chapters ?? null;
  if (chapters === null) {
    return "No chapters: it is told in the recorded order only.";
  }
  const blocks = chapters.map(({ says, steps: own }, at) => {
    const title = wrap(`Chapter ${at + 1}: ${printableParts(says)}`, options.width).map(options.paint.bold);
    const lines = own.flatMap((number) =>
      numbered(number, happenedText(printableParts(steps[number - 1]) as TraceStep).text, options),
    );
    return [...title, ...lines].join("\n");
  });
  return blocks.join("\n\n");
}

function numbered(number: number, text: string, { width }: TextOptions): string[] {
  return wrap(text, width - 6).map((line, at) => `${at === 0 ? String(number).padStart(4) : "    "}  ${line}`);
}
