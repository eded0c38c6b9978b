/**
 * What a system of processes declares: its roles with their rows of state, its kinds of messages with who sends them to
 * whom, and the network that carries them. The types here read a declaration, so that handlers need no annotations.
 */
import type { RecordOf, Shape } from "../../domain/composites.ts";
import type { AnyDomain, ValueOf } from "../../domain/domain.ts";
import type { Schema } from "../../state/field.ts";
import type { History } from "./histories.ts";

/**
 * A role: who plays it, and what each of its processes remembers.
 *
 * @example
 * ```ts
 * const acceptor: RoleDeclaration = {
 *   processes: scalarset("a", 3),
 *   stable: { promised: range(-1, 3) },
 *   crashes: { atMost: 1, restarts: true },
 * };
 * ```
 */
export interface RoleDeclaration {
  /** Who plays the role, a scalarset, a range, an enumeration: `processes: scalarset("a", 3)`. */
  readonly processes: AnyDomain;
  /** What each process remembers, crashes included: `stable: { promised: range(-1, 3) }`. */
  readonly stable?: Schema;
  /** What each process forgets in a crash, back to the fields' first values: `volatile: { votes: set(Acceptor) }`. */
  readonly volatile?: Schema;
  /**
   * Written by the role's rules (`record`) and read by properties only: `history: { decided: set(Value) }`, or the
   * operations of its processes, `history: { log: historyOf(register(Value), { each: 2 }) }`.
   */
  readonly history?: History;
  /**
   * What may run out, by name: `timers: ["election"]`. One that an effect has started (`timer.election.start()`) runs out
   * at any moment, until another stops it or its process crashes. What then happens is in the role's `timeout`.
   */
  readonly timers?: readonly string[];
  /** Whether processes stop: `crashes: { atMost: 1, restarts: false }`. Absent: they do not. */
  readonly crashes?: Crashes;
}

/** How processes of a role stop, and whether they come back. */
export interface Crashes {
  /**
   * How many crashes of the role's processes there are at most, all together: `atMost: 1`. Absent: any number; 0: none,
   * and no rules.
   */
  readonly atMost?: number;
  /** Whether who is down may come back: `restarts: true`, with its `volatile` fields at their first values. */
  readonly restarts: boolean;
}

/** Roles by name. */
export type Roles = Readonly<Record<string, RoleDeclaration>>;

/** A kind of message: who sends it to whom, with what. */
export interface MessageDeclaration<Role extends string> {
  /** The role that sends it: `from: "proposer"`. */
  readonly from: Role;
  /** The role that receives it: `to: "acceptor"`. */
  readonly to: Role;
  /**
   * Whether it goes to every process of the role `to` but the sender: `broadcast: true`. Absent: to the one that `send`
   * names.
   */
  readonly broadcast?: boolean;
  /**
   * Whether nobody is told who sent it: `anonymous: true`. Equal messages of two senders are then one on a set network,
   * and two of a kind in a bag. Absent: it has a `from`.
   */
  readonly anonymous?: boolean;
  /**
   * What it carries, each a domain: `fields: { ballot: range(0, 3), value: Value }`. `kind`, `from` and `to` are there
   * anyway.
   */
  readonly fields?: Shape;
  /** How it travels, where that differs from the system's: `network: { kind: "fifo", capacity: 2 }`. */
  readonly network?: Network;
}

/** Kinds of messages by name. */
export type Messages<Role extends string = string> = Readonly<Record<string, MessageDeclaration<Role>>>;

/**
 * How messages travel.
 *
 *   set   a message once sent is there for ever: it may be read late, again, or never, in any order
 *   bag   a message is received once, in any order; so many in flight at most
 *   fifo  as bag, but in the order sent between each two processes; so many under way between them at most
 */
export type Network =
  | "set"
  | { readonly kind: "set"; readonly capacity?: number }
  | ({ readonly kind: "bag" | "fifo" } & Carrier);

/** A bag, or channels: what they hold, and what may happen to it on the way. */
export interface Carrier {
  /**
   * How much is in flight at most, for `fifo` between each two processes: `capacity: 3`. Exceeding it is an error with
   * a trace (SYN302), unless `overflow` says that what finds no room is lost.
   */
  readonly capacity: number;
  /** What becomes of a message that finds no room: `overflow: "lost"`. Absent: `"error"`. */
  readonly overflow?: "error" | "lost";
  /** Whether a message in flight may be lost, `lossy: true`: from a channel, when it is the next to be received. */
  readonly lossy?: boolean;
  /** Whether a message may be received and yet stay, to be received again: `duplicating: true`. */
  readonly duplicating?: boolean;
}

/** Links between processes that can be cut, each way for itself: what is sent over them waits (or is lost, if it may be). */
export interface Partitions {
  /** How many ordered pairs of processes are cut off at the same time, at most: `atMost: 2`. */
  readonly atMost: number;
  /** Whether a cut link may come back: `heals: true`. */
  readonly heals: boolean;
}

/** A declaration's types: what `System` is of. */
export interface Declared {
  readonly roles: Roles;
  readonly messages: Messages;
  readonly history: History;
}

/** What `system` is given: roles, messages, and the network between them. */
export interface SystemDeclaration<R extends Roles, M extends Messages<keyof R & string>, H extends History> {
  /**
   * Who there is, by role: `roles: { client: { processes: scalarset("c", 2) }, server: { processes: scalarset("s", 1) }
   * }`.
   */
  readonly roles: R;
  /** What is sent, by kind: `messages: { ask: { from: "client", to: "server", fields: { what: Value } } }`. */
  readonly messages: M;
  /** How messages travel: `network: "set"`, or `{ kind: "bag", capacity: 3, lossy: true }`. */
  readonly network: Network;
  /**
   * As a role's, but one for all, the order of events of several roles, say: `history: { order: sequence(Value, {
   * capacity: 4 }) }`.
   */
  readonly history?: H;
  /** Links that can be cut: `partitions: { atMost: 1, heals: true }`. Absent: none can. */
  readonly partitions?: Partitions;
}

export type RoleOf<D extends Declared> = keyof D["roles"] & string;
export type KindOf<D extends Declared> = keyof D["messages"] & string;
/** The values of a role's processes. */
export type ProcessOf<D extends Declared, Role> = Role extends keyof D["roles"]
  ? ValueOf<D["roles"][Role]["processes"]>
  : never;

export type RowSchema<R> = (R extends { readonly stable: infer S extends Schema } ? S : {}) &
  (R extends { readonly volatile: infer S extends Schema } ? S : {});
/** The names of a role's timers. */
export type TimersOf<R> = R extends { readonly timers: readonly (infer T extends string)[] } ? T : never;
export type HistorySchema<R> = R extends { readonly history: infer H extends History } ? H : {};

type Fields<M> = M extends { readonly fields: infer S extends Shape } ? RecordOf<S> : {};
type Recipient<D extends Declared, M> = M extends { readonly broadcast: true }
  ? {}
  : M extends { readonly to: infer Role }
    ? { readonly to: ProcessOf<D, Role> }
    : never;

type Sender<D extends Declared, M> = M extends { readonly anonymous: true }
  ? {}
  : M extends { readonly from: infer Role }
    ? { readonly from: ProcessOf<D, Role> }
    : never;

type Flat<T> = { readonly [K in keyof T]: T[K] };
/** What `send` is told: the fields and, unless it is a broadcast, to whom. */
export type ContentOf<D extends Declared, K extends KindOf<D>> = Flat<
  Recipient<D, D["messages"][K]> & Fields<D["messages"][K]>
>;
/** A message as its receiver and properties see it. */
export type MessageOf<D extends Declared, K extends KindOf<D>> =
  K extends KindOf<D> ? Flat<{ readonly kind: K } & Sender<D, D["messages"][K]> & ContentOf<D, K>> : never;
/** A message as it is made to be looked for: what it says, and who sent it if that is told. */
export type MadeOf<D extends Declared, K extends KindOf<D>> = Sender<D, D["messages"][K]> & ContentOf<D, K>;

export type KindsFrom<D extends Declared, Role> = {
  [K in KindOf<D>]: D["messages"][K]["from"] extends Role ? K : never;
}[KindOf<D>];
export type KindsTo<D extends Declared, Role> = {
  [K in KindOf<D>]: D["messages"][K]["to"] extends Role ? K : never;
}[KindOf<D>];
