/** Random systems of processes as data: one or two roles, up to three kinds of messages over networks of every kind. */
import { Dice } from "../random/dice.ts";
import { randomFairness } from "../random/fairness.ts";
import type { Expression, Kind, PropertyData } from "../random/model-data.ts";
import { randomProperty, someOverTime } from "../random/properties.ts";
import { explore } from "./exploration.ts";
import { systemMachine } from "./plain-system.ts";
import { RandomBehaviour } from "./random-behaviour.ts";
import { MOST_STATES } from "./random-model-data.ts";
import type { SystemWishes } from "./random-world.ts";
import { type DoingData, type MessageData, type RoleData, type SystemData, shownFields } from "./system-data.ts";

export function randomSystemData(seed: number, wishes: SystemWishes): SystemData {
  return new SystemMaker(new Dice(seed), wishes).make(seed);
}

class SystemMaker extends RandomBehaviour {
  make(seed: number): SystemData {
    const dice = this.dice;
    let system: SystemData = {
      is: "system",
      name: `seed${seed}`,
      domains: this.domains.list,
      roles: this.roles.map((role) => this.begun(role)),
      messages: this.messages,
      history: this.history,
      partitions: this.partitions,
      properties: [],
      terminal: null,
      fairness: [],
    };
    // Every kind that is not on a set has a handler from the start; the others get theirs as rules are added.
    for (const { name, to, network } of this.messages)
      if (network.is !== "set" || dice.chance(85))
        system = added(system, to, { receive: this.handler(system, to, name) });
    let reached = explore(systemMachine(system), MOST_STATES)?.states.length ?? Number.POSITIVE_INFINITY;
    const wanted = dice.between(1, 3);
    for (let tries = 0, count = 0; count < wanted && tries < 14; tries++) {
      const role = dice.pick(system.roles);
      const one = added(system, role.name, { rule: this.rule(system, role, `act${count}`) });
      const found = explore(systemMachine(one), MOST_STATES);
      if (found === null || (found.states.length <= reached && !dice.chance(15))) continue;
      [system, reached] = [one, found.states.length];
      count++;
    }
    if (system.roles.every((role) => role.rules.length === 0)) {
      const [role] = system.roles as [RoleData];
      system = added(system, role.name, { rule: this.rule(system, role, "act") });
    }
    return { ...system, ...this.#claims(system) };
  }

  #claims(system: SystemData): Pick<SystemData, "properties" | "terminal" | "fairness"> {
    const dice = this.dice;
    const flag = "$flag";
    this.domains.hide(flag, { is: "boolean" });
    const fields = shownFields(system, flag);
    const kinds: Kind[] = [];
    if (dice.chance(75)) kinds.push("always");
    if (dice.chance(40)) kinds.push("step");
    if (dice.chance(50)) kinds.push("reachable");
    if (this.wishes.temporal) {
      kinds.push(...someOverTime(dice));
    }
    return this.x.over(fields, () => ({
      properties: kinds.map((kind, at) => this.#property(system, kind, `property ${at}`)),
      terminal: dice.pick([null, null, "allowed", "forbidden", this.x.condition([], 1)] as const),
      fairness: this.wishes.temporal ? randomFairness(this.x, dice, fairRules(system)) : [],
    }));
  }

  #property(system: SystemData, kind: Kind, name: string): PropertyData {
    const dice = this.dice;
    const property = randomProperty(this.x, dice, this.domains, kind, name);
    // Of a message some time: what properties look at decides what reductions may hide.
    const callers = system.roles.filter(({ calls }) => calls !== null);
    if (kind === "always" && property.forEvery === null && callers.length > 0 && dice.chance(85))
      return { ...property, holds: { e: "explained", role: dice.pick(callers).name, inTime: dice.chance(50) } };
    if (kind === "step" || property.forEvery !== null || !dice.chance(35)) return property;
    const sent = this.x.attempt(() => this.#sent(), null);
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
    const dice = this.dice;
    if (dice.chance(30)) {
      const count: Expression = { e: "sent", message: null };
      return { e: "compare", by: "<", left: count, right: { e: "value", value: dice.between(1, 3) } };
    }
    const { name, from, to, broadcast, anonymous, fields } = dice.pick(this.messages);
    const of = (role: string) => (this.roles.find((each) => each.name === role) as RoleData).processes;
    const sender = anonymous ? [] : [["from", of(from)] as const];
    const shape = [...sender, ...(broadcast ? [] : [["to", of(to)] as const]), ...fields];
    const parts = shape.map(([field, domain]) => [field, this.x.value([], domain, 1)] as const);
    return { e: "sent", message: { e: "record", kind: name, parts } };
  }
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
  return roles.flatMap(({ name, processes, rules, timeout, receive }) => [
    ...timeout.map((each) => ({ name: `timeout ${each.name}`, for: [[name, { domain: processes }] as const] })),
    ...rules.map((each) => ({ name: each.name, for: [[name, { domain: processes }] as const, ...each.for] })),
    ...receive.map((each) => {
      const { from, to, network } = messages.find((one) => one.name === each.name) as MessageData;
      const of = (role: string) => (roles.find((one) => one.name === role) as RoleData).processes;
      const ends = [["from", { domain: of(from) }] as const, ["to", { domain: of(to) }] as const];
      return { name: `receive ${each.name}`, for: network.is === "fifo" ? ends : [] };
    }),
  ]);
}
