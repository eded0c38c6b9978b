/** What was expected of a check, and what was found, in a few words each. */
import { countOf } from "../errors/counts.ts";
import type { CheckedEntry, Expected } from "../suite/suite-report.ts";

/** `holds`, `agreement violated after 12 steps`, `undecided`. */
export function wantedText(expected: Expected): string {
  if (expected.outcome !== "violated") return expected.outcome;
  const { property, steps } = expected;
  return `${property} violated${steps === null ? "" : ` after ${countOf(steps, "step")}`}`;
}

/** `holds`, `agreement violated after 12 steps`, `error SYN102`: of several properties the first and how many more. */
export function foundText({ verdict, error }: CheckedEntry): string {
  if (error !== null) return `error ${error.id}`;
  if (verdict.outcome === "error") return `error ${verdict.error?.id ?? ""}`.trimEnd();
  if (verdict.outcome === "undecided") return `undecided (${verdict.ending})`;
  if (verdict.outcome === "holds") return "holds";
  const violated = verdict.properties.filter(({ outcome }) => outcome === "violated");
  const [first] = violated;
  if (first === undefined) return "violated";
  const after = first.steps === null ? "" : ` after ${countOf(first.steps, "step")}`;
  const more = violated.length > 1 ? `, and ${violated.length - 1} more` : "";
  return `${first.name} ${first.steps === null && first.kind === "reachable" ? "never reached" : `violated${after}`}${more}`;
}
