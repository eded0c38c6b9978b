/** What a check answers with. */
import type { Verdict } from "../verify/verdict.ts";
import type { Counterexample } from "./counterexample.ts";

/**
 * What a check answers with: data, which JSON and structured cloning keep whole. `toText` and `toJson` of `synod/check`
 * tell it.
 */
export interface CheckResult {
  /** What came out. */
  readonly verdict: Verdict;
  /** Counterexamples, witnesses of `reachable`, and the way to a closure that threw. */
  readonly counterexamples: readonly Counterexample[];
}
