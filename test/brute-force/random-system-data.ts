/** Random systems of processes as data: one or two roles, up to three kinds of messages over networks of every kind. */
import { Dice } from "../random/dice.ts";
import { RandomDomains } from "../random/domains.ts";
import { RandomExpressions } from "../random/expressions.ts";
import { randomFairness } from "../random/fairness.ts";
import type { Expression, FieldData, Kind, PropertyData, Statement } from "../random/model-data.ts";
import { type Environment, STUCK } from "../random/places.ts";
import { randomProperty, someOverTime } from "../random/properties.ts";
import { explore } from "./exploration.ts";
import { systemMachine } from "./plain-system.ts";
import { MOST_STATES } from "./random-model-data.ts";
import {
  type DoingData,
  type FieldList,
  type MessageData,
  type NetworkData,
  type RoleData,
  type SystemData,
  shownFields,
} from "./system-data.ts";

export interface SystemWishes {
  readonly symmetric: boolean;
  readonly temporal: boolean;
  /** Have kinds of messages that expire. */
  readonly expiring: boolean;
}

export function randomSystemData(seed: number, wishes: SystemWishes): SystemData {
  return new SystemMaker(new Dice(seed), wishes).make(seed);
}

/** A field of a row that only grows, and of messages: those of an earlier round have expired. */
const ROUND = "round";

class SystemMaker {
  readonly #dice: Dice;
  readonly #wishes: SystemWishes;
  readonly #domains: RandomDomains;
  readonly #x: RandomExpressions;
  readonly #rounds: string;
  #roles: RoleData[] = [];
  #messages: MessageData[] = [];
  #history: FieldList = [];

  constructor(dice: Dice, wishes: SystemWishes) {
    this.#dice = dice;
    this.#wishes = wishes;
    this.#domains = new RandomDomains(dice);
    const processes = ["a", "b"].slice(0, dice.pick([1, 2, 2])).map((name) => {
      const size = dice.pick([1, 2, 2, 3]);
      const scalarset = { is: "scalarset", name, size } as const;
      if (wishes.symmetric || dice.chance(30)) return this.#domains.add(scalarset);
      if (dice.chance(50)) return this.#domains.add({ is: "range", low: 1, high: size });
      return this.#domains.add({ is: "enumeration", names: ["left", "right", "middle"].slice(0, size) });
    });
    this.#domains.add({ is: "range", low: dice.between(-1, 0), high: dice.between(1, 2) });
    this.#domains.add(dice.chance(50) ? { is: "boolean" } : { is: "enumeration", names: ["idle", "busy", "done"] });
    if (dice.chance(50)) this.#domains.add({ is: "optional", of: dice.pick(this.#domains.list)[0] });
    this.#rounds = this.#domains.add({ is: "range", low: 0, high: dice.between(1, 2) });
    this.#x = new RandomExpressions(dice, this.#domains, [], { symmetric: wishes.symmetric, careless: false });
    this.#declare(processes);
  }

  #declare(processes: readonly string[]): void {
    const dice = this.#dice;
    this.#history = dice.chance(25) ? [["all", this.#field(true)]] : [];
    this.#roles = processes.map((of, at) => {
      const crashes = dice.chance(30) ? { atMost: dice.pick([0, 1, 2, null]), restarts: dice.chance(60) } : null;
      const name = ["client", "server"][at] as string;
      const stable: (readonly [string, FieldData])[] = [];
      if (dice.chance(80)) stable.push(["s0", this.#field(false)]);
      if (dice.chance(40)) stable.push(["s1", this.#field(false)]);
      if (this.#wishes.expiring) stable.push([ROUND, { is: "variable", of: this.#rounds }]);
      const volatile: FieldList = crashes !== null && dice.chance(70) ? [["v0", this.#field(false)]] : [];
      const history: FieldList = dice.chance(20) ? [["h0", this.#field(true)]] : [];
      const none = { init: null, rules: [], receive: [], restart: null, expires: [] };
      return { name, processes: of, stable, volatile, history, crashes, ...none };
    });
    const carriers = this.#carriers();
    this.#messages = ["ask", "answer", "tell"].slice(0, dice.pick([1, 1, 2, 2, 3])).map((name, at) => {
      const expires = this.#wishes.expiring && (at === 0 || dice.chance(50));
      const [from, to] = [dice.pick(this.#roles), dice.pick(this.#roles)];
      const network = expires ? SET : this.#varied(dice.pick(carriers));
      const copies = this.#domains.size(to.processes) - (from === to ? 1 : 0);
      const unsaid = copies > 1 && network.is === "bag" && network.overflow === "lost";
      return {
        ...{ name, from: from.name, to: to.name, network, broadcast: !unsaid && dice.chance(35) },
        fields: [
          ...(expires ? [["round", this.#rounds] as const] : []),
          ...(dice.chance(40) ? [["n", dice.pick(this.#domains.upTo(3))] as const] : []),
        ],
      };
    });
  }

  /** One of each kind that a network may be: what shares a field shares its capacity. */
  #carriers(): NetworkData[] {
    const dice = this.#dice;
    const plain = { overflow: null, lossy: false, duplicating: false };
    const all: NetworkData[] = [
      { is: "set", capacity: this.#wishes.expiring || dice.chance(80) ? null : 6, ...plain },
      { is: "bag", capacity: dice.between(1, 3), ...plain },
      { is: "fifo", capacity: dice.between(1, 2), ...plain },
    ];
    return dice.shuffled(all).slice(0, dice.pick([1, 1, 2]));
  }

  #varied(network: NetworkData): NetworkData {
    const dice = this.#dice;
    if (network.is === "set") return network;
    return {
      ...network,
      overflow: dice.pick([null, "error", "lost", "lost"] as const),
      lossy: dice.chance(25),
      duplicating: dice.chance(20),
    };
  }

  #field(recorded: boolean): FieldData {
    const dice = this.#dice;
    const of = dice.pick(this.#domains.upTo(4));
    const kinds = ["variable", "variable", "variable", "set", "bag", "sequence", "map"] as const;
    const kind = dice.pick(recorded ? kinds.slice(0, 5) : kinds);
    switch (kind) {
      case "variable":
        return { is: "variable", of };
      case "set":
        return { is: "set", of, capacity: null };
      case "map":
        return { is: "map", key: dice.pick(this.#domains.upTo(3)), item: { is: "variable", of } };
      default:
        return { is: kind, of, capacity: recorded ? 3 : 2 };
    }
  }

  make(seed: number): SystemData {
    const dice = this.#dice;
    const partitions =
      !this.#wishes.expiring && dice.chance(30) ? { atMost: dice.between(1, 2), heals: dice.chance(60) } : null;
    let system: SystemData = {
      is: "system",
      name: `seed${seed}`,
      domains: this.#domains.list,
      roles: this.#roles.map((role) => this.#begun(role)),
      messages: this.#messages,
      history: this.#history,
      partitions,
      properties: [],
      terminal: null,
      fairness: [],
    };
    // Every kind that is not on a set has a handler from the start; the others get theirs as rules are added.
    for (const { name, to, network } of this.#messages)
      if (network.is !== "set" || dice.chance(85))
        system = added(system, to, { receive: this.#handler(system, to, name) });
    let reached = explore(systemMachine(system), MOST_STATES)?.states.length ?? Number.POSITIVE_INFINITY;
    const wanted = dice.between(1, 3);
    for (let tries = 0, count = 0; count < wanted && tries < 14; tries++) {
      const role = dice.pick(system.roles);
      const one = added(system, role.name, { rule: this.#rule(system, role, `act${count}`) });
      const found = explore(systemMachine(one), MOST_STATES);
      if (found === null || (found.states.length <= reached && !dice.chance(15))) continue;
      [system, reached] = [one, found.states.length];
      count++;
    }
    if (system.roles.every((role) => role.rules.length === 0)) {
      const [role] = system.roles as [RoleData];
      system = added(system, role.name, { rule: this.#rule(system, role, "act") });
    }
    return { ...system, ...this.#claims(system) };
  }

  #begun(role: RoleData): RoleData {
    const dice = this.#dice;
    const env = this.#environment(role, null);
    const init = dice.chance(40) ? this.#body(role, env, null, false) : null;
    const restart = role.crashes !== null && dice.chance(40) ? this.#body(role, env, null, true) : null;
    const expires = this.#messages.flatMap(({ name, to, fields }) => {
      if (!this.#wishes.expiring || to !== role.name || !fields.some(([field]) => field === "round")) return [];
      const round: Expression = { e: "part", of: { e: "bound", name: "message" }, name: "round" };
      const own: Expression = { e: "read", at: { field: ROUND, keys: [] } };
      return [[name, { e: "compare", by: "<", left: round, right: own }] as const];
    });
    return { ...role, init, restart, expires };
  }

  /** What is bound while a process of the role acts, upon a message of the kind perhaps. */
  #environment(role: RoleData, kind: string | null): Environment {
    const env: (readonly [string, string])[] = [["self", role.processes]];
    if (kind !== null) env.push(["message", this.#messageDomain(kind)]);
    return env;
  }

  /** The domain of messages of a kind as receivers see them; it is not the system's own. */
  #messageDomain(name: string): string {
    const { from, to, broadcast, fields, network } = this.#messages.find((each) => each.name === name) as MessageData;
    const of = (role: string) => (this.#roles.find((each) => each.name === role) as RoleData).processes;
    const sent = broadcast && network.is !== "fifo" && network.is !== "bag";
    const shape = [["from", of(from)] as const, ...(sent ? [] : [["to", of(to)] as const]), ...fields];
    return this.#domains.hide(`$${name}`, { is: "record", fields: shape });
  }

  #rule(system: SystemData, role: RoleData, name: string): DoingData {
    const dice = this.#dice;
    const bindings = dice.chance(40) ? [["b0", { domain: dice.pick(this.#domains.upTo(3)) }] as const] : [];
    const env = [...this.#environment(role, null), ...bindings.map(([bound, { domain }]) => [bound, domain] as const)];
    return {
      name,
      for: bindings,
      when: dice.chance(60) ? this.#guard(system, role, env) : null,
      do: this.#body(role, env, null, true),
    };
  }

  #handler(system: SystemData, to: string, kind: string): DoingData {
    const role = system.roles.find(({ name }) => name === to) as RoleData;
    const env = this.#environment(role, kind);
    const when = this.#dice.chance(35) ? this.#guard(system, role, env) : null;
    return { name: kind, for: [], when, do: this.#body(role, env, kind, true) };
  }

  #guard(system: SystemData, role: RoleData, env: Environment): Expression | null {
    const dice = this.#dice;
    return this.#x.over(rowOf(role), () =>
      this.#x.attempt(() => {
        const heard = system.partitions === null && dice.chance(35) ? this.#heard(role, env) : null;
        if (heard === null) return this.#x.condition(env, 1);
        return dice.chance(50)
          ? heard
          : { e: dice.pick(["and", "or"] as const), of: [heard, this.#x.condition(env, 0)] };
      }, null),
    );
  }

  #heard(role: RoleData, env: Environment): Expression | null {
    const dice = this.#dice;
    const kinds = this.#messages.filter(({ to, network }) => to === role.name && network.is === "set");
    if (kinds.length === 0) return null;
    const { name, from, fields } = dice.pick(kinds);
    const sender = this.#roles.find((each) => each.name === from) as RoleData;
    const all = [["from", sender.processes] as const, ...fields];
    const part = ([field, of]: readonly [string, string]) => [field, this.#x.value(env, of, 1)] as const;
    if (dice.chance(50)) return { e: "heard", kind: name, how: "has", parts: all.map(part) };
    const parts = all.filter(() => dice.chance(40)).map(part);
    const count: Expression = { e: "heard", kind: name, how: "filter", parts };
    return { e: "compare", by: "<=", left: { e: "value", value: dice.between(1, 2) }, right: count };
  }

  /** Statements of an effect; `free`: not while the initial state is made. */
  #body(role: RoleData, env: Environment, kind: string | null, free: boolean): Statement[] {
    const dice = this.#dice;
    return this.#x.over(rowOf(role), () => {
      const all: Statement[] = [];
      const grows = this.#wishes.expiring && dice.chance(free ? 45 : 15);
      for (let left = dice.pick([1, 1, 2]); left > 0 && rowOf(role).length > 0; left--)
        all.push(...this.#x.attempt(() => this.#x.statement(env, 1), []));
      if (grows) all.push(this.#grow(env, kind));
      if (dice.chance(free ? 65 : 25)) all.push(...this.#x.attempt(() => this.#send(role, env), []));
      if (dice.chance(40)) all.push(...this.#x.attempt(() => this.#record(role, env), []));
      return all;
    });
  }

  #grow(_env: Environment, kind: string | null): Statement {
    const dice = this.#dice;
    const own: Expression = { e: "read", at: { field: ROUND, keys: [] } };
    const message = this.#messages.find(({ name }) => name === kind);
    const told = message?.fields.some(([field]) => field === "round") && dice.chance(60);
    const to: Expression = told
      ? {
          e: "arithmetic",
          by: "max",
          left: own,
          right: { e: "part", of: { e: "bound", name: "message" }, name: "round" },
        }
      : { e: "arithmetic", by: "+", left: own, right: { e: "value", value: 1 } };
    const high = this.#domains.size(this.#rounds) - 1;
    return { do: "set", at: { field: ROUND, keys: [] }, value: { e: "clamp", of: to, low: 0, high } };
  }

  #send(role: RoleData, env: Environment): Statement[] {
    const dice = this.#dice;
    const kinds = this.#messages.filter(({ from }) => from === role.name);
    if (kinds.length === 0) throw STUCK;
    const { name, to, broadcast, fields } = dice.pick(kinds);
    const recipients = (this.#roles.find((each) => each.name === to) as RoleData).processes;
    const parts = fields.map(([field, of]) => {
      if (field === "round" && this.#wishes.expiring && dice.chance(70))
        return [field, { e: "read", at: { field: ROUND, keys: [] } }] as const;
      return [field, this.#x.value(env, of, 1)] as const;
    });
    return [{ do: "send", kind: name, to: broadcast ? null : this.#x.value(env, recipients, 1), parts }];
  }

  #record(role: RoleData, env: Environment): Statement[] {
    const all = [...role.history, ...this.#history];
    if (all.length === 0) return [];
    const [field, data] = this.#dice.pick(all);
    return [{ do: "record", field, value: this.#x.value(env, (data as { of: string }).of, 1) }];
  }

  #claims(system: SystemData): Pick<SystemData, "properties" | "terminal" | "fairness"> {
    const dice = this.#dice;
    const flag = "$flag";
    this.#domains.hide(flag, { is: "boolean" });
    const fields = shownFields(system, flag);
    const kinds: Kind[] = [];
    if (dice.chance(75)) kinds.push("always");
    if (dice.chance(40)) kinds.push("step");
    if (dice.chance(50)) kinds.push("reachable");
    if (this.#wishes.temporal) {
      kinds.push(...someOverTime(dice));
    }
    return this.#x.over(fields, () => ({
      properties: kinds.map((kind, at) => this.#property(kind, `property ${at}`)),
      terminal: dice.pick([null, null, "allowed", "forbidden", this.#x.condition([], 1)] as const),
      fairness: this.#wishes.temporal ? randomFairness(this.#x, dice, fairRules(system)) : [],
    }));
  }

  #property(kind: Kind, name: string): PropertyData {
    const dice = this.#dice;
    const property = randomProperty(this.#x, dice, this.#domains, kind, name);
    // Of a message some time: what properties look at decides what reductions may hide.
    if (kind === "step" || property.forEvery !== null || !dice.chance(35)) return property;
    const sent = this.#x.attempt(() => this.#sent(), null);
    if (sent === null) return property;
    return {
      ...property,
      holds: {
        e: dice.pick(["or", "and"] as const),
        of: [property.holds, dice.chance(50) ? sent : { e: "not", of: sent }],
      },
    };
  }

  #sent(): Expression {
    const dice = this.#dice;
    if (dice.chance(30)) {
      const count: Expression = { e: "sent", message: null };
      return { e: "compare", by: "<", left: count, right: { e: "value", value: dice.between(1, 3) } };
    }
    const { name, from, to, broadcast, fields } = dice.pick(this.#messages);
    const of = (role: string) => (this.#roles.find((each) => each.name === role) as RoleData).processes;
    const shape = [["from", of(from)] as const, ...(broadcast ? [] : [["to", of(to)] as const]), ...fields];
    const parts = shape.map(([field, domain]) => [field, this.#x.value([], domain, 1)] as const);
    return { e: "sent", message: { e: "record", kind: name, parts } };
  }
}

const SET: NetworkData = { is: "set", capacity: null, overflow: null, lossy: false, duplicating: false };

/** The fields of a row that random statements may change. */
function rowOf({ stable, volatile }: RoleData): FieldList {
  return [...stable, ...volatile].filter(([name]) => name !== ROUND);
}

function added(
  system: SystemData,
  to: string,
  more: { readonly rule?: DoingData; readonly receive?: DoingData },
): SystemData {
  return {
    ...system,
    roles: system.roles.map((role) =>
      role.name !== to
        ? role
        : {
            ...role,
            rules: more.rule === undefined ? role.rules : [...role.rules, more.rule],
            receive: more.receive === undefined ? role.receive : [...role.receive, more.receive],
          },
    ),
  };
}

/** The rules that a system lowers to which fairness may name, with their bindings. */
function fairRules({ roles, messages }: SystemData) {
  return roles.flatMap(({ name, processes, rules, receive }) => [
    ...rules.map((each) => ({ name: each.name, for: [[name, { domain: processes }] as const, ...each.for] })),
    ...receive.map((each) => {
      const { from, to, network } = messages.find((one) => one.name === each.name) as MessageData;
      const of = (role: string) => (roles.find((one) => one.name === role) as RoleData).processes;
      const ends = [["from", { domain: of(from) }] as const, ["to", { domain: of(to) }] as const];
      return { name: `receive ${each.name}`, for: network.is === "fifo" ? ends : [] };
    }),
  ]);
}
