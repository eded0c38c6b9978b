/** A model: a state schema, initial states, rules, properties. Checked when it is made, so that an engine need not. */
import { synodError } from "../errors/errors.ts";
import type { Schema } from "../state/field.ts";
import type { Access } from "./access.ts";
import { asModel, isMadeByModel } from "./brand.ts";
import { type CandidateInvariant, candidateInvariants } from "./candidate-invariants.ts";
import { checkParts, checkSchema, closedDefinition, subjectOf } from "./closed-definition.ts";
import { boundsOf } from "./constraint.ts";
import type { InitialDefinition, ModelDefinition } from "./definition.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import type { Expiry } from "./expiry.ts";
import { conditionsOf, type FairnessChoices, fairnessChoices } from "./fairness.ts";
import type { Footprint } from "./footprint.ts";
import type { Imposed } from "./imposed.ts";
import { type Abstraction, noting } from "./normalise.ts";
import { declare } from "./origin.ts";
import type { Programs } from "./programs/program.ts";
import { type ProgramInModel, withPrograms } from "./programs/with-programs.ts";
import { propertiesOf } from "./properties.ts";
import type { Property } from "./property.ts";
import { initialOf, normalised, ruleOf } from "./read-rules.ts";
import { type Link, refinementsOf } from "./refinement/link.ts";
import type { Bindings, Rule, RuleDefinition } from "./rule.ts";
import { checkScalarsets } from "./scalarsets.ts";
import { type KeptWords, keptWords } from "./words.ts";
import { writtenIn } from "./written.ts";

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
  /** What it offers for proofs by induction. */
  readonly invariants: readonly CandidateInvariant[];
  /** What it claims to be an implementation of; each is judged as a property. */
  readonly refines: readonly Link<Model>[];
  /** The bounds of its constraint, those of states first; none where it has no constraint. */
  readonly bounds: readonly Property[];
  /** Sets of fairness assumptions by name, `none` among them. */
  readonly fairness: FairnessChoices<F | "none">;
  /** Of models made from roles: which messages will never be looked at again. */
  readonly expiries: readonly Expiry[];
  /** Whose steps are among its rules. */
  readonly programs: readonly ProgramInModel[];
  /** What reasons are told with. */
  readonly words: KeptWords;
  /** What `normalise` has cost so far, in this thread. */
  readonly abstraction: Readonly<Abstraction>;
  /** What ends every effect; null: nothing. */
  readonly normalise: ((state: object) => unknown) | null;
  /** How it is drawn, as far as it says; null: it does not. */
  readonly drawing: Drawing | null;
}

/**
 * Makes a model: a state, how it begins, what may happen to it, and what is claimed of it.
 *
 * @throws SynodError SYN202 (state), SYN204 and SYN206 (rules), SYN207 and SYN213 (bindings), SYN205 and SYN209 (properties),
 *   SYN105 (fairness), SYN145 (refines), SYN214 (constraint), SYN211 and SYN212 (keys and shapes).
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

/** The same with facts of which its writer need not know. */
export function modelWith<S extends Schema, R extends Readonly<Record<string, unknown>>, I extends Bindings = {}>(
  definition: ModelDefinition<S, R, I>,
  { footprints, imposed, expiries, accesses, programs = [] }: Facts,
): Model {
  closedDefinition(definition);
  const { state: schema, rules, name = null } = definition;
  checkParts(definition);
  const subject = subjectOf(definition);
  const abstraction: Abstraction = { cut: false };
  const normalise =
    definition.normalise && noting(abstraction, definition.normalise as unknown as (state: object) => unknown);
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
  const refines = refinementsOf(definition.refines, subject) as readonly Link<Model>[];
  const properties = propertiesOf({ ...definition }, refines);
  const fairness = fairnessChoices(definition.fairness, checked, off);
  return Object.freeze(
    asModel({
      name,
      schema,
      initial,
      rules: checked,
      properties,
      invariants: candidateInvariants(definition.invariants, properties, subject),
      refines,
      bounds: boundsOf(definition.constraint, properties, subject),
      conditions: conditionsOf(fairness),
      fairness,
      expiries,
      programs,
      words: keptWords(definition.words, schema, subject),
      abstraction,
      normalise: normalise ?? null,
      drawing: drawingOf(definition.view, { subject, schema, rules: checked, isPart: off.length > 0 }),
    }),
  );
}

/** Whether a value is a model made by `model`. */
export function isModel(value: unknown): value is Model {
  return isMadeByModel(value);
}
