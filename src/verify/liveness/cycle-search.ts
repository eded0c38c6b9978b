/**
 * The space that a fair cycle is searched in: nodes are (state, owed, settled), edges are those of a neighbourhood, and
 * the goal is to be back in state 0 with nothing owed that is not settled. Walks that cannot get home within `bound`
 * steps are dropped. States may recur in a walk. How the space is searched is for others to say.
 */
import type { Demands } from "./demands.ts";
import { NONE } from "./graph.ts";
import type { Neighbourhood } from "./neighbourhood.ts";
import type { RemainingDistance } from "./remaining-distance.ts";
import { WalkNodes } from "./walk-nodes.ts";
import type { WorkLimit } from "./work-limit.ts";

export class CycleSearch {
  readonly nodes: WalkNodes;
  readonly #near: Neighbourhood;
  readonly #demands: Demands;
  readonly #remaining: RemainingDistance;
  readonly #bound: number;
  readonly #limit: WorkLimit;
  readonly #owed: Uint32Array;
  readonly #settled: Uint32Array;

  constructor(near: Neighbourhood, demands: Demands, remaining: RemainingDistance, bound: number, limit: WorkLimit) {
    this.nodes = new WalkNodes(demands.words);
    this.#near = near;
    this.#demands = demands;
    this.#remaining = remaining;
    this.#bound = bound;
    this.#limit = limit;
    this.#owed = demands.owedAtStart.slice();
    this.#settled = new Uint32Array(demands.words);
  }

  begin(found: NodeVisitor): void {
    this.#enter(0, 0, NONE, found);
  }

  /** Shows all new nodes one step further; false if that exceeds the work limit. */
  expand(node: number, found: NodeVisitor): boolean {
    const { nodes } = this;
    const { offsets, targets, settled } = this.#near;
    const { words } = this.#demands;
    const state = nodes.state[node]!;
    const length = nodes.length[node]! + 1;
    const end = offsets[state + 1]!;
    if (!this.#limit.spend(end - offsets[state]!)) return false;
    for (let edge = offsets[state]!; edge < end; edge++) {
      nodes.load(node, this.#owed, this.#settled);
      for (let w = 0; w < words; w++) this.#settled[w]! |= settled[edge * words + w]!;
      this.#enter(targets[edge]!, length, node, found);
    }
    return true;
  }

  isGoal(node: number): boolean {
    return this.nodes.state[node] === 0 && this.nodes.length[node]! > 0 && this.nodes.unsettled(node) === 0;
  }

  /** The walk described by `#owed` and `#settled` enters the state. */
  #enter(state: number, length: number, parent: number, found: NodeVisitor): void {
    const demands = this.#demands;
    for (let w = 0; w < demands.words; w++) {
      this.#settled[w]! |= demands.settledIn(this.#near.states[state]!, w);
      this.#owed[w]! |= demands.incurredIn(this.#near.states[state]!, w);
    }
    const least = this.#leastToGo(state);
    if (least === NONE || length + least > this.#bound) return;
    const node = this.nodes.add(state, this.#owed, this.#settled, length, parent);
    if (node !== NONE) found(node, least);
  }

  #leastToGo(state: number): number {
    let least = this.#remaining.home[state]!;
    for (const { word, mask, distance } of this.#remaining.detours) {
      if ((this.#owed[word]! & ~this.#settled[word]! & mask) !== 0 && distance[state]! > least)
        least = distance[state]!;
    }
    return least;
  }
}

/** `leastToGo`: a lower bound for the steps from the node to the goal. */
export type NodeVisitor = (node: number, leastToGo: number) => void;

/** The local states walked, first and last being 0; null if there is no such walk within the bound. */
export type CycleFound = number[] | null | "too much work";
