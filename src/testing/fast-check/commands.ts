/**
 * A real implementation against its model: one command of fast-check for each rule, which takes a step of the model where the
 * rule is enabled, and has the caller do the same to what is real and compare. The model is run by the interpreter.
 */
import { type Arbitrary, type AsyncCommand, nat } from "fast-check";
import { checkModel } from "../../check/check-options.ts";
import { closed, kindOfValue } from "../../closed.ts";
import { synodError } from "../../errors/errors.ts";
import { type InterpretedState, type Interpreter, interpret } from "../../interpret/interpret.ts";
import { storedMembers } from "../../interpret/plain-instances.ts";
import type { Model } from "../../model/model.ts";
import type { Rule } from "../../model/rule.ts";
import { bindingCodes, boundValues, instancesOf, ruleOfStep, stepText } from "../../program/instances.ts";
import { type FieldInTrace, type PlainValue, plainCopy, type StateInTrace } from "../../trace/plain-copy.ts";

/** A state as plain values: maps are objects, and sets, bags and sequences lists of their members as text. */
export type PlainFields = { readonly [field: string]: PlainValue };

/** Where the model is. */
export interface ModelPosition {
  /** Its state, as plain values. */
  readonly state: PlainFields;
  /** The steps taken so far, as rule calls. */
  readonly steps: readonly string[];
}

/**
 * What a step of the model is of what is real: does it there, and throws if it is not as the model has it. `bindings`: what the
 * rule binds, by name; `after`: the state of the model behind the step.
 */
export type RealStep<Real> = (
  real: Real,
  // biome-ignore lint/suspicious/noExplicitAny: of which values is for the rule to say, and a model has forgotten its types.
  bindings: Readonly<Record<string, any>>,
  after: PlainFields,
) => void | Promise<void>;

/** By the names of rules; null: the step is the model's alone, and nothing is done to what is real. */
export type RealSteps<Real> = Readonly<Record<string, RealStep<Real> | null>>;

class Position implements ModelPosition {
  readonly steps: string[] = [];
  readonly model: Model;
  readonly interpreter: Interpreter;
  at: InterpretedState;

  constructor(model: Model) {
    this.model = model;
    this.interpreter = interpret(model);
    for (const state of this.interpreter.eachInitialState()) {
      this.at = state;
      return;
    }
    throw synodError("no-initial-state", { model: model.name ?? "the model", choices: 0 });
  }

  get state(): PlainFields {
    return fieldsOf(plainCopy(this.at.plain));
  }
}

/**
 * The model in its first initial state, for `fc.asyncModelRun`: `() => ({ model: atStart(queue), real: new Queue() })`.
 *
 * @throws SynodError SYN212 for what is no model.
 *
 * @example
 * ```ts
 * const light = model({ state: { on: boolean }, rules: { toggle: { do: (s) => { s.on = !s.on; } } } });
 * console.log(atStart(light).state); // { on: false }
 * ```
 */
export function atStart(model: Model): ModelPosition {
  checkModel("atStart(...)", "start", model);
  return new Position(model);
}

/**
 * A command for each rule of a model, for `fc.commands`. A command can be run where its rule has an enabled instance, of which
 * it takes one; then it calls the rule's entry of `steps` with what is real.
 *
 * @throws SynodError SYN211 for a rule that there is not, SYN212 for one of which nothing is said, and for what is no model.
 *
 * @example
 * ```ts
 * const light = model({ state: { on: boolean }, rules: { toggle: { do: (s) => { s.on = !s.on; } } } });
 * class Lamp { isOn = false; press() { this.isOn = !this.isOn; } }
 * const commands = commandsOf<Lamp>(light, {
 *   toggle: (lamp, _, after) => { lamp.press(); if (lamp.isOn !== after["on"]) throw new Error("it is otherwise"); },
 * });
 * await fc.assert(
 *   fc.asyncProperty(fc.commands(commands), (all) => fc.asyncModelRun(() => ({ model: atStart(light), real: new Lamp() }), all)),
 * );
 * ```
 */
export function commandsOf<Real extends object>(
  model: Model,
  steps: RealSteps<Real>,
): Arbitrary<AsyncCommand<ModelPosition, Real>>[] {
  checkModel("commandsOf(...)", "run", model);
  const rules = model.rules.map(({ name }) => name);
  closed(steps, rules, (problem, wrong) =>
    wrong === undefined
      ? bad("what commandsOf(...) is given for steps", problem, "an object with an entry for each rule")
      : synodError("unknown-key", { subject: "the steps of commandsOf(...)", ...wrong }),
  );
  for (const rule of rules) {
    const step: unknown = steps[rule];
    if (typeof step === "function" || step === null) continue;
    const problem = step === undefined ? "says nothing of it" : `has ${kindOfValue(step)} for it`;
    throw bad(`the rule ${rule} in commandsOf(...)`, problem, "a function (real, bindings, after), or null");
  }
  return model.rules.map((rule, at) =>
    nat().map((pick) => new RuleCommand<Real>(rule, at, pick, steps[rule.name] as RealStep<Real> | null)),
  );
}

class RuleCommand<Real extends object> implements AsyncCommand<ModelPosition, Real> {
  readonly #rule: Rule;
  readonly #at: number;
  /** Which of the enabled instances it takes, counted round. */
  readonly #pick: number;
  readonly #real: RealStep<Real> | null;
  /** As it was taken last. */
  #said: string;

  constructor(rule: Rule, at: number, pick: number, real: RealStep<Real> | null) {
    this.#rule = rule;
    this.#at = at;
    this.#pick = pick;
    this.#real = real;
    this.#said = rule.name;
  }

  check(position: Readonly<ModelPosition>): boolean {
    return this.#enabled(position as Position).length > 0;
  }

  async run(position: ModelPosition, real: Real): Promise<void> {
    const here = position as Position;
    const enabled = this.#enabled(here);
    const taken = enabled[this.#pick % enabled.length] as (typeof enabled)[number];
    const instances = instancesOf(here.model.rules);
    const members = storedMembers(here.model.schema, here.at.stored);
    const codes = bindingCodes(this.#rule, taken.step - (instances.first[this.#at] as number));
    const bindings = boundValues(this.#rule, codes, members) as Readonly<Record<string, unknown>>;
    this.#said = stepText(instances, taken.step, members);
    here.steps.push(this.#said);
    here.at = taken.state;
    if (this.#real !== null) await this.#real(real, bindings, here.state);
  }

  toString(): string {
    return this.#said;
  }

  #enabled(position: Position): readonly { readonly step: number; readonly state: InterpretedState }[] {
    const instances = instancesOf(position.model.rules);
    return position.interpreter.successors(position.at).filter(({ step }) => ruleOfStep(instances, step) === this.#at);
  }
}

function fieldsOf(state: StateInTrace): PlainFields {
  return Object.fromEntries(Object.entries(state).map(([name, field]) => [name, fieldOf(field)]));
}

function fieldOf(field: FieldInTrace): PlainValue {
  switch (field.kind) {
    case "value":
      return field.value;
    case "map":
      return Object.fromEntries(field.entries.map(([key, item]) => [key, fieldOf(item)]));
    default:
      return field.members;
  }
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
