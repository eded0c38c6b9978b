/** What may be asked of a saved trace: about one of its steps, about a rule around it, or why an instance is disabled in a state. */
import { synodError } from "../errors/errors.ts";
import type { InterpretedState } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { statesAlong } from "../trace/replay.ts";
import { type AskedInstance, instanceCalled, instancesIn, instanceTeller, ruleNameIn } from "../why/asked-instance.ts";
import type { StepNeeds } from "../why/reasons.ts";
import { stepNeeds } from "../why/step-needs.ts";
import type { SavedRun } from "./saved-trace.ts";

/** Of so many instances of a rule it is said what they lack. */
const TOLD_INSTANCES = 50;

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
  const tell = instanceTeller(model, states);
  return { number: at, needs, rule: [at - 1, at].map((state) => ofRule(model, states, { tell, state, rule: index })) };
}

/** Why an instance is disabled in a state of the trace. Throws `bad-option-value`. */
export function askedWhyNot(
  { model, file }: SavedRun,
  number: string,
  instance: string,
): AskedInstance & { readonly state: number } {
  const states = statesAlong(model, file.list);
  const at = numbered("--why-not", number, 0, states.length - 1, "a state");
  const name = ruleNameIn(instance);
  const listed = instancesIn(model, states[at] as InterpretedState, ruleNamed(model, "--why-not", name));
  const found = instanceCalled(listed, instance);
  if (found === undefined) {
    const known = listed.map(({ text }) => text);
    const expected = `an instance of ${name} in that state, such as ${known[0] ?? "none: there is none there"}`;
    throw synodError("bad-option-value", { option: "--why-not", value: instance, expected, known });
  }
  return { state: at, ...instanceTeller(model, states)(at, found) };
}

/** Of the first instances of a rule in a state. */
function ofRule(
  model: Model,
  states: readonly InterpretedState[],
  {
    tell,
    state,
    rule,
  }: { readonly tell: ReturnType<typeof instanceTeller>; readonly state: number; readonly rule: number },
): RuleInState {
  const all = instancesIn(model, states[state] as InterpretedState, rule);
  const told = all.slice(0, TOLD_INSTANCES).map((each) => tell(state, each));
  return { state, instances: told, more: all.length - told.length };
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
