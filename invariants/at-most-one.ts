/**
 * At most one of several candidates. Most safety claims of agreement protocols have this shape, with a reader of the state
 * telling which candidates hold: values chosen, values voted for in a ballot, leaders of a term.
 *
 * A predicate looks at no more of the state than it needs: with one candidate left and none found, it is done.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { structured } from "../src/model/structure.ts";
import { checkOptions } from "./options.ts";
import { called, saying } from "./said.ts";

/** Several candidates, and how a state says which of them hold. */
export interface Candidates<S, C> {
  /** All candidates, `among: Value.values`. */
  readonly among: readonly C[];
  /** Whether one holds: `holds: (s, v) => s.chosen.has(v)`. */
  readonly holds: (state: S, candidate: C) => boolean;
  /** What it is for one to hold, in words, for who asks why two do: `say: (v) => `${v} is chosen``. */
  readonly say?: (candidate: C) => string;
}

/**
 * At most one candidate holds. For `always`.
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
 *   always: { agreement: atMostOne({ among: Value.values, holds: (s, v) => s.chosen.has(v) }) },
 * });
 * ```
 */
export function atMostOne<S, C>(options: Candidates<S, C>): (state: S) => boolean {
  checkOptions("atMostOne", options, { among: "list", holds: "function" }, ["per", "say"]);
  const { among, holds, say = (candidate) => `${called(candidate)} holds` } = options;
  const last = among.length - 1;
  const claim = (state: S) => {
    let found = false;
    for (const [at, candidate] of among.entries()) {
      if (!found && at === last) return true;
      if (!holds(state, candidate)) continue;
      if (found) return false;
      found = true;
    }
    return true;
  };
  return structured(claim, {
    kind: "at most one",
    among: among.map((candidate) => ({
      claim: (state: S) => holds(state, candidate),
      says: saying(() => say(candidate)),
    })),
  });
}

/**
 * For each key at most one candidate holds: one value per ballot, one leader per term. For `always`.
 *
 * @throws SynodError SYN211 and SYN212 for what are no such options.
 *
 * @example
 * ```ts
 * const Term = range(1, 3);
 * const Node = scalarset("n", 3);
 * model({
 *   state: { leaders: map(Term, set(Node)) },
 *   rules: { elect: { for: { t: Term, n: Node }, when: (s, { t }) => s.leaders.get(t).size === 0, do: (s, { t, n }) => { s.leaders.get(t).add(n); } } },
 *   always: { "one leader": atMostOnePer({ per: Term.values, among: Node.values, holds: (s, t, n) => s.leaders.get(t).has(n) }) },
 * });
 * ```
 */
export function atMostOnePer<S, K, C>(options: {
  /** All keys: `per: Term.values`. */
  readonly per: readonly K[];
  /** All candidates for each: `among: Node.values`. */
  readonly among: readonly C[];
  /** Whether one holds for a key: `holds: (s, t, n) => s.leaders.get(t).has(n)`. */
  readonly holds: (state: S, key: K, candidate: C) => boolean;
  /** What it is for one to hold, in words: `say: (t, n) => `${n} leads in term ${t}``. */
  readonly say?: (key: K, candidate: C) => string;
}): (state: S) => boolean {
  checkOptions("atMostOnePer", options, { per: "list", among: "list", holds: "function" }, ["say"]);
  const { per, among, holds, say = (key, candidate) => `for ${called(key)}, ${called(candidate)} holds` } = options;
  return forEvery(per, (key) =>
    atMostOne<S, C>({
      among,
      holds: (state, candidate) => holds(state, key, candidate),
      say: (candidate) => say(key, candidate),
    }),
  );
}
