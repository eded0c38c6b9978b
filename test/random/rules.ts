/** Random rules and initial states: bindings over domains and members, and closures of random expressions over them. */
import type { Dice } from "./dice.ts";
import type { RandomDomains } from "./domains.ts";
import type { RandomExpressions } from "./expressions.ts";
import type { BindingData, BindingsData, FieldData, InitData, RuleData } from "./model-data.ts";
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
    const made: (readonly [name: string, binding: BindingData])[] = [];
    const count = dice.pick([0, 1, 1, 1, 2, 2, 3]);
    while (made.length < count) {
      if (dice.chance(50) && this.#range(made)) continue;
      const at = made.length;
      const names = this.#domains.upTo(at === 0 ? 24 : 6);
      const all = [...names, ...names.flatMap((name) => this.#domains.cases(name))];
      if (at === 0 && dice.chance(4)) all.splice(0, all.length, ...this.#domains.list.map(([name]) => name));
      made.push([`b${at}`, { domain: dice.pick(all) }]);
    }
    return made;
  }

  /** Adds a binding over what is in a field, and those of the keys that lead to it. */
  #range(made: (readonly [name: string, binding: BindingData])[]): boolean {
    const dice = this.#dice;
    const candidates = this.#fields.flatMap(([name, whole]) => {
      const maps: string[] = [];
      let field = whole;
      for (; field.is === "map" && field.item.is !== "variable"; field = field.item) maps.push(field.key);
      return field.is === "variable" ? [] : [{ name, maps, field }];
    });
    if (candidates.length === 0) return false;
    const isOfMembers = ({ field: { is } }: (typeof candidates)[number]) => is === "set" || is === "bag";
    const { name, maps, field } = dice.pick([...candidates, ...candidates.filter(isOfMembers)]);
    const binding = this.#rangingOver(name, field);
    if (binding === null) return false;
    const keys = maps.map((key) => {
      const bound = this.environment(made).flatMap(([each, domain]) => (domain === key ? [each] : []));
      if (bound.length > 0 && dice.chance(60)) return dice.pick(bound);
      made.push([`b${made.length}`, { domain: key }]);
      return `b${made.length - 1}`;
    });
    made.push([`b${made.length}`, { ...binding, keys }]);
    return true;
  }

  #rangingOver(
    name: string,
    field: Exclude<FieldData, { is: "variable" }>,
  ): Exclude<BindingData, { domain: string }> | null {
    const dice = this.#dice;
    const domains = this.#domains;
    if (field.is === "set" || field.is === "bag") {
      const cases = field.of.includes(".") ? [field.of] : domains.cases(field.of);
      const within = cases.length > 0 && dice.chance(75) ? dice.pick(cases) : null;
      const of = within ?? field.of;
      const orNull = dice.chance(20) && !domains.values(of).includes(null);
      return { members: name, keys: [], within, orNull, of: orNull ? domains.add({ is: "optional", of }) : of };
    }
    const item = field.is === "map" ? (field.item as { of: string }).of : field.of;
    const places = field.is === "map" ? domains.size(field.key) : field.capacity;
    if (places * domains.size(item) > 200) return null;
    const index = field.is === "map" ? field.key : domains.add({ is: "range", low: 0, high: field.capacity - 1 });
    return { entries: name, keys: [], of: domains.add({ is: "tuple", of: [index, item] }) };
  }

  environment(bindings: BindingsData): Environment {
    return bindings.map(([name, binding]) => [name, "domain" in binding ? binding.domain : binding.of] as const);
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
