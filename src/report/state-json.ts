/** States, changes and traces as JSON: numbers, booleans, null and text; maps as objects, collections as arrays. */
import type { Change } from "../state/diff.ts";
import type { Plain } from "../state/plain.ts";
import type { AbstractLane } from "../trace/abstract-lane.ts";
import type { StateInTrace } from "../trace/plain-copy.ts";
import type { Trace } from "../trace/trace.ts";

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A trace for `--json`: each step as its integer and as a person reads it, with what it changed. */
export function traceJson(trace: Trace): Json {
  return {
    initial: stateJson(trace.initial),
    steps: trace.steps.map(({ step, rule, arguments: bound, changes, process }) => ({
      step,
      rule,
      arguments: Object.fromEntries(bound),
      ...(process !== undefined && { process: { ...process } }),
      changes: changes.map(changeJson),
    })),
    failing:
      trace.failing === null
        ? null
        : {
            step: trace.failing.step,
            rule: trace.failing.rule,
            arguments: Object.fromEntries(trace.failing.arguments),
            ...(trace.failing.process !== undefined && { process: { ...trace.failing.process } }),
            ...(trace.failing.bound !== undefined && { bound: trace.failing.bound }),
          },
    loop: trace.loop,
    fairness: trace.fairness,
    ...(trace.falseFor !== undefined && { falseFor: { ...trace.falseFor } }),
    ...(trace.abstract !== undefined && { abstract: abstractJson(trace.abstract) }),
  };
}

function abstractJson({ link, model, initial, isInitial, steps }: AbstractLane): Json {
  return {
    link,
    model,
    initial: stateJson(initial),
    isInitial,
    steps: steps.map(({ is, rule, arguments: bound, others, changes }) => ({
      is,
      rule,
      arguments: Object.fromEntries(bound),
      others,
      changes: changes.map(changeJson),
    })),
  };
}

export function stateJson(state: StateInTrace): Json {
  return Object.fromEntries(Object.entries(state).map(([name, plain]) => [name, plainJson(plain)]));
}

function plainJson(plain: Plain): Json {
  switch (plain.kind) {
    case "value":
      return isScalar(plain.value) ? plain.value : plain.text;
    case "map":
      return Object.fromEntries(plain.entries.map(([key, item]) => [key, plainJson(item)]));
    default:
      return plain.members;
  }
}

function changeJson(change: Change): Json {
  const { path, shown } = change;
  const place = { path, ...(shown !== undefined && { shown }) };
  return change.kind === "set"
    ? { ...place, before: change.before, after: change.after }
    : { ...place, added: change.added, removed: change.removed };
}

function isScalar(value: unknown): value is null | boolean | number | string {
  return value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string";
}
