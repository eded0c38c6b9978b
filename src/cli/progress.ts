/** One line on a terminal that says how a search is getting on, rewritten in place and gone at the end. */

import { countOf, countText } from "../errors/counts.ts";
import type { Progress } from "../explore/walk.ts";
import { printable } from "../printable.ts";
import { bytesText, durationText, rateText } from "../report/quantities.ts";
import type { SimulationProgress } from "../simulate/simulate-options.ts";
import type { Terminal } from "./terminal.ts";

/** A rate over less time than this jumps too much to be read. */
const RATE_MS = 1000;
const clearLine = "\r\u001b[2K";

export interface ProgressLine {
  readonly show: (now: Progress) => void;
  readonly judging: (judged: number, of: number) => void;
  readonly clear: () => void;
}

/** Shows nothing when nobody watches. */
export function progressLine(terminal: Terminal, label = ""): ProgressLine {
  if (!terminal.isWatched) return { show: () => {}, judging: () => {}, clear: () => {} };
  const started = performance.now();
  let since = { at: started, distinct: 0 };
  let rate: number | null = null;
  return {
    show: (now) => {
      const at = performance.now();
      if (at - since.at >= RATE_MS) {
        rate = (1000 * (now.distinct - since.distinct)) / (at - since.at);
        since = { at, distinct: now.distinct };
      }
      const soFar = (1000 * now.distinct) / Math.max(1, at - started);
      const line = progressText(now, rate ?? soFar, at - started, label);
      terminal.rewrite(clearLine + terminal.notePaint.dim(line.slice(0, terminal.noteWidth - 1)));
    },
    judging: (judged, of) => {
      const line = `${label}judging again, ${countText(judged)} of ${countOf(of, "state")}, ${durationText(performance.now() - started)}`;
      terminal.rewrite(clearLine + terminal.notePaint.dim(line.slice(0, terminal.noteWidth - 1)));
    },
    clear: () => terminal.rewrite(clearLine),
  };
}

/** The same of random runs: `4,200 runs, 391,004 steps, 181,220 states, 12.1 s`. */
export function runsProgress(terminal: Terminal): {
  readonly show: (now: SimulationProgress) => void;
  readonly clear: () => void;
} {
  if (!terminal.isWatched) return { show: () => {}, clear: () => {} };
  const started = performance.now();
  return {
    show: ({ runs, steps, distinct }) => {
      const counts = [countOf(runs, "run"), countOf(steps, "step"), countOf(distinct, "state")];
      const line = [...counts, durationText(performance.now() - started)].join(", ");
      terminal.rewrite(clearLine + terminal.notePaint.dim(line.slice(0, terminal.noteWidth - 1)));
    },
    clear: () => terminal.rewrite(clearLine),
  };
}

/** `level 14, 1,234,567 states, 2.6 M/s, queue 34,567, 345 MiB, 12.1 s`. */
export function progressText(now: Progress, statesPerSecond: number, elapsedMs: number, label: string): string {
  const parts = [
    `${printable(label)}level ${now.level}`,
    countOf(now.distinct, "state"),
    rateText(statesPerSecond),
    `queue ${countText(now.queue)}`,
    bytesText(now.bytes),
    durationText(elapsedMs),
  ];
  return parts.join(", ");
}
