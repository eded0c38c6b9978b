/** A plain model as a machine: the documentation's meaning of bindings, guards, effects, `init` and `normalise`. */

import { domainsOf, keyOf, valuesOf } from "../random/domain-values.ts";
import type {
  AssumptionData,
  BindingData,
  BindingsData,
  Expression,
  FieldData,
  ModelData,
  NormaliseData,
  Value,
} from "../random/model-data.ts";
import type { Machine, PlainProperty, PlainStep } from "./machine.ts";
import { evaluate, Fault, isOf, perform, type Scope, truth } from "./plain-evaluation.ts";
import { plainProperties } from "./plain-families.ts";
import {
  copyOf,
  type Members,
  type Plain,
  type PlainMap,
  type PlainState,
  renamedState,
  zeroState,
} from "./plain-states.ts";

export function machineOf(model: ModelData): Machine {
  const domains = domainsOf(model);
  const fields = new Map(model.state);
  const parameters = Object.fromEntries(model.parameters.map(({ name, chosen }) => [name, chosen]));
  const scopeOf = (state: PlainState, bound: Readonly<Record<string, Value>>, after: PlainState = state): Scope => ({
    domains,
    parameters,
    mutant: model.mutant,
    bound,
    slot: (field, isAfter) => ({ field: fields.get(field) as FieldData, holder: isAfter ? after : state, key: field }),
  });

  /** What a binding can be in a state, given the values of those before it. */
  const present = (binding: BindingData, state: PlainState, some: Record<string, Value>): readonly Value[] => {
    if ("domain" in binding) return valuesOf(domains, binding.domain);
    const name = "entries" in binding ? binding.entries : binding.members;
    let field = fields.get(name) as FieldData;
    let found = state[name] as Plain;
    for (const key of binding.keys) {
      found = (found as PlainMap)[keyOf(some[key])] as Plain;
      field = (field as Extract<FieldData, { is: "map" }>).item;
    }
    if (field.is === "map")
      return valuesOf(domains, field.key).map((key) => [key, (found as PlainMap)[keyOf(key)] as Value]);
    const { list } = found as Members;
    if ("entries" in binding) return list.map((value, index) => [index, value]);
    const { within } = binding;
    const members = distinct(list).filter((value) => within === null || isOf(domains, within, value));
    return binding.orNull && members.length === 0 ? [null] : members;
  };

  /** Every choice of values for bindings in a state: distinct members for those that range over members. */
  const choices = (bindings: BindingsData, state: PlainState): Record<string, Value>[] => {
    let all: Record<string, Value>[] = [{}];
    for (const [name, binding] of bindings) {
      all = all.flatMap((some) => present(binding, state, some).map((value) => ({ ...some, [name]: value })));
    }
    return all;
  };

  const finish = (state: PlainState): void => {
    const how = model.normalise;
    normalise(how, state, (statements) => perform(scopeOf(state, {}), statements));
    for (const name of how !== null && how.is !== "statements" ? how.fields : []) {
      const { item } = fields.get(name) as Extract<FieldData, { is: "map" }>;
      for (const value of Object.values(state[name] as PlainMap))
        if (!isOf(domains, (item as { of: string }).of, value as Value)) throw new Fault("out-of-domain");
    }
  };

  const properties: PlainProperty[] = model.properties.flatMap((property) =>
    plainProperties(domains, property, (state, after, bound, x) => truth(scopeOf(state, bound, after), x)),
  );
  const { bounds = [] } = model;
  const { terminal } = model;
  if (terminal !== null && terminal !== "allowed")
    properties.push({
      name: "no deadlock",
      kind: "deadlock",
      holds: (state) => terminal !== "forbidden" && truth(scopeOf(state, {}), terminal),
      target: null,
    });

  return {
    rules: model.rules.map(({ name }) => name),
    initial: () => {
      const { init } = model;
      const states: PlainState[] = [];
      let fault: string | null = null;
      for (const bound of init?.is === "choices" ? choices(init.for, {}) : [{}]) {
        const state = zeroState(domains, model.state);
        try {
          if (init !== null) perform(scopeOf(state, bound), init.do);
          finish(state);
          if (init?.is === "choices" && init.when !== null && !truth(scopeOf(state, bound), init.when)) continue;
          states.push(state);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          fault ??= error.code;
        }
      }
      return { states, fault };
    },
    steps: (state) => {
      const steps: PlainStep[] = [];
      for (const rule of model.rules) {
        for (const bound of choices(rule.for, state)) {
          let enabled = false;
          try {
            enabled = rule.when === null || truth(scopeOf(state, bound), rule.when);
            if (!enabled) continue;
            const after = copyOf(model.state, state);
            perform(scopeOf(after, bound), rule.do);
            finish(after);
            steps.push({ rule: rule.name, bound, after, fault: null });
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
            steps.push({ rule: rule.name, bound, after: null, fault: error.code });
          }
        }
      }
      return steps;
    },
    properties,
    ...(bounds.length > 0 && {
      crossed: (state: PlainState, after: PlainState | null) =>
        bounds
          .filter(({ kind }) => (kind === "step") === (after !== null))
          .filter(({ holds }) => !truth(scopeOf(state, {}, after ?? state), holds))
          .map(({ name }) => name),
    }),
    isMet: ({ when = null }, state) => when === null || truth(scopeOf(state, {}), when),
    fairness: model.fairness,
    classOf: (assumption, { rule, bound }) => classOf(assumption, rule, bound, (x) => evaluate(scopeOf({}, bound), x)),
    scalarsets: [...domains.values()].flatMap((domain) => (domain.is === "scalarset" ? [domain] : [])),
    renamed: (state, renaming) => renamedState(domains, model.state, state, renaming),
  };
}

/** The class of an assumption that an instance belongs to; null: none. */
export function classOf(
  { rules, per, where }: AssumptionData,
  rule: string,
  bound: Readonly<Record<string, Value>>,
  answer: (expression: Expression) => Value,
): string | null {
  if (!rules.includes(rule) || (where !== null && answer(where) !== true)) return null;
  if (per === null) return "all";
  if (per === "instance") return `${rule} ${keyOf(bound)}`;
  if (Array.isArray(per)) return keyOf((per as readonly string[]).map((name) => bound[name]));
  return keyOf(answer((per as { by: Expression }).by));
}

function distinct(list: readonly Value[]): Value[] {
  return [...new Map(list.map((value) => [keyOf(value), value])).values()];
}

function normalise(
  how: NormaliseData,
  state: PlainState,
  run: (statements: Extract<NormaliseData, { is: "statements" }>["do"]) => void,
): void {
  if (how === null) return;
  if (how.is === "statements") {
    run(how.do);
    return;
  }
  const maps = how.fields.map((field) => state[field] as PlainMap);
  const numbers = maps.flatMap((map) => Object.values(map)).filter((each) => each !== null) as number[];
  const renumber = (to: (value: number) => number) => {
    for (const map of maps)
      for (const [key, value] of Object.entries(map)) if (value !== null) map[key] = to(value as number);
  };
  if (how.is === "ranks") {
    const used = [...new Set([...numbers, ...how.keep])];
    renumber((value) => used.filter((other) => other < value).length);
  } else {
    const largest = Math.max(...numbers);
    renumber((value) => (largest - value > how.most ? 0 : how.most - (largest - value)));
  }
}
