/** What a check could do with less work, told where it would have been felt; no doubt about the verdict, as a warning is. */
import type { Model } from "../model/model.ts";
import type { Hint, Verdict } from "./verdict.ts";

/** Fewer states than that are no trouble. */
const MANY_STATES = 50_000;

/** Messages that have expired, and are kept in states since nobody asked to have them forgotten. */
export function hintsFor(
  { expiries }: Model,
  { distinct, reductions, dropped }: Pick<Verdict, "reductions" | "dropped"> & { readonly distinct: number },
): Hint[] {
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
