/**
 * What may be asked of a rule instance in a state of a behaviour: whether it is enabled there, and for which facts it is not.
 * Instances are named as traces print them, `accept(by: a1, ballot: 0, value: v1)`, be it with other spaces.
 */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import { isModel, type Model } from "../model/model.ts";
import { instancesOf, stepText } from "../program/instances.ts";
import { statesAlong } from "../trace/replay.ts";
import type { Explainable } from "./all-reasons.ts";
import type { WhyNot } from "./reasons.ts";
import { sampledStates } from "./sampled-states.ts";
import { whyDisabled } from "./why-not.ts";

/** States that tell which facts keep an instance disabled. */
const SAMPLED = 1000;

/** An instance in a state; `whyNot` null: it is enabled, or nothing was found. */
export interface AskedInstance {
  readonly instance: string;
  /** `beyond`: enabled, and left out by the model's constraint; `throws`: its guard or effect, or a bound. */
  readonly is: "enabled" | "beyond" | "disabled" | "throws";
  readonly whyNot: WhyNot | null;
}

/** An instance by its number and its text. */
export interface NumberedInstance {
  readonly step: number;
  readonly text: string;
}

/** Answers of instances in the states of a trace; `states`: all of them up to those that are asked about. */
export function instanceTeller(
  model: Model,
  states: readonly InterpretedState[],
): (at: number, instance: NumberedInstance) => AskedInstance {
  const interpreter = interpret(model);
  const sampled = sampledStates(interpreter, SAMPLED);
  return (at, { step, text }) => {
    const state = states[at] as InterpretedState;
    const is = standing(interpreter, state, step);
    if (is !== "disabled") return { instance: text, is, whyNot: null };
    const why = whyDisabled(model, interpreter, state, step, { sampled, before: states.slice(0, at) });
    return { instance: text, is, whyNot: why };
  };
}

function standing(interpreter: Interpreter, state: InterpretedState, step: number): AskedInstance["is"] {
  try {
    if (interpreter.take(state, step) !== null) return "enabled";
    return interpreter.takeUnbounded(state, step) === null ? "disabled" : "beyond";
  } catch {
    return "throws";
  }
}

/** The instances of a rule that there are in a state, enabled or not. */
export function instancesIn(model: Model, { stored }: InterpretedState, rule: number): readonly NumberedInstance[] {
  const instances = instancesOf(model.rules);
  const members = storedMembers(model.schema, stored);
  const found: NumberedInstance[] = [];
  eachInstance(model.schema, model.rules[rule] as Model["rules"][number], stored, (index) => {
    const step = (instances.first[rule] as number) + index;
    found.push({ step, text: stepText(instances, step, members) });
  });
  return found;
}

/** The rule's name in an instance as text. */
export function ruleNameIn(instance: string): string {
  return instance.replace(/\(.*/s, "").trim();
}

/** Undefined: none is called so. */
export function instanceCalled(listed: readonly NumberedInstance[], text: string): NumberedInstance | undefined {
  return listed.find((each) => squeezed(each.text) === squeezed(text));
}

/**
 * Why a rule instance is disabled in a state of a behaviour: the fewest facts for which it is, whatever the rest of the state
 * is, and those of them that tell the state from others in which it is enabled. Or that it is enabled there. `state` counts
 * from 0, the initial one.
 *
 * @throws SynodError SYN212 for what is no model or behaviour, for a state or an instance that is not there; SYN211 for a key
 *   that is not asked.
 *
 * @example
 * ```ts
 * const door = model({
 *   state: { locked: boolean, open: boolean },
 *   init: (s) => { s.locked = true; },
 *   rules: { push: { when: (s) => !s.locked, do: (s) => { s.open = true; } }, unlock: { do: (s) => { s.locked = false; } } },
 *   reachable: { open: (s) => s.open },
 * });
 * const { counterexamples: [way] } = await check(door);
 * if (way) console.log(whyNot(door, way, { state: 0, rule: "push" }).whyNot?.says); // push is disabled, since locked is true
 * ```
 */
export function whyNot(
  model: Model,
  behaviour: Pick<Explainable, "list">,
  asked: {
    /** Which state of the behaviour, from 0, the initial one: `state: 3`. */
    readonly state: number;
    /** The instance, as traces print it: `rule: "accept(by: a1, ballot: 0, value: v1)"`. */
    readonly rule: string;
  },
): AskedInstance {
  if (!isModel(model)) throw bad("what whyNot(...) is to explain by", `is ${kindOfValue(model)}`, "a model");
  const { list } = (isNamedParts(behaviour) ? behaviour : {}) as Partial<Explainable>;
  if (!isNamedParts(list) || !Array.isArray(list["steps"]))
    throw bad("the behaviour given to whyNot(...)", `is ${kindOfValue(behaviour)}`, "a counterexample of check(...)");
  closed(asked, ["state", "rule"], (problem, wrong) =>
    wrong === undefined
      ? bad("what whyNot(...) is asked", problem, 'an object such as { state: 3, rule: "accept(by: a1)" }')
      : synodError("unknown-key", { subject: "what whyNot(...) is asked", ...wrong }),
  );
  const states = statesAlong(model, list as Explainable["list"]);
  const state = states[asked.state];
  if (state === undefined)
    throw bad("the state given to whyNot(...)", `is ${String(asked.state)}`, `a number from 0 to ${states.length - 1}`);
  const name = ruleNameIn(String(asked.rule));
  const rule = model.rules.findIndex((each) => each.name === name);
  const known = model.rules.map((each) => each.name).join(", ");
  if (rule < 0) throw bad("the rule given to whyNot(...)", `is ${JSON.stringify(name)}`, `one of ${known}`);
  const listed = instancesIn(model, state, rule);
  const found = instanceCalled(listed, asked.rule);
  if (found === undefined) {
    const some = listed[0]?.text ?? "none: there is none there";
    throw bad("the rule given to whyNot(...)", `is ${asked.rule}`, `an instance in that state, such as ${some}`);
  }
  return instanceTeller(model, states)(asked.state, found);
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
