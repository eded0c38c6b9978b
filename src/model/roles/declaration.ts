/**
 * What a system of processes declares: its roles with their rows of state, its kinds of messages with who sends them to
 * whom, and the network that carries them. The types here read a declaration, so that handlers need no annotations.
 */
import type { RecordOf, Shape } from "../../domain/composites.ts";
import type { AnyDomain, ValueOf } from "../../domain/domain.ts";
import type { Schema } from "../../state/field.ts";

export interface RoleDeclaration {
  /** Who plays the role: a scalarset, a range, an enumeration. */
  readonly processes: AnyDomain;
  /** What each process remembers, crashes included. */
  readonly stable?: Schema;
  /** What each process forgets in a crash: back to the fields' first values. */
  readonly volatile?: Schema;
  /** Written by the role's rules and read by properties only: what has ever happened, say. */
  readonly history?: Schema;
  /** Absent: processes of the role do not crash. */
  readonly crashes?: Crashes;
}

export interface Crashes {
  /** How many crashes of the role's processes there are at most, all together; absent: any number; 0: none, and no rules. */
  readonly atMost?: number;
  /** Whether who is down may come back. */
  readonly restarts: boolean;
}

export type Roles = Readonly<Record<string, RoleDeclaration>>;

export interface MessageDeclaration<Role extends string> {
  readonly from: Role;
  readonly to: Role;
  /** Whether it goes to every process of the role `to` but the sender; absent: to the one that `send` names. */
  readonly broadcast?: boolean;
  readonly fields?: Shape;
  /** Absent: the system's. */
  readonly network?: Network;
}

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

export interface Carrier {
  /** Exceeding it is an error with a trace, unless `overflow` says that what finds no room is lost. */
  readonly capacity: number;
  readonly overflow?: "error" | "lost";
  /** Whether a message in flight may be lost: from a channel, when it is the next to be received. */
  readonly lossy?: boolean;
  /** Whether a message may be received and yet stay, to be received again. */
  readonly duplicating?: boolean;
}

/** Links between processes that can be cut, each way for itself: what is sent over them waits (or is lost, if it may be). */
export interface Partitions {
  /** How many ordered pairs of processes are cut off at the same time, at most. */
  readonly atMost: number;
  /** Whether a cut link may come back. */
  readonly heals: boolean;
}

/** A declaration's types. */
export interface Declared {
  readonly roles: Roles;
  readonly messages: Messages;
  readonly history: Schema;
}

export interface SystemDeclaration<R extends Roles, M extends Messages<keyof R & string>, H extends Schema> {
  readonly roles: R;
  readonly messages: M;
  readonly network: Network;
  /** As a role's, but one for all: the order of events of several roles, say. */
  readonly history?: H;
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
export type HistorySchema<R> = R extends { readonly history: infer S extends Schema } ? S : {};

type Fields<M> = M extends { readonly fields: infer S extends Shape } ? RecordOf<S> : {};
type Recipient<D extends Declared, M> = M extends { readonly broadcast: true }
  ? {}
  : M extends { readonly to: infer Role }
    ? { readonly to: ProcessOf<D, Role> }
    : never;

type Flat<T> = { readonly [K in keyof T]: T[K] };
/** What `send` is told: the fields and, unless it is a broadcast, to whom. */
export type ContentOf<D extends Declared, K extends KindOf<D>> = Flat<
  Recipient<D, D["messages"][K]> & Fields<D["messages"][K]>
>;
/** A message as its receiver and properties see it. */
export type MessageOf<D extends Declared, K extends KindOf<D>> =
  K extends KindOf<D>
    ? Flat<{ readonly kind: K; readonly from: ProcessOf<D, D["messages"][K]["from"]> } & ContentOf<D, K>>
    : never;

export type KindsFrom<D extends Declared, Role> = {
  [K in KindOf<D>]: D["messages"][K]["from"] extends Role ? K : never;
}[KindOf<D>];
export type KindsTo<D extends Declared, Role> = {
  [K in KindOf<D>]: D["messages"][K]["to"] extends Role ? K : never;
}[KindOf<D>];
