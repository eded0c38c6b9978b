/**
 * What several properties checked on one graph share: shortest paths from the initial states, found when the first
 * counterexample needs them, and the component search with its arrays, which serves one property at a time.
 * Memory: 4 bytes per state, and 12 more once a counterexample has been asked for.
 */
import { type Halt, neverHalt } from "../../halt.ts";
import { ComponentSearch } from "./components.ts";
import { assertWellFormed, type StateGraph } from "./graph.ts";
import { type ShortestPaths, shortestPaths } from "./shortest-paths.ts";

export class Analysis {
  readonly graph: StateGraph;
  readonly components: ComponentSearch;
  #paths: ShortestPaths | null = null;

  constructor(graph: StateGraph, halt: Halt = neverHalt) {
    assertWellFormed(graph);
    this.graph = graph;
    this.components = new ComponentSearch(graph, halt);
  }

  get paths(): ShortestPaths {
    this.#paths ??= shortestPaths(this.graph, { sources: this.graph.initial, depths: null, avoiding: null });
    return this.#paths;
  }
}
