/** What threads noted of the transition graph, gathered within the budget, and the graph that it makes. */
import type { Halt } from "../halt.ts";
import type { Report } from "./assignment.ts";
import type { Budget } from "./budget.ts";
import { buildGraph, graphBytes, type WalkGraph } from "./graph-build.ts";
import { chunkBytes, type Piece } from "./graph-log.ts";
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
  take({ edges, marks }: Report): boolean {
    for (const piece of edges) this.#edges.push(piece);
    for (const piece of marks) this.#marks.push(piece);
    return this.#budget.take(chunkBytes(edges) + chunkBytes(marks));
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
