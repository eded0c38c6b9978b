/** Random numbers and conditions over the places of a state. */
import type { Expression } from "./model-data.ts";
import { type Environment, STUCK } from "./places.ts";
import { RandomValues } from "./values.ts";

/** Ranking is a search among all values. */
const RANKED = 64;

export abstract class RandomConditions extends RandomValues {
  number(env: Environment, depth: number): Expression {
    const dice = this.dice;
    const ways: (() => Expression)[] = [
      () => ({ e: "value", value: dice.between(0, 3) }),
      () => ({ e: "size", of: this.collection(env).place }),
      () => ({
        e: "read",
        at: this.place(env, (field) => field.is === "variable" && this.domains.get(field.of).is === "range").place,
      }),
      () => {
        const domain = dice.pick(this.domains.upTo(RANKED));
        if (!this.isFree(domain)) throw STUCK;
        return { e: "rank", domain, of: this.value(env, domain, depth - 1) };
      },
      () => {
        const { place, field } = this.collection(env, ({ is }) => is === "bag");
        return { e: "count", of: place, value: this.value(env, field.of, depth - 1) };
      },
      () => {
        const { place, field } = this.collection(env, ({ is }) => is === "sequence");
        return { e: "place", of: place, value: this.value(env, field.of, depth - 1) };
      },
      () => {
        const { place, field } = this.collection(env);
        if (!this.isFree(field.of) || this.domains.size(field.of) > RANKED) throw STUCK;
        return { e: "sum", of: place, domain: field.of };
      },
    ];
    if (this.style.values)
      ways.push(() => {
        const { domain, is } = this.#holding();
        return { e: "extent", of: this.value(env, domain, depth - 1), is };
      });
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
          const { name, among, domain } = this.range(env);
          return { e: "number", name, among, that: this.condition([...env, [name, domain]], depth - 1) };
        },
      );
    }
    return this.first(ways, { e: "value", value: 1 });
  }

  condition(env: Environment, depth: number): Expression {
    const dice = this.dice;
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
      return { e: "same", left: { e: "read", at: place }, right, primitive: this.domains.isPrimitive(field.of) };
    };
    const has = (): Expression => {
      const { place, field } = this.collection(env);
      return { e: "has", of: place, value: this.value(env, field.of, depth - 1) };
    };
    const ways: (() => Expression)[] = [compared, same, same, has, has];
    ways.push(() => ({
      e: "read",
      at: this.place(env, (field) => field.is === "variable" && this.domains.get(field.of).is === "boolean").place,
    }));
    if (this.style.values) {
      const about = () => this.#aboutHolding(env, depth);
      ways.push(about, about, about);
    }
    if (this.mutants.length > 0) ways.push(() => ({ e: "mutant", name: dice.pick(this.mutants) }));
    if (env.length > 1)
      ways.push(() => {
        const [one, other] = dice.shuffled(env) as [Environment[number], Environment[number]];
        if (one[1] !== other[1]) throw STUCK;
        return {
          e: "same",
          left: this.bound(one[0]),
          right: this.bound(other[0]),
          primitive: this.domains.isPrimitive(one[1]),
        };
      });
    if (depth > 0) {
      const two = () => [this.condition(env, depth - 1), this.condition(env, depth - 1)];
      ways.push(
        () => ({ e: "and", of: two() }),
        () => ({ e: "or", of: two() }),
        () => ({ e: "not", of: this.condition(env, depth - 1) }),
        () => {
          const { name, among, domain } = this.range(env);
          const that = this.condition([...env, [name, domain]], depth - 1);
          return { e: dice.pick(["every", "some"] as const), name, among, that };
        },
      );
    }
    return this.first(ways, { e: "and", of: [] });
  }

  #holding(): { readonly domain: string; readonly is: "list" | "subset"; readonly of: string } {
    const names = this.domains.holding();
    if (names.length === 0) throw STUCK;
    const domain = this.dice.pick(names);
    const { is, of } = this.domains.get(domain) as { readonly is: "list" | "subset"; readonly of: string };
    return { domain, is, of };
  }

  #aboutHolding(env: Environment, depth: number): Expression {
    const { domain, is, of } = this.#holding();
    const left = this.value(env, domain, depth);
    if (is === "list" || this.dice.chance(50))
      return { e: "holds", of: left, value: this.value(env, of, depth - 1), is };
    const by = this.dice.pick(["isSubsetOf", "isSupersetOf", "isDisjointFrom"] as const);
    return { e: "relates", by, left, right: this.value(env, domain, depth - 1) };
  }

  /** Something that is true in few states: several equalities. */
  rare(env: Environment): Expression {
    const of = [
      this.condition(env, 1),
      this.condition(env, 0),
      ...(this.dice.chance(50) ? [this.condition(env, 1)] : []),
    ];
    return { e: "and", of };
  }
}
