/** States that were found, for those who ask whether one is among them, or how it was found, and do not care how they are kept. */
export interface Members {
  /** Whether the state at `offset` of `states`, whose fingerprint is `low` and `high`, is among them. */
  has(states: Int32Array, offset: number, low: number, high: number): boolean;
  /** The number of the state that `has` found last: with a transition graph, its place there. */
  readonly number: number;
}

/** What is kept of a state that was found. */
export interface KnownState {
  /** With `body` it tells the states of one store apart. */
  readonly low: number;
  readonly body: number;
  /** The level at which it was found, and a key of its parent. */
  readonly origin: number;
}

/** States that lead back to those that they were found from. */
export interface Ancestry extends Members {
  /** What is kept of the state at the start of `work`, or null. */
  find(work: Int32Array, low: number, high: number): KnownState | null;
  /** What was found at a level and has this key: a state's possible parents. */
  withKey(key: number, level: number): KnownState[];
  /** The key of an origin's parent. */
  parentKey(origin: number): number;
}
