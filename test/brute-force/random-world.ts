/** What a random system declares: processes, rows, kinds of messages and the networks that carry them. */
import type { Dice } from "../random/dice.ts";
import { RandomDomains } from "../random/domains.ts";
import { RandomExpressions } from "../random/expressions.ts";
import type { FieldData } from "../random/model-data.ts";
import type { FieldList, MessageData, NetworkData, RoleData, SystemData } from "./system-data.ts";

export interface SystemWishes {
  readonly symmetric: boolean;
  readonly temporal: boolean;
  /** Have kinds of messages that expire. */
  readonly expiring: boolean;
  /** Have lists and sets that are values. */
  readonly values?: boolean;
}

/** A field of a row that only grows, and of messages: those of an earlier round have expired. */
export const ROUND = "round";

/** A field of a row that says how far its process is with its operations: between two, writing or reading, and again. */
export const CALLED = "called";

const SET: NetworkData = { is: "set", capacity: null, overflow: null, lossy: false, duplicating: false };

export class RandomWorld {
  protected readonly dice: Dice;
  protected readonly wishes: SystemWishes;
  protected readonly domains: RandomDomains;
  protected readonly x: RandomExpressions;
  protected readonly rounds: string;
  protected roles: RoleData[] = [];
  protected messages: MessageData[] = [];
  protected history: FieldList = [];
  protected readonly called: string;
  protected readonly partitions: SystemData["partitions"];

  constructor(dice: Dice, wishes: SystemWishes) {
    this.dice = dice;
    this.wishes = wishes;
    this.domains = new RandomDomains(dice);
    this.partitions =
      !wishes.expiring && dice.chance(30) ? { atMost: dice.between(1, 2), heals: dice.chance(60) } : null;
    const processes = ["a", "b"].slice(0, dice.pick([1, 2, 2])).map((name) => {
      const size = dice.pick([1, 2, 2, 3]);
      const scalarset = { is: "scalarset", name, size } as const;
      if (wishes.symmetric || dice.chance(30)) return this.domains.add(scalarset);
      if (dice.chance(50)) return this.domains.add({ is: "range", low: 1, high: size });
      return this.domains.add({ is: "enumeration", names: ["left", "right", "middle"].slice(0, size) });
    });
    this.domains.add({ is: "range", low: dice.between(-1, 0), high: dice.between(1, 2) });
    this.domains.add(dice.chance(50) ? { is: "boolean" } : { is: "enumeration", names: ["idle", "busy", "done"] });
    if (dice.chance(50)) this.domains.add({ is: "optional", of: dice.pick(this.domains.list)[0] });
    this.rounds = this.domains.add({ is: "range", low: 0, high: dice.between(1, 2) });
    const values = wishes.values === true;
    if (values) this.domains.addHolding(3);
    this.called = this.domains.add({ is: "range", low: 0, high: 6 });
    this.x = new RandomExpressions(dice, this.domains, [], { symmetric: wishes.symmetric, careless: false, values });
    this.#declare(processes);
  }

  #declare(processes: readonly string[]): void {
    const dice = this.dice;
    this.history = dice.chance(25) ? [["all", this.#field(true)]] : [];
    this.roles = processes.map((of, at) => {
      const crashes = dice.chance(30) ? { atMost: dice.pick([0, 1, 2, null]), restarts: dice.chance(60) } : null;
      const name = ["client", "server"][at] as string;
      const stable: (readonly [string, FieldData])[] = [];
      if (dice.chance(80)) stable.push(["s0", this.#field(false)]);
      if (dice.chance(40)) stable.push(["s1", this.#field(false)]);
      if (this.wishes.expiring) stable.push([ROUND, { is: "variable", of: this.rounds }]);
      const volatile: FieldList = crashes !== null && dice.chance(70) ? [["v0", this.#field(false)]] : [];
      const history: FieldList = dice.chance(20) ? [["h0", this.#field(true)]] : [];
      const calls = dice.chance(40) ? { of: dice.pick(this.domains.upTo(3)), each: dice.pick([1, 1, 2]) } : null;
      if (calls !== null) stable.push([CALLED, { is: "variable", of: this.called }]);
      const none = { init: null, rules: [], timeout: [], receive: [], restart: null, expires: [] };
      return { name, processes: of, stable, volatile, history, calls, crashes, ...none };
    });
    const carriers = this.#carriers();
    this.messages = ["ask", "answer", "tell"].slice(0, dice.pick([1, 1, 2, 2, 3])).map((name, at) => {
      const expires = this.wishes.expiring && (at === 0 || dice.chance(50));
      const [from, to] = [dice.pick(this.roles), dice.pick(this.roles)];
      const network = expires ? SET : this.#varied(dice.pick(carriers));
      const copies = this.domains.size(to.processes) - (from === to ? 1 : 0);
      const partitioned = this.partitions !== null;
      const unsaid = copies > 1 && network.is === "bag" && network.overflow === "lost";
      const broadcast = !unsaid && dice.chance(35);
      // Of one that is everybody's, or cut off from somebody, it must be known whose it is.
      const isToBeKnown =
        network.is === "set" ? partitioned || (broadcast && from === to) : partitioned && network.is === "bag";
      const anonymous = !isToBeKnown && dice.chance(25);
      return {
        ...{ name, from: from.name, to: to.name, network, broadcast, anonymous },
        fields: [
          ...(expires ? [["round", this.rounds] as const] : []),
          ...(dice.chance(40) ? [["n", dice.pick(this.domains.upTo(3))] as const] : []),
        ],
      };
    });
  }

  /** One of each kind that a network may be: what shares a field shares its capacity. */
  #carriers(): NetworkData[] {
    const dice = this.dice;
    const plain = { overflow: null, lossy: false, duplicating: false };
    const all: NetworkData[] = [
      { is: "set", capacity: this.wishes.expiring || dice.chance(80) ? null : 6, ...plain },
      { is: "bag", capacity: dice.between(1, 3), ...plain },
      { is: "fifo", capacity: dice.between(1, 2), ...plain },
    ];
    return dice.shuffled(all).slice(0, dice.pick([1, 1, 2]));
  }

  #varied(network: NetworkData): NetworkData {
    const dice = this.dice;
    if (network.is === "set") return network;
    return {
      ...network,
      overflow: dice.pick([null, "error", "lost", "lost"] as const),
      lossy: dice.chance(25),
      duplicating: dice.chance(20),
    };
  }

  #field(recorded: boolean): FieldData {
    const dice = this.dice;
    const of = dice.pick(this.domains.upTo(4));
    const kinds = ["variable", "variable", "variable", "set", "bag", "sequence", "map"] as const;
    const kind = dice.pick(recorded ? kinds.slice(0, 5) : kinds);
    switch (kind) {
      case "variable":
        return { is: "variable", of };
      case "set":
        return { is: "set", of, capacity: null };
      case "map":
        return { is: "map", key: dice.pick(this.domains.upTo(3)), item: { is: "variable", of } };
      default:
        return { is: kind, of, capacity: recorded ? 3 : 2 };
    }
  }
}
