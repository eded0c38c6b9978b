/** What is said of an entry that a condition left as something false that is not `false`: `crashes && { ... }` of 0. */

/** Part of the particulars of an error about an entry: what the condition left; absent where nothing of the kind is wrong. */
export interface Emptied {
  readonly emptied?: string;
}

export const emptiedEntry = (emptied: string) => ({
  likelyCause:
    emptied === "undefined"
      ? "what it was to be is not there: a name imported or looked up that does not exist, or a condition that is no boolean"
      : `the condition before its && is no boolean, and came out as ${emptied}`,
  remedy: "write `false` for an entry that is to be as if it were not written: name: count > 0 && { ... }",
});
