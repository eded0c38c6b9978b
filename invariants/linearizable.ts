/**
 * Linearizability of a read-write register: each operation seems to take effect at one moment between its invocation and
 * its return (Herlihy and Wing, *Linearizability: A Correctness Condition for Concurrent Objects*, 1990). A claim about
 * the past, so the state has to remember the past: as a history, see register-history.ts.
 *
 * The judge tries all orders, client by client, as Wing and Gong do (*Testing and Verifying Concurrent Objects*, 1993).
 * How an order goes on depends only on how far each client is and what the register then holds, so a position that led
 * nowhere is not tried again (Lowe, *Testing for Linearizability*, 2017): with k clients of n operations and v values at
 * most (n + 1)^k v positions. The engine asks it once for each history, not once for each state, since it remembers a
 * predicate's answers by what the predicate reads.
 */
import { isNamedParts, kindOfValue } from "../src/closed.ts";
import { synodError } from "../src/errors/errors.ts";
import type { OperationsView } from "../src/model/histories/operations.ts";
import type { Signatures } from "../src/model/histories/sequential-object.ts";
import { Explanation } from "./explained.ts";
import { historyShown } from "./history-shown.ts";
import { checkOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { Numbering } from "./same-value.ts";

/** An operation as its client sees it: under way, or returned. A client has one operation at a time. */
export type RegisterOperation<V> =
  | { readonly kind: "writing" | "wrote" | "read"; readonly value: V; readonly after: After }
  /** A write that returned what it replaced. */
  | { readonly kind: "swapped"; readonly value: V; readonly found: V; readonly after: After }
  | { readonly kind: "reading"; readonly after: After };

/** Per client, how many of its operations had returned when an operation was invoked. */
type After = readonly number[];

/** Per client, its operations in the order of their invocations. All but the last have returned. */
export type RegisterHistory<V> = readonly (readonly RegisterOperation<V>[])[];

/**
 * What has been seen of the register can be explained by operations that take effect one at a time, each between its
 * invocation and its return (Herlihy and Wing, *Linearizability: A Correctness Condition for Concurrent Objects*,
 * 1990). For `always`.
 *
 * @param options - `initial`: what the register holds before the first write; `history`: the operations, as `operations` of
 * `registerHistory` gives them.
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
export function linearizable<S, V>(options: {
  /** What the register holds before the first write: `initial: "none"`. */
  readonly initial: V;
  /** What its clients have seen: `history: (s) => recorder.operations(s.log)`. */
  readonly history: (state: S) => RegisterHistory<V>;
}): (state: S) => boolean;
/**
 * What callers have seen of an object can be explained by operations that take effect one at a time, each between its
 * invocation and its return (Herlihy and Wing, *Linearizability: A Correctness Condition for Concurrent Objects*,
 * 1990). For `always`.
 *
 * @param calls - What a history has recorded: `(s) => s.client.log` of a role's `historyOf`, `(s) => s.history.log` of a
 * system's, `(s) => calls.operations(s.log)` in a model of rules.
 */
export function linearizable<S>(calls: (state: S) => OperationsView<unknown, Signatures>): (state: S) => boolean;
export function linearizable<S>(given: object): (state: S) => boolean {
  if (typeof given === "function") {
    const shown = historyShown("linearizable", given as (state: S) => OperationsView<unknown, Signatures>);
    return (state) => {
      const { object, history } = shown(state);
      return new Explanation(object, history, true).exists();
    };
  }
  checkOptions("linearizable", given, { initial: "value", history: "function" });
  const { initial, history } = given as { initial: unknown; history: (state: S) => RegisterHistory<unknown> };
  return (state) => isLinearizable(history(state), initial);
}

/**
 * Whether there is an order of a history's operations that explains it. Equal values are the same, records too.
 *
 * @throws SynodError SYN212 for what is no history.
 *
 * @example
 * ```ts
 * // One client has written "b", and another one has read "a" since.
 * const stale = isLinearizable<string>([
 *   [{ kind: "wrote", value: "b", after: [0, 0] }],
 *   [{ kind: "read", value: "a", after: [1, 0] }],
 * ], "a"); // false
 * ```
 */
export function isLinearizable<V>(history: RegisterHistory<V>, initial: V): boolean {
  if (!isHistory(history))
    throw synodError("bad-definition", {
      subject: "the history that isLinearizable(...) is given",
      problem: `is ${kindOfValue(history)}`,
      expected: "a list of operations for each client",
    });
  const values = new Numbering();
  return new Order(history.map((operations) => operations.map((each) => numbered(each, values)))).canGoOn(
    values.of(initial),
  );
}

function isHistory(value: unknown): boolean {
  return Array.isArray(value) && value.every((client) => Array.isArray(client) && client.every(isOperation));
}

function isOperation(value: unknown): boolean {
  return isNamedParts(value) && typeof value.kind === "string" && Array.isArray(value.after);
}

/** The operation with numbers for values. */
function numbered<V>(operation: RegisterOperation<V>, values: Numbering): RegisterOperation<number> {
  const { kind, after } = operation;
  switch (kind) {
    case "reading":
      return { kind, after };
    case "swapped":
      return { kind, after, value: values.of(operation.value), found: values.of(operation.found) };
    default:
      return { kind, after, value: values.of(operation.value) };
  }
}

/** An order in the making. */
class Order {
  readonly #clients: number;
  readonly #progress: Progress<RegisterOperation<number>>;
  /** Per value held, the positions that lead nowhere. */
  readonly #nowhere = new Map<number, Set<number | string>>();

  constructor(history: RegisterHistory<number>) {
    this.#clients = history.length;
    this.#progress = new Progress(history);
  }

  /** Whether what is left can be put in order behind what there is when the register holds `held`. */
  canGoOn(held: number): boolean {
    const clients = this.#clients;
    const progress = this.#progress;
    let complete = true;
    for (let client = 0; client < clients; client++) {
      const operation = progress.next(client);
      if (operation === undefined || operation.kind === "reading" || operation.kind === "writing") continue;
      // A read that fits may as well come now: it is in nobody's way, and no write can spoil it any more.
      if (operation.kind === "read" && operation.value === held && progress.isDue(operation))
        return this.#take(client, held);
      complete = false;
    }
    // What has not returned may have had no effect yet: only the rest must find a place.
    if (complete) return true;
    const here = progress.key();
    if (this.#nowhere.get(held)?.has(here)) return false;
    for (let client = 0; client < clients; client++) {
      const operation = progress.next(client);
      if (operation === undefined || operation.kind === "reading" || operation.kind === "read") continue;
      if (operation.kind === "swapped" && operation.found !== held) continue;
      if (progress.isDue(operation) && this.#take(client, operation.value)) return true;
    }
    const known = this.#nowhere.get(held) ?? new Set();
    this.#nowhere.set(held, known.add(here));
    return false;
  }

  #take(client: number, held: number): boolean {
    this.#progress.take(client);
    const found = this.canGoOn(held);
    this.#progress.giveBack(client);
    return found;
  }
}
