import { freshMarks, type Marks } from "./components.ts";
import { assertWellFormed, type StateGraph, type StateSet } from "./graph.ts";
import { type ShortestPaths, shortestPaths } from "./shortest-paths.ts";

/**
 * What several properties checked on one graph share: shortest paths from the initial states, found when the first
 * counterexample needs them, and the marks of the component search, which are cleared and lent to one search at a time.
 * Memory: 8 bytes per state, and 12 more once a counterexample has been asked for.
 */
export class Analysis {
  readonly graph: StateGraph;
  #marks: Marks | null = null;
  #paths: ShortestPaths | null = null;

  constructor(graph: StateGraph) {
    assertWellFormed(graph);
    this.graph = graph;
  }

  get paths(): ShortestPaths {
    this.#paths ??= shortestPaths(this.graph, { sources: this.graph.initial, depths: null, avoiding: null });
    return this.#paths;
  }

  /** Marks whose region is every state outside the set; null for all states. Valid until the next call. */
  marksOutside(set: StateSet | null): Marks {
    this.#marks ??= freshMarks(this.graph.states);
    const { scope, met } = this.#marks;
    if (set === null) scope.fill(1);
    else for (let s = 0; s < scope.length; s++) scope[s] = set[s] === 0 ? 1 : 0;
    met.fill(0);
    this.#marks.lastScope = 1;
    return this.#marks;
  }
}
