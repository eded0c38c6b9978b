/**
 * A replicated log: what multi-Paxos implements. Each slot is filled once, in whatever order: module Consensus of Lamport's
 * TLA+ Paxos, slot by slot. That replicas apply entries in the order of the log is another matter, and so is who knows of
 * them: see multi-paxos-smr.
 */
import { atMostOnePer } from "../../invariants/index.ts";
import { integer, map, model, protocol, range, type StateView, scalarset, set } from "../../src/index.ts";

/**
 * The specification of a replicated log: in each slot one value is chosen, once. Consensus (tlaplus/Examples,
 * specifications/Paxos/Consensus.tla), slot by slot.
 *
 * @example
 * ```ts
 * await check(replicatedLog());
 * ```
 */
export const replicatedLog = protocol(
  {
    name: "replicated-log",
    about: "The specification of a replicated log: in each slot one value is chosen, once",
    source: "tlaplus/Examples, specifications/Paxos/Consensus.tla, slot by slot",
    parameters: {
      slots: integer({ from: 1, to: 5, default: 2, about: "how long the log is" }),
      values: integer({ from: 1, to: 5, default: 2, about: "how many values could be chosen" }),
    },
  },
  ({ slots, values }) => {
    const Slot = range(0, slots - 1);
    const Value = scalarset("v", values);
    const state = { chosen: map(Slot, set(Value)) };
    type State = StateView<typeof state>;
    const isDecided = (s: State, slot: number) => s.chosen.get(slot).size > 0;

    return model({
      state,
      words: { chosen: "{value} is chosen in slot {key}" },
      rules: {
        choose: {
          for: { slot: Slot, value: Value },
          when: (s, { slot }) => !isDecided(s, slot),
          do: (s, { slot, value }) => s.chosen.get(slot).add(value),
        },
      },
      always: {
        agreement: atMostOnePer({
          per: Slot.values,
          among: Value.values,
          holds: (s: State, slot, value) => s.chosen.get(slot).has(value),
          say: (slot, value) => `${value} is chosen in slot ${slot}`,
        }),
      },
      step: {
        "entries stay": (before, after) =>
          Slot.values.every((slot) =>
            Value.values.every((v) => !before.chosen.get(slot).has(v) || after.chosen.get(slot).has(v)),
          ),
      },
      reachable: {
        "all slots decided": (s) => Slot.values.every((slot) => isDecided(s, slot)),
        "a gap": slots > 1 && ((s) => isDecided(s, 1) && !isDecided(s, 0)),
      },
    });
  },
);
