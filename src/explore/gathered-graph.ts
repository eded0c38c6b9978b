/** What threads noted of the transition graph, gathered within the budget, and the graph that it makes. */
import type { Halt } from "../halt.ts";
import type { Report } from "./assignment.ts";
import type { SavedSearch } from "./between-levels.ts";
import type { Budget } from "./budget.ts";
import { buildGraph, graphBytes, type WalkGraph } from "./graph-build.ts";
import { answerWords, chunkBytes, integersOf, lastRun, type Piece, pieceOf } from "./graph-log.ts";
import type { Walk } from "./walk.ts";

export class GatheredGraph {
  /** As a walk has them; null: it was not built, or begun to be. */
  bytes: Walk["graphBytes"] = null;
  readonly #budget: Budget;
  readonly #edges: Piece[] = [];
  readonly #marks: Piece[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Whether what a thread noted is within the budget. */
  take({ edges, marks }: Pick<Report, "edges" | "marks">): boolean {
    for (const piece of edges) this.#edges.push(piece);
    for (const piece of marks) this.#marks.push(piece);
    return this.#budget.take(chunkBytes(edges) + chunkBytes(marks));
  }

  /** All that was noted so far. */
  save(): Readonly<Record<"edges" | "marks", Iterable<Int32Array>>> {
    return { edges: integersOf(this.#edges), marks: integersOf(this.#marks) };
  }

  /** Takes what was saved, of so many predicates; false: the budget does not allow it. */
  async restore(saved: SavedSearch, predicates: number): Promise<boolean> {
    for await (const marks of saved.read("marks", 1 + answerWords(predicates)))
      if (!this.take({ edges: [], marks: [pieceOf(marks)] })) return false;
    // A piece begins with the steps of a state.
    let begun = new Int32Array(0);
    for await (const edges of saved.read("edges", 1)) {
      const all = new Int32Array(begun.length + edges.length);
      all.set(begun);
      all.set(edges, begun.length);
      const end = Math.max(0, lastRun(all));
      if (end > 0 && !this.take({ edges: [pieceOf(all.subarray(0, end))], marks: [] })) return false;
      begun = all.slice(end);
    }
    return begun.length === 0 || this.take({ edges: [pieceOf(begun)], marks: [] });
  }

  /** Null when there is no room for it. To be called once: what was gathered is let go of. */
  build(
    sizes: {
      readonly states: number;
      readonly initial: number;
      readonly predicates: number;
      readonly labelCount: number;
    },
    halt: Halt,
  ): WalkGraph | null {
    const logs = { ...sizes, edges: this.#edges, marks: this.#marks };
    const { result, peak } = graphBytes(logs);
    this.#budget.release(chunkBytes(this.#edges) + chunkBytes(this.#marks));
    this.bytes = { held: this.#budget.taken + result, peak: this.#budget.taken + peak };
    if (!this.#budget.take(peak)) return null;
    const graph = buildGraph(logs, halt);
    this.#budget.release(peak - result);
    return graph;
  }
}
