/** Random models as data: a number in, a model out. What they are made of is counted by `features.ts`. */

import { Dice } from "../random/dice.ts";
import { RandomDomains } from "../random/domains.ts";
import { RandomExpressions } from "../random/expressions.ts";
import { randomFairness } from "../random/fairness.ts";
import { randomFields } from "../random/fields.ts";
import type {
  BindingsData,
  BoundData,
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
} from "../random/model-data.ts";
import type { Environment, FieldsData } from "../random/places.ts";
import { randomProperty, someOverTime } from "../random/properties.ts";
import { RandomRules } from "../random/rules.ts";
import { declaredAccess } from "./declared-places.ts";
import { explore } from "./exploration.ts";
import { machineOf } from "./plain-model.ts";

export interface ModelWishes {
  /** Treat the elements of scalarsets alike. */
  readonly symmetric: boolean;
  readonly careless: boolean;
  /** Have properties over time. */
  readonly temporal: boolean;
  /** Have rules say what they read and write. */
  readonly declared: boolean;
  /** Have lists and sets that are values. */
  readonly values?: boolean;
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
  readonly #fields: FieldsData;
  readonly #x: RandomExpressions;
  readonly #made: RandomRules;

  constructor(dice: Dice, wishes: ModelWishes) {
    this.#dice = dice;
    this.#wishes = wishes;
    this.#domains = new RandomDomains(dice);
    const scalarsets = wishes.symmetric
      ? dice.pick([[2], [3], [3], [4], [2, 2], [3, 2], [1, 3]])
      : dice.pick([[2], [3], [1], []]);
    this.#domains.fill(scalarsets, wishes.values);
    this.#fields = randomFields(dice, this.#domains, SPACE);
    this.#x = new RandomExpressions(dice, this.#domains, this.#fields, wishes);
    this.#made = new RandomRules(dice, this.#domains, this.#fields, this.#x);
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
      init: this.#wishes.symmetric ? this.#symmetricInit() : this.#made.init(),
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
    const made: ModelData = {
      ...bare,
      rules,
      properties: this.#properties(),
      terminal: this.#terminal(),
      fairness: temporal ? randomFairness(this.#x, dice, rules) : [],
    };
    return this.#claimedMore(made, new Dice(seed ^ 0x51a1));
  }

  /** What came later, by dice of its own: models of a seed stay what they were in all else. */
  #claimedMore(made: ModelData, dice: Dice): ModelData {
    const x = new RandomExpressions(dice, this.#domains, this.#fields, this.#wishes);
    const condition = (env: Environment): Expression | null => x.attempt(() => x.condition(env, 1), null);
    const properties = made.properties.map((property) => {
      if (property.kind !== "leadsTo" || !dice.chance(40)) return property;
      const domain = dice.pick(this.#domains.upTo(4));
      const [holds, target] = [condition([["v", domain]]), condition([["v", domain]])];
      if (holds === null || target === null) return property;
      return { ...property, holds, target, forEvery: { name: "v", domain } };
    });
    const fairness = made.fairness.map(
      ([name, assumptions]) =>
        [name, assumptions.map((each) => (dice.chance(30) ? { ...each, when: condition([]) } : each))] as const,
    );
    const isOverTime = properties.some(({ kind }) => !["always", "step", "reachable"].includes(kind));
    if (isOverTime || !dice.chance(35)) return { ...made, properties, fairness };
    const usual = (): Expression => ({ e: "not", of: x.rare([]) });
    const bounds = dice
      .shuffled(["always", "step", "always"] as const)
      .slice(0, dice.between(1, 2))
      .flatMap((kind, at): BoundData[] => {
        const holds = x.attempt(() => (kind === "step" ? x.ofSteps(usual) : usual()), null);
        return holds === null ? [] : [{ name: `bound ${at}`, kind, holds }];
      });
    return { ...made, properties, fairness, bounds };
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

  #rule(name: string, declared: boolean): RuleData {
    const rule = this.#made.rule(name);
    return declared ? { ...rule, ...declaredAccess(rule, new Map(this.#fields)) } : rule;
  }

  /** Names no element in particular: what begins with a first element is put to any, for all choices of them. */
  #symmetricInit(): InitData {
    const scalarsets = this.#domains.list.flatMap(([name, { is }]) => (is === "scalarset" ? [name] : []));
    const bindings: BindingsData = scalarsets.map((domain, at) => [`i${at}`, { domain }] as const);
    const begin = this.#fields.flatMap(([name, field]) =>
      this.#begin({ field: name, keys: [] }, field, this.#made.environment(bindings)),
    );
    const more = this.#dice.chance(40) ? this.#x.statements(this.#made.environment(bindings), 1, 1) : [];
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
      kinds.push(...someOverTime(dice));
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
