/** What a node of Cassandra decides by itself. A mutant changes one of these, see mutants.ts. */
export interface Decisions {
  /** The generation of a node that restarts. */
  readonly nextGeneration: (generation: number) => number;
  /** Whether a node takes from others what they know about a node: about itself it knows best. */
  readonly learns: <N>(node: N, about: N) => boolean;
  /** Which version a node keeps when an ACK or ACK2 tells it one; it may have learned more since it sent the SYN. */
  readonly merge: (known: number, told: number) => number;
}

export const decisions: Decisions = {
  nextGeneration: (generation) => generation + 1,
  learns: (node, about) => node !== about,
  merge: Math.max,
};
