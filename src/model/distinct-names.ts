/**
 * Rules and fields of a model that come out of programs and roles are called by names put together of others, with points,
 * spaces and arrows, which names may hold themselves. Of two of one name an object keeps the last: so whoever lowers asks
 * here, of all names at once, before any object is made of them.
 */

/** What is called by a name, and whose it is, for the reader of an error. */
export type NameOf = readonly [name: string, whose: string];

export interface Clash {
  readonly name: string;
  /** Whose name it is, in the order in which they are given. */
  readonly one: string;
  readonly other: string;
}

/** The first name that is there twice; null: there is none. */
export function clashOf(names: readonly NameOf[]): Clash | null {
  const known = new Map<string, string>();
  for (const [name, other] of names) {
    const one = known.get(name);
    if (one !== undefined) return { name, one, other };
    known.set(name, other);
  }
  return null;
}
