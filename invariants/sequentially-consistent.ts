/**
 * Sequential consistency: all operations seem to take effect one at a time, those of each caller in the order in which it
 * invoked them, whatever happened first elsewhere (Lamport, *How to Make a Multiprocessor Computer That Correctly Executes
 * Multiprocess Programs*, 1979).
 */

import type { OperationsView } from "../src/model/histories/operations.ts";
import type { Signatures } from "../src/model/histories/sequential-object.ts";
import { Explanation } from "./explained.ts";
import { historyShown } from "./history-shown.ts";

/**
 * What callers have seen of an object can be explained by operations that take effect one at a time, those of each caller
 * in its order (Lamport, *How to Make a Multiprocessor Computer That Correctly Executes Multiprocess Programs*, 1979).
 * Unlike `linearizable` it lets what has returned take effect behind what is invoked later by another caller. Claimed with
 * `always` it is a claim about every state on the way: no operation may return what only a later one will have put there.
 *
 * @param calls - What a history has recorded: `(s) => s.client.log` of a role's `historyOf`.
 * @throws SynodError SYN212 for what is no function.
 *
 * @example
 * ```ts
 * const Client = scalarset("c", 2);
 * const calls = historyOf(counter(range(0, 2)), { each: 1, by: Client });
 * model({
 *   state: { log: calls.field },
 *   rules: {
 *     count: {
 *       for: { c: Client },
 *       when: (s, { c }) => s.log.get(c).length === 0,
 *       do: (s, { c }) => { calls.of(s.log, c).invoke.increment(); },
 *     },
 *   },
 *   always: { consistent: sequentiallyConsistent((s) => calls.operations(s.log)) },
 * });
 * ```
 */
export function sequentiallyConsistent<S>(
  calls: (state: S) => OperationsView<unknown, Signatures>,
): (state: S) => boolean {
  const shown = historyShown("sequentiallyConsistent", calls);
  return (state) => {
    const { object, history } = shown(state);
    return new Explanation(object, history, false).exists();
  };
}
