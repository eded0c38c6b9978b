/**
 * Histories of operations: what callers have done with an object, remembered by the effects that do it. A history variable,
 * which no guard reads and which changes no behaviour (Abadi and Lamport, *The Existence of Refinement Mappings*, 1991), but
 * multiplies the states, since two states that differ in their past are two.
 */
import { closed, shown } from "../../closed.ts";
import type { Domain } from "../../domain/domain.ts";
import { isDomain, whatIs } from "../../domain/is-domain.ts";
import { synodError } from "../../errors/errors.ts";
import { CAPACITY_LIMIT, type MapField, type SequenceField } from "../../state/field.ts";
import type { MapDraft, MapView } from "../../state/seen.ts";
import type { Operation, OperationsRecorder, OperationsView } from "./operations.ts";
import { operationsField } from "./operations-field.ts";
import { showsOperationsOf } from "./operations-view.ts";
import { isSequentialObject, type SequentialObject, type Signatures } from "./sequential-object.ts";

const MADE_BY_HISTORY_OF = Symbol.for("synod history of operations");

/** A history of operations of a role, whose processes are the callers: what `historyOf` makes without `by`. */
export interface OperationsHistory<O extends Signatures> {
  readonly [MADE_BY_HISTORY_OF]: true;
  // biome-ignore lint/suspicious/noExplicitAny: `does` is invariant in what the object holds, which nobody asks for here.
  readonly object: SequentialObject<any, O>;
  /** The most operations of one caller. */
  readonly each: number;
  /** Who calls; null: the role's processes. */
  readonly by: null;
}

/** A history of operations with callers of its own, of a system or a model of rules: what `historyOf` makes with `by`. */
export interface CallersHistory<C, O extends Signatures> extends Omit<OperationsHistory<O>, "by"> {
  readonly by: Domain<C>;
  /** The field of a model's state: `state: { log: calls.field }`. */
  readonly field: OperationsField<C, O>;
  /** In an effect of a model of rules, records what a caller does: `calls.of(s.log, thread).invoke.push(1)`. */
  readonly of: (log: MapDraft<C, SequenceField<Operation<O>>>, caller: C) => OperationsRecorder<O>;
  /** What was recorded in a model of rules, for `linearizable`: `(s) => calls.operations(s.log)`. */
  readonly operations: (log: MapView<C, SequenceField<Operation<O>>>) => OperationsView<C, O>;
}
type OperationsField<C, O extends Signatures> = MapField<C, SequenceField<Operation<O>>>;

interface Options {
  readonly each: number;
  readonly by?: Domain<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: where the types are forgotten.
export type AnyHistory = OperationsHistory<any> | CallersHistory<any, any>;

/**
 * A history of the operations of callers on an object. In a role's `history` the callers are the role's processes, and
 * `record.log.invoke.write(value)` and `record.log.return.write()` in its effects record that an operation begins and
 * returns. With `by` it has callers of its own: in a system's `history`, `record.log.of(caller).invoke.write(value)`; in
 * a model of rules, whose state has its `field`, `calls.of(s.log, caller).invoke.write(value)`.
 *
 * @param of - The object, as `register`, `queue` or `object` make it.
 * @param options - `each`: the most operations of one caller; `by`: who calls, where these are not a role's processes.
 * @throws SynodError SYN211 and SYN212 for what is no such history.
 *
 * @example
 * ```ts
 * const Client = scalarset("c", 2);
 * const Value = enumeration("none", "one");
 * const calls = historyOf(register(Value), { each: 2, by: Client });
 * model({
 *   state: { stored: Value, log: calls.field },
 *   rules: {
 *     write: {
 *       for: { c: Client },
 *       when: (s, { c }) => s.log.get(c).length === 0,
 *       do: (s, { c }) => { calls.of(s.log, c).invoke.write("one"); },
 *     },
 *     written: {
 *       for: { c: Client },
 *       when: (s, { c }) => s.log.get(c).at(-1)?.kind === "write…",
 *       do: (s, { c }) => { s.stored = "one"; calls.of(s.log, c).return.write(); },
 *     },
 *   },
 *   always: { linearizable: linearizable((s) => calls.operations(s.log)) },
 * });
 * ```
 */
export function historyOf<C, S, const O extends Signatures>(
  of: SequentialObject<S, O>,
  options: {
    /** The most operations of one caller: `each: 2`. */
    readonly each: number;
    /** Who calls: `by: Client`. */
    readonly by: Domain<C>;
  },
): CallersHistory<C, O>;
export function historyOf<S, const O extends Signatures>(
  of: SequentialObject<S, O>,
  options: {
    /** The most operations of one caller: `each: 2`. */
    readonly each: number;
  },
): OperationsHistory<O>;
export function historyOf(of: unknown, options: Options): AnyHistory {
  const subject = "historyOf(...)";
  const bad = (part: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject: `${part} of ${subject}`, problem, expected });
  if (!isSequentialObject(of)) throw bad("the object", `is ${whatIs(of)}`, "what register, queue or object make");
  closed(options, ["each", "by"], (problem, wrong) =>
    wrong === undefined ? bad("the options", problem, "{ each: 2 }") : synodError("unknown-key", { subject, ...wrong }),
  );
  const { each, by } = options;
  if (!Number.isSafeInteger(each) || each < 1 || each > CAPACITY_LIMIT)
    throw bad("`each`", each === undefined ? "is missing" : `is ${shown(each)}`, "the most operations of one caller");
  const common = { [MADE_BY_HISTORY_OF]: true as const, object: of, each };
  if (by === undefined) return Object.freeze({ ...common, by: null });
  if (!isDomain(by)) throw bad("`by`", `is ${whatIs(by)}`, "the domain of callers");
  const { field, recorders } = operationsField(of, each, by);
  /** An engine has few drafts; a recorder is made once for each of them. */
  const made = new WeakMap<object, (caller: unknown) => object>();
  return Object.freeze({
    ...common,
    by,
    field,
    of: (log: object, caller: unknown) => {
      let recorder = made.get(log);
      if (recorder === undefined) {
        recorder = recorders(() => log as never);
        made.set(log, recorder);
      }
      return recorder(caller);
    },
    operations: (log: object) => showsOperationsOf(of, log),
  }) as unknown as AnyHistory;
}

export function isHistoryOf(value: unknown): value is AnyHistory {
  return typeof value === "object" && value !== null && (value as Partial<AnyHistory>)[MADE_BY_HISTORY_OF] === true;
}
