/** What may be asked of a saved trace: about one of its steps, about a rule around it, or why an instance is disabled in a state. */
import { synodError } from "../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import { statesAlong } from "../trace/replay.ts";
import type { StepNeeds, WhyNot } from "../why/reasons.ts";
import { sampledStates } from "../why/sampled-states.ts";
import { stepNeeds } from "../why/step-needs.ts";
import { whyNot } from "../why/why-not.ts";
import type { SavedRun } from "./saved-trace.ts";

/** States that tell which facts keep an instance disabled. */
const SAMPLED = 1000;
/** Of so many instances of a rule it is said what they lack. */
const TOLD_INSTANCES = 50;

/** An instance in a state; `whyNot` null: it is enabled, or nothing was found. */
export interface AskedInstance {
  readonly instance: string;
  /** `beyond`: enabled, and left out by the model's constraint; `throws`: its guard or effect, or a bound. */
  readonly is: "enabled" | "beyond" | "disabled" | "throws";
  readonly whyNot: WhyNot | null;
}

export interface RuleInState {
  /** Which state of the trace. */
  readonly state: number;
  readonly instances: readonly AskedInstance[];
  /** Instances of which nothing is said, since there are so many. */
  readonly more: number;
}

export interface AskedStep {
  readonly number: number;
  /** Null: its closures throw where they are asked about other states. */
  readonly needs: StepNeeds | null;
  readonly rule: readonly RuleInState[];
}

/** About a step and, with `rule`, the instances of it in the states before and after. Throws `bad-option-value`. */
export function askedStep({ model, file }: SavedRun, number: string, rule: string | null): AskedStep {
  const { steps } = file.list;
  const at = numbered("--step", number, 1, steps.length, "a step");
  const states = statesAlong(model, file.list);
  const needs = stepNeeds(model, states, steps[at - 1] as number, at);
  if (rule === null) return { number: at, needs, rule: [] };
  const index = ruleNamed(model, "--rule", rule);
  const tell = teller(model, states);
  return { number: at, needs, rule: [at - 1, at].map((state) => tell.ofRule(state, index)) };
}

/** Why an instance is disabled in a state of the trace. Throws `bad-option-value`. */
export function askedWhyNot(
  { model, file }: SavedRun,
  number: string,
  instance: string,
): AskedInstance & { readonly state: number } {
  const states = statesAlong(model, file.list);
  const at = numbered("--why-not", number, 0, states.length - 1, "a state");
  const name = instance.replace(/\(.*/s, "").trim();
  const listed = instancesIn(model, states[at] as InterpretedState, ruleNamed(model, "--why-not", name));
  const found = listed.find(({ text }) => squeezed(text) === squeezed(instance));
  if (found === undefined) {
    const known = listed.map(({ text }) => text);
    const expected = `an instance of ${name} in that state, such as ${known[0] ?? "none: there is none there"}`;
    throw synodError("bad-option-value", { option: "--why-not", value: instance, expected, known });
  }
  return { state: at, ...teller(model, states).of(at, found) };
}

interface NumberedInstance {
  readonly step: number;
  readonly text: string;
}

function teller(model: Model, states: readonly InterpretedState[]) {
  const interpreter = interpret(model);
  const sampled = sampledStates(interpreter, SAMPLED);
  const of = (at: number, { step, text }: NumberedInstance): AskedInstance => {
    const state = states[at] as InterpretedState;
    const is = standing(interpreter, state, step);
    if (is !== "disabled") return { instance: text, is, whyNot: null };
    const why = whyNot(model, interpreter, state, step, { sampled, before: states.slice(0, at) });
    return { instance: text, is, whyNot: why };
  };
  const ofRule = (state: number, rule: number): RuleInState => {
    const all = instancesIn(model, states[state] as InterpretedState, rule);
    const told = all.slice(0, TOLD_INSTANCES).map((each) => of(state, each));
    return { state, instances: told, more: all.length - told.length };
  };
  return { of, ofRule };
}

function standing(interpreter: Interpreter, state: InterpretedState, step: number): AskedInstance["is"] {
  try {
    if (interpreter.take(state, step) !== null) return "enabled";
    return interpreter.takeUnbounded(state, step) === null ? "disabled" : "beyond";
  } catch {
    return "throws";
  }
}

function instancesIn(model: Model, { stored }: InterpretedState, rule: number): readonly NumberedInstance[] {
  const instances = instancesOf(model.rules);
  const members = storedMembers(model.schema, stored);
  const found: NumberedInstance[] = [];
  eachInstance(model.schema, model.rules[rule] as Model["rules"][number], stored, (index) => {
    const step = (instances.first[rule] as number) + index;
    found.push({ step, text: stepText(instances, step, members) });
  });
  return found;
}

function ruleNamed(model: Model, option: string, name: string): number {
  const known = model.rules.map((each) => each.name);
  const at = known.indexOf(name);
  if (at >= 0) return at;
  throw synodError("bad-option-value", { option, value: name, expected: `a rule: ${known.join(", ")}`, known });
}

function numbered(option: string, text: string, least: number, most: number, what: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : -1;
  if (number >= least && number <= most) return number;
  const range = most < least ? "and it has none" : `${least} to ${most}`;
  throw synodError("bad-option-value", { option, value: text, expected: `${what} of the trace, ${range}` });
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
