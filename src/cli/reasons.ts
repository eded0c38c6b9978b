/**
 * The reasons of what a check found, for its output. Each question about a trace takes some thousand runs of closures at most, so
 * that what is said is the same on every machine. A time for all of it is only for closures that take longer than anybody
 * would wait: what it ends is said to be unanswered. And they end when the command is to stop.
 */
import type { Counterexample } from "../check/counterexample.ts";
import type { Model } from "../model/model.ts";
import type { StepList } from "../program/steps.ts";
import { watchedReasons } from "../report/watched-reasons.ts";
import type { Trace } from "../trace/trace.ts";
import { STOPPED } from "../why/all-reasons.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Reference } from "../why/reference.ts";
import { account } from "./newsroom.ts";

/**
 * Milliseconds of processor time for all counterexamples of a check: far above what the runs of any of the catalogue take, which
 * is three seconds at most.
 */
export const REASONS_MS = 20_000;
/** What is under way may take so many times as long by the clock, and so much longer, unless it never ends. */
const CROWD = 2;
const GRACE = 5000;

/** Milliseconds that this process has computed for so far. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Of a counterexample or a witness; the time begins to run with the first. `against`: also where the mistake acted. */
export function reasonsWithin(
  model: Model,
  against: Reference | null = null,
): (
  shown: Pick<Counterexample, "property" | "claim"> & {
    readonly list: StepList | null;
    readonly trace?: Pick<Trace, "failing">;
  },
) => Reasons {
  let end: number | null = null;
  const deadline = { isOver: () => computed() > (end as number) || account().stopped !== 0 };
  return (shown) => {
    end ??= computed() + REASONS_MS;
    if (deadline.isOver()) return STOPPED;
    const explained = shown as Parameters<typeof watchedReasons>[1];
    return watchedReasons(model, explained, { deadline, against }, CROWD * (end - computed()) + GRACE);
  };
}
