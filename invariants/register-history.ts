/**
 * A field that remembers what clients have done with a register: a history variable, which no guard need read and which
 * changes no behaviour (Abadi and Lamport, *The Existence of Refinement Mappings*, 1991), but multiplies the states, since
 * two states that differ in their past are two.
 *
 * So it keeps no more than linearizability depends on: each client's operations, what was returned, and which operation had
 * returned when which was invoked. A client does one thing after the other; what it had finished at that moment are its
 * first operations, and a number says how many. The order of events that overlap is forgotten. The numbers are kept per client, not in an order:
 * of interchangeable clients, renaming them renames the history.
 */
import { union } from "../src/domain/composites.ts";
import type { Domain, ValueOf } from "../src/domain/domain.ts";
import { perKey } from "../src/domain/per-key.ts";
import { range } from "../src/domain/scalars.ts";
import type { Recorder } from "../src/model/roles/behaviour.ts";
import { draftBehind } from "../src/model/roles/recorder.ts";
import { type MapField, map, type SequenceField, sequence } from "../src/state/field.ts";
import type { DraftOf, ViewOf } from "../src/state/seen.ts";
import type { RegisterHistory, RegisterOperation } from "./linearizable.ts";
import { checkOptions } from "./options.ts";

type HistoryField<C, V> = MapField<C, SequenceField<RegisterOperation<V>>>;
/** What records to: a draft of the field, or what a role's effect is handed for it as `record`. */
type Log<C, V> = DraftOf<HistoryField<C, V>> | Recorder<HistoryField<C, V>>;

/** What `registerHistory` makes: a field that remembers, and how to write to it. */
export interface RegisterRecorder<C, V> {
  /** To be a field of the state, or a history of a system. */
  readonly field: HistoryField<C, V>;
  /** The client begins to write a value. Throws, as the effect's error, when it waits for something already. */
  readonly invokeWrite: (history: Log<C, V>, client: C, value: V) => void;
  /** The client begins to read. */
  readonly invokeRead: (history: Log<C, V>, client: C) => void;
  /** The write that the client waits for returns. */
  readonly returnWrite: (history: Log<C, V>, client: C) => void;
  /** The read that the client waits for returns, with what it read. */
  readonly returnRead: (history: Log<C, V>, client: C, value: V) => void;
  /** What the client waits for; null between operations. */
  readonly awaited: (history: ViewOf<HistoryField<C, V>>, client: C) => "writing" | "reading" | null;
  /** All of it, as `linearizable` takes it. */
  readonly operations: (history: ViewOf<HistoryField<C, V>>) => RegisterHistory<V>;
}

/**
 * A field that remembers what clients have done with a register: a history variable, which no guard need read and which
 * changes no behaviour (Abadi and Lamport, *The Existence of Refinement Mappings*, 1991), but multiplies the states.
 * For `linearizable`.
 *
 * @param options - `clients`: their domain; `values`: what is written and read, the initial value among it; `operations`: the
 * most of one client.
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Client = scalarset("c", 2);
 * const Value = enumeration("none", "one");
 * const history = registerHistory({ clients: Client, values: Value, operations: 2 });
 * model({
 *   state: { stored: Value, log: history.field },
 *   rules: {
 *     write: {
 *       for: { c: Client },
 *       when: (s, { c }) => history.awaited(s.log, c) === null && s.log.get(c).length < 2,
 *       do: (s, { c }) => { history.invokeWrite(s.log, c, "one"); },
 *     },
 *     written: {
 *       for: { c: Client },
 *       when: (s, { c }) => history.awaited(s.log, c) === "writing",
 *       do: (s, { c }) => { s.stored = "one"; history.returnWrite(s.log, c); },
 *     },
 *   },
 *   always: { linearizable: linearizable({ initial: "none", history: (s) => history.operations(s.log) }) },
 * });
 * ```
 */
export function registerHistory<C, V>(options: {
  /** Who reads and writes: `clients: scalarset("c", 2)`. */
  readonly clients: Domain<C>;
  /** What is written and read, the initial value among it: `values: Value`. */
  readonly values: Domain<V>;
  /** The most operations of one client: `operations: 2`. */
  readonly operations: number;
}): RegisterRecorder<C, V> {
  checkOptions("registerHistory", options, { clients: "domain", values: "domain", operations: "number" });
  const { clients, values, operations } = options;
  const After = perKey(clients, range(0, operations));
  const { writing, wrote, reading, read, ...Operation } = union({
    writing: { value: values, after: After },
    wrote: { value: values, after: After },
    reading: { after: After },
    read: { value: values, after: After },
  });
  const field = map(clients, sequence(Operation, { capacity: operations })) as HistoryField<C, V>;
  type View = ViewOf<typeof field>;

  const awaited = (history: View, client: C) => {
    const kind = history.get(client).at(-1)?.kind;
    return kind === "writing" || kind === "reading" ? kind : null;
  };
  const returned = (history: View, client: C) =>
    history.get(client).length - (awaited(history, client) === null ? 0 : 1);
  const now = (history: View) => clients.values.map((client) => returned(history, client));
  /** Throws when a model records what cannot be: the effect's error, with a trace to it. */
  const mustAwait = (history: View, client: C, expected: "writing" | "reading" | null) => {
    const found = awaited(history, client);
    if (found === expected) return;
    const inWords = (kind: typeof found) => (kind === null ? "between operations" : kind);
    throw new Error(`client ${clients.format(client)} is ${inWords(found)}, not ${inWords(expected)}`);
  };
  const invoke = (log: Log<C, V>, client: C, operation: (after: readonly number[]) => RegisterOperation<V>) => {
    const history = draftBehind<HistoryField<C, V>>(log);
    mustAwait(history, client, null);
    history.get(client).push(operation(now(history)));
  };

  return {
    field,
    invokeWrite: (history, client, value) => invoke(history, client, (after) => writing({ value, after })),
    invokeRead: (history, client) => invoke(history, client, (after) => reading({ after })),
    returnWrite: (log, client) => {
      const history = draftBehind<HistoryField<C, V>>(log);
      mustAwait(history, client, "writing");
      const { value, after } = history.get(client).pop() as ValueOf<typeof writing>;
      history.get(client).push(wrote({ value, after }));
    },
    returnRead: (log, client, value) => {
      const history = draftBehind<HistoryField<C, V>>(log);
      mustAwait(history, client, "reading");
      const { after } = history.get(client).pop() as ValueOf<typeof reading>;
      history.get(client).push(read({ value, after }));
    },
    awaited,
    operations: (history) => history.values().map((each) => [...each]),
  };
}
