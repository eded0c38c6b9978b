/** What makes a state space grow, said wherever a search ends by a limit: the fields whose contents differ most among states of the last level. */

import { unpackState } from "../state/codec.ts";
import type { Layout } from "../state/layout.ts";
import { plainText } from "../state/plain.ts";
import type { Growth, RuleCoverage } from "./verdict.ts";

/** `sample`: packed states one behind the other. */
export function explainGrowth(layout: Layout, sample: Int32Array, coverage: readonly RuleCoverage[]): Growth {
  const contents = new Map<string, Set<string>>();
  const sampled = sample.length / layout.words;
  for (let state = 0; state < sampled; state++) {
    for (const [field, plain] of unpackState(layout, sample, state * layout.words)) {
      const seen = contents.get(field) ?? new Set();
      contents.set(field, seen.add(plainText(plain)));
    }
  }
  const fields = [...contents]
    .map(([field, seen]) => ({ field, different: seen.size }))
    .sort((a, b) => b.different - a.different);
  const rules = coverage.map(({ rule, deeper }) => ({ rule, deeper })).sort((a, b) => b.deeper - a.deeper);
  return { fields, sampled, rules };
}
