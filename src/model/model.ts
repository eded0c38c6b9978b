/** A model: a state schema, initial states, rules, properties. Checked when it is made, so that an engine need not. */

import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import { refuseNewState, refuseUnfinished } from "../closed-room.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { isField, type Schema, type StateDraft, type StateView } from "../state/field.ts";
import { confine } from "./access.ts";
import { bindingsOf } from "./bindings.ts";
import { asModel, isMadeByModel } from "./brand.ts";
import type { Expiry } from "./expiry.ts";
import { type FairnessAssumption, type FairnessChoices, fairnessChoices } from "./fairness.ts";
import type { Footprint } from "./footprint.ts";
import type { Imposed } from "./imposed.ts";
import { type Abstraction, noting } from "./normalise.ts";
import { declare } from "./origin.ts";
import { propertiesOf } from "./properties.ts";
import type { Property } from "./property.ts";
import { type Bindings, type Bound, bindingDomain, isMembers, type Rule, type RuleDefinition } from "./rule.ts";
import { checkScalarsets } from "./scalarsets.ts";
import { emptied, type Switched, writtenIn } from "./written.ts";

type StatePredicate<S extends Schema> = (state: StateView<S>) => boolean;
type StepPredicate<S extends Schema> = (before: StateView<S>, after: StateView<S>) => boolean;

/**
 * By name; what is `false` is as if it were not written. The names, switched off or not, are inferred from all kinds of
 * property together, and the model carries them.
 */
export type Named<P extends string, T> = Switched<
  { readonly [K in P]?: Switched<T> } & { readonly [name: string]: Switched<T> }
>;

/** One initial state per choice of bindings. */
export interface InitialDefinition<S extends Schema, I extends Bindings> {
  readonly for?: I;
  readonly when?: (state: StateView<S>, bound: Bound<I>) => boolean;
  readonly do: (state: StateDraft<S>, bound: Bound<I>) => void;
}

export interface ModelDefinition<
  S extends Schema,
  R extends Readonly<Record<string, unknown>>,
  I extends Bindings,
  P extends string = string,
  F extends string = string,
> {
  /** How the model is called in verdicts; a protocol's name or the export's when absent. */
  readonly name?: string;
  readonly state: S;
  /**
   * Turns the zero state (every slot at its domain's first value) into an initial one. With `for`, one initial state per
   * choice of values, `when` then filters the results. Absent: the zero state alone.
   */
  readonly init?: ((state: StateDraft<S>) => void) | InitialDefinition<S, I>;
  /** A rule that is `false` is as if it were not written, and so is a property below, or all of a kind. */
  readonly rules: { readonly [K in keyof R]: Switched<RuleDefinition<S, R[K]>> };
  /**
   * Done to every initial state and at the end of every effect: puts numbers that would grow for ever back into a finite
   * range, see `ranks` and `lags` (normalise.ts). It must leave a state alone that it made itself.
   */
  readonly normalise?: (state: StateDraft<S>) => void;
  /** Invariants. */
  readonly always?: Named<P, StatePredicate<S>>;
  /** Action properties: claims about the state before and after every state-changing step. */
  readonly step?: Named<P, StepPredicate<S>>;
  /** What must be possible: guards against models in which nothing happens. */
  readonly reachable?: Named<P, StatePredicate<S>>;
  /** <>P: every fair behaviour comes to a state with P. */
  readonly eventually?: Named<P, StatePredicate<S>>;
  /** []<>P: again and again. */
  readonly alwaysEventually?: Named<P, StatePredicate<S>>;
  /** <>[]P: from some point on for ever. */
  readonly eventuallyAlways?: Named<P, StatePredicate<S>>;
  /** [](P => <>Q), written [P, Q]. */
  readonly leadsTo?: Named<P, readonly [from: StatePredicate<S>, to: StatePredicate<S>]>;
  /** AG EF P: from every reachable state one with P can be reached; knows no fairness. */
  readonly alwaysReachable?: Named<P, StatePredicate<S>>;
  /** Named fairness assumptions for the five above; the first is in force unless another is chosen. Absent: none. */
  readonly fairness?: Named<F, FairnessAssumption | readonly FairnessAssumption[]>;
  /** Whether a state with no enabled rule is an error: "allowed" (the default), "forbidden", or allowed where this holds. */
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<S>;
}

/** What is known of a model for a fact and is not for its writer to say: of models made from roles. */
export interface Facts {
  /** Per rule, what it may look at and touch. */
  readonly footprints: ReadonlyMap<string, Footprint>;
  /** Per rule, what of it is not its writer's. */
  readonly imposed: ReadonlyMap<string, Imposed>;
  /** Which messages will never be looked at again. */
  readonly expiries: readonly Expiry[];
}

/**
 * A checked model, its types forgotten but for the names of its properties and fairness assumptions. Without type arguments
 * it is any model.
 */
export interface Model<P extends string = string, F extends string = string> {
  readonly name: string | null;
  readonly schema: Schema;
  /** Makes initial states: `do` fills a zero state; `when` is asked afterwards. */
  readonly initial: Rule;
  readonly rules: readonly Rule[];
  readonly properties: readonly Property<P | "no deadlock">[];
  readonly fairness: FairnessChoices<F | "none">;
  readonly expiries: readonly Expiry[];
  /** What `normalise` has cost so far, in this thread. */
  readonly abstraction: Readonly<Abstraction>;
}

export function model<
  const S extends Schema,
  R extends Readonly<Record<string, unknown>>,
  I extends Bindings = {},
  P extends string = never,
  F extends string = never,
>(definition: ModelDefinition<S, R, I, P, F>): Model<P, F> {
  const made = modelWith(definition, { footprints: new Map(), imposed: new Map(), expiries: [] });
  declare(made, model);
  return made as Model as Model<P, F>;
}

const KEYS = keysOf<ModelDefinition<Schema, {}, {}>>({
  name: true,
  state: true,
  init: true,
  rules: true,
  normalise: true,
  always: true,
  step: true,
  reachable: true,
  eventually: true,
  alwaysEventually: true,
  eventuallyAlways: true,
  leadsTo: true,
  alwaysReachable: true,
  fairness: true,
  terminal: true,
});

/** The same with facts of which its writer need not know. */
export function modelWith<S extends Schema, R extends Readonly<Record<string, unknown>>, I extends Bindings = {}>(
  definition: ModelDefinition<S, R, I>,
  { footprints, imposed, expiries }: Facts,
): Model {
  closed(definition, KEYS, (problem, wrong) =>
    wrong === undefined
      ? bad("what model(...) is given", problem, "{ state, rules, always, ... }")
      : synodError("unknown-key", { subject: subjectOf(definition), ...wrong }),
  );
  const { state: schema, rules, name = null } = definition;
  if (name !== null && typeof name !== "string") throw bad("the model's `name`", `is ${kindOfValue(name)}`, "a text");
  checkSchema(schema);
  const subject = subjectOf(definition);
  const abstraction: Abstraction = { cut: false };
  if (definition.normalise !== undefined && typeof definition.normalise !== "function")
    throw bad(
      `\`normalise\` of ${subject}`,
      `is ${kindOfValue(definition.normalise)}`,
      "a function (state) => { ... }",
    );
  const normalise =
    definition.normalise && noting(abstraction, definition.normalise as unknown as (state: object) => unknown);
  if (rules !== undefined && !isNamedParts(rules))
    throw bad(`\`rules\` of ${subject}`, `is ${kindOfValue(rules)}`, "an object of rules by name");
  const { entries, off } = writtenIn(rules);
  const checked = entries.map(([rule, given]) =>
    normalised(
      {
        ...ruleOf(rule, given as RuleDefinition<Schema, Bindings>, schema, footprints.get(rule)),
        imposed: imposed.get(rule) ?? null,
      },
      normalise,
    ),
  );
  if (checked.length === 0) throw synodError("no-rules", { model: subject });
  const init = definition.init as InitialDefinition<Schema, Bindings> | ((state: object) => void) | undefined;
  const initial = normalised(initialOf(init, schema), normalise);
  checkScalarsets(schema, [initial, ...checked]);
  return Object.freeze(
    asModel({
      name,
      schema,
      initial,
      rules: checked,
      properties: propertiesOf({ ...definition }),
      fairness: fairnessChoices(definition.fairness, checked, off),
      expiries,
      abstraction,
    }),
  );
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}

/** What a definition is called in errors. */
function subjectOf({ name }: { readonly name?: unknown }): string {
  return typeof name === "string" ? name : "the model";
}

/** Whether a value is a model made by `model`. */
export function isModel(value: unknown): value is Model {
  return isMadeByModel(value);
}

function checkSchema(schema: unknown): void {
  if (!isNamedParts(schema) || isField(schema)) {
    const problem =
      schema === undefined
        ? "the model declares no fields"
        : `it is ${whatIs(schema)}, not an object of fields by name: state: { x: range(0, 3) }`;
    throw synodError("bad-domain", { domain: "state", problem, misplaced: "state" });
  }
  for (const [name, field] of Object.entries(schema)) {
    if (isField(field)) continue;
    const problem = `it is neither a domain nor a map, set, bag or sequence, but ${whatIs(field)}`;
    throw synodError("bad-domain", { domain: name, problem, misplaced: "other" });
  }
}

const RULE_KEYS = keysOf<RuleDefinition<Schema, {}>>({ for: true, when: true, do: true, reads: true, writes: true });
const INIT_KEYS = keysOf<InitialDefinition<Schema, {}>>({ for: true, when: true, do: true });

function ruleOf(
  name: string,
  rule: RuleDefinition<Schema, Bindings>,
  schema: Schema,
  footprint: Footprint | null = null,
  keys = RULE_KEYS,
): Rule {
  closed(rule, keys, (problem, wrong) =>
    synodError("bad-rule", {
      rule: name,
      problem: `it ${problem}`,
      ...(wrong !== undefined && { wrong }),
      ...emptied(rule),
    }),
  );
  if (typeof rule.do !== "function") throw synodError("bad-rule", { rule: name, problem: "it has no `do` function" });
  if (rule.when !== undefined && typeof rule.when !== "function")
    throw synodError("bad-rule", { rule: name, problem: "its `when` is not a function" });
  const bindings = bindingsOf(name, rule.for, schema);
  const closures = { when: (rule.when ?? enabled) as Rule["when"], do: rule.do as Rule["do"] };
  const { reads, writes } = rule;
  if (reads === undefined && writes === undefined)
    return { name, bindings, ...closures, footprint, imposed: null, access: null };
  const domains = bindings.map(([binding, over]) => [binding, bindingDomain(over)] as const);
  return {
    name,
    bindings,
    footprint: null,
    imposed: null,
    ...confine(schema, { name, domains, ...closures }, { reads, writes }),
  };
}

/** The guard of a rule that declares none. */
export const enabled = () => true;

/** The rule whose effect ends with `normalise`; what it touches is then no longer known. */
function normalised(rule: Rule, normalise: ((state: object) => unknown) | undefined): Rule {
  if (normalise === undefined) return rule;
  if (rule.access !== null)
    throw synodError("bad-rule", {
      rule: rule.name,
      problem: "it declares what it reads and writes, and `normalise`, which ends every effect, may touch anything",
    });
  const effect = rule.do;
  const subject = rule.name === "init" ? "init" : `the effect of ${rule.name}`;
  return {
    ...rule,
    do: (state, bound) => {
      const answer = effect(state, bound);
      refuseUnfinished(subject, answer);
      refuseNewState(subject, answer, state);
      refuseUnfinished("normalise", normalise(state));
    },
    footprint: null,
  };
}

function initialOf(
  init: InitialDefinition<Schema, Bindings> | ((state: object) => void) | undefined,
  schema: Schema,
): Rule {
  if (init === undefined)
    return { name: "init", bindings: [], when: enabled, do: () => {}, footprint: null, imposed: null, access: null };
  const rule = ruleOf("init", typeof init === "function" ? { do: init } : init, schema, null, INIT_KEYS);
  for (const [name, binding] of rule.bindings) {
    if (isMembers(binding))
      throw synodError("bad-binding", {
        binding: `init's ${name}`,
        problem: "it ranges over the members of a collection, and there is no state yet to have any",
      });
  }
  return rule;
}
