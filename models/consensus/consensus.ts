/**
 * Consensus: what voting and Paxos implement. The whole specification of agreement is that choosing happens once.
 * Follows module Consensus of Lamport's TLA+ Paxos.
 */
import { agreement, integrity } from "../../invariants/index.ts";
import { integer, model, protocol, scalarset, set } from "../../src/index.ts";

/**
 * The specification of agreement: one value is chosen, once. After tlaplus/Examples,
 * specifications/Paxos/Consensus.tla.
 *
 * @example
 * ```ts
 * await check(consensus());
 * ```
 */
export const consensus = protocol(
  {
    name: "consensus",
    about: "The specification of agreement: one value is chosen, once",
    source: "tlaplus/Examples, specifications/Paxos/Consensus.tla",
    parameters: { values: integer({ from: 1, to: 16, default: 2, about: "how many values could be chosen" }) },
  },
  ({ values }) => {
    const Value = scalarset("v", values);
    return model({
      state: { chosen: set(Value) },
      rules: {
        choose: {
          for: { value: Value },
          when: (s) => s.chosen.size === 0,
          do: (s, { value }) => s.chosen.add(value),
        },
      },
      always: {
        agreement: agreement({
          among: Value.values,
          decided: (s, value) => s.chosen.has(value),
          say: (v) => `${v} is chosen`,
        }),
      },
      step: { integrity: integrity({ among: Value.values, decided: (s, value) => s.chosen.has(value) }) },
      reachable: { chosen: (s) => s.chosen.size > 0 },
    });
  },
);
