/** What a node decides by itself, however messages travel. A mutant changes it, see mutants.ts. */
export const decisions = {
  /** What a node knows of another after being told a version of it. */
  merge: (known: number, told: number) => Math.max(known, told),
};
