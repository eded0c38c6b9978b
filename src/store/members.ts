/** States that were found, for those who ask whether one is among them and do not care how they are kept. */
export interface Members {
  /** Whether the state at `offset` of `states`, whose fingerprint is `low` and `high`, is among them. */
  has(states: Int32Array, offset: number, low: number, high: number): boolean;
  /** The number of the state that `has` found last: with a transition graph, its place there. */
  readonly number: number;
}
