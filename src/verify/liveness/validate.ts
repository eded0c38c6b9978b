/**
 * Judges a counterexample by the definitions alone, before anyone is shown it. It shares no code and no data with the
 * search: it asks the model for successors again, and reads the temporal operators literally over the positions of the
 * lasso. Slow and obvious on purpose.
 *
 * Positions 0 to n stand for the whole infinite behaviour; after the last comes the first of the loop:
 *
 *     0 -> 1 -> 2 -> 3 -> 4
 *               ^_________|       from position i on, the behaviour meets i.. and loop.., each again and again
 */
import type { FairnessReason, TemporalCounterexample } from "./counterexample.ts";
import type { FairnessConstraint } from "./fairness.ts";

export interface Behaviours<S> {
  readonly initial: Iterable<S>;
  /** Every step from the state; steps that leave it as it is may be listed or not. */
  successors(state: S): Iterable<{ readonly label: number; readonly state: S }>;
  /** Equal for equal states only. */
  key(state: S): string | number;
}

export type Predicate<S> = (state: S) => boolean;

export type StatedProperty<S> =
  | { readonly kind: "eventually" | "alwaysEventually" | "eventuallyAlways"; readonly goal: Predicate<S> }
  | { readonly kind: "leadsTo"; readonly from: Predicate<S>; readonly to: Predicate<S> }
  | { readonly kind: "alwaysReachable"; readonly goal: Predicate<S> };

export interface TemporalClaim<S> {
  readonly behaviours: Behaviours<S>;
  readonly property: StatedProperty<S>;
  readonly fairness: readonly FairnessConstraint[];
  /** Whether the condition of a constraint holds in a state; absent: none has one. */
  readonly met?: (when: (state: never) => boolean, state: S) => boolean;
  readonly counterexample: Omit<TemporalCounterexample, "states" | "isShortest"> & { readonly states: readonly S[] };
  /** For `alwaysReachable`: how many states to visit in search of the goal before giving up. Default: no bound. */
  readonly exploreAtMost?: number;
}

export interface Validation {
  /** Empty if the counterexample is one. */
  readonly faults: readonly string[];
  /** What could not be checked within bounds. */
  readonly unchecked: readonly string[];
}

export function judge<S>(claim: TemporalClaim<S>): Validation {
  const faults = faultsOfPath(claim);
  if (faults.length > 0) return { faults, unchecked: [] };
  const { property, counterexample } = claim;
  if (property.kind === "alwaysReachable") {
    if (counterexample.loop !== null) return { faults: ["a finite path was expected, not a lasso"], unchecked: [] };
    return searchGoal(claim, property.goal);
  }
  if (counterexample.loop === null) return { faults: ["a lasso was expected, not a finite path"], unchecked: [] };
  return { faults: faultsOfLasso(claim, property, counterexample.loop), unchecked: [] };
}

function faultsOfPath<S>({ behaviours, counterexample: { states, labels, loop } }: TemporalClaim<S>): string[] {
  const { key } = behaviours;
  const faults: string[] = [];
  if (states.length === 0 || states.length !== labels.length + 1) return ["states and labels do not form a path"];
  if (!isAmong(behaviours.initial, states[0]!, key)) faults.push("state 0 is not initial");
  for (const [i, label] of labels.entries()) {
    const to = key(states[i + 1]!);
    const successors = [...behaviours.successors(states[i]!)];
    if (!successors.some((step) => step.label === label && key(step.state) === to)) {
      faults.push(`step ${i} with label ${label} does not lead from state ${i} to state ${i + 1}`);
    }
    if (key(states[i]!) === to) faults.push(`step ${i} does not change the state`);
  }
  if (loop !== null && !(Number.isInteger(loop) && loop >= 0 && loop < states.length)) {
    faults.push("loop is not a position");
  } else if (loop !== null && key(states[loop]!) !== key(states.at(-1)!)) {
    faults.push(`the last state is not state ${loop}`);
  }
  return faults;
}

/** Asks for no more states than it takes. */
function isAmong<S>(states: Iterable<S>, wanted: S, key: Behaviours<S>["key"]): boolean {
  for (const state of states) if (key(state) === key(wanted)) return true;
  return false;
}

type Formula = (position: number) => boolean;

function faultsOfLasso<S>(
  { behaviours, counterexample, fairness, met }: TemporalClaim<S>,
  property: Exclude<StatedProperty<S>, { kind: "alwaysReachable" }>,
  loop: number,
): string[] {
  const { states, labels } = counterexample;
  const stutters = loop === labels.length;
  const positions = stutters ? states.length : labels.length;
  const next = (i: number): number => (i + 1 < positions ? i + 1 : loop);
  const from = (i: number): number[] =>
    Array.from({ length: positions }, (_, j) => j).filter((j) => j >= Math.min(i, loop));
  const always =
    (f: Formula): Formula =>
    (i) =>
      from(i).every(f);
  const eventually =
    (f: Formula): Formula =>
    (i) =>
      from(i).some(f);
  const implies =
    (f: Formula, g: Formula): Formula =>
    (i) =>
      !f(i) || g(i);
  const holds =
    (p: Predicate<S>): Formula =>
    (i) =>
      p(states[i]!);

  const stepsOf = (i: number, c: FairnessConstraint): (string | number)[] =>
    (c.when !== undefined && met?.(c.when, states[i]!) !== true ? [] : [...behaviours.successors(states[i]!)])
      .filter(({ label }) => c.labels.includes(label))
      .map(({ state }) => behaviours.key(state))
      .filter((to) => to !== behaviours.key(states[i]!));
  const enabled =
    (c: FairnessConstraint): Formula =>
    (i) =>
      stepsOf(i, c).length > 0;
  const taken =
    (c: FairnessConstraint): Formula =>
    (i) =>
      stepsOf(i, c).includes(behaviours.key(states[next(i)]!));
  const respects = (c: FairnessConstraint): Formula =>
    c.kind === "weak"
      ? implies(eventually(always(enabled(c))), always(eventually(taken(c))))
      : implies(always(eventually(enabled(c))), always(eventually(taken(c))));

  const formula = (): Formula => {
    switch (property.kind) {
      case "eventually":
        return eventually(holds(property.goal));
      case "alwaysEventually":
        return always(eventually(holds(property.goal)));
      case "eventuallyAlways":
        return eventually(always(holds(property.goal)));
      case "leadsTo":
        return always(implies(holds(property.from), eventually(holds(property.to))));
    }
  };
  const explains = (c: FairnessConstraint, { because }: FairnessReason): boolean => {
    const inLoop = (i: number, end: number): boolean => i >= loop && i < end;
    switch (because.kind) {
      case "taken":
        return inLoop(because.step, labels.length) && taken(c)(because.step);
      case "disabled":
        return c.kind === "weak" && inLoop(because.state, states.length) && !enabled(c)(because.state);
      case "disabledThroughout":
        return from(loop).every((i) => !enabled(c)(i));
    }
  };

  const faults: string[] = [];
  if (formula()(0)) faults.push("the behaviour satisfies the property");
  if (counterexample.fairness.length !== fairness.length) faults.push("not one reason per fairness constraint");
  for (const [i, constraint] of fairness.entries()) {
    if (!respects(constraint)(0)) faults.push(`the behaviour is not fair: ${constraint.kind} ${constraint.name}`);
    const reason = counterexample.fairness[i];
    if (reason && !explains(constraint, reason)) faults.push(`the reason given for ${constraint.name} is not true`);
  }
  return faults;
}

function searchGoal<S>(
  { behaviours, counterexample, exploreAtMost }: TemporalClaim<S>,
  goal: Predicate<S>,
): Validation {
  const last = counterexample.states[counterexample.states.length - 1] as S;
  const seen = new Set([behaviours.key(last)]);
  const queue = [last];
  for (const state of queue) {
    if (goal(state)) return { faults: ["a goal can be reached from the last state"], unchecked: [] };
    if (seen.size > (exploreAtMost ?? Number.POSITIVE_INFINITY)) {
      return { faults: [], unchecked: [`whether a goal can be reached after visiting ${exploreAtMost} states`] };
    }
    for (const { state: after } of behaviours.successors(state)) {
      if (seen.has(behaviours.key(after))) continue;
      seen.add(behaviours.key(after));
      queue.push(after);
    }
  }
  return { faults: [], unchecked: [] };
}
