/**
 * What can be asked of a state graph over time, with the formula each kind stands for. Behaviours start in an initial
 * state, may stutter, and are fair; `alwaysReachable` alone is a question about the graph and knows no fairness.
 */
import type { StateSet } from "./graph.ts";

export type LivenessProperty =
  /** `<>goal`. Violated by a fair behaviour that never meets the goal. */
  | { readonly kind: "eventually"; readonly goal: StateSet }
  /** `[]<>goal`. Violated by a fair behaviour that meets the goal finitely often. */
  | { readonly kind: "alwaysEventually"; readonly goal: StateSet }
  /** `<>[]goal`. Violated by a fair behaviour that leaves the goal again and again. */
  | { readonly kind: "eventuallyAlways"; readonly goal: StateSet }
  /** `[](from => <>to)`. Violated by a fair behaviour that meets `from` and no `to` from then on. */
  | { readonly kind: "leadsTo"; readonly from: StateSet; readonly to: StateSet }
  /** `AG EF goal`. Violated by a reachable state from which no goal can be reached. */
  | { readonly kind: "alwaysReachable"; readonly goal: StateSet };

export type FairProperty = Exclude<LivenessProperty, { kind: "alwaysReachable" }>;
