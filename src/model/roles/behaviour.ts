/**
 * What a role does, and what it is handed to do it with. A guard sees its process's row, the message that arrived, and its
 * inbox; an effect may also change the row, send, and record. Nothing that they are handed leads to the state, so what a
 * rule can look at and touch is known before it runs (footprint.ts).
 */
import type { Domain, ValueOf } from "../../domain/domain.ts";
import type { AnyContainer, BagField, Field, MapField, SequenceField, SetField } from "../../state/field.ts";
import type { StateDraft, StateView } from "../../state/seen.ts";
import type { CallersHistory, OperationsHistory } from "../histories/history-of.ts";
import type { OperationsRecorder } from "../histories/operations.ts";
import type { Binding, Bindings, Bound, Checked } from "../rule.ts";
import type {
  ContentOf,
  Declared,
  HistorySchema,
  KindOf,
  KindsFrom,
  KindsTo,
  MessageOf,
  ProcessOf,
  RoleOf,
  RowSchema,
  TimersOf,
} from "./declaration.ts";

export type RowView<D extends Declared, Role extends RoleOf<D>> = StateView<RowSchema<D["roles"][Role]>>;
export type RowDraft<D extends Declared, Role extends RoleOf<D>> = StateDraft<RowSchema<D["roles"][Role]>>;

/** All messages of a kind ever sent to this process; on set networks only, where that only grows. */
export type InboxOf<M> = M extends { readonly from: unknown } ? SendersInbox<M> : Inbox<M>;

/** Of messages that say who sent them. */
export interface SendersInbox<M> extends Inbox<M> {
  /** From how many processes there is one of which a test is true: `inbox.stored.from((m) => m.index >= 2)`. */
  from(test: (message: M) => boolean): number;
  /**
   * From how many processes there is one with these fields, of which also a test is true, if there is one:
   * `inbox.promise.from({ ballot: 2 }) >= majority`.
   */
  from(fields?: Partial<Omit<M, "kind" | "to" | "from">>, test?: (message: M) => boolean): number;
}

/** What can be asked of them. */
export interface Inbox<M> {
  /** Whether this message was ever sent to the process: `inbox.vote.has({ from: "a1", ballot: 2 })`. */
  has(message: Omit<M, "kind" | "to">): boolean;
  /** Those of which a test is true, in the domain's order: `inbox.vote.filter((m) => m.ballot > 2)`. */
  filter(test: (message: M) => boolean): readonly M[];
  /**
   * Those with these fields, of which also a test is true, if there is one. Naming fields makes it cheaper: it looks at
   * fewer messages.
   */
  filter(fields?: Partial<Omit<M, "kind" | "to">>, test?: (message: M) => boolean): readonly M[];
}

/** A history to write to; nothing in it can be read. */
export type Recorder<F extends Field> =
  F extends MapField<infer K, infer I>
    ? I extends AnyContainer
      ? { get(key: K): Recorder<I> }
      : { set(key: K, value: ValueOf<I>): void }
    : F extends SetField<infer T> | BagField<infer T>
      ? { add(value: T): void }
      : F extends SequenceField<infer T>
        ? { push(value: T): void }
        : { set(value: ValueOf<F>): void };

/** What records operations: of the process itself, or of callers by name where the history has its own. */
type OperationsRecorderOf<H> =
  H extends CallersHistory<infer C, infer O>
    ? { readonly of: (caller: C) => OperationsRecorder<O> }
    : H extends OperationsHistory<infer O>
      ? OperationsRecorder<O>
      : never;
type Recorders<H> = {
  readonly [K in keyof H]: H[K] extends Field ? Recorder<H[K]> : OperationsRecorderOf<H[K]>;
};

/** What a guard sees besides its row. */
export interface Sight<D extends Declared, Role extends RoleOf<D>> {
  /** The process itself. */
  readonly self: ProcessOf<D, Role>;
  /** What was ever sent to it, by kind; on set networks only. */
  readonly inbox: { readonly [K in KindsTo<D, Role>]: InboxOf<MessageOf<D, K>> };
}
/** What an effect can do besides changing its row. */
export interface Means<D extends Declared, Role extends RoleOf<D>> extends Sight<D, Role> {
  /** Sends a message: `send.vote({ to: "s1", ballot: 2 })`, without `to` where it is a broadcast. */
  readonly send: { readonly [K in KindsFrom<D, Role>]: (content: ContentOf<D, K>) => void };
  /** Writes a history: `record.decided.add(value)`. Nothing in it can be read. */
  readonly record: Recorders<HistorySchema<D["roles"][Role]>> & Recorders<D["history"]>;
  /** Starts and stops the process's timers: `timer.election.start()`. */
  readonly timer: { readonly [T in TimersOf<D["roles"][Role]>]: Timer };
}

/** A timer of a process. Starting one that runs changes nothing, nor does stopping one that does not. */
export interface Timer {
  /** From now on it may run out. */
  readonly start: () => void;
  /** It will not run out. */
  readonly stop: () => void;
}

interface Reach<D extends Declared, Role extends RoleOf<D>> {
  /**
   * The kinds that it may send: `sends: ["vote"]`. Absent: all that the role sends. Naming few makes footprints small,
   * and partial order better.
   */
  readonly sends?: readonly KindsFrom<D, Role>[];
  /** The kinds that it may look up in its inbox: `reads: ["promise"]`. Absent: all that the role receives. */
  readonly reads?: readonly KindsTo<D, Role>[];
}

/** The names under which guards and effects of a role's rules are handed something, or its process is bound. */
type TakenIn<D extends Declared, Role extends RoleOf<D>> =
  | "self"
  | "message"
  | "send"
  | "inbox"
  | "record"
  | "from"
  | "to"
  | Role
  | ([TimersOf<D["roles"][Role]>] extends [never] ? never : "timer");
/** What is wrong with the name of a binding, as the type of what stands behind it; nothing: unknown. */
type Untaken<B, Taken extends string> = {
  readonly [K in keyof B]: K extends Taken ? `the name "${K}" is taken in a role's rules` : unknown;
};

/** Something that a process may do by itself: `for` which values, `when`, what it `do`es. */
export interface RoleRule<D extends Declared, Role extends RoleOf<D>, B> extends Reach<D, Role> {
  /**
   * The values that an instance is made of, beside the process: `for: { ballot: range(0, 3) }`, or of what is in
   * collections of its row: `for: { job: members(stable.pending) }`. Absent: one instance per process.
   */
  readonly for?: B &
    Bindings &
    Untaken<B, TakenIn<D, Role>> &
    Pick<Checked<B & { readonly self: Domain<ProcessOf<D, Role>> }>, keyof B>;
  /** Whether it is enabled: `when: (row, { self, ballot }) => row.promised < ballot`. Absent: always. */
  readonly when?: (row: RowView<D, Role>, at: Sight<D, Role> & Bound<B>) => boolean;
  /** What it does: `do: (row, { send, ballot }) => { row.promised = ballot; send.vote({ to: "s1", ballot }); }`. */
  readonly do: (row: RowDraft<D, Role>, at: Means<D, Role> & Bound<B>) => void;
}

/** What a process does with a message. Without `when` it receives every one. */
export interface Handler<D extends Declared, Role extends RoleOf<D>, K extends KindOf<D>> extends Reach<D, Role> {
  /**
   * Whether the message is received now: `when: (row, { message }) => message.ballot > row.promised`. Absent: it is.
   */
  readonly when?: (row: RowView<D, Role>, at: Sight<D, Role> & { readonly message: MessageOf<D, K> }) => boolean;
  /**
   * What is done with it: `do: (row, { message, send }) => { send.vote({ to: message.from, ballot: message.ballot });
   * }`.
   */
  readonly do: (row: RowDraft<D, Role>, at: Means<D, Role> & { readonly message: MessageOf<D, K> }) => void;
}

/** Whether a message has expired, for a process with this row. */
export type Expires<D extends Declared, Role extends RoleOf<D>, K extends KindOf<D>> = (
  row: RowView<D, Role>,
  at: { readonly self: ProcessOf<D, Role>; readonly message: MessageOf<D, K> },
) => boolean;

/** What is done when a timer runs out. */
export type Timeout<D extends Declared, Role extends RoleOf<D>> =
  | ((row: RowDraft<D, Role>, at: Means<D, Role>) => void)
  | (Reach<D, Role> & {
      readonly when?: (row: RowView<D, Role>, at: Sight<D, Role>) => boolean;
      readonly do: (row: RowDraft<D, Role>, at: Means<D, Role>) => void;
    });

/** Everything that the processes of a role do. What is `false` is as if it were not written. */
export interface Behaviour<D extends Declared, Role extends RoleOf<D>, R extends Readonly<Record<string, unknown>>> {
  /**
   * Turns a row of first values into an initial one: `init: (row, { self }) => { row.leads = self === "n1"; }`. What it
   * sends is on its way, and what it records has happened, when anything begins; there must be room for it all.
   * Processes do so in the order in which roles and processes are declared.
   */
  readonly init?: (row: RowDraft<D, Role>, at: Omit<Means<D, Role>, "inbox">) => void;
  /**
   * What is done with messages, by kind: `receive: { ask: { when, do } }`. A kind without an entry is never received.
   */
  readonly receive?: { readonly [K in KindsTo<D, Role>]?: Handler<D, Role, K> | false } | false;
  /**
   * Which messages the process will never look at again, by its row; on set networks only: `expires: { vote: (row, {
   * message }) => message.ballot < row.promised }`. They are hidden from its inbox and not received, and a check may
   * forget them (the reduction `stale-messages`). What has expired must stay so (SYN310).
   */
  readonly expires?: { readonly [K in KindsTo<D, Role>]?: Expires<D, Role, K> | false } | false;
  /**
   * What a process does when a timer of it runs out, by name, all of them: `timeout: { election: (row, { send }) => { ...
   * } }`, or `{ when, do, sends, reads }` as in `receive`. The timer does not run any more, unless that starts it again.
   */
  readonly timeout?: { readonly [T in TimersOf<D["roles"][Role]>]: Timeout<D, Role> };
  /** What it does by itself, by name: `rules: { start: { for: { ballot: Ballot }, when, do } }`. */
  readonly rules?: { readonly [K in keyof R]: RoleRule<D, Role, R[K]> | false };
  /**
   * What a process does when it comes back from a crash, its volatile fields at their first values: `restart: { do:
   * (row) => { row.joined = false; } }`.
   */
  readonly restart?:
    | (Omit<Handler<D, Role, never>, "when" | "do"> & {
        readonly do: (row: RowDraft<D, Role>, at: Means<D, Role>) => void;
      })
    | false;
}

/** What tells that a behaviour came from `role`, in whichever copy of synod. */
export const MADE_BY_ROLE = Symbol.for("synod role");

/** A role's behaviour, types forgotten: what `role` of a system makes, for its `model`. */
export interface RoleBehaviour {
  readonly [MADE_BY_ROLE]: true;
  readonly role: string;
  readonly init: ((row: object, at: object) => void) | null;
  readonly receive: ReadonlyMap<string, Step>;
  readonly expires: ReadonlyMap<string, (row: object, at: object) => boolean>;
  readonly rules: ReadonlyMap<string, Step>;
  readonly timeout: ReadonlyMap<string, Step>;
  readonly restart: Step | null;
  /** The names of the rules that it does not have, being `false`; fairness may name them. */
  readonly off: readonly string[];
}

/** A rule, a handler or a restart, types forgotten. */
export interface Step {
  readonly for: Readonly<Record<string, Binding>>;
  readonly when: ((row: object, at: object) => boolean) | null;
  readonly do: (row: object, at: object) => void;
  readonly sends: readonly string[] | null;
  readonly reads: readonly string[] | null;
}
