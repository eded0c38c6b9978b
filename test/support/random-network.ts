/**
 * Small systems of processes as data, made from a seed: what becomes of them is told twice, by synod's roles (network-system.ts) and by
 * plain objects and lists (plain-network.ts), which share nothing but the data.
 */
import { Dice } from "../random/dice.ts";
import {
  type Carrier,
  FLAGS,
  leavesCopiesOpen,
  PHASES,
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
