/** Random expressions for values of a domain: bound ones, parts of them, what places hold, constants, and made ones. */
import type { DomainData, Expression } from "./model-data.ts";
import { type Environment, RandomPlaces, STUCK, Stuck } from "./places.ts";

export abstract class RandomValues extends RandomPlaces {
  abstract number(env: Environment, depth: number): Expression;
  abstract condition(env: Environment, depth: number): Expression;

  constant(domain: string): Expression {
    if (this.isFree(domain)) return { e: "value", value: this.dice.pick(this.domains.values(domain)) };
    const shape = this.domains.get(domain);
    if (shape.is === "optional" && this.dice.chance(50)) return { e: "value", value: null };
    // What is empty names no element.
    if (shape.is === "list" && shape.min === 0) return { e: "value", value: [] };
    if (shape.is === "subset" && shape.min === 0) return { e: "value", value: { subset: domain, members: [] } };
    throw STUCK;
  }

  /** An expression whose value is always one of the domain's. */
  value(env: Environment, domain: string, depth: number): Expression {
    const dice = this.dice;
    const ways: (() => Expression)[] = [];
    const bound = env.filter(([, of]) => of === domain || (of.startsWith(`${domain}.`) && !domain.includes(".")));
    if (bound.length > 0) for (let weight = 0; weight < 3; weight++) ways.push(() => this.bound(dice.pick(bound)[0]));
    ways.push(() => this.#partOf(env, domain));
    if (depth >= 0)
      ways.push(() => ({
        e: "read",
        at: this.place(env, (field) => field.is === "variable" && field.of === domain, depth - 1).place,
      }));
    ways.push(() => this.constant(domain));
    const shape = this.domains.get(domain);
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
    if (this.style.values && depth > 0) {
      ways.push(() => this.#item(env, domain, depth));
      if (shape.is === "list" || shape.is === "subset")
        for (let weight = 0; weight < 3; weight++) ways.push(() => this.bounded(env, domain, depth));
    }
    for (const way of dice.shuffled(ways)) {
      try {
        return way();
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
      }
    }
    throw STUCK;
  }

  protected bound(name: string): Expression {
    return { e: "bound", name };
  }

  /** A part of something bound that has parts. */
  #partOf(env: Environment, domain: string): Expression {
    const found: Expression[] = [];
    for (const [name, of] of env) {
      const shape = this.domains.get(of);
      const fields =
        shape.is === "record"
          ? shape.fields
          : shape.is === "union" && shape.cases.length === 1
            ? (shape.cases[0]?.[1] ?? [])
            : [];
      for (const [field, part] of fields)
        if (part === domain) found.push({ e: "part", of: this.bound(name), name: field });
      if (shape.is === "tuple")
        shape.of.forEach((part, at) => {
          if (part === domain) found.push({ e: "part", of: this.bound(name), name: at });
        });
    }
    if (found.length === 0) throw STUCK;
    return this.dice.pick(found);
  }

  /** An item of a list; of a set only where it may be told which comes first. */
  #item(env: Environment, domain: string, depth: number): Expression {
    const free = this.isFree(domain);
    const holding = this.domains.holding(domain).filter((name) => free || this.domains.get(name).is === "list");
    if (holding.length === 0) throw STUCK;
    const from = this.dice.pick(holding);
    const { is } = this.domains.get(from) as { readonly is: "list" | "subset" };
    return {
      e: "item",
      of: this.value(env, from, depth - 1),
      is,
      index: this.dice.between(-2, 1),
      otherwise: this.value(env, domain, depth - 1),
    };
  }

  /** A list or a set made of others, where it is of its domain. */
  protected bounded(env: Environment, domain: string, depth: number): Expression {
    const shape = this.domains.get(domain) as Extract<DomainData, { is: "list" | "subset" }>;
    const of = this.unbounded(env, domain, depth);
    if (shape.max === null) return of;
    return { e: "within", of, min: shape.min, max: shape.max, otherwise: this.value(env, domain, depth - 1) };
  }

  /** The same with as many members as it happens to have. */
  protected unbounded(env: Environment, domain: string, depth: number): Expression {
    const dice = this.dice;
    const shape = this.domains.get(domain) as Extract<DomainData, { is: "list" | "subset" }>;
    const other = () => this.value(env, domain, depth - 1);
    const value = (within = env) => this.value(within, shape.of, depth - 1);
    if (dice.chance(15)) {
      const name = this.name("q");
      return { e: "kept", name, of: other(), that: this.condition([...env, [name, shape.of]], depth - 1) };
    }
    if (shape.is === "list") {
      const how = dice.pick(["longer", "longer", "longer", "slice", "replaced"] as const);
      if (how === "longer") return { e: "longer", of: other(), value: value(), front: dice.chance(25) };
      if (how === "slice") return { e: "slice", of: other(), from: dice.between(0, 1), to: dice.between(1, 3) };
      return { e: "replaced", of: other(), index: dice.between(0, 1), value: value() };
    }
    const how = dice.pick(["changed", "changed", "joined", "set"] as const);
    if (how === "changed")
      return { e: "changed", by: dice.pick(["with", "with", "without"]), of: other(), value: value() };
    if (how === "set") return { e: "set", domain, parts: Array.from({ length: dice.between(0, 2) }, () => value()) };
    const by = dice.pick(["union", "intersection", "difference"] as const);
    return { e: "joined", by, left: other(), right: other() };
  }

  /** A member of a collection. */
  #member(env: Environment, domain: string, depth: number): Expression {
    const free = this.isFree(domain);
    const { place, field } = this.collection(env, ({ is, of }) => of === domain && (is === "sequence" || free));
    const otherwise = this.value(env, domain, depth - 1);
    if (field.is === "sequence" && this.dice.chance(60))
      return { e: "index", of: place, index: this.dice.between(-2, 1), otherwise };
    return { e: "first", of: place, otherwise };
  }

  #made(env: Environment, domain: string, depth: number): Expression {
    const shape = this.domains.get(domain);
    const part = (of: string) => this.value(env, of, depth - 1);
    switch (shape.is) {
      case "record":
        return { e: "record", kind: null, parts: shape.fields.map(([name, of]) => [name, part(of)] as const) };
      case "tuple":
        return { e: "tuple", parts: shape.of.map(part) };
      case "one-of":
        return part(this.dice.pick(shape.of));
      case "subset": {
        const { min, max } = shape;
        if (min > 1) throw STUCK;
        return { e: "set", domain, parts: max === 0 ? [] : [part(shape.of)] };
      }
      case "list":
        return {
          e: "tuple",
          parts: Array.from({ length: this.dice.between(shape.min, shape.max) }, () => part(shape.of)),
        };
      case "union": {
        const [kind, fields] = this.dice.pick(shape.cases);
        const [union] = domain.split(".") as [string];
        const parts = fields.map(([name, of]) => [name, part(of)] as const);
        return { e: "record", kind, parts, ...(this.dice.chance(50) && { by: union }) };
      }
      default:
        throw STUCK;
    }
  }
}
