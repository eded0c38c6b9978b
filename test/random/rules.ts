/** Random rules and initial states: bindings over domains and members, and closures of random expressions over them. */
import type { Dice } from "./dice.ts";
import type { RandomDomains } from "./domains.ts";
import type { RandomExpressions } from "./expressions.ts";
import type { BindingData, BindingsData, InitData, RuleData } from "./model-data.ts";
import type { Environment, FieldsData } from "./places.ts";

export class RandomRules {
  readonly #dice: Dice;
  readonly #domains: RandomDomains;
  readonly #fields: FieldsData;
  readonly #x: RandomExpressions;

  constructor(dice: Dice, domains: RandomDomains, fields: FieldsData, x: RandomExpressions) {
    this.#dice = dice;
    this.#domains = domains;
    this.#fields = fields;
    this.#x = x;
  }

  bindings(): BindingsData {
    const dice = this.#dice;
    const collections = this.#fields.filter(([, field]) => field.is === "set" || field.is === "bag");
    return Array.from({ length: dice.pick([0, 1, 1, 1, 2, 2, 3]) }, (_, at) => {
      const binding = (): BindingData => {
        if (collections.length > 0 && dice.chance(50)) {
          const [members, field] = dice.pick(collections);
          const { of } = field as { of: string };
          const cases = of.includes(".") ? [of] : this.#domains.cases(of);
          return { members, within: cases.length > 0 && dice.chance(60) ? dice.pick(cases) : null };
        }
        const names = this.#domains.upTo(at === 0 ? 24 : 6);
        const all = [...names, ...names.flatMap((name) => this.#domains.cases(name))];
        if (at === 0 && dice.chance(4)) all.splice(0, all.length, ...this.#domains.list.map(([name]) => name));
        return { domain: dice.pick(all) };
      };
      return [`b${at}`, binding()] as const;
    });
  }

  environment(bindings: BindingsData): Environment {
    const fields = new Map(this.#fields);
    return bindings.map(([name, binding]) => {
      if ("domain" in binding) return [name, binding.domain] as const;
      return [name, binding.within ?? (fields.get(binding.members) as { of: string }).of] as const;
    });
  }

  rule(name: string): RuleData {
    const dice = this.#dice;
    const bindings = this.bindings();
    const env = this.environment(bindings);
    const when = dice.chance(65) ? this.#x.attempt(() => this.#x.condition(env, dice.between(1, 2)), null) : null;
    const body = this.#x.statements(env, dice.pick([1, 1, 2, 3]), 2);
    return { name, for: bindings, when, do: body, reads: null, writes: null };
  }

  init(): InitData {
    const dice = this.#dice;
    const kind = dice.below(10);
    if (kind < 3) return null;
    if (kind < 6) return { is: "function", do: this.#x.statements([], dice.between(1, 2), 1) };
    const bindings = this.bindings().flatMap(([name, binding]) =>
      "domain" in binding && this.#domains.size(binding.domain) <= 8 ? [[name, binding] as const] : [],
    );
    const env = this.environment(bindings);
    const body = this.#x.statements(env, dice.between(1, 2), 1);
    if (bindings.length === 0) return { is: "function", do: body };
    return { is: "choices", for: bindings, when: dice.chance(30) ? this.#x.condition(env, 1) : null, do: body };
  }
}
