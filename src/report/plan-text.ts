/** `synod plan` for people: the range first, then how it was come by, and what drives it. */
import { countOf, countText } from "../errors/counts.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { Driver, Range, SearchPlan } from "../plan/plan-search.ts";
import { printable } from "../printable.ts";
import { bytesText, durationText } from "./quantities.ts";
import { subjectText } from "./subject-text.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside } from "./wrap.ts";

const LABEL = 12;
/** So many fields and parameters are named. */
const NAMED = 4;

export interface PlanOf {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

export function planText(plan: SearchPlan, of: PlanOf, { paint, width }: TextOptions): string {
  const row = (label: string, text: string) => beside(`  ${label}`, LABEL, printable(text), width);
  const { states, wallMs, memoryBytes, reductions } = plan;
  const inForce = reductions.length === 0 ? "" : `, with ${reductions.join(" and ")}`;
  return [
    paint.bold(`PLAN  ${subjectText(of)}`),
    ...row("states", `${rangeText(states, countText)}${inForce}`),
    ...row("time", `${rangeText(wallMs, durationText)}, one thread`),
    ...row("memory", rangeText(memoryBytes, bytesText)),
    ...row("method", methodText(plan)),
    ...driverRows(plan, row),
    ...fieldRows(plan, row),
    ...(plan.interrupted ? row("", "interrupted: with more time there is more to go by") : []),
  ].join("\n");
}

/** `42`, `1,000 to 20,000`, `at least 1,000`. */
export function rangeText({ least, most }: Range, text: (value: number) => string): string {
  if (most === null) return `at least ${text(least)}`;
  return text(least) === text(most) ? text(least) : `${text(least)} to ${text(most)}`;
}

function methodText({ method, probe, smaller }: SearchPlan): string {
  const own = `${countOf(probe.states, "state")} in ${durationText(probe.wallMs)}, up to depth ${probe.depth}`;
  const done = smaller.filter(({ complete }) => complete).length;
  switch (method) {
    case "searched":
      return `counted: a search without properties found all of them in ${durationText(probe.wallMs)}`;
    case "shape":
      return `by shape: ${own}, beside the levels of ${countOf(done, "smaller configuration")}`;
    case "growth":
      return `roughly, by growth from value to value in ${countOf(done, "smaller configuration")}; beside ${own}`;
    case "none":
      return `none: ${own}, and no two smaller configurations that were done in time to compare with`;
  }
}

function driverRows({ drivers }: SearchPlan, row: (label: string, text: string) => string[]): string[] {
  return drivers.slice(0, NAMED).flatMap((driver, at) => row(at === 0 ? "driven by" : "", driverText(driver)));
}

/** `ballots 2 → 3: 44 times as many (443 → 19,400)`. */
function driverText({ parameter, from, to, states, factor, atLeast }: Driver): string {
  const least = atLeast ? "at least " : "";
  return `${parameter} ${from} → ${to}: ${least}${factor} times as many (${countText(states[0])} → ${least}${countText(states[1])})`;
}

function fieldRows({ growth }: SearchPlan, row: (label: string, text: string) => string[]): string[] {
  if (growth === null || growth.sampled === 0) return [];
  const fields = growth.fields.slice(0, NAMED).map(({ field, different }) => `${field} (${countText(different)})`);
  return row(
    "fields",
    `${fields.join(", ")}: different contents among ${countOf(growth.sampled, "state")} of the last level`,
  );
}
