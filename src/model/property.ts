/** What is claimed of a model. Each kind has its own quantifier over states, steps or behaviours. */

/**
 * always: the predicate holds in every reachable state. step: it holds between the two states of every state-changing
 * step. reachable: some reachable state satisfies it. deadlock: every reachable state has an enabled rule or is a
 * declared terminal state.
 */
export type PropertyKind = "always" | "step" | "reachable" | "deadlock";

export interface Property {
  readonly name: string;
  readonly kind: PropertyKind;
  /** Of one state, or for `step` of the state before and the state after. For `deadlock`: whether a state may be terminal. */
  readonly predicate: (state: object, after: object) => boolean;
}
