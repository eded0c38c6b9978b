/**
 * What members do with news about one of them: the table of SWIM's section 4.2. Of two messages the one about the higher
 * incarnation wins, of equal ones the suspicion, and a confirmed death always.
 */
export type Belief = { readonly kind: "alive" | "suspect"; readonly incarnation: number } | { readonly kind: "dead" };

/** What members decide by themselves. A mutant changes one of these, see mutants.ts. */
export const decisions = {
  /** Whether news replaces what is believed. */
  overrides: (news: Belief, held: Belief): boolean => {
    if (held.kind === "dead") return false;
    if (news.kind === "dead" || news.incarnation > held.incarnation) return true;
    return news.incarnation === held.incarnation && news.kind === "suspect" && held.kind === "alive";
  },
  /** The incarnation with which a suspicion is refuted. */
  refuted: (incarnation: number) => incarnation + 1,
};
