/** How a state's decisions are read: what every claim about deciding stands on. */
export interface Decisions<S, V> {
  /** All values that could be decided: `among: Value.values`. */
  readonly among: readonly V[];
  /** Whether a value is decided, by anybody: `decided: (s, v) => s.chosen.has(v)`. */
  readonly decided: (state: S, value: V) => boolean;
}
