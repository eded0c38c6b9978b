/**
 * The reasons of what a check found, for its output. They never hold up a verdict for long: what is not found within some
 * thousand runs of closures, and seconds for all of it, is not said; and they end when the command is to stop.
 */
import type { Counterexample } from "../check/counterexample.ts";
import type { Model } from "../model/model.ts";
import type { StepList } from "../program/steps.ts";
import { watchedReasons } from "../report/watched-reasons.ts";
import { NO_REASONS } from "../why/explain.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Reference } from "../why/reference.ts";
import { account } from "./newsroom.ts";

/** Milliseconds of processor time for all counterexamples of a check: where others use the processors too, no less is said. */
export const REASONS_MS = 3000;
/** What is under way may take so many times as long by the clock, and so much longer, unless it never ends. */
const CROWD = 3;
const GRACE = 2000;

/** Milliseconds that this process has computed for so far. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Of a counterexample or a witness; the time begins to run with the first. `against`: also where the mistake acted. */
export function reasonsWithin(
  model: Model,
  against: Reference | null = null,
): (shown: Pick<Counterexample, "property" | "claim"> & { readonly list: StepList | null }) => Reasons {
  let end: number | null = null;
  const deadline = { isOver: () => computed() > (end as number) || account().stopped !== 0 };
  return (shown) => {
    end ??= computed() + REASONS_MS;
    if (shown.claim !== "property" || deadline.isOver()) return NO_REASONS;
    const explained = shown as Parameters<typeof watchedReasons>[1];
    return watchedReasons(model, explained, { deadline, against }, CROWD * (end - computed()) + GRACE);
  };
}
