/** A graph of states as DOT and GraphML draw it, be it a trace or all that a small model does. */
import type { Change } from "../state/diff.ts";
import { plainText } from "../state/plain.ts";
import type { StateInTrace } from "../trace/plain-copy.ts";
import { calledText, type ToldTrace } from "./told-trace.ts";

export interface DrawnState {
  readonly state: StateInTrace;
  /** What is written in it, line by line. */
  readonly lines: readonly string[];
  readonly isInitial: boolean;
  /** No step leads on from it; null: that is not known. */
  readonly isTerminal: boolean | null;
  /** Properties that are false there. */
  readonly violates: readonly string[];
  /** The bounds of the constraint that it is beyond. */
  readonly beyond: readonly string[];
}

export interface DrawnStep {
  /** Indexes of states. */
  readonly from: number;
  readonly to: number;
  /** The number of the rule instance; null: it is not known. */
  readonly step: number | null;
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
  /** Properties of steps that are false of it. */
  readonly violates: readonly string[];
}

export interface DrawnGraph {
  readonly title: string;
  readonly states: readonly DrawnState[];
  readonly steps: readonly DrawnStep[];
}

/** A trace as states in a row: the first with all that it has, the others with what changed. Of a lasso the row returns. */
export function drawnTrace({ subject, heading, trace, property }: ToldTrace): DrawnGraph {
  const { initial, steps, loop } = trace;
  // The last state of a lasso is the one that the loop starts at.
  const isLasso = loop !== null && loop < steps.length;
  const last = isLasso ? steps.length - 1 : steps.length;
  const violated = property?.isFalseAtEnd ? [property.name] : [];
  const isOfStep = property?.isOfStep === true;
  const drawn = (state: StateInTrace, at: number, lines: readonly string[]): DrawnState => ({
    state,
    lines,
    isInitial: at === 0,
    isTerminal: null,
    violates: at === last && !isLasso && !isOfStep ? violated : [],
    beyond: [],
  });
  return {
    title: `${heading}: ${subject}`,
    states: [
      drawn(initial, 0, stateLines(initial)),
      ...steps.slice(0, last).map(({ state, changes }, at) => drawn(state, at + 1, changes.flatMap(changeLines))),
    ],
    steps: steps.map(({ step, rule, arguments: bound }, at) => ({
      from: at,
      to: isLasso && at === last ? loop : at + 1,
      step: step < 0 ? null : step,
      rule,
      arguments: bound,
      violates: isOfStep && at === steps.length - 1 ? violated : [],
    })),
  };
}

export function stateLines(state: StateInTrace): string[] {
  return Object.entries(state).map(([name, field]) => `${name} = ${plainText(field)}`);
}

export function changeLines(change: Change): string[] {
  const path = change.shown ?? change.path;
  if (change.unsaid === true) return [];
  if (change.kind === "set") return [`${path}: ${change.before} → ${change.after}`];
  return [...change.removed.map((each) => `${path} - ${each}`), ...change.added.map((each) => `${path} + ${each}`)];
}

/** The steps that lead from one state to another, together. */
export function parallelSteps({ steps }: DrawnGraph): (readonly DrawnStep[])[] {
  const together = new Map<string, DrawnStep[]>();
  for (const step of steps) {
    const key = `${step.from} ${step.to}`;
    together.set(key, [...(together.get(key) ?? []), step]);
  }
  return [...together.values()];
}

export function stepLabel(step: DrawnStep): string {
  return calledText(step);
}
