/** A model: a state schema, initial states, rules, properties. Checked when it is made, so that an engine need not. */
import { describe } from "../domain/composites.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { synodError } from "../errors.ts";
import { type Field, isContainer, type Schema, type StateDraft, type StateView } from "../state/field.ts";
import { confine } from "./access.ts";
import type { Expiry } from "./expiry.ts";
import { type FairnessAssumption, type FairnessChoices, fairnessChoices } from "./fairness.ts";
import { type Abstraction, noting } from "./normalise.ts";
import type { Property, PropertyKind } from "./property.ts";
import {
  type Binding,
  type Bindings,
  type Bound,
  bindingDomain,
  isMembers,
  type Rule,
  type RuleDefinition,
} from "./rule.ts";

type StatePredicate<S extends Schema> = (state: StateView<S>) => boolean;
type StepPredicate<S extends Schema> = (before: StateView<S>, after: StateView<S>) => boolean;

/** One initial state per choice of bindings. */
export interface InitialDefinition<S extends Schema, I extends Bindings> {
  readonly for?: I;
  readonly when?: (state: StateView<S>, bound: Bound<I>) => boolean;
  readonly do: (state: StateDraft<S>, bound: Bound<I>) => void;
}

export interface ModelDefinition<S extends Schema, R extends Readonly<Record<string, unknown>>, I extends Bindings> {
  /** How the model is called in verdicts; a protocol's name or the export's when absent. */
  readonly name?: string;
  readonly state: S;
  /**
   * Turns the zero state (every slot at its domain's first value) into an initial one. With `for`, one initial state per
   * choice of values, `when` then filters the results. Absent: the zero state alone.
   */
  readonly init?: ((state: StateDraft<S>) => void) | InitialDefinition<S, I>;
  readonly rules: { readonly [K in keyof R]: RuleDefinition<S, R[K]> };
  /**
   * Done to every initial state and at the end of every effect: puts numbers that would grow for ever back into a finite
   * range, see `ranks` and `lags` (normalise.ts). It must leave a state alone that it made itself.
   */
  readonly normalise?: (state: StateDraft<S>) => void;
  /** Invariants. */
  readonly always?: Readonly<Record<string, StatePredicate<S>>>;
  /** Action properties: claims about the state before and after every state-changing step. */
  readonly step?: Readonly<Record<string, StepPredicate<S>>>;
  /** What must be possible: guards against models in which nothing happens. */
  readonly reachable?: Readonly<Record<string, StatePredicate<S>>>;
  /** <>P: every fair behaviour comes to a state with P. */
  readonly eventually?: Readonly<Record<string, StatePredicate<S>>>;
  /** []<>P: again and again. */
  readonly alwaysEventually?: Readonly<Record<string, StatePredicate<S>>>;
  /** <>[]P: from some point on for ever. */
  readonly eventuallyAlways?: Readonly<Record<string, StatePredicate<S>>>;
  /** [](P => <>Q), written [P, Q]. */
  readonly leadsTo?: Readonly<Record<string, readonly [from: StatePredicate<S>, to: StatePredicate<S>]>>;
  /** AG EF P: from every reachable state one with P can be reached; knows no fairness. */
  readonly alwaysReachable?: Readonly<Record<string, StatePredicate<S>>>;
  /** Named fairness assumptions for the five above; the first is in force unless another is chosen. Absent: none. */
  readonly fairness?: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>>;
  /** Whether a state with no enabled rule is an error: "allowed" (the default), "forbidden", or allowed where this holds. */
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<S>;
  /** Which messages will never be looked at again, where that is known for a fact: of models made from roles. */
  readonly expiries?: readonly Expiry[];
}

/** A checked model, types forgotten. */
export interface Model {
  readonly name: string | null;
  readonly schema: Schema;
  /** Makes initial states: `do` fills a zero state; `when` is asked afterwards. */
  readonly initial: Rule;
  readonly rules: readonly Rule[];
  readonly properties: readonly Property[];
  readonly fairness: FairnessChoices;
  readonly expiries: readonly Expiry[];
  /** What `normalise` has cost so far, in this thread. */
  readonly abstraction: Readonly<Abstraction>;
}

export function model<const S extends Schema, R extends Readonly<Record<string, unknown>>, I extends Bindings = {}>(
  definition: ModelDefinition<S, R, I>,
): Model {
  const { state: schema, rules } = definition;
  checkSchema(schema);
  const abstraction: Abstraction = { cut: false };
  const normalise =
    definition.normalise && noting(abstraction, definition.normalise as unknown as (state: object) => void);
  const checked = Object.entries(rules ?? {}).map(([name, rule]) =>
    normalised(ruleOf(name, rule as RuleDefinition<Schema, Bindings>, schema), normalise),
  );
  if (checked.length === 0) throw synodError("no-rules", { model: definition.name ?? "the model" });
  return Object.freeze({
    name: definition.name ?? null,
    schema,
    initial: normalised(
      initialOf(definition.init as InitialDefinition<Schema, Bindings> | ((state: object) => void) | undefined, schema),
      normalise,
    ),
    rules: checked,
    properties: propertiesOf(definition as unknown as ModelDefinition<Schema, Record<string, Bindings>, Bindings>),
    fairness: fairnessChoices(definition.fairness, checked),
    expiries: definition.expiries ?? [],
    abstraction,
  });
}

/** Whether a value is a model made by `model`. */
export function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "schema" in value && "rules" in value && "properties" in value;
}

function checkSchema(schema: Schema): void {
  if (typeof schema !== "object" || schema === null)
    throw synodError("bad-domain", { domain: "state", problem: "the model declares no fields" });
  for (const [name, field] of Object.entries(schema)) checkField(name, field);
}

function checkField(path: string, field: Field): void {
  const isObject = (typeof field === "object" && field !== null) || typeof field === "function";
  if (isObject && isContainer(field)) {
    if (field.kind === "map") checkField(`${path}[...]`, field.item);
  } else if (!isObject || !isDomain(field)) {
    throw synodError("bad-domain", { domain: path, problem: "it is neither a domain nor a map, set, bag or sequence" });
  }
}

function isDomain(value: object): value is AnyDomain {
  return "size" in value && typeof value.size === "number" && "encode" in value;
}

function ruleOf(name: string, rule: RuleDefinition<Schema, Bindings>, schema: Schema): Rule {
  if (typeof rule?.do !== "function") throw synodError("bad-rule", { rule: name, problem: "it has no `do` function" });
  if (rule.when !== undefined && typeof rule.when !== "function")
    throw synodError("bad-rule", { rule: name, problem: "its `when` is not a function" });
  const bindings = Object.entries(rule.for ?? {});
  for (const [binding, over] of bindings) checkBinding(name, binding, over, schema);
  const closures = { when: (rule.when ?? enabled) as Rule["when"], do: rule.do as Rule["do"] };
  const { reads, writes, footprint = null } = rule;
  if (reads === undefined && writes === undefined) return { name, bindings, ...closures, footprint, access: null };
  const domains = bindings.map(([binding, over]) => [binding, bindingDomain(over)] as const);
  return { name, bindings, footprint: null, ...confine(schema, { name, domains, ...closures }, { reads, writes }) };
}

/** The guard of a rule that declares none. */
export const enabled = () => true;

/** The rule whose effect ends with `normalise`; what it touches is then no longer known. */
function normalised(rule: Rule, normalise: ((state: object) => void) | undefined): Rule {
  if (normalise === undefined) return rule;
  if (rule.access !== null)
    throw synodError("bad-rule", {
      rule: rule.name,
      problem: "it declares what it reads and writes, and `normalise`, which ends every effect, may touch anything",
    });
  const effect = rule.do;
  return {
    ...rule,
    do: (state, bound) => {
      effect(state, bound);
      normalise(state);
    },
    footprint: null,
  };
}

function initialOf(
  init: InitialDefinition<Schema, Bindings> | ((state: object) => void) | undefined,
  schema: Schema,
): Rule {
  if (init === undefined)
    return { name: "init", bindings: [], when: enabled, do: () => {}, footprint: null, access: null };
  const rule = ruleOf("init", typeof init === "function" ? { do: init } : init, schema);
  for (const [name, binding] of rule.bindings) {
    if (isMembers(binding))
      throw synodError("bad-binding", {
        binding: `init's ${name}`,
        problem: "it ranges over the members of a collection, and there is no state yet to have any",
      });
  }
  return rule;
}

function checkBinding(rule: string, name: string, binding: Binding, schema: Schema): void {
  const label = `${rule}'s ${name}`;
  if ((typeof binding !== "object" || binding === null) && typeof binding !== "function") {
    throw synodError("bad-binding", {
      binding: label,
      problem: "it ranges over something that is neither a domain nor members(...)",
    });
  }
  if (!isMembers(binding)) {
    if (isContainer(binding as AnyDomain)) {
      throw synodError("bad-binding", {
        binding: label,
        problem: "it ranges over a collection; write members(...) around it",
      });
    }
    if (!isDomain(binding))
      throw synodError("bad-binding", { binding: label, problem: "it does not range over a domain" });
    return;
  }
  const places = Object.values(schema).filter((field) => field === binding.collection);
  if (places.length !== 1) {
    const problem =
      places.length === 0
        ? "its collection is not a field of the state"
        : "its collection is used for several fields of the state";
    throw synodError("bad-binding", { binding: label, problem });
  }
}

function propertiesOf(definition: ModelDefinition<Schema, Record<string, Bindings>, Bindings>): Property[] {
  const properties: Property[] = [];
  const add = (kind: PropertyKind, entries: Readonly<Record<string, unknown>> | undefined) => {
    for (const [name, given] of Object.entries(entries ?? {})) {
      const other = properties.find((property) => property.name === name);
      if (other !== undefined) throw synodError("duplicate-property", { property: name, kinds: [other.kind, kind] });
      const [predicate, target] = kind === "leadsTo" && Array.isArray(given) ? given : [given, null];
      const complete = typeof predicate === "function" && (kind === "leadsTo") === (typeof target === "function");
      if (!complete)
        throw synodError("bad-property", {
          property: name,
          problem: PROPERTY_FORMS[kind] ?? "its predicate is not a function",
        });
      properties.push({ name, kind, predicate, target });
    }
  };
  add("always", definition.always);
  add("step", definition.step);
  add("reachable", definition.reachable);
  add("eventually", definition.eventually);
  add("alwaysEventually", definition.alwaysEventually);
  add("eventuallyAlways", definition.eventuallyAlways);
  add("leadsTo", definition.leadsTo);
  add("alwaysReachable", definition.alwaysReachable);
  const { terminal } = definition;
  if (typeof terminal === "function") add("deadlock", { "no deadlock": terminal });
  else if (terminal === "forbidden") add("deadlock", { "no deadlock": () => false });
  else if (terminal !== undefined && terminal !== "allowed") {
    const problem = `${describe(terminal)} is neither "allowed" nor "forbidden" nor a predicate`;
    throw synodError("bad-property", { property: "terminal", problem });
  }
  return properties;
}

const PROPERTY_FORMS: Partial<Record<PropertyKind, string>> = {
  leadsTo: "`leadsTo` takes a pair of predicates, [from, to]",
};
