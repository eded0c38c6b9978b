/**
 * Small systems of processes made from a seed: two roles, two or three processes, up to three kinds of messages over sets,
 * bags and channels, and rules whose guards and effects are looked up in random tables over a row of six values. Phases
 * only grow, so that expiries that ask for a phase are stable. Processes of a role are alike.
 */
import { type Model, range, scalarset, set, system } from "../../src/index.ts";
import { Dice } from "../random/dice.ts";
import {
  type Carrier,
  CONTENTS,
  FLAGS,
  leavesCopiesOpen,
  PHASES,
  placeOf,
  type Row,
  randomCarrier,
  randomExpiry,
  randomTable,
  randomTargets,
} from "../random/rows.ts";

export interface RandomSystemOptions {
  /** Only set networks, with expiries; phases may shrink, for once, where `unstable`. */
  readonly expiring: boolean;
  readonly unstable?: boolean;
}

const ODDS = { lost: 30, lossy: 20, duplicating: 10 };

// biome-ignore lint/suspicious/noExplicitAny: the systems' types depend on the seed.
type Loose = any;

export function randomSystem(seed: number, { expiring, unstable = false }: RandomSystemOptions): Model {
  const dice = new Dice(seed);
  const Content = range(0, CONTENTS - 1);
  const roleNames = ["a", "b"] as const;
  const processes = { a: scalarset("a", dice.chance(40) ? 2 : 1), b: scalarset("b", dice.chance(30) ? 2 : 1) };
  const row = { phase: range(0, PHASES - 1), flag: range(0, FLAGS - 1) };
  const networkOf = (): "set" | Carrier => {
    if (expiring || dice.chance(60)) return "set";
    return randomCarrier(dice, dice.pick(["bag", "fifo"]), 4, ODDS);
  };
  const networks = { a: networkOf(), b: networkOf() };
  const kinds = ["k", "l", "m"].slice(0, 2 + dice.below(2)).map((name) => {
    const from = dice.pick(roleNames);
    // Kinds between the same roles travel alike: they may share a channel.
    return {
      name,
      from,
      to: dice.pick(roleNames),
      broadcast: dice.chance(40),
      fields: { n: Content },
      network: networks[from],
    };
  });
  const bags = kinds.filter(({ network }) => network !== "set" && network.kind === "bag");
  for (const kind of bags) {
    const { network } = bags[0] as (typeof bags)[number];
    kind.network = network;
    const copies = processes[kind.to].size - (kind.from === kind.to ? 1 : 0);
    if (network !== "set" && leavesCopiesOpen(network, copies)) kind.broadcast = false;
  }
  const world = system({
    roles: {
      a: { processes: processes.a, stable: row, history: { seen: set(Content) } },
      b: { processes: processes.b, stable: row, history: { seen: set(Content) } },
    },
    messages: Object.fromEntries(kinds.map(({ name, ...kind }) => [name, kind])),
    network: "set",
  } as Loose) as Loose;

  const move = () => {
    const targets = randomTargets(dice, unstable ? null : 60);
    return (state: Row, n = 0) => {
      const target = targets[placeOf(state, n)] as Row;
      state.phase = target.phase;
      state.flag = target.flag;
    };
  };
  /** Something to send, or nothing. A message for one goes back to whom the one received is from, or to oneself. */
  const sending = (role: "a" | "b", received: "a" | "b" | null) => {
    const mine = kinds.filter(
      ({ from, to, broadcast }) => from === role && (broadcast || to === role || to === received),
    );
    const kind = mine.length > 0 && dice.chance(70) ? dice.pick(mine) : null;
    const n = dice.below(CONTENTS);
    const send = (means: Loose) => {
      if (kind === null) return;
      if (kind.broadcast) means.send[kind.name]({ n });
      else means.send[kind.name]({ n, to: kind.to === received ? means.message.from : means.self });
    };
    return { names: kind === null ? [] : [kind.name], send };
  };
  const behaviours = roleNames.map((role) => {
    const heard = kinds.filter(({ to, network }) => to === role && network === "set");
    const rules = Object.fromEntries(
      Array.from({ length: 1 + dice.below(2) }, (_, index) => {
        const [guard, change, { names, send }] = [randomTable(dice, 50), move(), sending(role, null)];
        const listens = heard.length > 0 && dice.chance(40) ? dice.pick(heard) : null;
        const [wanted, looks] = [dice.below(3), dice.chance(50)];
        const finds = ({ inbox }: Loose) => {
          const found = inbox[(listens as { name: string }).name].filter({ n: index % CONTENTS }).length;
          return wanted === 0 ? found === 0 : found >= 1;
        };
        const rule = {
          sends: names,
          reads: listens === null ? [] : [listens.name],
          when: (state: Row, sight: Loose) =>
            guard[placeOf(state)] === true && (looks || listens === null || finds(sight)),
          do: (state: Row, means: Loose) => {
            const n = looks && listens !== null && finds(means) ? 1 : 0;
            send(means);
            change(state, n);
          },
        };
        return [`${role}${index}`, rule];
      }),
    );
    const receive = Object.fromEntries(
      kinds
        .filter(({ to }) => to === role)
        .map(({ name, from }) => {
          const [guard, change, { names, send }] = [randomTable(dice, 70), move(), sending(role, from)];
          const records = dice.chance(50);
          const handler = {
            sends: names,
            reads: [],
            when: (state: Row, { message }: Loose) => guard[placeOf(state, message.n)] === true,
            do: (state: Row, means: Loose) => {
              if (records) means.record.seen.add(means.message.n);
              send(means);
              change(state, means.message.n);
            },
          };
          return [name, handler];
        }),
    );
    const expires = Object.fromEntries(
      kinds
        .filter(({ to }) => expiring && to === role && dice.chance(90))
        .map(({ name }) => {
          const from = randomExpiry(dice);
          return [name, (state: Row, { message }: Loose) => state.phase >= (from[message.n] as number)];
        }),
    );
    return world.role(role, { rules, receive, expires });
  });
  const rowTables = [randomTable(dice, 12), randomTable(dice, 12), randomTable(dice, 20)];
  // What no property looks at is what partial order has to gain from.
  const watched = { a: dice.chance(60), b: dice.chance(40) };
  const holdsOf = (which: number, role: "a" | "b") => (s: Loose) =>
    watched[role] &&
    processes[role].values.some(
      (process: unknown) =>
        rowTables[which]?.[
          placeOf({ phase: s[role].phase.get(process), flag: s[role].flag.get(process) }, which % 2)
        ] === true,
    );
  const oddTerminal = dice.chance(50);
  return world.model({
    roles: behaviours,
    always: {
      "rows are fine": (s: Loose) => !holdsOf(0, "a")(s),
      "rows of b are fine": (s: Loose) => !holdsOf(1, "b")(s),
      "not everything seen": (s: Loose) =>
        processes.a.values.every((process: unknown) => s.a.seen.get(process).size < 2),
      always: () => true,
    },
    step: {
      "flags go up":
        expiring &&
        ((before: Loose, after: Loose) =>
          processes.b.values.every((process: unknown) => before.b.flag.get(process) <= after.b.flag.get(process))),
    },
    reachable: { "a row": holdsOf(2, "a"), both: (s: Loose) => holdsOf(2, "a")(s) && holdsOf(2, "b")(s) },
    terminal: (s: Loose) => processes.a.values.some((process: unknown) => s.a.flag.get(process) === 1) === oddTerminal,
  });
}
