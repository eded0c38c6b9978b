/**
 * All states of a small model and all steps between them, by the interpreter: what `synod graph` writes and the page draws.
 * States are numbered as breadth-first search finds them, so that the number of a step's goal never tells more than its
 * depth allows. Nothing is left out: a graph that would be larger than was allowed is refused.
 */
import { synodError } from "../errors/errors.ts";
import { heed, processHalt } from "../halt.ts";
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { boundPredicates, type Property } from "../model/property.ts";
import { isShownBy, PROPERTY_KINDS } from "../model/property-kinds.ts";
import { describeStep, instancesOf } from "../program/instances.ts";
import { claimedAt } from "../trace/claim.ts";
import { plainCopy } from "../trace/plain-copy.ts";
import { type DrawnGraph, type DrawnState, type DrawnStep, stateLines } from "./drawn-graph.ts";

export interface WholeGraph extends DrawnGraph {
  /** By how many steps each state is away from an initial one. */
  readonly depths: readonly number[];
  /** The properties whose violations are marked; what is about behaviours is not judged here. */
  readonly judged: readonly string[];
}

/** Throws `graph-too-large`, and what the model throws. */
export function stateGraph(
  model: Model,
  { title, maxStates }: { readonly title: string; readonly maxStates: number },
): WholeGraph {
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const judges = (shownBy: "state" | "step" | "end") =>
    model.properties.filter(({ kind }) => isShownBy(shownBy, kind) && PROPERTY_KINDS[kind].seeks === "counterexample");
  const [ofStates, ofSteps, ofEnds] = [judges("state"), judges("step"), judges("end")];
  // What a link says of them alone.
  const ofStarts = ofSteps.filter(({ link }) => link !== undefined).map((property) => claimedAt(property, undefined));
  // Bounds go by other names where properties might have theirs.
  const boundNames = new Map(
    boundPredicates(model.bounds).map(({ name }, at) => [name, model.bounds[at]?.name ?? name]),
  );
  const boundName = ({ name }: Property) => boundNames.get(name) ?? name;
  const found = new Map<string, number>();
  const met: InterpretedState[] = [];
  const depths: number[] = [];
  const numberOf = (state: InterpretedState, depth: number): number => {
    const known = found.get(state.text);
    if (known !== undefined) return known;
    if (met.length === maxStates) throw synodError("graph-too-large", { limit: maxStates, depth });
    found.set(state.text, met.length);
    depths.push(depth);
    return met.push(state) - 1;
  };
  for (const state of interpreter.eachInitialState()) numberOf(state, 0);
  const initial = met.length;
  const steps: DrawnStep[] = [];
  const states: DrawnState[] = [];
  // Grows while it is gone through.
  for (let at = 0; at < met.length; at++) {
    heed(processHalt);
    const state = met[at] as InterpretedState;
    const isFalse = (property: Property, after = state) => !interpreter.holds(property, state, after);
    const beyond = interpreter.crossed(state).map(boundName);
    const members = storedMembers(model.schema, state.stored);
    const successors = interpreter.successors(state);
    for (const { step, state: next } of successors) {
      const to = numberOf(next, (depths[at] as number) + 1);
      const violates = to === at ? [] : ofSteps.filter((property) => isFalse(property, next)).map(({ name }) => name);
      steps.push({ from: at, to, step, ...describeStep(instances, step, members), violates });
    }
    // What would follow on a state beyond the constraint is not run: it may be what the constraint is there to avoid.
    const isTerminal = beyond.length > 0 ? null : successors.length === 0 && interpreter.isTerminal(state);
    const claims = [...ofStates, ...(isTerminal === true ? ofEnds : []), ...(at < initial ? ofStarts : [])];
    const violates = claims.filter((property) => isFalse(property)).map(({ name }) => name);
    const copy = plainCopy(state.plain);
    states.push({ state: copy, lines: stateLines(copy), isInitial: at < initial, isTerminal, violates, beyond });
  }
  return { title, states, steps, depths, judged: [...ofStates, ...ofSteps, ...ofEnds].map(({ name }) => name) };
}
