/** Integrity, also stability: a decision is final. A claim about steps: what was decided before is decided after. */
import { forEvery } from "../src/model/conjunction.ts";
import type { Decisions } from "./decisions.ts";
import { checkOptions } from "./options.ts";

export function integrity<S, V>(options: Decisions<S, V>): (before: S, after: S) => boolean {
  checkOptions("integrity", options, { among: "list", decided: "function" }, ["proposed"]);
  const { among, decided } = options;
  return forEvery(among, (value) => (before: S, after: S) => !decided(before, value) || decided(after, value));
}
