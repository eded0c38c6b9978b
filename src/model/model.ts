/** A model: a state schema, initial states, rules, properties. Checked when it is made, so that an engine need not. */

import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { isField, type Schema } from "../state/field.ts";
import type { Access } from "./access.ts";
import { asModel, isMadeByModel } from "./brand.ts";
import type { EveryOne } from "./conjunction.ts";
import { boundsOf, type ConstraintDefinition } from "./constraint.ts";
import type { Expiry } from "./expiry.ts";
import { conditionsOf, type FairnessAssumption, type FairnessChoices, fairnessChoices } from "./fairness.ts";
import type { Footprint } from "./footprint.ts";
import type { Imposed } from "./imposed.ts";
import { type Abstraction, noting } from "./normalise.ts";
import { declare } from "./origin.ts";
import type { ProgramFairness } from "./programs/fairness.ts";
import type { Programs } from "./programs/program.ts";
import type { DraftWith, SchemaWith, ViewWith } from "./programs/view.ts";
import { type ProgramInModel, withPrograms } from "./programs/with-programs.ts";
import { propertiesOf } from "./properties.ts";
import type { Property } from "./property.ts";
import { initialOf, normalised, ruleOf } from "./read-rules.ts";
import type { Bindings, Bound, Rule, RuleDefinition } from "./rule.ts";
import { checkScalarsets } from "./scalarsets.ts";
import { writtenIn } from "./written.ts";

type StatePredicate<S extends Schema, G> = (state: ViewWith<S, G>) => boolean;
type StepPredicate<S extends Schema, G> = (before: ViewWith<S, G>, after: ViewWith<S, G>) => boolean;

/**
 * By name; what is `false` is as if it were not written. The names, switched off or not, are inferred from all kinds of
 * property together, and the model carries them.
 */
export type Named<P extends string, T> =
  | ({ readonly [K in P]?: T | false } & { readonly [name: string]: T | false })
  | false;

/**
 * Initial states: one per choice of bindings, of which `when` leaves those that are wanted.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * // The leader may be anyone at first.
 * model({
 *   state: { leader: Node },
 *   init: { for: { n: Node }, do: (s, { n }) => { s.leader = n; } },
 *   rules: { elect: { for: { n: Node }, do: (s, { n }) => { s.leader = n; } } },
 * });
 * ```
 */
export interface InitialDefinition<S extends Schema, I extends Bindings, G = {}> {
  /** The values that an initial state is made of: `for: { leader: Node }`. Domains only; there are no members yet. */
  readonly for?: I;
  /** Which of the states made are initial, asked after `do`: `when: (s) => s.low <= s.high`. Absent: all. */
  readonly when?: (state: ViewWith<S, G>, bound: Bound<I>) => boolean;
  /**
   * Changes the zero state (every variable at its domain's first value, collections empty): `do: (s, { leader }) => {
   * s.leader = leader; }`.
   */
  readonly do: (state: DraftWith<S, G>, bound: Bound<I>) => void;
}

/** What is assumed of rules, or of the processes of a program. */
/** What is assumed: of rules, or of a program's processes. */
export type Assumed = FairnessAssumption | ProgramFairness;

/**
 * What `model` is given. All functions in it must be pure: of the state and the bindings, nothing else.
 *
 * @example
 * ```ts
 * const counter = {
 *   state: { n: range(0, 3) },
 *   rules: { up: { when: (s: { n: number }) => s.n < 3, do: (s: { n: number }) => { s.n += 1; } } },
 *   always: { small: (s: { n: number }) => s.n <= 3 },
 * };
 * model(counter);
 * ```
 */
export interface ModelDefinition<
  S extends Schema,
  R extends Readonly<Record<string, unknown>>,
  I extends Bindings,
  P extends string = string,
  F extends string = string,
  G extends Programs = {},
> {
  /** How verdicts call the model: `name: "lease"`. Absent: the name of its protocol or of its export. */
  readonly name?: string;
  /**
   * The fields of a state, each a domain, or a map, set, bag or sequence: `state: { ballot: range(0, 3), sent:
   * set(Message) }`.
   */
  readonly state: S;
  /**
   * Turns the zero state (every variable at its domain's first value, collections empty) into an initial one: `init:
   * (s) => { s.ballot = 1; }`. With `for`, one initial state per choice of values, of which `when` leaves those that
   * are wanted. Absent: the zero state alone.
   */
  readonly init?: ((state: DraftWith<S, G>) => void) | InitialDefinition<S, I, G>;
  /**
   * Processes that go through labelled steps, by name, each made by `program`: `programs: { process }`. Where they are and
   * what they keep is part of the state: `s.process.at.get(p)`, `s.process.old.get(p)`.
   */
  readonly programs?: G;
  /**
   * What may happen, by name; one enabled instance of one rule is a step: `rules: { send: { for: { n: Node }, when, do
   * } }`. A rule that is `false` is as if it were not written (`crash: may.crash && { ... }`), and so is a property
   * below, or all of a kind. A model with programs may have none.
   */
  readonly rules?: {
    readonly [K in keyof R]: RuleDefinition<S, R[K], ViewWith<S, G>, DraftWith<S, G>, SchemaWith<S, G>> | false;
  };
  /**
   * Done to every initial state and at the end of every effect: puts numbers that would grow for ever back into a
   * finite range, `normalise: (s) => ranks([s.ticket])`. It must leave a state alone that it made itself.
   */
  readonly normalise?: (state: DraftWith<S, G>) => void;
  /**
   * Bounds on what is explored, by name: a state beyond is found and judged, and not expanded; a step beyond is not taken.
   * `constraint: { always: { "few tickets": (s) => s.ticket <= 3 } }`. A verdict then says what holds within the
   * constraint, and how much lay beyond. Refused with properties over time.
   */
  readonly constraint?: ConstraintDefinition<ViewWith<S, G>> | false;
  /** Invariants, true in every reachable state: `always: { agreement: (s) => s.chosen.size <= 1 }`. */
  readonly always?: Named<P, StatePredicate<S, G>>;
  /**
   * Claims about the state before and after every step that changes it: `step: { grows: (before, after) => before.n <=
   * after.n }`.
   */
  readonly step?: Named<P, StepPredicate<S, G>>;
  /**
   * What must be possible, true in some reachable state: `reachable: { chosen: (s) => s.chosen.size > 0 }`. Guards
   * against models in which nothing happens.
   */
  readonly reachable?: Named<P, StatePredicate<S, G>>;
  /**
   * <>P: every fair behaviour comes to a state with P: `eventually: { decided: (s) => s.decision !== null }`. Needs
   * `fairness`, as a rule.
   */
  readonly eventually?: Named<P, StatePredicate<S, G>>;
  /** []<>P: every fair behaviour has P again and again: `alwaysEventually: { served: (s) => s.waiting.size === 0 }`. */
  readonly alwaysEventually?: Named<P, StatePredicate<S, G>>;
  /**
   * <>[]P: in every fair behaviour P is true from some point on, for ever: `eventuallyAlways: { settled: (s) =>
   * s.leader === s.oldest }`.
   */
  readonly eventuallyAlways?: Named<P, StatePredicate<S, G>>;
  /** [](P => <>Q): whenever P, sooner or later Q: `leadsTo: { answered: [(s) => s.asked, (s) => s.answered] }`. */
  readonly leadsTo?: Named<
    P,
    readonly [from: StatePredicate<S, G>, to: StatePredicate<S, G>] | EveryOne<[state: ViewWith<S, G>]>
  >;
  /**
   * AG EF P: from every reachable state one with P can be reached: `alwaysReachable: { restart: (s) => s.n === 0 }`.
   * Knows no fairness.
   */
  readonly alwaysReachable?: Named<P, StatePredicate<S, G>>;
  /**
   * Named fairness assumptions for properties over time; the first is in force unless `check` is told another:
   * `fairness: { fair: weak("send"), lossy: strong(["send", "receive"], { per: "instance" }) }`. Absent: none, any step
   * may be put off for ever.
   */
  readonly fairness?: Named<F, Assumed | readonly Assumed[]>;
  /**
   * Whether a state in which nothing can happen is an error: `"allowed"` (the default), `"forbidden"`, or allowed where
   * this holds: `terminal: (s) => s.done`. Its property is called "no deadlock". In a model with programs the default is
   * that it is allowed where all processes are `"done"`.
   */
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<S, G>;
}

/** What is known of a model for a fact and is not for its writer to say: of models made from roles. */
export interface Facts {
  /** Per rule, what it may look at and touch. */
  readonly footprints: ReadonlyMap<string, Footprint>;
  /** Per rule, what of it is not its writer's. */
  readonly imposed: ReadonlyMap<string, Imposed>;
  /** Which messages will never be looked at again. */
  readonly expiries: readonly Expiry[];
  /** Per rule, for steps of programs, what an instance may read and write. */
  readonly accesses?: ReadonlyMap<string, (bound: object) => Access>;
  readonly programs?: readonly ProgramInModel[];
}

/**
 * A model that `model`, a protocol or a system made: checked, frozen, its types forgotten but for the names of its
 * properties (`P`) and fairness assumptions (`F`). `Model` alone is any model. Its fields are for engines; programs
 * hand it to `check`.
 *
 * @example
 * ```ts
 * const all: Model[] = [model({ state: { n: range(0, 1) }, rules: { flip: { do: (s) => { s.n = 1 - s.n; } } } })];
 * for (const each of all) await check(each);
 * ```
 */
export interface Model<P extends string = string, F extends string = string> {
  /** As its definition or its protocol calls it; null: neither does. */
  readonly name: string | null;
  /** The fields of a state, in the order in which they were declared. */
  readonly schema: Schema;
  /** Makes initial states: `do` fills a zero state; `when` is asked afterwards. */
  readonly initial: Rule;
  /** Rules in the order of the definition; those that are `false` are not among them. */
  readonly rules: readonly Rule[];
  /** Properties, kind by kind, in the order in which verdicts list them. */
  readonly properties: readonly Property<P | "no deadlock">[];
  /** The conditions of its fairness assumptions, each once. */
  readonly conditions: readonly Property[];
  /** The bounds of its constraint, those of states first; none where it has no constraint. */
  readonly bounds: readonly Property[];
  /** Sets of fairness assumptions by name, `none` among them. */
  readonly fairness: FairnessChoices<F | "none">;
  /** Of models made from roles: which messages will never be looked at again. */
  readonly expiries: readonly Expiry[];
  /** Whose steps are among its rules. */
  readonly programs: readonly ProgramInModel[];
  /** What `normalise` has cost so far, in this thread. */
  readonly abstraction: Readonly<Abstraction>;
}

/**
 * Makes a model: a state, how it begins, what may happen to it, and what is claimed of it.
 *
 * @throws SynodError SYN202 (state), SYN204 and SYN206 (rules), SYN207 and SYN213 (bindings), SYN205 and SYN209 (properties),
 *   SYN105 (fairness), SYN214 (constraint), SYN211 and SYN212 (keys and shapes).
 *
 * @example
 * ```ts
 * const Account = scalarset("account", 2);
 * export const bank = model({
 *   state: { balance: map(Account, range(0, 3)) },
 *   init: (s) => { for (const a of Account.values) s.balance.set(a, 2); },
 *   rules: {
 *     withdraw: {
 *       for: { a: Account },
 *       when: (s, { a }) => s.balance.get(a) > 0,
 *       do: (s, { a }) => { s.balance.set(a, s.balance.get(a) - 1); },
 *     },
 *   },
 *   always: { "not rich": (s) => Account.values.every((a) => s.balance.get(a) <= 2) },
 *   reachable: { broke: (s) => Account.values.every((a) => s.balance.get(a) === 0) },
 * });
 * ```
 */
export function model<
  const S extends Schema,
  R extends Readonly<Record<string, unknown>> = {},
  I extends Bindings = {},
  P extends string = never,
  F extends string = never,
  const G extends Programs = {},
>(definition: ModelDefinition<S, R, I, P, F, G>): Model<P, F | `${keyof G & string} goes on`> {
  const made = modelOf(definition as never);
  declare(made, model);
  return made as Model as Model<P, F | `${keyof G & string} goes on`>;
}

function modelOf(definition: ModelDefinition<Schema, {}, {}>): Model {
  const facts = { footprints: new Map(), imposed: new Map(), expiries: [] };
  closedDefinition(definition);
  if (definition.programs === undefined) return modelWith(definition, facts);
  checkSchema(definition.state);
  const lowered = withPrograms(definition as never);
  if (lowered === null) return modelWith(definition, facts);
  const { rules, programs } = lowered;
  // What ends every effect may touch anything.
  const accesses = definition.normalise === undefined ? rules : [];
  return modelWith(lowered.definition as never, {
    ...facts,
    imposed: new Map(rules.map((rule) => [rule.name, rule.imposed])),
    accesses: new Map(accesses.map((rule) => [rule.name, rule.access])),
    programs,
  });
}

const KEYS = keysOf<ModelDefinition<Schema, {}, {}>>({
  name: true,
  state: true,
  init: true,
  programs: true,
  rules: true,
  normalise: true,
  constraint: true,
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
  { footprints, imposed, expiries, accesses, programs = [] }: Facts,
): Model {
  closedDefinition(definition);
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
        ...(accesses?.has(rule) && { access: accesses.get(rule) as Rule["access"] }),
      },
      normalise,
    ),
  );
  if (checked.length === 0) throw synodError("no-rules", { model: subject });
  const init = definition.init as InitialDefinition<Schema, Bindings> | ((state: object) => void) | undefined;
  const initial = normalised(initialOf(init, schema), normalise);
  checkScalarsets(schema, [initial, ...checked]);
  const properties = propertiesOf({ ...definition });
  const fairness = fairnessChoices(definition.fairness, checked, off);
  return Object.freeze(
    asModel({
      name,
      schema,
      initial,
      rules: checked,
      properties,
      bounds: boundsOf(definition.constraint, properties, subject),
      conditions: conditionsOf(fairness),
      fairness,
      expiries,
      programs,
      abstraction,
    }),
  );
}

function closedDefinition(definition: object): void {
  closed(definition, KEYS, (problem, wrong) =>
    wrong === undefined
      ? bad("what model(...) is given", problem, "{ state, rules, always, ... }")
      : synodError("unknown-key", { subject: subjectOf(definition), ...wrong }),
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
