/** What a check could do with less work, told where it would have been felt; no doubt about the verdict, as a warning is. */
import type { Model } from "../model/model.ts";
import type { Hint, Verdict } from "./verdict.ts";

/** Fewer states than that are no trouble. */
const MANY_STATES = 50_000;

type Checked = Pick<Verdict, "reductions" | "dropped"> & { readonly distinct: number };

export function hintsFor(model: Model, checked: Checked): Hint[] {
  return [...keptMessages(model, checked), ...undeclaredSteps(model, checked)];
}

/** Messages that have expired, and are kept in states since nobody asked to have them forgotten. */
function keptMessages({ expiries }: Model, { distinct, reductions, dropped }: Checked): Hint[] {
  const name = "stale-messages";
  const wasAsked = reductions.includes(name) || dropped.some(({ reduction }) => reduction === name);
  if (expiries.length === 0 || wasAsked || distinct < MANY_STATES) return [];
  const kinds = [...new Set(expiries.map(({ kind }) => kind))].join(", ");
  return [
    {
      kind: "expired-messages-kept",
      subject: name,
      message: `messages expire here (${kinds}), and states differ in expired ones: the reduction ${name} forgets them`,
    },
  ];
}

/** Programs that give partial order little to go by: each step that does or awaits something may touch all that is shared. */
function undeclaredSteps({ programs }: Model, { reductions }: Checked): Hint[] {
  if (!reductions.includes("partial-order")) return [];
  return programs
    .filter(({ parts: { state, steps } }) => {
      const declares = steps.some(({ reads, writes }) => reads !== undefined || writes !== undefined);
      const touches = steps.some((step) => step.do !== null || step.await !== null);
      return !declares && touches && Object.keys(state).length > 0;
    })
    .map(({ name }) => ({
      kind: "steps-undeclared",
      subject: name,
      message: `no step of the program ${name} declares reads or writes: each that does or awaits something may touch all of the shared state, so that partial order puts off none of these`,
    }));
}
