/**
 * Random expressions and statements over a state. With `symmetric`, elements of scalarsets are copied and compared only, so
 * that any renaming of a behaviour is one: no element is written down, ranked, or taken because it comes first.
 */
import type { Dice } from "../random/dice.ts";
import type { Expression, FieldData, PlaceData, Range, Statement, Value } from "./model-data.ts";
import type { RandomDomains } from "./random-domains.ts";

/** Nothing that is at hand has the domain that is wanted. */
export class Stuck extends Error {}
/** Thrown often, so there is one. */
export const STUCK = new Stuck();

/** Names that are bound, with their domains. */
export type Environment = readonly (readonly [name: string, domain: string])[];

export interface Style {
  readonly symmetric: boolean;
  /** Let values leave their domains and collections their capacities now and then. */
  readonly careless: boolean;
}

type Collection = Exclude<FieldData, { is: "variable" | "map" }>;

/** Ranking is a search among all values. */
const RANKED = 64;

export class RandomExpressions {
  readonly #dice: Dice;
  readonly #domains: RandomDomains;
  #fields: readonly (readonly [name: string, field: FieldData])[];
  readonly style: Style;
  readonly parameters: string[] = [];
  readonly mutants: string[] = [];
  #fresh = 0;
  /** Whether places may be of the state after a step. */
  #ofSteps = false;

  constructor(dice: Dice, domains: RandomDomains, fields: readonly (readonly [string, FieldData])[], style: Style) {
    this.#dice = dice;
    this.#domains = domains;
    this.#fields = fields;
    this.style = style;
  }

  /** With these fields instead: a row's, say. */
  over<T>(fields: readonly (readonly [string, FieldData])[], run: () => T): T {
    const before = this.#fields;
    this.#fields = fields;
    try {
      return run();
    } finally {
      this.#fields = before;
    }
  }

  ofSteps<T>(run: () => T): T {
    this.#ofSteps = true;
    try {
      return run();
    } finally {
      this.#ofSteps = false;
    }
  }

  /** What `run` makes, or, should it be stuck some times, `otherwise`. */
  attempt<T>(run: () => T, otherwise: T): T {
    for (let tries = 0; tries < 6; tries++) {
      try {
        return run();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    return otherwise;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#fresh++}`;
  }

  /** A place of a kind, keys included, which may be read from the state unless `depth` is negative. */
  place(env: Environment, fits: (field: FieldData) => boolean, depth = 0): { place: PlaceData; field: FieldData } {
    const leaf = (field: FieldData): FieldData => (field.is === "map" ? leaf(field.item) : field);
    const candidates = this.#fields.filter(([, field]) => fits(leaf(field)));
    if (candidates.length === 0) throw STUCK;
    const [name, whole] = this.#dice.pick(candidates);
    const keys: Expression[] = [];
    let field = whole;
    for (; field.is === "map"; field = field.item) keys.push(this.value(env, field.key, depth));
    const after = this.#ofSteps && this.#dice.chance(50);
    return { place: { field: name, keys, ...(after && { after: true as const }) }, field };
  }

  collection(
    env: Environment,
    fits: (field: Collection) => boolean = () => true,
  ): { place: PlaceData; field: Collection } {
    const found = this.place(env, (field) => field.is !== "variable" && field.is !== "map" && fits(field));
    return found as { place: PlaceData; field: Collection };
  }

  isFree(domain: string): boolean {
    return !this.style.symmetric || !this.#domains.mentions(domain);
  }

  constant(domain: string): Expression {
    if (this.isFree(domain)) return { e: "value", value: this.#dice.pick(this.#domains.values(domain)) };
    if (this.#domains.get(domain).is === "optional" && this.#dice.chance(50)) return { e: "value", value: null };
    throw STUCK;
  }

  /** An expression whose value is always one of the domain's. */
  value(env: Environment, domain: string, depth: number): Expression {
    const dice = this.#dice;
    const ways: (() => Expression)[] = [];
    const bound = env.filter(([, of]) => of === domain || (of.startsWith(`${domain}.`) && !domain.includes(".")));
    if (bound.length > 0) for (let weight = 0; weight < 3; weight++) ways.push(() => this.#bound(dice.pick(bound)[0]));
    ways.push(() => this.#partOf(env, domain));
    if (depth >= 0)
      ways.push(() => ({
        e: "read",
        at: this.place(env, (field) => field.is === "variable" && field.of === domain, depth - 1).place,
      }));
    ways.push(() => this.constant(domain));
    const shape = this.#domains.get(domain);
    if (shape.is === "optional") ways.push(() => this.value(env, shape.of, depth - 1));
    if (depth > 0) {
      ways.push(() => this.#member(env, domain, depth));
      ways.push(() => ({
        e: "choose",
        test: this.condition(env, depth - 1),
        yes: this.value(env, domain, depth - 1),
        otherwise: this.value(env, domain, depth - 1),
      }));
      if (this.isFree(domain)) ways.push(() => ({ e: "nth", domain, at: this.number(env, depth - 1) }));
      if (shape.is === "range")
        ways.push(() => ({ e: "clamp", of: this.number(env, depth - 1), low: shape.low, high: shape.high }));
    }
    ways.push(() => this.#made(env, domain, depth));
    for (const way of dice.shuffled(ways)) {
      try {
        return way();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    throw STUCK;
  }

  #bound(name: string): Expression {
    return { e: "bound", name };
  }

  /** A part of something bound that has parts. */
  #partOf(env: Environment, domain: string): Expression {
    const found: Expression[] = [];
    for (const [name, of] of env) {
      const shape = this.#domains.get(of);
      const fields =
        shape.is === "record"
          ? shape.fields
          : shape.is === "union" && shape.cases.length === 1
            ? (shape.cases[0]?.[1] ?? [])
            : [];
      for (const [field, part] of fields)
        if (part === domain) found.push({ e: "part", of: this.#bound(name), name: field });
      if (shape.is === "tuple")
        shape.of.forEach((part, at) => {
          if (part === domain) found.push({ e: "part", of: this.#bound(name), name: at });
        });
    }
    if (found.length === 0) throw STUCK;
    return this.#dice.pick(found);
  }

  /** A member of a collection. */
  #member(env: Environment, domain: string, depth: number): Expression {
    const free = this.isFree(domain);
    const { place, field } = this.collection(env, ({ is, of }) => of === domain && (is === "sequence" || free));
    const otherwise = this.value(env, domain, depth - 1);
    if (field.is === "sequence" && this.#dice.chance(60))
      return { e: "index", of: place, index: this.#dice.between(-2, 1), otherwise };
    return { e: "first", of: place, otherwise };
  }

  #made(env: Environment, domain: string, depth: number): Expression {
    const shape = this.#domains.get(domain);
    const part = (of: string) => this.value(env, of, depth - 1);
    switch (shape.is) {
      case "record":
        return { e: "record", kind: null, parts: shape.fields.map(([name, of]) => [name, part(of)] as const) };
      case "tuple":
        return { e: "tuple", parts: shape.of.map(part) };
      case "union": {
        const [kind, fields] = this.#dice.pick(shape.cases);
        const [union] = domain.split(".") as [string];
        const parts = fields.map(([name, of]) => [name, part(of)] as const);
        return { e: "record", kind, parts, ...(this.#dice.chance(50) && { by: union }) };
      }
      default:
        throw STUCK;
    }
  }

  number(env: Environment, depth: number): Expression {
    const dice = this.#dice;
    const ways: (() => Expression)[] = [
      () => ({ e: "value", value: dice.between(0, 3) }),
      () => ({ e: "size", of: this.collection(env).place }),
      () => ({
        e: "read",
        at: this.place(env, (field) => field.is === "variable" && this.#domains.get(field.of).is === "range").place,
      }),
      () => {
        const domain = dice.pick(this.#domains.upTo(RANKED));
        if (!this.isFree(domain)) throw STUCK;
        return { e: "rank", domain, of: this.value(env, domain, depth - 1) };
      },
      () => {
        const { place, field } = this.collection(env, ({ is }) => is === "bag");
        return { e: "count", of: place, value: this.value(env, field.of, depth - 1) };
      },
      () => {
        const { place, field } = this.collection(env);
        if (!this.isFree(field.of) || this.#domains.size(field.of) > RANKED) throw STUCK;
        return { e: "sum", of: place, domain: field.of };
      },
    ];
    if (this.parameters.length > 0) ways.push(() => ({ e: "parameter", name: dice.pick(this.parameters) }));
    if (depth > 0) {
      ways.push(
        () => ({
          e: "arithmetic",
          by: dice.pick(["+", "-", "*", "max", "min"] as const),
          left: this.number(env, depth - 1),
          right: this.number(env, depth - 1),
        }),
        () => ({
          e: "choose",
          test: this.condition(env, depth - 1),
          yes: this.number(env, depth - 1),
          otherwise: this.number(env, depth - 1),
        }),
        () => {
          const { name, among, domain } = this.#range(env);
          return { e: "number", name, among, that: this.condition([...env, [name, domain]], depth - 1) };
        },
      );
    }
    return this.#first(ways, { e: "value", value: 1 });
  }

  #first(ways: readonly (() => Expression)[], otherwise: Expression): Expression {
    for (const way of this.#dice.shuffled(ways)) {
      try {
        return way();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    return otherwise;
  }

  #range(env: Environment): { name: string; among: Range; domain: string } {
    const name = this.#name("q");
    if (this.#dice.chance(50)) {
      const domain = this.#dice.pick(this.#domains.upTo(8));
      return { name, among: { domain }, domain };
    }
    const { place, field } = this.collection(env);
    return { name, among: { members: place }, domain: field.of };
  }

  condition(env: Environment, depth: number): Expression {
    const dice = this.#dice;
    const compared = (): Expression => ({
      e: "compare",
      by: dice.pick(["<", "<=", "==="] as const),
      left: this.number(env, depth - 1),
      right: this.number(env, depth - 1),
    });
    const same = (): Expression => {
      const { place, field } = this.place(env, (each) => each.is === "variable");
      if (field.is !== "variable") throw STUCK;
      const right = this.value(env, field.of, depth - 1);
      return { e: "same", left: { e: "read", at: place }, right, primitive: this.#domains.isPrimitive(field.of) };
    };
    const has = (): Expression => {
      const { place, field } = this.collection(env);
      return { e: "has", of: place, value: this.value(env, field.of, depth - 1) };
    };
    const ways: (() => Expression)[] = [compared, same, same, has, has];
    ways.push(() => ({
      e: "read",
      at: this.place(env, (field) => field.is === "variable" && this.#domains.get(field.of).is === "boolean").place,
    }));
    if (this.mutants.length > 0) ways.push(() => ({ e: "mutant", name: dice.pick(this.mutants) }));
    if (env.length > 1)
      ways.push(() => {
        const [one, other] = dice.shuffled(env) as [Environment[number], Environment[number]];
        if (one[1] !== other[1]) throw STUCK;
        return {
          e: "same",
          left: this.#bound(one[0]),
          right: this.#bound(other[0]),
          primitive: this.#domains.isPrimitive(one[1]),
        };
      });
    if (depth > 0) {
      const two = () => [this.condition(env, depth - 1), this.condition(env, depth - 1)];
      ways.push(
        () => ({ e: "and", of: two() }),
        () => ({ e: "or", of: two() }),
        () => ({ e: "not", of: this.condition(env, depth - 1) }),
        () => {
          const { name, among, domain } = this.#range(env);
          const that = this.condition([...env, [name, domain]], depth - 1);
          return { e: dice.pick(["every", "some"] as const), name, among, that };
        },
      );
    }
    return this.#first(ways, { e: "and", of: [] });
  }

  /** Something that is true in few states: several equalities. */
  rare(env: Environment): Expression {
    const of = [
      this.condition(env, 1),
      this.condition(env, 0),
      ...(this.#dice.chance(50) ? [this.condition(env, 1)] : []),
    ];
    return { e: "and", of };
  }

  statements(env: Environment, count: number, depth: number): Statement[] {
    const all: Statement[] = [];
    for (let at = 0; at < count; at++) all.push(...this.attempt(() => this.statement(env, depth), []));
    return all;
  }

  statement(env: Environment, depth: number): Statement[] {
    const dice = this.#dice;
    if (depth > 0 && dice.chance(20)) {
      const otherwise = dice.chance(50) ? this.statement(env, depth - 1) : [];
      return [{ do: "if", test: this.condition(env, 1), yes: this.statement(env, depth - 1), otherwise }];
    }
    if (depth > 0 && dice.chance(12) && !this.style.symmetric) {
      const { name, among, domain } = this.#range(env);
      return [{ do: "each", name, among, body: this.statement([...env, [name, domain]], depth - 1) }];
    }
    if (depth > 0 && dice.chance(10)) {
      const name = this.#name("k");
      const domain = dice.pick(this.#domains.upTo(64));
      const value = this.value(env, domain, 1);
      return [{ do: "keep", name, value, body: this.statement([...env, [name, domain]], depth - 1) }];
    }
    const { place, field } = this.place(env, () => true);
    return this.changing(env, place, field, depth);
  }

  /** Statements that change what is there. */
  changing(env: Environment, at: PlaceData, field: FieldData, depth: number): Statement[] {
    const dice = this.#dice;
    if (field.is === "map") throw STUCK;
    if (field.is === "variable") {
      const shape = this.#domains.get(field.of);
      const careless = this.style.careless && shape.is === "range" && dice.chance(45);
      if (!careless && this.isFree(field.of) && dice.chance(35))
        return [{ do: "set", at, value: this.#next(at, field.of) }];
      const value = careless ? this.number(env, 1) : this.value(env, field.of, Math.max(depth, 1));
      return [{ do: "set", at, value }];
    }
    if (dice.chance(8)) return [{ do: "clear", at }];
    if (field.is === "sequence") {
      if (dice.chance(40)) return [{ do: dice.pick(["shift", "shift", "pop"] as const), at }];
      return this.#ifRoom(at, field, { do: "push", at, value: this.value(env, field.of, depth) }, null);
    }
    const value = this.value(env, field.of, depth);
    if (dice.chance(35)) return [{ do: "delete", at, value }];
    return this.#ifRoom(at, field, { do: "add", at, value }, field.is === "set" ? value : null);
  }

  /** The value after the one that is there. */
  #next(at: PlaceData, domain: string): Expression {
    const rank: Expression = { e: "rank", domain, of: { e: "read", at } };
    return {
      e: "nth",
      domain,
      at: { e: "arithmetic", by: "+", left: rank, right: { e: "value", value: this.#dice.between(1, 2) } },
    };
  }

  #ifRoom(of: PlaceData, { capacity }: Collection, statement: Statement, member: Expression | null): Statement[] {
    if (capacity === null || (this.style.careless && this.#dice.chance(30))) return [statement];
    const room: Expression = { e: "compare", by: "<", left: { e: "size", of }, right: { e: "value", value: capacity } };
    const test: Expression = member === null ? room : { e: "or", of: [room, { e: "has", of, value: member }] };
    return [{ do: "if", test, yes: [statement], otherwise: [] }];
  }
}

export type { Value };
