/**
 * Small changes of a model's rules, made without looking into its closures: what a person may have got wrong, and a property
 * ought to notice. Mutation testing as of DeMillo, Lipton and Sayward, *Hints on Test Data Selection* (1978), with operators
 * for guarded rules.
 */
import type { Model } from "../model/model.ts";
import { enabled, isNoGuard } from "../model/read-rules.ts";
import type { Rule } from "../model/rule.ts";
import { watchState } from "../state/watched.ts";

/** One change of one rule, of all its instances alike. */
export interface Mutation {
  readonly rule: string;
  /**
   * never: the rule is never taken. always: it may be taken whatever its guard says. negated: it may be taken where its
   * guard is false, and not where it is true. unwritten: its effect leaves `field` as it is. Of rules made from roles, guard
   * and effect are what their writer says: processes stay down, and messages are received that are there, and taken.
   */
  readonly change: "never" | "always" | "negated" | "unwritten";
  /** Of `unwritten`: the field; else null. */
  readonly field: string | null;
}

/**
 * All mutations of a model. `written`: the fields that each rule writes, of its writer's doing. A rule without a guard has
 * none to change; to negate it would be to drop the rule.
 */
export function mutationsOf({ rules }: Model, written: ReadonlyMap<string, readonly string[]>): Mutation[] {
  return rules.flatMap(({ name: rule, when, imposed }): Mutation[] => {
    const hasGuard = imposed === null ? !isNoGuard(when) : imposed.hasGuard;
    const guard: Mutation["change"][] = hasGuard ? ["never", "always", "negated"] : ["never"];
    return [
      ...guard.map((change) => ({ rule, change, field: null })),
      ...(written.get(rule) ?? []).map((field) => ({ rule, change: "unwritten" as const, field })),
    ];
  });
}

/** The model with one rule changed. Scalarsets stay interchangeable: all instances of the rule change alike. */
export function mutated(model: Model, mutation: Mutation): Model {
  const rules = model.rules.map((rule) => (rule.name === mutation.rule ? mutateRule(model, rule, mutation) : rule));
  return { ...model, rules };
}

function mutateRule({ schema }: Model, rule: Rule, { change, field }: Mutation): Rule {
  const { imposed } = rule;
  switch (change) {
    case "never":
      return { ...rule, when: () => false };
    case "always":
      return { ...rule, when: imposed?.when ?? enabled };
    case "negated":
      if (imposed === null) return { ...rule, when: (state, bound) => !rule.when(state, bound) };
      return { ...rule, when: (state, bound) => imposed.when(state, bound) && !rule.when(state, bound) };
    case "unwritten": {
      const watch = { reads: () => {}, writes: (name: string) => name !== field };
      const own = imposed?.own ?? rule.do;
      return {
        ...rule,
        do: (state, bound) => {
          imposed?.do(state, bound);
          return own(watchState(schema, state, watch), bound);
        },
      };
    }
  }
}
