/** Integrity, also stability: a decision is final. A claim about steps: what was decided before is decided after. */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { type Decisions, isDecided } from "./decisions.ts";
import { checkOptions } from "./options.ts";
import { saying } from "./said.ts";

/**
 * Integrity, also stability: a decision is final. What was decided before a step is decided after it. For `step`.
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
 *   step: { integrity: integrity({ among: Value.values, decided: (s, v) => s.chosen.has(v) }) },
 * });
 * ```
 */
export function integrity<S, V>(options: Decisions<S, V>): (before: S, after: S) => boolean {
  checkOptions("integrity", options, { among: "list", decided: "function" }, ["proposed", "say"]);
  const { among, decided, say = isDecided } = options;
  return forEvery(among, (value) =>
    structured((before: S, after: S) => !decided(before, value) || decided(after, value), {
      kind: "implies",
      from: { claim: (before: S, _: S) => decided(before, value), says: saying(() => `before the step ${say(value)}`) },
      to: {
        claim: (_: S, after: S) => decided(after, value),
        says: saying(
          () => `after it ${say(value)}`,
          () => "after it that is no longer so",
        ),
      },
    }),
  );
}
