/** What is different between the verdicts of one run and of the one before, a line each. */
import { countText } from "../../errors/counts.ts";
import { shortName } from "../../printable.ts";
import { propertyOutcomeText } from "../../report/verdict-text.ts";
import type { Verdict } from "../../verify/verdict.ts";

export function verdictChanges(before: Verdict, after: Verdict): string[] {
  return [
    ...from("outcome", before.outcome, after.outcome),
    ...count("states", before.states.distinct, after.states.distinct),
    ...count("generated", before.states.generated, after.states.generated),
    ...count("depth", before.states.depth, after.states.depth),
    ...named(
      before.properties.map((each) => [each.name, propertyOutcomeText(each, before)] as const),
      after.properties.map((each) => [each.name, propertyOutcomeText(each, after)] as const),
    ),
    ...named(
      before.coverage.map(({ rule, enabled }) => [rule, enabledText(enabled)] as const),
      after.coverage.map(({ rule, enabled }) => [rule, enabledText(enabled)] as const),
    ),
  ];
}

const enabledText = (times: number) => (times === 0 ? "never enabled" : "enabled");

function from(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

function count(what: string, before: number, after: number): string[] {
  if (before === after) return [];
  const share = before === 0 ? "" : ` (${after > before ? "+" : "-"}${percent(before, after)} %)`;
  return [`${what}: ${countText(before)} → ${countText(after)}${share}`];
}

function percent(before: number, after: number): string {
  const share = (100 * Math.abs(after - before)) / before;
  return share < 10 ? share.toFixed(1) : countText(Math.round(share));
}

type Named = readonly (readonly [name: string, text: string])[];

function named(before: Named, after: Named): string[] {
  const [old, now] = [new Map(before), new Map(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    from(shortName(name), old.get(name) ?? "not there", now.get(name) ?? "gone"),
  );
}
