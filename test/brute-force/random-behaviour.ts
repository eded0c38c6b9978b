/** What the processes of a random system do: by themselves, upon messages, at first and when they are up again. */
import type { Expression, Statement } from "../random/model-data.ts";
import { type Environment, STUCK } from "../random/places.ts";
import { CALLED, RandomWorld, ROUND } from "./random-world.ts";
import type { DoingData, FieldList, MessageData, RoleData, SystemData } from "./system-data.ts";

export class RandomBehaviour extends RandomWorld {
  protected begun(role: RoleData): RoleData {
    const dice = this.dice;
    const env = this.#environment(role, null);
    const init = dice.chance(40) ? this.#body(role, env, null, false) : null;
    const restart = role.crashes !== null && dice.chance(40) ? this.#body(role, env, null, true) : null;
    const expires = this.messages.flatMap(({ name, to, fields }) => {
      if (!this.wishes.expiring || to !== role.name || !fields.some(([field]) => field === "round")) return [];
      const round: Expression = { e: "part", of: { e: "bound", name: "message" }, name: "round" };
      const own: Expression = { e: "read", at: { field: ROUND, keys: [] } };
      return [[name, { e: "compare", by: "<", left: round, right: own }] as const];
    });
    const timeout = this.#timers(role).map((name) => ({
      ...{ name, for: [] },
      when: dice.chance(20)
        ? this.x.over(rowOf(role), () => this.x.attempt(() => this.x.condition(env, 1), null))
        : null,
      do: this.#body(role, env, null, true),
    }));
    const rules = this.x.attempt(() => this.#calling(role, env), []);
    const calls = rules.length > 0 ? role.calls : null;
    return { ...role, init, restart, expires, timeout, rules, calls };
  }

  /** Rules by which a process begins operations and returns from them, as its history takes them. */
  #calling(role: RoleData, env: Environment): DoingData[] {
    const { calls } = role;
    if (calls === null) return [];
    const own: Expression = { e: "read", at: { field: CALLED, keys: [] } };
    const value = () => this.x.over(rowOf(role), () => this.x.value(env, calls.of, 1));
    const rule = (how: "invoke" | "return", operation: "write" | "read", from: number, to: number): DoingData => ({
      name: `${role.name}${how === "invoke" ? "Begins" : "Ends"}${operation === "write" ? "Write" : "Read"}`,
      for: [],
      when: {
        e: "or",
        of: Array.from({ length: calls.each }, (_, count) => {
          const right: Expression = { e: "value", value: 3 * count + from };
          return { e: "compare", by: "===", left: own, right } as const;
        }),
      },
      do: [
        { do: "call", how, operation, value: (how === "invoke") === (operation === "write") ? value() : null },
        {
          do: "set",
          at: { field: CALLED, keys: [] },
          value: { e: "arithmetic", by: "+", left: own, right: { e: "value", value: to - from } },
        },
        ...this.#body(role, env, null, true),
      ],
    });
    return [
      rule("invoke", "write", 0, 1),
      rule("return", "write", 1, 3),
      rule("invoke", "read", 0, 2),
      rule("return", "read", 2, 3),
    ];
  }

  /** The names of a role's timers: those of two roles differ, as the names of their rules must. */
  #timers(role: RoleData): readonly string[] {
    let timers = this.#named.get(role.name);
    if (timers === undefined) {
      timers = this.dice.chance(30) ? [`${role.name}Timer`, `${role.name}Clock`].slice(0, this.dice.between(1, 2)) : [];
      this.#named.set(role.name, timers);
    }
    return timers;
  }
  readonly #named = new Map<string, readonly string[]>();

  /** What is bound while a process of the role acts, upon a message of the kind perhaps. */
  #environment(role: RoleData, kind: string | null): Environment {
    const env: (readonly [string, string])[] = [["self", role.processes]];
    if (kind !== null) env.push(["message", this.#messageDomain(kind)]);
    return env;
  }

  /** The domain of messages of a kind as receivers see them; it is not the system's own. */
  #messageDomain(name: string): string {
    const message = this.messages.find((each) => each.name === name) as MessageData;
    const { from, to, broadcast, anonymous, fields, network } = message;
    const of = (role: string) => (this.roles.find((each) => each.name === role) as RoleData).processes;
    const sender = anonymous ? [] : [["from", of(from)] as const];
    const sent = broadcast && network.is !== "fifo" && network.is !== "bag";
    const shape = [...sender, ...(sent ? [] : [["to", of(to)] as const]), ...fields];
    return this.domains.hide(`$${name}`, { is: "record", fields: shape });
  }

  protected rule(system: SystemData, role: RoleData, name: string): DoingData {
    const dice = this.dice;
    const bindings = dice.chance(40) ? [["b0", { domain: dice.pick(this.domains.upTo(3)) }] as const] : [];
    const env = [...this.#environment(role, null), ...bindings.map(([bound, { domain }]) => [bound, domain] as const)];
    return {
      name,
      for: bindings,
      when: dice.chance(60) ? this.#guard(system, role, env) : null,
      do: this.#body(role, env, null, true),
    };
  }

  protected handler(system: SystemData, to: string, kind: string): DoingData {
    const role = system.roles.find(({ name }) => name === to) as RoleData;
    const env = this.#environment(role, kind);
    const when = this.dice.chance(35) ? this.#guard(system, role, env) : null;
    return { name: kind, for: [], when, do: this.#body(role, env, kind, true) };
  }

  #guard(system: SystemData, role: RoleData, env: Environment): Expression | null {
    const dice = this.dice;
    return this.x.over(rowOf(role), () =>
      this.x.attempt(() => {
        const heard = system.partitions === null && dice.chance(35) ? this.#heard(role, env) : null;
        if (heard === null) return this.x.condition(env, 1);
        return dice.chance(50)
          ? heard
          : { e: dice.pick(["and", "or"] as const), of: [heard, this.x.condition(env, 0)] };
      }, null),
    );
  }

  #heard(role: RoleData, env: Environment): Expression | null {
    const dice = this.dice;
    const kinds = this.messages.filter(({ to, network }) => to === role.name && network.is === "set");
    if (kinds.length === 0) return null;
    const { name, from, anonymous, fields } = dice.pick(kinds);
    const sender = this.roles.find((each) => each.name === from) as RoleData;
    const all = [...(anonymous ? [] : [["from", sender.processes] as const]), ...fields];
    const part = ([field, of]: readonly [string, string]) => [field, this.x.value(env, of, 1)] as const;
    if (dice.chance(50)) return { e: "heard", kind: name, how: "has", parts: all.map(part) };
    const how = !anonymous && dice.chance(40) ? "from" : "filter";
    const asked = how === "from" ? fields : all;
    const parts = asked.filter(() => dice.chance(40)).map(part);
    const count: Expression = { e: "heard", kind: name, how, parts };
    return { e: "compare", by: "<=", left: { e: "value", value: dice.between(1, 2) }, right: count };
  }

  /** Statements of an effect; `free`: not while the initial state is made. */
  #body(role: RoleData, env: Environment, kind: string | null, free: boolean): Statement[] {
    const dice = this.dice;
    return this.x.over(rowOf(role), () => {
      const all: Statement[] = [];
      const grows = this.wishes.expiring && dice.chance(free ? 45 : 15);
      for (let left = dice.pick([1, 1, 2]); left > 0 && rowOf(role).length > 0; left--)
        all.push(...this.x.attempt(() => this.x.statement(env, 1), []));
      if (grows) all.push(this.#grow(env, kind));
      if (dice.chance(free ? 65 : 25)) all.push(...this.x.attempt(() => this.#send(role, env), []));
      if (dice.chance(40)) all.push(...this.x.attempt(() => this.#record(role, env), []));
      const timers = this.#timers(role);
      if (timers.length > 0 && dice.chance(50))
        all.push({ do: "timer", name: dice.pick(timers), how: dice.chance(70) ? "start" : "stop" });
      return all;
    });
  }

  #grow(_env: Environment, kind: string | null): Statement {
    const dice = this.dice;
    const own: Expression = { e: "read", at: { field: ROUND, keys: [] } };
    const message = this.messages.find(({ name }) => name === kind);
    const told = message?.fields.some(([field]) => field === "round") && dice.chance(60);
    const to: Expression = told
      ? {
          e: "arithmetic",
          by: "max",
          left: own,
          right: { e: "part", of: { e: "bound", name: "message" }, name: "round" },
        }
      : { e: "arithmetic", by: "+", left: own, right: { e: "value", value: 1 } };
    const high = this.domains.size(this.rounds) - 1;
    return { do: "set", at: { field: ROUND, keys: [] }, value: { e: "clamp", of: to, low: 0, high } };
  }

  #send(role: RoleData, env: Environment): Statement[] {
    const dice = this.dice;
    const kinds = this.messages.filter(({ from }) => from === role.name);
    if (kinds.length === 0) throw STUCK;
    const { name, to, broadcast, fields } = dice.pick(kinds);
    const recipients = (this.roles.find((each) => each.name === to) as RoleData).processes;
    const parts = fields.map(([field, of]) => {
      if (field === "round" && this.wishes.expiring && dice.chance(70))
        return [field, { e: "read", at: { field: ROUND, keys: [] } }] as const;
      return [field, this.x.value(env, of, 1)] as const;
    });
    return [{ do: "send", kind: name, to: broadcast ? null : this.x.value(env, recipients, 1), parts }];
  }

  #record(role: RoleData, env: Environment): Statement[] {
    const all = [...role.history, ...this.history];
    if (all.length === 0) return [];
    const [field, data] = this.dice.pick(all);
    return [{ do: "record", field, value: this.x.value(env, (data as { of: string }).of, 1) }];
  }
}

/** The fields of a row that random statements may change. */
function rowOf({ stable, volatile }: RoleData): FieldList {
  return [...stable, ...volatile].filter(([name]) => name !== ROUND && name !== CALLED);
}
