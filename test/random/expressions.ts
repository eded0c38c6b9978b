/** Random statements, and with them all that the text of a rule is made of. */
import { RandomConditions } from "./conditions.ts";
import type { Expression, FieldData, PlaceData, Statement } from "./model-data.ts";
import { type Collection, type Environment, STUCK } from "./places.ts";

export class RandomExpressions extends RandomConditions {
  statements(env: Environment, count: number, depth: number): Statement[] {
    const all: Statement[] = [];
    for (let at = 0; at < count; at++) all.push(...this.attempt(() => this.statement(env, depth), []));
    return all;
  }

  statement(env: Environment, depth: number): Statement[] {
    const dice = this.dice;
    if (depth > 0 && dice.chance(20)) {
      const otherwise = dice.chance(50) ? this.statement(env, depth - 1) : [];
      return [{ do: "if", test: this.condition(env, 1), yes: this.statement(env, depth - 1), otherwise }];
    }
    if (depth > 0 && dice.chance(12) && !this.style.symmetric) {
      const { name, among, domain } = this.range(env);
      return [{ do: "each", name, among, body: this.statement([...env, [name, domain]], depth - 1) }];
    }
    if (depth > 0 && dice.chance(10)) {
      const name = this.name("k");
      const domain = dice.pick(this.domains.upTo(64));
      const value = this.value(env, domain, 1);
      return [{ do: "keep", name, value, body: this.statement([...env, [name, domain]], depth - 1) }];
    }
    const { place, field } = this.place(env, () => true);
    return this.changing(env, place, field, depth);
  }

  /** Statements that change what is there. */
  changing(env: Environment, at: PlaceData, field: FieldData, depth: number): Statement[] {
    const dice = this.dice;
    if (field.is === "map") throw STUCK;
    if (field.is === "variable") {
      const shape = this.domains.get(field.of);
      const careless = this.style.careless && shape.is === "range" && dice.chance(45);
      if (!careless && this.isFree(field.of) && dice.chance(35))
        return [{ do: "set", at, value: this.#next(at, field.of) }];
      if (this.style.values && this.style.careless && (shape.is === "list" || shape.is === "subset") && dice.chance(45))
        return [{ do: "set", at, value: this.unbounded(env, field.of, 1) }];
      if (this.style.values && (shape.is === "list" || shape.is === "subset") && dice.chance(60))
        return [{ do: "set", at, value: this.bounded(env, field.of, Math.max(depth, 1)) }];
      const value = careless ? this.number(env, 1) : this.value(env, field.of, Math.max(depth, 1));
      return [{ do: "set", at, value }];
    }
    if (dice.chance(8)) return [{ do: "clear", at }];
    if (dice.chance(12)) return this.attempt(() => this.#copying(env, at, field), [{ do: "clear", at }]);
    if (field.is === "sequence") {
      if (dice.chance(40)) return this.#atIndex(env, at, field, depth);
      if (dice.chance(40)) return [{ do: dice.pick(["shift", "shift", "pop"] as const), at }];
      return this.#ifRoom(at, field, { do: "push", at, value: this.value(env, field.of, depth) }, null);
    }
    const value = this.value(env, field.of, depth);
    if (dice.chance(35)) return [{ do: "delete", at, value }];
    return this.#ifRoom(at, field, { do: "add", at, value }, field.is === "set" ? value : null);
  }

  /** Something is done at an index, and a careful model looks first whether there is such a one. */
  #atIndex(env: Environment, at: PlaceData, field: Collection, depth: number): Statement[] {
    const { dice } = this;
    const index: Expression =
      this.style.careless && dice.chance(40) ? this.number(env, 1) : { e: "value", value: dice.below(3) };
    const how = dice.pick(["insert", "put", "remove", "truncate"] as const);
    if (how === "truncate")
      return [{ do: how, at, index: index.e === "value" ? index : { e: "clamp", of: index, low: -1, high: 4 } }];
    const statement: Statement =
      how === "remove" ? { do: how, at, index } : { do: how, at, index, value: this.value(env, field.of, depth) };
    const size: Expression = { e: "size", of: at };
    const fits: Expression = { e: "compare", by: how === "insert" ? "<=" : "<", left: index, right: size };
    const isCareless = this.style.careless && dice.chance(40);
    const checked: Statement[] = isCareless
      ? [statement]
      : [
          {
            do: "if",
            test: { e: "and", of: [{ e: "compare", by: "<=", left: { e: "value", value: 0 }, right: index }, fits] },
            yes: [statement],
            otherwise: [],
          },
        ];
    if (how !== "insert" || isCareless) return checked;
    const room: Expression = {
      e: "compare",
      by: "<",
      left: size,
      right: { e: "value", value: field.capacity as number },
    };
    return [{ do: "if", test: room, yes: checked, otherwise: [] }];
  }

  /** All of one collection, or what satisfies something, into another of the same elements. */
  #copying(env: Environment, at: PlaceData, field: Collection): Statement[] {
    const { dice } = this;
    const fits = (other: Collection) =>
      other.of === field.of && (this.style.careless || this.#holds(other) <= this.#holds(field));
    if (dice.chance(50)) {
      const { place } = this.collection(env, (other) => other.is === field.is && fits(other));
      return [{ do: "copy", at, from: { field: place.field, keys: place.keys } }];
    }
    // Of what has an order, the order of elements would show.
    const { place } = this.collection(
      env,
      (other) => fits(other) && (field.is !== "sequence" || other.is === "sequence"),
    );
    const name = this.name("q");
    const that = this.condition([...env, [name, field.of]], 0);
    return [{ do: "assign", at, from: { field: place.field, keys: place.keys }, name, that }];
  }

  #holds({ of, capacity }: Collection): number {
    return capacity ?? this.domains.size(of);
  }

  /** The value after the one that is there. */
  #next(at: PlaceData, domain: string): Expression {
    const rank: Expression = { e: "rank", domain, of: { e: "read", at } };
    return {
      e: "nth",
      domain,
      at: { e: "arithmetic", by: "+", left: rank, right: { e: "value", value: this.dice.between(1, 2) } },
    };
  }

  #ifRoom(of: PlaceData, { capacity }: Collection, statement: Statement, member: Expression | null): Statement[] {
    if (capacity === null || (this.style.careless && this.dice.chance(30))) return [statement];
    const room: Expression = { e: "compare", by: "<", left: { e: "size", of }, right: { e: "value", value: capacity } };
    const test: Expression = member === null ? room : { e: "or", of: [room, { e: "has", of, value: member }] };
    return [{ do: "if", test, yes: [statement], otherwise: [] }];
  }
}
