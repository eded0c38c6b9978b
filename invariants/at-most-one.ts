/**
 * At most one of several candidates. Most safety claims of agreement protocols have this shape, with a reader of the state
 * telling which candidates hold: values chosen, values voted for in a ballot, leaders of a term.
 *
 * A predicate looks at no more of the state than it needs: with one candidate left and none found, it is done.
 */
import { forEvery } from "../src/model/conjunction.ts";
import { checkOptions } from "./options.ts";

export interface Candidates<S, C> {
  readonly among: readonly C[];
  readonly holds: (state: S, candidate: C) => boolean;
}

/** At most one candidate holds. */
export function atMostOne<S, C>(options: Candidates<S, C>): (state: S) => boolean {
  checkOptions("atMostOne", options, { among: "list", holds: "function" }, ["per"]);
  const { among, holds } = options;
  const last = among.length - 1;
  return (state) => {
    let found = false;
    for (const [at, candidate] of among.entries()) {
      if (!found && at === last) return true;
      if (!holds(state, candidate)) continue;
      if (found) return false;
      found = true;
    }
    return true;
  };
}

/** For each key at most one candidate holds: one value per ballot, one leader per term. */
export function atMostOnePer<S, K, C>(options: {
  readonly per: readonly K[];
  readonly among: readonly C[];
  readonly holds: (state: S, key: K, candidate: C) => boolean;
}): (state: S) => boolean {
  checkOptions("atMostOnePer", options, { per: "list", among: "list", holds: "function" });
  const { per, among, holds } = options;
  return forEvery(per, (key) => atMostOne<S, C>({ among, holds: (state, candidate) => holds(state, key, candidate) }));
}
