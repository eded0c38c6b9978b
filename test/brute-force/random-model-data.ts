/** Random models as data: a number in, a model out. What they are made of is counted by `features.ts`. */

import { Dice } from "../random/dice.ts";
import { declaredAccess } from "./declared-places.ts";
import { explore } from "./exploration.ts";
import type {
  AssumptionData,
  BindingData,
  BindingsData,
  Expression,
  FieldData,
  InitData,
  Kind,
  ModelData,
  NormaliseData,
  PlaceData,
  PropertyData,
  RuleData,
  Statement,
} from "./model-data.ts";
import { machineOf } from "./plain-model.ts";
import { RandomDomains } from "./random-domains.ts";
import { type Environment, RandomExpressions } from "./random-expressions.ts";

export interface ModelWishes {
  /** Treat the elements of scalarsets alike. */
  readonly symmetric: boolean;
  readonly careless: boolean;
  /** Have properties over time. */
  readonly temporal: boolean;
  /** Have rules say what they read and write. */
  readonly declared: boolean;
}

/** More states are too many to be gone through by brute force. */
export const MOST_STATES = 250;
/** About the largest number of states that a schema allows. */
const SPACE = 3000;

export function randomModelData(seed: number, wishes: ModelWishes): ModelData {
  return new Maker(new Dice(seed), wishes).make(seed);
}

class Maker {
  readonly #dice: Dice;
  readonly #wishes: ModelWishes;
  readonly #domains: RandomDomains;
  readonly #fields: [string, FieldData][] = [];
  readonly #x: RandomExpressions;

  constructor(dice: Dice, wishes: ModelWishes) {
    this.#dice = dice;
    this.#wishes = wishes;
    this.#domains = new RandomDomains(dice);
    const scalarsets = wishes.symmetric
      ? dice.pick([[2], [3], [3], [4], [2, 2], [3, 2], [1, 3]])
      : dice.pick([[2], [3], [1], []]);
    this.#domains.fill(scalarsets);
    this.#chooseFields();
    this.#x = new RandomExpressions(dice, this.#domains, this.#fields, wishes);
  }

  #chooseFields(): void {
    let left = SPACE;
    for (let tries = 0; tries < 9 && left >= 2 && this.#fields.length < 5; tries++) {
      const field = this.#field(2);
      const contents = this.#contents(field);
      if (contents > left || contents < 2) continue;
      left /= contents;
      this.#fields.push([`f${this.#fields.length}`, field]);
    }
    if (this.#fields.length === 0)
      this.#fields.push(["f0", { is: "variable", of: this.#domains.add({ is: "range", low: 0, high: 3 }) }]);
  }

  #field(depth: number): FieldData {
    const dice = this.#dice;
    const named = dice.pick(this.#domains.list)[0];
    const cases = this.#domains.cases(named);
    const of = cases.length > 0 && dice.chance(35) ? dice.pick(cases) : named;
    const kind = dice.pick(["variable", "variable", "map", "map", "set", "set", "bag", "sequence"] as const);
    switch (kind) {
      case "variable":
        return { is: "variable", of };
      case "map": {
        const keys = this.#domains.upTo(4).filter((name) => this.#domains.size(name) > 0);
        if (depth === 0 || keys.length === 0) return { is: "variable", of };
        return { is: "map", key: dice.pick(keys), item: this.#field(depth - 1) };
      }
      case "set":
        return { is: "set", of, capacity: this.#domains.size(of) > 10 || dice.chance(30) ? dice.between(1, 2) : null };
      default:
        return { is: kind, of, capacity: dice.between(1, 3) };
    }
  }

  #contents(field: FieldData): number {
    const size = (name: string) => this.#domains.size(name);
    switch (field.is) {
      case "variable":
        return size(field.of);
      case "map":
        return this.#contents(field.item) ** size(field.key);
      case "set":
        return field.capacity === null ? 2 ** size(field.of) : 1 + size(field.of) ** field.capacity / field.capacity;
      default:
        return 1 + size(field.of) ** field.capacity;
    }
  }

  make(seed: number): ModelData {
    const { temporal, declared } = this.#wishes;
    const dice = this.#dice;
    const asProtocol = dice.chance(15);
    const parameters = asProtocol ? [{ name: "p0", from: 0, to: 3, chosen: dice.between(0, 3) }] : [];
    const mutants = asProtocol && dice.chance(60) ? ["slip", "other"] : [];
    this.#x.parameters.push(...parameters.map(({ name }) => name));
    this.#x.mutants.push(...mutants);
    const bare: ModelData = {
      is: "model",
      name: `seed${seed}`,
      domains: this.#domains.list,
      state: this.#fields,
      init: this.#init(),
      normalise: declared ? null : this.#normalise(),
      rules: [],
      properties: [],
      terminal: null,
      fairness: [],
      parameters,
      mutants,
      mutant: mutants.length > 0 && dice.chance(50) ? dice.pick(mutants) : null,
    };
    const rules = this.#rules(bare, declared);
    return {
      ...bare,
      rules,
      properties: this.#properties(),
      terminal: this.#terminal(),
      fairness: temporal ? randomFairness(this.#x, dice, rules) : [],
    };
  }

  /** Rules that mostly lead somewhere new: of several, one that lets more states be reached, but not too many. */
  #rules(bare: ModelData, declared: boolean): RuleData[] {
    const dice = this.#dice;
    const rules: RuleData[] = [];
    const wanted = dice.between(2, 4);
    let reached = 1;
    for (let tries = 0; rules.length < wanted && tries < 16; tries++) {
      const rule = this.#rule(`r${rules.length}`, declared);
      const found = explore(machineOf({ ...bare, rules: [...rules, rule] }), MOST_STATES);
      if (found === null) continue;
      if (found.states.length <= reached && !dice.chance(15)) continue;
      reached = found.states.length;
      rules.push(rule);
    }
    return rules.length > 0 ? rules : [this.#rule("r0", declared)];
  }

  #bindings(): BindingsData {
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

  #environment(bindings: BindingsData): Environment {
    const fields = new Map(this.#fields);
    return bindings.map(([name, binding]) => {
      if ("domain" in binding) return [name, binding.domain] as const;
      return [name, binding.within ?? (fields.get(binding.members) as { of: string }).of] as const;
    });
  }

  #rule(name: string, declared: boolean): RuleData {
    const dice = this.#dice;
    const bindings = this.#bindings();
    const env = this.#environment(bindings);
    const when = dice.chance(65) ? this.#x.attempt(() => this.#x.condition(env, dice.between(1, 2)), null) : null;
    const body = this.#x.statements(env, dice.pick([1, 1, 2, 3]), 2);
    const rule: RuleData = { name, for: bindings, when, do: body, reads: null, writes: null };
    return declared ? { ...rule, ...declaredAccess(rule, new Map(this.#fields)) } : rule;
  }

  #init(): InitData {
    const dice = this.#dice;
    if (this.#wishes.symmetric) return this.#symmetricInit();
    const kind = dice.below(10);
    if (kind < 3) return null;
    if (kind < 6) return { is: "function", do: this.#x.statements([], dice.between(1, 2), 1) };
    const bindings = this.#bindings().flatMap(([name, binding]) =>
      "domain" in binding && this.#domains.size(binding.domain) <= 8 ? [[name, binding] as const] : [],
    );
    const env = this.#environment(bindings);
    const body = this.#x.statements(env, dice.between(1, 2), 1);
    if (bindings.length === 0) return { is: "function", do: body };
    return { is: "choices", for: bindings, when: dice.chance(30) ? this.#x.condition(env, 1) : null, do: body };
  }

  /** Names no element in particular: what begins with a first element is put to any, for all choices of them. */
  #symmetricInit(): InitData {
    const scalarsets = this.#domains.list.flatMap(([name, { is }]) => (is === "scalarset" ? [name] : []));
    const bindings: BindingsData = scalarsets.map((domain, at) => [`i${at}`, { domain }] as const);
    const begin = this.#fields.flatMap(([name, field]) =>
      this.#begin({ field: name, keys: [] }, field, this.#environment(bindings)),
    );
    const more = this.#dice.chance(40) ? this.#x.statements(this.#environment(bindings), 1, 1) : [];
    if (this.#dice.chance(10)) return null;
    return { is: "choices", for: bindings, when: null, do: [...begin, ...more] };
  }

  #begin(at: PlaceData, field: FieldData, env: Environment): Statement[] {
    if (field.is === "map") {
      const name = `${at.field}key${at.keys.length}`;
      const keys: Expression[] = [...at.keys, { e: "bound", name }];
      const body = this.#begin({ field: at.field, keys }, field.item, [...env, [name, field.key]]);
      return body.length === 0 ? [] : [{ do: "each", name, among: { domain: field.key }, body }];
    }
    if (field.is !== "variable" || !this.#domains.mentions(field.of)) return [];
    return [{ do: "set", at, value: this.#x.over([], () => this.#x.value(env, field.of, 1)) }];
  }

  #normalise(): NormaliseData {
    const dice = this.#dice;
    if (!dice.chance(15)) return null;
    const ranges = this.#fields.filter(([, field]) => {
      if (field.is !== "map" || field.item.is !== "variable") return false;
      const item = this.#domains.get(field.item.of);
      const inner = item.is === "optional" ? this.#domains.get(item.of) : item;
      return inner.is === "range" && inner.low <= 0 && inner.high >= 2;
    });
    if (ranges.length > 0) {
      const fields = ranges.slice(0, 1).map(([name]) => name);
      if (dice.chance(50)) return { is: "ranks", fields, keep: dice.chance(50) ? [0] : [] };
      return { is: "lags", fields, most: 2 };
    }
    const body = this.#x.attempt(() => this.#settling(), null);
    return body === null ? null : { is: "statements", do: [body] };
  }

  /** A statement that changes nothing the second time: a value that is set when some other field says so. */
  #settling() {
    const { place, field } = this.#x.place([], (each) => each.is === "variable");
    if (field.is !== "variable" || place.keys.length > 0) return null;
    const others = this.#fields.filter(([name]) => name !== place.field);
    const test = this.#x.over(others, () => this.#x.condition([], 1));
    const value = this.#x.constant(field.of);
    return { do: "if", test, yes: [{ do: "set", at: place, value }], otherwise: [] } as const;
  }

  #properties(): PropertyData[] {
    const dice = this.#dice;
    const kinds: Kind[] = [];
    if (dice.chance(70)) kinds.push("always");
    if (dice.chance(40)) kinds.push("step");
    if (dice.chance(50)) kinds.push("reachable");
    if (this.#wishes.temporal) {
      const over: Kind[] = ["eventually", "alwaysEventually", "eventuallyAlways", "leadsTo", "alwaysReachable"];
      kinds.push(...dice.shuffled(over).slice(0, dice.between(1, 3)));
    } else if (dice.chance(20)) kinds.push("alwaysReachable");
    return kinds.map((kind, at) => this.#property(kind, `property ${at}`));
  }

  #property(kind: Kind, name: string): PropertyData {
    return randomProperty(this.#x, this.#dice, this.#domains, kind, name);
  }

  #terminal(): ModelData["terminal"] {
    const dice = this.#dice;
    return dice.pick([null, null, "allowed", "forbidden", this.#x.condition([], 1)] as const);
  }
}

export function randomProperty(
  x: RandomExpressions,
  dice: Dice,
  domains: RandomDomains,
  kind: Kind,
  name: string,
): PropertyData {
  const quantified = kind !== "leadsTo" && dice.chance(20);
  const domain = dice.pick(domains.upTo(8));
  const env: Environment = quantified ? [["v", domain]] : [];
  const rare = (): Expression => x.rare(env);
  const usual = (): Expression => ({ e: "not", of: rare() });
  const either = () => (dice.chance(50) ? usual() : x.condition(env, 1));
  const made = (): Expression => {
    if (kind === "always") return usual();
    if (kind === "step") return x.ofSteps(usual);
    return kind === "reachable" ? rare() : either();
  };
  return {
    name,
    kind,
    holds: made(),
    target: kind === "leadsTo" ? either() : null,
    forEvery: quantified ? { name: "v", domain } : null,
  };
}

/** One to three named sets of assumptions on these rules. */
export function randomFairness(
  x: RandomExpressions,
  dice: Dice,
  rules: readonly { readonly name: string; readonly for: BindingsData }[],
  environmentOf: (bindings: BindingsData) => Environment = (bindings) =>
    bindings.flatMap(([name, binding]) => ("domain" in binding ? [[name, binding.domain] as const] : [])),
): ModelData["fairness"] {
  const assumption = (): AssumptionData => {
    const kind = dice.chance(50) ? "weak" : "strong";
    const some = dice.shuffled(rules).slice(0, dice.pick([1, 1, 2, rules.length]));
    const [first] = some as [(typeof rules)[number]];
    const names = first.for
      .map(([name]) => name)
      .filter((name) => some.every((rule) => rule.for.some(([other]) => other === name)));
    const env = environmentOf(first.for);
    const closure = (make: () => Expression) => x.over([], () => x.attempt(make, null));
    const where = some.length === 1 && env.length > 0 && dice.chance(30) ? closure(() => x.condition(env, 1)) : null;
    const per = dice.pick(["none", "instance", "names", "function", "function"] as const);
    const by =
      per === "function" && some.length === 1 && env.length > 0
        ? closure(() => ({ e: "bound", name: dice.pick(env)[0] }))
        : null;
    return {
      kind,
      rules: some.map(({ name }) => name),
      per:
        per === "instance"
          ? "instance"
          : by !== null
            ? { by }
            : per === "names" && names.length > 0
              ? dice.shuffled(names).slice(0, dice.between(1, names.length))
              : null,
      where,
    };
  };
  return Array.from({ length: dice.between(1, 2) }, (_, at) => [
    `fair${at}`,
    Array.from({ length: dice.pick([1, 1, 2, 3]) }, assumption),
  ]);
}
