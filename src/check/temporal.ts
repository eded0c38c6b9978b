/** Properties over time: judged on the transition graph, their lassos confirmed by a literal reading of the definitions. */
import { synodError } from "../errors/errors.ts";
import type { WalkGraph } from "../explore/graph-build.ts";
import { type Halt, Halted, type HaltReason, heed } from "../halt.ts";
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import type { Model } from "../model/model.ts";
import { conditionPredicate, type Property, targetPredicate } from "../model/property.ts";
import { isFair, isPair, isTemporal } from "../model/property-kinds.ts";
import { instancesOf } from "../program/instances.ts";
import type { StepList } from "../program/steps.ts";
import { replayBehaviour } from "../trace/replay.ts";
import type { Trace } from "../trace/trace.ts";
import { classesOf, fairnessClasses } from "../verify/fairness-classes.ts";
import { Analysis } from "../verify/liveness/analysis.ts";
import { checkLiveness } from "../verify/liveness/check.ts";
import type { FairnessReason, TemporalCounterexample as Found } from "../verify/liveness/counterexample.ts";
import { compileFairness, type FairnessConstraint } from "../verify/liveness/fairness.ts";
import type { LivenessProperty } from "../verify/liveness/property.ts";
import { idleConstraints, type Vacuity } from "../verify/liveness/vacuity.ts";
import { type Behaviours, judge, type StatedProperty, type TemporalClaim } from "../verify/liveness/validate.ts";
import type { PropertyVerdict, Warning } from "../verify/verdict.ts";
import { easiestOrder } from "../why/easiest.ts";
import type { Counterexample } from "./counterexample.ts";

/** Above this many interpreted states a counterexample to AG EF is taken without trying every way out of its end. */
const CONFIRMED_STATES = 20_000;
/** On the graph, predicates take a byte a state each. */
const MOST_NOTED = 1024;

/** A name for a set of assumptions, and what is assumed. */
export interface ChosenFairness {
  readonly name: string;
  readonly assumptions: readonly FairnessAssumption[];
}

interface Asked {
  /** Properties over time, as indices. */
  readonly temporal: readonly number[];
  readonly fairness: ChosenFairness;
  /** Whether something made the graph smaller that does not keep behaviours. */
  readonly reduced: boolean;
  /** From a path in the graph, where it is smaller, to the model's own steps. */
  readonly concrete: (path: StepList) => StepList;
  /** Asked while judging. */
  readonly halt: Halt;
}

export interface TemporalResult {
  readonly verdict: PropertyVerdict;
  readonly counterexample: Counterexample | null;
  readonly warnings: readonly Warning[];
}

export interface TemporalJudgement {
  /** Of the properties that were judged. */
  readonly results: readonly TemporalResult[];
  readonly warnings: readonly Warning[];
  /** Why not all were; null: they were. */
  readonly halted: HaltReason | null;
}

/**
 * The predicates whose truth the graph must carry, for these properties: each one's own, and the target of `leadsTo`; where
 * fairness counts, also the conditions of what is assumed.
 */
export function notedPredicates(
  model: Pick<Model, "properties" | "conditions">,
  temporal: readonly number[],
  assumptions: readonly FairnessAssumption[],
): number[] {
  const { properties } = model;
  const isAsked = temporal.some((at) => isFair((properties[at] as Property).kind));
  const conditions = new Set((isAsked ? assumptions : []).flatMap(({ when }) => when ?? []));
  const claimed = temporal.flatMap((at) => {
    const property = properties[at] as Property;
    return property.target === null ? [at] : [at, targetPredicate(properties, at)];
  });
  const noted = [...claimed, ...[...conditions].map((when) => conditionPredicate(model, when))];
  if (noted.length > MOST_NOTED)
    throw synodError("bad-config", {
      setting: "properties over time",
      problem: `they have ${noted.length} predicates, and one check takes ${MOST_NOTED}; choose with the option \`properties\``,
    });
  return noted;
}

/**
 * Judges properties on one graph. Its sets are of what `notedPredicates` answers, in that order. Only AG EF may be read off
 * a reduced graph: elsewhere a step stands for others, of other classes, and neither fairness nor "for ever" means the same.
 */
export function judgeTemporal(
  model: Model,
  graph: WalkGraph,
  { temporal, fairness: { name: chosen, assumptions }, reduced, concrete, halt }: Asked,
): TemporalJudgement {
  const needsFairness = temporal.some((at) => isFair((model.properties[at] as Property).kind));
  if (reduced && needsFairness)
    throw synodError("internal", {
      problem: "properties over time were judged under a reduction that does not keep them",
    });
  const instances = instancesOf(model.rules);
  const groups = assumptions.map((assumption) => classesOf(assumption, instances, graph.instances));
  const constraints = groups.flat();
  const analysis = new Analysis(graph, halt);
  const noted = notedPredicates(model, temporal, assumptions);
  const setOf = (predicate: number) => graph.sets[noted.indexOf(predicate)] as Uint8Array;
  // Without a property about fair behaviours nobody asks who is fair, and what conditions answer was not noted.
  const counted = needsFairness ? constraints : [];
  const fairness = compileFairness(graph, counted, (when) => setOf(conditionPredicate(model, when)));
  const idle = new Set(needsFairness ? idleConstraints(fairness) : []);
  const warnings = assumptions.flatMap((assumption, at) => {
    const classes = groups[at] as FairnessConstraint[];
    return needsFairness && classes.every((each) => idle.has(each)) ? [idleWarning(chosen, assumption)] : [];
  });
  const judged = (at: number): TemporalResult => {
    const property = model.properties[at] as Property;
    const set = setOf(at);
    const target = property.target === null ? null : setOf(targetPredicate(model.properties, at));
    const result = checkLiveness(analysis, fairness, stated(property, set, target));
    const { name, kind, family } = property;
    const told = { name, ...(family !== undefined && { family: family.name }), kind };
    if (result.outcome === "holds") {
      // Of a claim about no value that is said once, for properties of every kind (verify/vacuity.ts).
      const vacuity = property.overNothing === true ? [] : result.vacuity;
      const warnings = vacuity.map((each) => vacuityWarning(name, each));
      return { verdict: { ...told, outcome: "holds", steps: null, loop: null }, counterexample: null, warnings };
    }
    const found = result.counterexample;
    const { counterexample, mayMove } = confirm(model, property, counted, found, concrete);
    const steps = found.labels.length;
    // With assumptions in force, the trace says of each why the behaviour is fair.
    const mayStay = found.loop === steps && counted.length === 0 && mayMove;
    return {
      verdict: { ...told, outcome: "violated", steps, loop: found.loop, ...(mayStay && { mayStay }) },
      counterexample,
      warnings: [],
    };
  };
  const results: TemporalResult[] = [];
  try {
    for (const at of temporal) {
      heed(halt);
      results.push(judged(at));
    }
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    return { results, warnings, halted: error.reason };
  }
  return { results, warnings, halted: null };
}

function stated(property: Property, set: Uint8Array, target: Uint8Array | null): LivenessProperty {
  const { kind } = property;
  if (!isTemporal(kind)) throw synodError("internal", { problem: `${property.name} is not a property over time` });
  return isPair(kind) ? { kind, from: set, to: target as Uint8Array } : { kind, goal: set };
}

/**
 * Replays the behaviour with the interpreter and reads the property and the fairness literally on it. `mayMove`: whether
 * some step leads out of its last state.
 */
function confirm(
  model: Model,
  property: Property,
  constraints: readonly FairnessConstraint[],
  found: Found,
  concrete: (list: StepList) => StepList,
): { readonly counterexample: Counterexample; readonly mayMove: boolean } {
  const list = concrete({ initial: found.states[0] as number, steps: found.labels, loop: found.loop });
  const replayed = replayBehaviour(model, list, fairLines(found.fairness, found.loop));
  const { states } = replayed;
  const asked = question(model, property, constraints);
  const { faults } = judge({
    ...asked,
    counterexample: { ...found, labels: list.steps, states },
  });
  if (faults.length > 0)
    throw synodError("internal", {
      problem: `a counterexample to ${property.name} is not confirmed: ${faults.join("; ")}`,
    });
  const { successors, key } = asked.behaviours;
  const last = states.at(-1) as InterpretedState;
  const mayMove = [...successors(last)].some(({ state }) => key(state) !== key(last));
  const shown = easier(model, asked, list, states) ?? { list, trace: replayed.trace };
  return { counterexample: { property: property.name, claim: "property", ...shown }, mayMove };
}

/**
 * The same way to the loop, and the same loop, in the orders that are easiest to read, when that is a counterexample as
 * well; null: it is none, or they are read easily. Of a way to where a goal is lost all that counts is where it leads.
 */
function easier(
  model: Model,
  asked: Omit<TemporalClaim<InterpretedState>, "counterexample">,
  list: StepList,
  states: readonly InterpretedState[],
): Pick<Counterexample, "list" | "trace"> | null {
  const loop = list.loop ?? null;
  const { property } = asked;
  const passes = property.kind === "eventually" ? (state: InterpretedState) => !property.goal(state) : undefined;
  const orderOf = (from: number, to: number) =>
    easiestOrder(model, states[from] as InterpretedState, list.steps.slice(from, to), {
      ends: (_, last) => last.text === states[to]?.text,
      ...(passes !== undefined && { passes }),
    });
  const stem = orderOf(0, loop ?? list.steps.length);
  const steps = loop === null ? stem : [...stem, ...orderOf(loop, list.steps.length)];
  if (steps.every((step, at) => step === list.steps[at])) return null;
  const eased = replayBehaviour(model, { ...list, steps }, []);
  if (loop === null) return { list: { ...list, steps }, trace: eased.trace };
  const fairness = asked.fairness.map((constraint) => reasonOf(asked, eased.states, loop, constraint));
  const counterexample = { states: eased.states, labels: steps, loop, fairness };
  if (judge({ ...asked, counterexample }).faults.length > 0) return null;
  return { list: { ...list, steps }, trace: { ...eased.trace, fairness: fairLines(fairness, loop) } };
}

function fairLines(fairness: readonly FairnessReason[], loop: number | null): string[] {
  return fairness.map((reason) => reasonText(reason, loop as number));
}

/**
 * A saved counterexample on the model as it is now, without a search. Throws `trace-mismatch` when it is none any more:
 * the steps are not enabled, the loop does not close or is not fair, or the property is respected.
 */
export function replayTemporal(
  model: Model,
  property: Property,
  list: StepList,
  assumptions: readonly FairnessAssumption[],
): Trace {
  const loop = list.loop ?? null;
  const { trace, states } = replayBehaviour(model, list, []);
  const bare = question(model, property, []);
  // The steps that there are from states of the loop: classes without one of them are respected in it.
  const steps = new Set<number>();
  for (const state of loop === null ? [] : states.slice(loop))
    for (const { label } of bare.behaviours.successors(state)) steps.add(label);
  const occurring = [...steps].sort((one, other) => one - other);
  const constraints = fairnessClasses(assumptions, instancesOf(model.rules), occurring);
  const asked = { ...bare, fairness: constraints };
  const fairness = loop === null ? [] : constraints.map((constraint) => reasonOf(asked, states, loop, constraint));
  const { faults } = judge({ ...asked, counterexample: { states, labels: list.steps, loop, fairness } });
  if (faults.length > 0)
    throw synodError("trace-mismatch", {
      model: model.name ?? "the model",
      step: list.steps.length,
      problem: `it is no counterexample to ${property.name}: ${faults.join("; ")}`,
    });
  return { ...trace, fairness: fairLines(fairness, loop) };
}

/** Everything that a judge needs to know but the counterexample, from the interpreter alone. */
function question(
  model: Model,
  property: Property,
  fairness: readonly FairnessConstraint[],
): Omit<TemporalClaim<InterpretedState>, "counterexample"> {
  const interpreter = interpret(model);
  const successors = new Map<string, ReturnType<Behaviours<InterpretedState>["successors"]>>();
  const behaviours: Behaviours<InterpretedState> = {
    initial: { [Symbol.iterator]: () => interpreter.eachInitialState()[Symbol.iterator]() },
    key: (state) => state.text,
    successors: (state) => {
      const known =
        successors.get(state.text) ??
        interpreter.successors(state).map(({ step, state: after }) => ({ label: step, state: after }));
      successors.set(state.text, known);
      return known;
    },
  };
  const met = (when: unknown, state: InterpretedState) => {
    const condition = model.conditions.find(({ predicate }) => predicate === when) as Property;
    return interpreter.holds(condition, state, state);
  };
  return { behaviours, property: predicatesOf(property), fairness, met, exploreAtMost: CONFIRMED_STATES };

  function predicatesOf({ kind, target }: Property): StatedProperty<InterpretedState> {
    const holds = (state: InterpretedState) => interpreter.holds(property, state, state);
    if (!isTemporal(kind)) throw synodError("internal", { problem: `${property.name} is not a property over time` });
    if (isPair(kind)) {
      const to = { ...property, predicate: target as Property["predicate"] };
      return { kind, from: holds, to: (state) => interpreter.holds(to, state, state) };
    }
    return { kind, goal: holds };
  }
}

/** Why a loop respects a constraint, if it does; the judge finds out. */
function reasonOf(
  { behaviours: { successors, key }, met }: Pick<TemporalClaim<InterpretedState>, "behaviours" | "met">,
  states: readonly InterpretedState[],
  loop: number,
  { name, kind, labels, when }: FairnessConstraint,
): FairnessReason {
  const leads = (state: InterpretedState) =>
    (when !== undefined && met?.(when, state) !== true ? [] : [...successors(state)])
      .filter((step) => labels.includes(step.label) && key(step.state) !== key(state))
      .map((step) => key(step.state));
  const step = states.findIndex((state, i) => {
    const after = states[i + 1];
    return i >= loop && after !== undefined && leads(state).includes(key(after));
  });
  if (step >= 0) return { name, kind, because: { kind: "taken", step } };
  if (kind === "strong") return { name, kind, because: { kind: "disabledThroughout" } };
  const state = states.findIndex((each, i) => i >= loop && leads(each).length === 0);
  return { name, kind, because: { kind: "disabled", state } };
}

function idleWarning(chosen: string, { kind, rules }: FairnessAssumption): Warning {
  const assumed = `${kind} fairness of ${rules.join(" or ")}`;
  const message = `fairness ${chosen} demands nothing by ${assumed}: none of the instances that it concerns can ever change a state`;
  return { kind: "fairness-never-enabled", subject: chosen, message };
}

function vacuityWarning(subject: string, { kind }: Vacuity): Warning {
  return { kind: "vacuous", subject, message: `${subject} holds, but ${VACUITY[kind]}` };
}

const VACUITY: Record<Vacuity["kind"], string> = {
  noBehaviour: "there is no behaviour at all",
  leftSideNeverReached: "no reachable state satisfies its left side",
  rightSideAlwaysPresent: "wherever its left side holds, its right side holds already",
  goalMetInitially: "every initial state satisfies it already",
};

/** Why an assumption is respected by what goes on for ever from state `loop` on, for a reader. */
function reasonText({ name, kind, because }: FairnessReason, loop: number): string {
  const head = `${kind} fairness of ${name}`;
  switch (because.kind) {
    case "taken":
      return `${head}: taken at step ${because.step + 1}`;
    case "disabled":
      return `${head}: disabled in state ${because.state}`;
    case "disabledThroughout":
      return `${head}: disabled from state ${loop} on`;
  }
}
