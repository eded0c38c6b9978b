/**
 * Small systems of processes made from a seed: two roles, two or three processes, up to three kinds of messages over sets,
 * bags and channels, and rules whose guards and effects are looked up in random tables over a row of six values. Phases
 * only grow, so that expiries that ask for a phase are stable. Processes of a role are alike.
 */
import { type Model, range, scalarset, set, system } from "../../src/index.ts";
import type { Network } from "../../src/model/roles/declaration.ts";

export interface RandomSystemOptions {
  /** Only set networks, with expiries; phases may shrink, for once, where `unstable`. */
  readonly expiring: boolean;
  readonly unstable?: boolean;
}

/** A stream of numbers, by Lehmer's generator. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  for (let at = 0; at < 8; at++) state = (state * 48_271) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}

const PHASES = 3;
const FLAGS = 2;
interface Row {
  phase: number;
  flag: number;
}

// biome-ignore lint/suspicious/noExplicitAny: the systems' types depend on the seed.
type Loose = any;

export function randomSystem(seed: number, { expiring, unstable = false }: RandomSystemOptions): Model {
  const random = randomNumbers(seed);
  const chance = (percent: number) => random(100) < percent;
  const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
  const Content = range(0, 1);
  const roleNames = ["a", "b"] as const;
  const processes = { a: scalarset("a", chance(40) ? 2 : 1), b: scalarset("b", chance(30) ? 2 : 1) };
  const row = { phase: range(0, PHASES - 1), flag: range(0, FLAGS - 1) };
  const networkOf = (): Network => {
    if (expiring || chance(60)) return "set";
    const overflow = chance(70) ? "error" : "lost";
    return {
      kind: pick(["bag", "fifo"]),
      capacity: 4,
      overflow,
      lossy: chance(20),
      duplicating: chance(10),
    } as Network;
  };
  const networks = { a: networkOf(), b: networkOf() };
  const kinds = ["k", "l", "m"].slice(0, 2 + random(2)).map((name) => {
    const from = pick(roleNames);
    // Kinds between the same roles travel alike: they may share a channel.
    return { name, from, to: pick(roleNames), broadcast: chance(40), fields: { n: Content }, network: networks[from] };
  });
  const bags = kinds.filter(({ network }) => typeof network === "object" && network.kind === "bag");
  for (const kind of bags) {
    kind.network = (bags[0] as (typeof bags)[number]).network;
    const copies = processes[kind.to].size - (kind.from === kind.to ? 1 : 0);
    // Which copies of a broadcast are lost is not said: refused (SYN221).
    if (copies > 1 && (kind.network as { overflow?: string }).overflow === "lost") kind.broadcast = false;
  }
  const world = system({
    roles: {
      a: { processes: processes.a, stable: row, history: { seen: set(Content) } },
      b: { processes: processes.b, stable: row, history: { seen: set(Content) } },
    },
    messages: Object.fromEntries(kinds.map(({ name, ...kind }) => [name, kind])),
    network: "set",
  } as Loose) as Loose;

  const table = (percent: number) => Array.from({ length: PHASES * FLAGS * 2 }, () => chance(percent));
  const at = ({ phase, flag }: Row, n = 0) => (phase * FLAGS + flag) * 2 + n;
  const move = () => {
    const targets = Array.from({ length: PHASES * FLAGS * 2 }, (_, place) => {
      const phase = Math.floor(place / (2 * FLAGS));
      const next = Math.min(PHASES - 1, phase + (chance(60) ? 1 : 0));
      return { phase: unstable ? random(PHASES) : next, flag: random(FLAGS) };
    });
    return (state: Row, n = 0) => {
      const target = targets[at(state, n)] as Row;
      state.phase = target.phase;
      state.flag = target.flag;
    };
  };
  /** Something to send, or nothing. A message for one goes back to whom the one received is from, or to oneself. */
  const sending = (role: "a" | "b", received: "a" | "b" | null) => {
    const mine = kinds.filter(
      ({ from, to, broadcast }) => from === role && (broadcast || to === role || to === received),
    );
    const kind = mine.length > 0 && chance(70) ? pick(mine) : null;
    const n = random(2);
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
      Array.from({ length: 1 + random(2) }, (_, index) => {
        const [guard, change, { names, send }] = [table(50), move(), sending(role, null)];
        const listens = heard.length > 0 && chance(40) ? pick(heard) : null;
        const [wanted, looks] = [random(3), chance(50)];
        const finds = ({ inbox }: Loose) => {
          const found = inbox[(listens as { name: string }).name].filter({ n: random1 }).length;
          return wanted === 0 ? found === 0 : found >= 1;
        };
        const random1 = index % 2;
        const rule = {
          sends: names,
          reads: listens === null ? [] : [listens.name],
          when: (state: Row, sight: Loose) => guard[at(state)] === true && (looks || listens === null || finds(sight)),
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
          const [guard, change, { names, send }] = [table(70), move(), sending(role, from)];
          const records = chance(50);
          const handler = {
            sends: names,
            reads: [],
            when: (state: Row, { message }: Loose) => guard[at(state, message.n)] === true,
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
        .filter(({ to }) => expiring && to === role && chance(90))
        .map(({ name }) => {
          const from = [random(PHASES + 1), random(PHASES + 1)];
          return [name, (state: Row, { message }: Loose) => state.phase >= (from[message.n] as number)];
        }),
    );
    return world.role(role, { rules, receive, expires });
  });
  const rowTables = [table(12), table(12), table(20)];
  // What no property looks at is what partial order has to gain from.
  const watched = { a: chance(60), b: chance(40) };
  const holdsOf = (which: number, role: "a" | "b") => (s: Loose) =>
    watched[role] &&
    processes[role].values.some(
      (process: unknown) =>
        rowTables[which]?.[at({ phase: s[role].phase.get(process), flag: s[role].flag.get(process) }, which % 2)] ===
        true,
    );
  const oddTerminal = chance(50);
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
