/** What a check answers with. */
import type { Verdict } from "../verify/verdict.ts";
import type { Counterexample } from "./counterexample.ts";

export interface CheckResult {
  readonly verdict: Verdict;
  /** Counterexamples, witnesses of `reachable`, and the way to a closure that threw. */
  readonly counterexamples: readonly Counterexample[];
}
