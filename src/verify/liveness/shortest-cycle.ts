import type { Demands } from "./demands.ts";
import { NONE } from "./graph.ts";
import type { Neighbourhood } from "./neighbourhood.ts";
import type { RemainingDistance } from "./remaining-distance.ts";
import { WalkNodes } from "./walk-nodes.ts";
import type { WorkLimit } from "./work-limit.ts";

/**
 * A shortest closed walk from state 0 of a neighbourhood that settles all it owes: A* over (state, owed, settled). The
 * estimate is consistent, so the first goal taken from the queue is a shortest one. States may recur in the walk.
 *
 * Returns the local states walked, first and last being 0; null if there is no such walk of at most `bound` steps;
 * "too much work" if the limit was reached before that was clear.
 */
export function shortestCycle(
  near: Neighbourhood,
  demands: Demands,
  remaining: RemainingDistance,
  bound: number,
  limit: WorkLimit,
): number[] | null | "too much work" {
  const { words } = demands;
  const nodes = new WalkNodes(words);
  const queue: number[][] = Array.from({ length: bound + 1 }, () => []);
  const owed = demands.owedAtStart.slice();
  const settled = new Uint32Array(words);

  const estimate = (state: number): number => {
    let distance = remaining.home[state]!;
    for (const { word, mask, distance: detour } of remaining.detours) {
      if ((owed[word]! & ~settled[word]! & mask) !== 0 && detour[state]! > distance) distance = detour[state]!;
    }
    return distance;
  };
  /** Puts the walk described by `owed` and `settled` into the queue, once it has entered `state`. */
  const enter = (state: number, length: number, parent: number): void => {
    for (let w = 0; w < words; w++) {
      settled[w]! |= demands.settledIn(near.states[state]!, w);
      owed[w]! |= demands.incurredIn(near.states[state]!, w);
    }
    const distance = estimate(state);
    if (distance === NONE || length + distance > bound) return;
    const node = nodes.add(state, owed, settled, length, parent);
    if (node !== NONE) queue[length + distance]!.push(node);
  };

  enter(0, 0, NONE);
  for (const bucket of queue) {
    while (bucket.length > 0) {
      const node = bucket.pop()!;
      const state = nodes.state[node]!;
      const length = nodes.length[node]!;
      if (nodes.isClosed(node)) continue;
      if (state === 0 && length > 0 && nodes.owesNothing(node)) return nodes.walkTo(node);
      nodes.close(node);
      if (!limit.spend(near.offsets[state + 1]! - near.offsets[state]!)) return "too much work";
      for (let edge = near.offsets[state]!; edge < near.offsets[state + 1]!; edge++) {
        nodes.load(node, owed, settled);
        for (let w = 0; w < words; w++) settled[w]! |= near.settled[edge * words + w]!;
        enter(near.targets[edge]!, length + 1, node);
      }
    }
  }
  return null;
}
