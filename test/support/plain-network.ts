/**
 * What becomes of a system (random-network.ts), by the words of docs/reference/roles.md, with objects, lists and their JSON.
 * Uses nothing of `src`.
 */
import { placeOf, type Row } from "../random/rows.ts";
import { type Act, FALL, falls, isGoal, type Kind, type NetworkSpec, ROWS, type Role } from "./random-network.ts";

interface Message {
  readonly kind: string;
  readonly from: string;
  /** Null: a broadcast on a set network, there for all. */
  readonly to: string | null;
  readonly n: number;
}

interface State {
  readonly rows: Record<string, Row & { down: boolean }>;
  readonly crashes: Record<string, number>;
  /** Sets and bags, each sorted, and channels by their ends. */
  readonly sent: Message[];
  readonly bag: Message[];
  readonly channels: Record<string, Message[]>;
  readonly cut: string[];
}

class NoRoom extends Error {}

export interface PlainSearch {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Per goal, the length of a shortest way to it, and of the claim about steps to a step that breaks it; absent: none. */
  readonly goals: Readonly<Record<string, number>>;
}

/** All that can happen; "no room": something exceeds a capacity; null: more states than `limit`. */
export function explorePlainly(spec: NetworkSpec, limit: number): PlainSearch | "no room" | null {
  try {
    const initial = begin(spec);
    const depths = new Map<string, number>([[textOf(initial), 0]]);
    let level = [initial];
    let generated = 1;
    let depth = 0;
    const goals: Record<string, number> = {};
    while (level.length > 0) {
      const next: State[] = [];
      for (const state of level) {
        for (const goal of goalsMet(spec, state)) goals[goal] ??= depth;
        for (const after of stepsFrom(spec, state)) {
          generated++;
          if (Object.entries(after.rows).some(([process, row]) => falls(state.rows[process] as Row, row)))
            goals[FALL] ??= depth + 1;
          const text = textOf(after);
          if (depths.has(text)) continue;
          depths.set(text, depth + 1);
          next.push(after);
        }
        if (depths.size > limit) return null;
      }
      if (next.length > 0) depth++;
      level = next;
    }
    return { distinct: depths.size, generated, depth, goals };
  } catch (error) {
    if (error instanceof NoRoom) return "no room";
    throw error;
  }
}

function* goalsMet({ kinds }: NetworkSpec, { rows, sent, bag, channels }: State): Generator<string> {
  for (let goal = 0; goal < ROWS; goal++) if (Object.values(rows).some((row) => isGoal(goal, row))) yield `${goal}`;
  const messages = [...sent, ...bag, ...Object.values(channels).flat()];
  if (messages.some(({ kind, n }) => kind === kinds[0]?.name && n === 1)) {
    yield "found by looking";
    yield "found by asking";
  }
  if (messages.length === 3) yield "three";
}

function textOf(state: State): string {
  return JSON.stringify(state);
}

function begin({ roles, kinds }: NetworkSpec): State {
  const state: State = { rows: {}, crashes: {}, sent: [], bag: [], channels: {}, cut: [] };
  for (const { name, processes, init } of roles) {
    state.crashes[name] = 0;
    for (const process of processes) state.rows[process] = { phase: 0, flag: init.flag, down: false };
  }
  for (const { from, to, carrier } of kinds) {
    if (carrier.kind !== "fifo") continue;
    for (const one of processesOf(roles, from))
      for (const other of processesOf(roles, to)) state.channels[channelOf(from, to, one, other)] = [];
  }
  for (const { processes, init } of roles)
    for (const process of processes)
      if (init.sends !== null) send(roles, state, init.sends, process, process, init.flag, false);
  return state;
}

function processesOf(roles: readonly Role[], name: string): readonly string[] {
  return roles.find((role) => role.name === name)?.processes ?? [];
}

const channelOf = (from: string, to: string, one: string, other: string) => `${from}→${to}: ${one}→${other}`;

function send(
  roles: readonly Role[],
  state: State,
  { name: kind, from: role, to: toRole, broadcast, carrier }: Kind,
  from: string,
  to: string,
  n: number,
  mayLose = true,
): void {
  if (carrier.kind === "set") {
    const message = { kind, from, to: broadcast ? null : to, n };
    if (!state.sent.some((other) => JSON.stringify(other) === JSON.stringify(message))) state.sent.push(message);
    sort(state.sent);
    return;
  }
  const receivers = broadcast ? processesOf(roles, toRole).filter((each) => toRole !== role || each !== from) : [to];
  for (const receiver of receivers) {
    const where = carrier.kind === "bag" ? state.bag : state.channels[channelOf(role, toRole, from, receiver)];
    if (where === undefined) throw new Error("no such channel");
    if (where.length >= carrier.capacity) {
      if (carrier.overflow === "error" || !mayLose) throw new NoRoom();
      continue;
    }
    where.push({ kind, from, to: receiver, n });
    if (carrier.kind === "bag") sort(where);
  }
}

function sort(messages: Message[]): void {
  messages.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Every state that a step leads to, one for each step, those that change nothing too. */
function* stepsFrom({ roles, kinds, partitions }: NetworkSpec, state: State): Generator<State> {
  const changed = (change: (copy: State) => void): State => {
    const copy = structuredClone(state);
    change(copy);
    return copy;
  };
  const act = (copy: State, process: string, { targets, sends }: Act, to: string, n: number) => {
    const row = copy.rows[process] as State["rows"][string];
    const target = targets[placeOf(row, n)] as Row;
    if (sends !== null) send(roles, copy, sends.kind, process, to, sends.n);
    Object.assign(row, target);
  };
  const isUp = (process: string) => state.rows[process]?.down === false;

  for (const { name, processes, rules, crashes, restart } of roles) {
    for (const process of processes) {
      const row = state.rows[process] as State["rows"][string];
      for (const rule of rules) {
        if (row.down || rule.guard?.[placeOf(row)] === false) continue;
        const alone = rule.sends === null || rule.sends.kind.broadcast;
        const targets = alone ? [process] : processesOf(roles, rule.sends?.kind.to ?? "");
        for (const to of targets) yield changed((copy) => act(copy, process, rule, to, 0));
      }
      if (crashes === null) continue;
      if (!row.down && (crashes.atMost === null || (state.crashes[name] as number) < crashes.atMost)) {
        yield changed((copy) => {
          Object.assign(copy.rows[process] as object, { flag: 0, down: true });
          if (crashes.atMost !== null) copy.crashes[name] = (copy.crashes[name] as number) + 1;
        });
      }
      if (row.down && crashes.restarts && crashes.atMost !== 0) {
        yield changed((copy) => {
          Object.assign(copy.rows[process] as object, { down: false });
          if (restart !== null) act(copy, process, restart, process, 0);
        });
      }
    }
  }

  const linked = (kind: Kind, from: string, to: string) => !state.cut.includes(channelOf(kind.from, kind.to, from, to));
  const hears = (kind: Kind, process: string, message: Message): boolean => {
    const row = state.rows[process] as Row;
    if (!isUp(process) || !linked(kind, message.from, process)) return false;
    if (kind.expires !== null && row.phase >= (kind.expires[message.n] as number)) return false;
    const handler = roles.find(({ name }) => name === kind.to)?.receive.get(kind.name) as Act;
    return handler.guard === null || handler.guard[placeOf(row, message.n)] === true;
  };
  const handle = (copy: State, kind: Kind, process: string, message: Message) => {
    const handler = roles.find(({ name }) => name === kind.to)?.receive.get(kind.name) as Act;
    act(copy, process, handler, message.from, message.n);
  };
  for (const kind of kinds) {
    const { carrier } = kind;
    if (carrier.kind === "set") {
      for (const message of state.sent.filter((each) => each.kind === kind.name)) {
        const all = processesOf(roles, kind.to).filter((each) => kind.from !== kind.to || each !== message.from);
        for (const process of message.to === null ? all : [message.to])
          if (hears(kind, process, message)) yield changed((copy) => handle(copy, kind, process, message));
      }
      continue;
    }
    if (carrier.kind === "bag") {
      const seen = new Set<string>();
      for (const [at, message] of state.bag.entries()) {
        if (message.kind !== kind.name || seen.has(JSON.stringify(message))) continue;
        seen.add(JSON.stringify(message));
        const take = (copy: State) => copy.bag.splice(at, 1);
        const process = message.to as string;
        if (hears(kind, process, message)) {
          yield changed((copy) => {
            take(copy);
            handle(copy, kind, process, message);
          });
          if (carrier.duplicating) yield changed((copy) => handle(copy, kind, process, message));
        }
        if (carrier.lossy) yield changed(take);
      }
      continue;
    }
    for (const from of processesOf(roles, kind.from)) {
      for (const to of processesOf(roles, kind.to)) {
        const channel = channelOf(kind.from, kind.to, from, to);
        const queue = state.channels[channel] as Message[];
        const [head] = queue;
        if (head?.kind === kind.name && hears(kind, to, head)) {
          yield changed((copy) => {
            copy.channels[channel]?.shift();
            handle(copy, kind, to, head);
          });
          if (carrier.duplicating) yield changed((copy) => handle(copy, kind, to, head));
        }
        if (!carrier.lossy) continue;
        // What is behind the head may be lost as well where a full channel loses what is sent.
        for (const [at, message] of queue.entries())
          if (message.kind === kind.name && (at === 0 || carrier.overflow === "lost"))
            yield changed((copy) => copy.channels[channel]?.splice(at, 1));
      }
    }
  }

  if (partitions === null) return;
  for (const between of new Set(kinds.map(({ from, to }) => `${from} ${to}`))) {
    const [from, to] = between.split(" ") as [string, string];
    for (const one of processesOf(roles, from)) {
      for (const other of processesOf(roles, to)) {
        const link = channelOf(from, to, one, other);
        const isCut = state.cut.includes(link);
        if (!isCut && state.cut.length < partitions.atMost && (from !== to || one !== other))
          yield changed((copy) => copy.cut.push(link) && copy.cut.sort());
        if (isCut && partitions.heals) yield changed((copy) => copy.cut.splice(copy.cut.indexOf(link), 1));
      }
    }
  }
}
