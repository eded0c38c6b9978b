/**
 * Validity, also non-triviality: what is decided was proposed. Rules out protocols that agree on a value of nobody's.
 * Weaker than it looks where any value may be proposed; it then says that deciding goes through proposing.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { type Decisions, isDecided } from "./decisions.ts";
import { checkOptions } from "./options.ts";
import { called, saying } from "./said.ts";

/**
 * Validity, also non-triviality: what is decided was proposed. For `always`.
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Value = scalarset("v", 2);
 * model({
 *   state: { proposed: set(Value), chosen: set(Value) },
 *   rules: {
 *     propose: { for: { v: Value }, do: (s, { v }) => { s.proposed.add(v); } },
 *     choose: { for: { v: Value }, when: (s, { v }) => s.chosen.size === 0 && s.proposed.has(v), do: (s, { v }) => { s.chosen.add(v); } },
 *   },
 *   always: { validity: validity({ among: Value.values, decided: (s, v) => s.chosen.has(v), proposed: (s, v) => s.proposed.has(v) }) },
 * });
 * ```
 */
export function validity<S, V>(
  options: Decisions<S, V> & {
    /** Whether a value was proposed, by anybody: `proposed: (s, v) => s.proposed.has(v)`. */
    readonly proposed: (state: S, value: V) => boolean;
  },
): (state: S) => boolean {
  checkOptions("validity", options, { among: "list", decided: "function", proposed: "function" }, ["say"]);
  const { among, decided, proposed, say = isDecided } = options;
  return forEvery(among, (value) =>
    structured((state: S) => proposed(state, value) || !decided(state, value), {
      kind: "implies",
      from: { claim: (state: S) => decided(state, value), says: saying(() => say(value)) },
      to: {
        claim: (state: S) => proposed(state, value),
        says: saying(
          () => `${called(value)} was proposed`,
          () => `${called(value)} was never proposed`,
        ),
      },
    }),
  );
}
