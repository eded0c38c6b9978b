/**
 * How a claim is built, beside what it answers: of claims that stand on their own and can be said in words. "At most one value
 * is chosen" is false because of two claims that are true, "v1 is chosen" and "v2 is chosen"; who explains it explains those.
 * A structure changes nothing of what a claim is; a claim without one is explained as a whole. Of `forEvery`, which engines
 * know as well, conjunction.ts tells the parts.
 *
 * Law: the claim is what the structure says that it is, in every state.
 */
const STRUCTURE = Symbol.for("synod structure of a claim");

// biome-ignore lint/suspicious/noExplicitAny: of states or of steps, their types forgotten.
type AnyPredicate = (...states: any[]) => boolean;

/** A claim with its words. */
export interface Stated {
  readonly claim: AnyPredicate;
  /** What is so where it answers that; null: there are no words for it. It may look at the state, or the two of a step. */
  readonly says: (answer: boolean, ...states: Parameters<AnyPredicate>) => string | null;
}

export type Structure =
  /** The claim itself, with words. */
  | ({ readonly kind: "stated" } & Omit<Stated, "claim">)
  /** No two of these are true. */
  | { readonly kind: "at most one"; readonly among: readonly Stated[] }
  /** If the first is true, so is the second. */
  | { readonly kind: "implies"; readonly from: Stated; readonly to: Stated };

/** The claim, which from now on tells how it is built: for who has just made it. */
export function structured<P extends AnyPredicate>(claim: P, structure: Structure): P {
  return Object.assign(claim, { [STRUCTURE]: structure });
}

/** Null: it tells nothing. */
export function structureOf(claim: unknown): Structure | null {
  return (claim as { readonly [STRUCTURE]?: Structure })[STRUCTURE] ?? null;
}

/** A claim that was put another way, told to be built of the parts of the first, each put that way. */
export function structuredAs<P extends AnyPredicate>(
  changed: P,
  from: unknown,
  change: (part: AnyPredicate) => AnyPredicate,
): P {
  const structure = structureOf(from);
  if (structure === null) return changed;
  const stated = ({ claim, says }: Stated): Stated => ({ claim: change(claim), says: saying(says, change) });
  const put = (): Structure => {
    switch (structure.kind) {
      case "stated":
        return { ...structure, says: saying(structure.says, change) };
      case "at most one":
        return { ...structure, among: structure.among.map(stated) };
      case "implies":
        return { ...structure, from: stated(structure.from), to: stated(structure.to) };
    }
  };
  return Object.assign(changed, { [STRUCTURE]: put() });
}

/** Words look at states as claims do. */
function saying(says: Stated["says"], change: (part: AnyPredicate) => AnyPredicate): Stated["says"] {
  return (answer, ...states) => {
    const look = (...seen: Parameters<AnyPredicate>) => says(answer, ...seen);
    return (change(look as unknown as AnyPredicate) as unknown as typeof look)(...states);
  };
}
