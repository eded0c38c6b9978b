/** What collections can do, by name, for all who make views of them or stand between: how much each takes, and what it does. */

export type CollectionKind = "map" | "set" | "bag" | "sequence";

/** The methods of each kind of collection that are its own, and how many arguments they take. */
export const METHODS: Readonly<Record<CollectionKind, Readonly<Record<string, number>>>> = {
  map: { get: 1, set: 2, keys: 0, values: 0, entries: 0, assign: 1 },
  set: { has: 1, add: 1, delete: 1, clear: 0, assign: 1 },
  bag: { has: 1, count: 1, add: 1, delete: 1, clear: 0, assign: 1 },
  sequence: {
    ...{ at: 1, includes: 1, indexOf: 1, push: 1, shift: 0, pop: 0 },
    ...{ insert: 2, remove: 1, set: 2, truncate: 1, clear: 0, assign: 1 },
  },
};

/** Those that all have, since they can be gone through: going-through.ts. */
export const WALKS: Readonly<Record<string, number>> = {
  ...{ some: 1, every: 1, filter: 1, map: 1, find: 1, reduce: 2, forEach: 1 },
};

/** And what else a sequence has. */
export const INDEXED_WALKS: Readonly<Record<string, number>> = { ...WALKS, findIndex: 1, entries: 0 };

/** Of METHODS those that write, whether or not they find anything to change. */
export const WRITES: ReadonlySet<string> = new Set([
  ...["set", "add", "delete", "clear", "push", "shift", "pop", "insert", "remove", "truncate", "assign"],
]);

/** What the number of members is called. */
export const SIZES: Readonly<Record<CollectionKind, string | null>> = {
  map: null,
  set: "size",
  bag: "size",
  sequence: "length",
};
