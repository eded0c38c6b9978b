/**
 * What a closed walk has to do on its way, as bits: bit c for constraint c, and the bit after the last constraint for
 * "visit one of these states". Two sets are carried along a walk: what it owes, and what is settled.
 *
 *   weak      owed from the start; settled by a step of the class, or by a state where the class is disabled
 *   strong    owed from the first state on where the class is enabled; settled by a step of the class only
 *   visiting  owed from the start; settled by a state of the set
 *
 * A walk that is back where it began and owes nothing unsettled is a fair cycle. Both sets only grow.
 */
import type { Fairness } from "./fairness.ts";
import type { StateGraph, StateSet } from "./graph.ts";

export class Demands {
  readonly words: number;
  /** Number of bits in use. */
  readonly size: number;
  readonly owedAtStart: Uint32Array;
  readonly #graph: StateGraph;
  readonly #fairness: Fairness;
  readonly #visiting: StateSet | null;

  constructor(graph: StateGraph, fairness: Fairness, visiting: StateSet | null) {
    this.words = fairness.words;
    this.size = fairness.constraints.length + 1;
    this.owedAtStart = fairness.weak.slice();
    this.#graph = graph;
    this.#fairness = fairness;
    this.#visiting = visiting;
    if (visiting !== null) this.owedAtStart[this.words - 1]! |= this.#visitBit;
  }

  get #visitBit(): number {
    return 1 << (this.#fairness.constraints.length & 31);
  }

  /** Word `w` of what being in the state settles. */
  settledIn(state: number, w: number): number {
    const { weak, enabled, words } = this.#fairness;
    const disabled = weak[w]! & ~enabled[state * words + w]!;
    return w === words - 1 && this.#visiting !== null && this.#visiting[state] !== 0
      ? disabled | this.#visitBit
      : disabled;
  }

  /** Word `w` of what being in the state makes owed. */
  incurredIn(state: number, w: number): number {
    const { strong, enabled, words } = this.#fairness;
    return strong[w]! & enabled[state * words + w]!;
  }

  /** Word `w` of what the step from a state settles; a step between the same two states with another label may settle more. */
  settledBy(source: number, edge: number, w: number): number {
    const { classes, enabled, words } = this.#fairness;
    return classes[this.#graph.labels[edge]! * words + w]! & enabled[source * words + w]!;
  }
}
