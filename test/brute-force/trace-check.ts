/** Whether what a check shows is a behaviour of the machine, and shows what it says. */

import type { Value } from "../random/model-data.ts";
import type { Exploration } from "./exploration.ts";
import type { FairClass } from "./fair-loops.ts";
import type { PlainProperty } from "./machine.ts";
import type { PlainState } from "./plain-states.ts";

export interface ShownTrace {
  readonly steps: readonly { readonly rule: string; readonly arguments: readonly (readonly [string, string])[] }[];
  readonly loop: number | null;
  /** Fails in the last state. */
  readonly failing: { readonly rule: string; readonly arguments: readonly (readonly [string, string])[] } | null;
}

/** A text for what is wrong; null: nothing. `textOf`: how a bound value is written. */
export function faultOfTrace(
  exploration: Exploration,
  property: PlainProperty | null,
  fairness: readonly FairClass[],
  trace: ShownTrace,
  textOf: (rule: string, name: string, value: Value) => string,
): string | null {
  const takes = (at: number, { rule, arguments: shown }: ShownTrace["steps"][number]) =>
    (exploration.edges[at] as Exploration["edges"][number]).filter(
      ({ step }) =>
        step.rule === rule && shown.every(([name, text]) => textOf(rule, name, step.bound[name] as Value) === text),
    );
  let problem = "there is no initial state";
  for (const start of exploration.initial) {
    const path = [start];
    for (const step of trace.steps) {
      const edge = takes(path.at(-1) as number, step)[0];
      if (edge === undefined || edge.to < 0) break;
      path.push(edge.to);
    }
    if (path.length <= trace.steps.length) {
      problem = `step ${path.length} cannot be taken`;
      continue;
    }
    const found = faultOfPath(exploration, property, fairness, trace, path, takes);
    if (found === null) return null;
    problem = found;
  }
  return problem;
}

function faultOfPath(
  { states, edges, crossed }: Exploration,
  property: PlainProperty | null,
  fairness: readonly FairClass[],
  { loop, failing }: ShownTrace,
  path: readonly number[],
  takes: (at: number, step: ShownTrace["steps"][number]) => Exploration["edges"][number],
): string | null {
  const last = path.at(-1) as number;
  const state = (at: number) => states[at] as PlainState;
  if (property === null)
    return failing !== null && takes(last, failing).some(({ to }) => to < 0) ? null : "no error is met there";
  const holds = (at: number) => property.holds(state(at), state(at));
  switch (property.kind) {
    case "always":
      return holds(last) ? "the property holds in the last state" : null;
    case "reachable":
      return holds(last) ? null : "the property does not hold in the last state";
    case "step": {
      const before = path.at(-2);
      if (before === undefined || before === last) return "the last step changes nothing";
      return property.holds(state(before), state(last)) ? "the property holds of the last step" : null;
    }
    case "deadlock":
      if ((edges[last] as readonly unknown[]).length > 0) return "a rule is enabled in the last state";
      if ((crossed[last] as readonly string[]).length > 0) return "the last state is beyond the constraint";
      return holds(last) ? "the last state may be terminal" : null;
    case "alwaysReachable":
      return null;
  }
  if (loop === null || path[loop] !== last) return "the loop does not close";
  const around = path.slice(loop);
  for (const { kind, leads } of fairness) {
    const taken = around.some((at, index) => leads.get(at)?.has(around[index + 1] ?? -1));
    const blocked = around.map((at) => !leads.has(at));
    if (!taken && !(kind === "weak" ? blocked.some(Boolean) : blocked.every(Boolean))) return "the loop is not fair";
  }
  switch (property.kind) {
    case "eventually":
      return path.some(holds) ? "the property comes true" : null;
    case "alwaysEventually":
      return around.some(holds) ? "the property comes true in the loop" : null;
    case "eventuallyAlways":
      return around.every(holds) ? "the property stays true in the loop" : null;
    case "leadsTo": {
      const asked = path.findLastIndex(holds);
      const target = property.target as NonNullable<PlainProperty["target"]>;
      const rest = asked >= loop ? around : path.slice(asked);
      if (asked < 0) return "the left side is never true";
      return rest.some((at) => target(state(at))) ? "the right side follows" : null;
    }
  }
}
