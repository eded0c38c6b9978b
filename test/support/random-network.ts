/**
 * Small systems of processes as data, made from a seed: what becomes of them is told twice, by synod's roles (below) and by
 * plain objects and lists (plain-network.ts), which share nothing but the data.
 */
import { type Domain, enumeration, type Model, range, scalarset, system } from "../../src/index.ts";
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

export interface Kind {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly broadcast: boolean;
  readonly carrier: Carrier<"set" | "bag" | "fifo">;
  /** Per content, the phase of its receiver from which on it has expired; null: it does not. */
  readonly expires: readonly number[] | null;
}

/** What is done: the row that it leads to, by the row and the content, and what is sent. */
export interface Act {
  readonly name: string;
  /** Whether it may be done, by phase, flag and content. */
  readonly guard: readonly boolean[] | null;
  readonly targets: readonly Readonly<Row>[];
  readonly sends: { readonly kind: Kind; readonly n: number } | null;
}

export interface Role {
  readonly name: string;
  readonly processes: readonly string[];
  readonly interchangeable: boolean;
  readonly crashes: { readonly atMost: number | null; readonly restarts: boolean } | null;
  readonly init: { readonly flag: number; readonly sends: Kind | null };
  readonly rules: readonly Act[];
  /** By the names of kinds. */
  readonly receive: ReadonlyMap<string, Act>;
  readonly restart: Act | null;
}

export interface NetworkSpec {
  readonly roles: readonly Role[];
  readonly kinds: readonly Kind[];
  readonly partitions: { readonly atMost: number; readonly heals: boolean } | null;
}

const ODDS = { lost: 60, lossy: 25, duplicating: 15 };
const SET = { kind: "set", capacity: 0, overflow: "error", lossy: false, duplicating: false } as const;

export function randomNetwork(seed: number): NetworkSpec {
  const dice = new Dice(seed);
  const sizes: Readonly<Record<string, number>> = { a: dice.chance(60) ? 2 : 1, b: dice.chance(30) ? 2 : 1 };
  const bag = randomCarrier(dice, "bag", dice.between(1, 2), ODDS);
  const channels = new Map<string, Carrier<"fifo">>();
  const kinds = ["k", "l"].slice(0, 1 + dice.below(2)).map((name): Kind => {
    const [from, to] = [dice.pick(["a", "b"]), dice.pick(["a", "b"])];
    const how = dice.pick(["set", "bag", "fifo"] as const);
    const between = `${from} ${to}`;
    if (how === "fifo" && !channels.has(between))
      channels.set(between, randomCarrier(dice, "fifo", dice.between(1, 2), ODDS));
    const carried = how === "set" ? SET : how === "bag" ? bag : (channels.get(between) as Carrier<"fifo">);
    const copies = (sizes[to] as number) - (from === to ? 1 : 0);
    const broadcast = dice.chance(40) && !leavesCopiesOpen(carried, copies);
    const expires = how === "set" && dice.chance(60) ? randomExpiry(dice) : null;
    return { name, from, to, broadcast, carrier: carried, expires };
  });
  const act = (role: string, name: string, guarded: boolean, sender: string | null): Act => {
    const targets = randomTargets(dice, 50);
    // One that is not a broadcast goes back to whom a message is from; alone, to whom the rule is for.
    const mine = kinds.filter(
      (kind) => kind.from === role && (kind.broadcast || sender === null || kind.to === sender),
    );
    return {
      name,
      guard: guarded ? randomTable(dice, 65) : null,
      targets,
      sends: mine.length > 0 && dice.chance(75) ? { kind: dice.pick(mine), n: dice.below(2) } : null,
    };
  };
  const roles = ["a", "b"].map((name): Role => {
    const crashes = dice.chance(35)
      ? { atMost: dice.chance(70) ? dice.below(3) : null, restarts: dice.chance(70) }
      : null;
    const sendable = kinds.filter((kind) => kind.from === name && (kind.broadcast || kind.to === name));
    return {
      name,
      processes: Array.from({ length: sizes[name] as number }, (_, at) => `${name}${at + 1}`),
      interchangeable: dice.chance(50),
      crashes,
      init: { flag: dice.below(2), sends: sendable.length > 0 && dice.chance(30) ? dice.pick(sendable) : null },
      rules: Array.from({ length: 1 + dice.below(2) }, (_, at) => act(name, `${name}${at}`, true, null)),
      receive: new Map(
        kinds
          .filter(({ to }) => to === name)
          .map((kind) => [kind.name, act(name, kind.name, dice.chance(70), kind.from)] as const),
      ),
      restart: crashes !== null && dice.chance(50) ? { ...act(name, "restart", false, name) } : null,
    };
  });
  return { roles, kinds, partitions: dice.chance(20) ? { atMost: dice.below(3), heals: dice.chance(50) } : null };
}

// biome-ignore lint/suspicious/noExplicitAny: the systems' types depend on the seed.
type Loose = any;

/** The same as synod has it; with properties that look at messages, or only at rows. */
export function systemOf({ roles, kinds, partitions }: NetworkSpec, seesMessages: boolean): Model {
  const domains = new Map<string, Domain<string>>(
    roles.map(({ name, processes, interchangeable }) => [
      name,
      interchangeable ? (scalarset(name, processes.length) as Domain<string>) : enumeration(...processes),
    ]),
  );
  const phase = range(0, PHASES - 1);
  const flag = range(0, FLAGS - 1);
  const world = system({
    roles: Object.fromEntries(
      roles.map(({ name, crashes }) => [
        name,
        {
          processes: domains.get(name),
          stable: crashes === null ? { phase, flag } : { phase },
          ...(crashes !== null && {
            volatile: { flag },
            crashes: { restarts: crashes.restarts, ...(crashes.atMost !== null && { atMost: crashes.atMost }) },
          }),
        },
      ]),
    ),
    messages: Object.fromEntries(
      kinds.map(({ name, from, to, broadcast, carrier }) => [
        name,
        {
          ...{ from, to, broadcast, fields: { n: range(0, CONTENTS - 1) } },
          network: carrier.kind === "set" ? "set" : { ...carrier },
        },
      ]),
    ),
    network: "set",
    ...(partitions !== null && { partitions }),
  } as Loose) as Loose;

  const does = ({ guard, targets, sends }: Act, to: (at: Loose) => string) => ({
    ...(guard !== null && { when: (row: Row, at: Loose) => guard[placeOf(row, "message" in at ? at.n : 0)] }),
    do: (row: Row, at: Loose) => {
      if (sends !== null) at.send[sends.kind.name]({ n: sends.n, ...(!sends.kind.broadcast && { to: to(at) }) });
      Object.assign(row, targets[placeOf(row)]);
    },
  });
  const handles = ({ guard, targets, sends }: Act) => ({
    ...(guard !== null && { when: (row: Row, { message }: Loose) => guard[placeOf(row, message.n)] }),
    do: (row: Row, { message, send }: Loose) => {
      if (sends !== null) send[sends.kind.name]({ n: sends.n, ...(!sends.kind.broadcast && { to: message.from }) });
      Object.assign(row, targets[placeOf(row, message.n)]);
    },
  });
  const behaviours = roles.map(({ name, init, rules, receive, restart }) => {
    const expiring = kinds.filter(({ to, expires }) => to === name && expires !== null);
    return world.role(name, {
      init: (row: Row, { self, send }: Loose) => {
        row.flag = init.flag;
        if (init.sends !== null) send[init.sends.name]({ n: init.flag, ...(!init.sends.broadcast && { to: self }) });
      },
      rules: Object.fromEntries(
        rules.map((rule) => {
          const target = rule.sends === null || rule.sends.kind.broadcast ? null : domains.get(rule.sends.kind.to);
          const { guard } = rule;
          return [
            rule.name,
            {
              ...does(rule, ({ target: to }) => to),
              ...(target !== null && { for: { target } }),
              when: (row: Row) => guard?.[placeOf(row)] !== false,
            },
          ];
        }),
      ),
      receive: Object.fromEntries([...receive].map(([kind, act]) => [kind, handles(act)])),
      expires: Object.fromEntries(
        expiring.map(({ name: kind, expires }) => [
          kind,
          (row: Row, { message }: Loose) => row.phase >= ((expires as readonly number[])[message.n] as number),
        ]),
      ),
      restart: restart !== null && { do: does(restart, ({ self }) => self).do },
    });
  });
  const all = roles.flatMap(({ name, processes }) => processes.map((process) => ({ name, process })));
  const [kind] = kinds as [Kind];
  const everyone = (role: string) => roles.find(({ name }) => name === role)?.processes ?? [];
  const looked = everyone(kind.from).flatMap((from) =>
    (kind.broadcast ? [{ from }] : everyone(kind.to).map((to) => ({ from, to }))).map((ends) =>
      world.message[kind.name]({ ...ends, n: 1 }),
    ),
  );
  return world.model({
    roles: behaviours,
    step: {
      [FALL]: (before: Loose, after: Loose) =>
        !all.some(({ name, process }) => falls(readRow(before, name, process), readRow(after, name, process))),
    },
    reachable: {
      ...Object.fromEntries(
        Array.from({ length: ROWS }, (_, at) => [
          `${at}`,
          (s: Loose) => all.some(({ name, process }) => isGoal(at, readRow(s, name, process))),
        ]),
      ),
      ...(seesMessages && {
        "found by looking": (s: Loose) => [...s.sent].some((each) => each.kind === kind.name && each.n === 1),
        "found by asking": (s: Loose) => looked.some((message) => s.sent.has(message)),
        three: (s: Loose) => s.sent.size === 3,
      }),
    },
  });
}

const readRow = (s: Loose, role: string, process: string): Row => ({
  phase: s[role].phase.get(process),
  flag: s[role].flag.get(process),
});

/** The claim about steps, and whether a process's row breaks it. */
export const FALL = "no flag falls while its phase stays";
export function falls(before: Row, after: Row): boolean {
  return before.phase === after.phase && before.flag > after.flag;
}

/** Rows that a process may have, each of them a goal. */
export const ROWS = PHASES * FLAGS;

/** Whether a process's row is the one that goal number `at` is about. */
export function isGoal(at: number, row: Row): boolean {
  return row.phase * FLAGS + row.flag === at;
}
