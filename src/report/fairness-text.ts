/** Fairness for people: why a loop is fair, and what a model's named assumptions say. */
import type { FairnessAssumption } from "../model/fairness.ts";
import { wrap } from "./wrap.ts";

/** More lines than these are put together where they give the same reason. */
const MOST_LINES = 8;
/** How many classes a line names that stands for several. */
const NAMED = 3;

/** `fair because:` and the reasons, as from a trace; no line when nothing was assumed. */
export function fairnessLines(reasons: readonly string[], width: number): string[] {
  if (reasons.length === 0) return [];
  const shown = reasons.length > MOST_LINES ? grouped(reasons) : reasons;
  return [
    "  fair because:",
    ...shown.flatMap((reason) => wrap(reason, width - 6).map((line, at) => `${at === 0 ? "    " : "      "}${line}`)),
  ];
}

/** `weak fairness of send(to: 0), send(to: 1) and 7 more: taken at step 3`. */
function grouped(reasons: readonly string[]): string[] {
  const groups = new Map<string, { assumed: string; because: string; names: string[] }>();
  for (const reason of reasons) {
    const [, assumed = "", name = "", because = ""] = /^(\w+ fairness of )(.*): ([^:]*)$/s.exec(reason) ?? [];
    const key = because === "" ? reason : assumed + because;
    const group = groups.get(key) ?? { assumed, because: because === "" ? reason : `: ${because}`, names: [] };
    groups.set(key, group);
    group.names.push(name);
  }
  return [...groups.values()].map(({ assumed, because, names }) => {
    const more = names.length - NAMED;
    const named = more > 1 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
    return assumed + named + because;
  });
}

/** `weak fairness of send or receive, per from and to`; `weak fairness of some of send`. */
export function assumptionText({ kind, rules, per, where, when, words }: FairnessAssumption): string {
  const classes =
    per === null
      ? ""
      : per === "instance"
        ? ", per instance"
        : typeof per === "function"
          ? ", per class that the model computes"
          : `, per ${per.join(" and ")}`;
  return `${kind} fairness of ${where === null ? "" : "some of "}${words === undefined ? rules.join(" or ") : words.of + words.but}${classes}${when === undefined ? "" : ", from states where its condition holds"}`;
}
