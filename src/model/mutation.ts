/**
 * Small changes of a model's rules, made without looking into its closures: what a person may have got wrong, and a property
 * ought to notice. Mutation testing as of DeMillo, Lipton and Sayward, *Hints on Test Data Selection* (1978), with operators
 * for guarded rules.
 */
import { watchState } from "../state/watched.ts";
import { enabled, type Model } from "./model.ts";
import type { Rule } from "./rule.ts";

export interface Mutation {
  readonly rule: string;
  /**
   * never: the rule is never taken. always: it may be taken whatever its guard says. negated: it may be taken where its
   * guard is false, and not where it is true. unwritten: its effect leaves `field` as it is.
   */
  readonly change: "never" | "always" | "negated" | "unwritten";
  readonly field: string | null;
}

/**
 * All mutations of a model. `written`: the fields that each rule writes. A rule without a guard has none to change; to
 * negate it would be to drop the rule.
 */
export function mutationsOf({ rules }: Model, written: ReadonlyMap<string, readonly string[]>): Mutation[] {
  return rules.flatMap(({ name: rule, when }): Mutation[] => {
    const guard: Mutation["change"][] = when === enabled ? ["never"] : ["never", "always", "negated"];
    return [
      ...guard.map((change) => ({ rule, change, field: null })),
      ...(written.get(rule) ?? []).map((field) => ({ rule, change: "unwritten" as const, field })),
    ];
  });
}

/** The model with one rule changed. Scalarsets stay interchangeable: all instances of the rule change alike. */
export function mutate(model: Model, mutation: Mutation): Model {
  const rules = model.rules.map((rule) => (rule.name === mutation.rule ? mutateRule(model, rule, mutation) : rule));
  return { ...model, rules };
}

function mutateRule({ schema }: Model, rule: Rule, { change, field }: Mutation): Rule {
  switch (change) {
    case "never":
      return { ...rule, when: () => false };
    case "always":
      return { ...rule, when: enabled };
    case "negated":
      return { ...rule, when: (state, bound) => !rule.when(state, bound) };
    case "unwritten": {
      const watch = { reads: () => {}, writes: (name: string) => name !== field };
      return { ...rule, do: (state, bound) => rule.do(watchState(schema, state, watch), bound) };
    }
  }
}
