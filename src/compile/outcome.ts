/** What a leaf of a rule's tree says of an instance. Leaves are negative; LEARNED - offset points into the rule's changes. */
export const UNKNOWN = 0;
export const DISABLED = -1;
/** Enabled, and changes nothing. */
export const STUTTER = -2;
/** A closure threw. */
export const FAILED = -3;
/** Not in a tree: run the closures. */
export const DIRECT = -4;
/** LEARNED - offset: enabled, and changes the state as told at `offset`. */
export const LEARNED = -5;
