/**
 * A shortest closed walk that settles all it owes, by A*. The estimate is consistent, so the first goal taken from the
 * queue is a shortest one. Among walks that promise the same length the latest is followed first.
 */
import type { CycleFound, CycleSearch } from "./cycle-search.ts";

export function shortestCycle(search: CycleSearch, bound: number): CycleFound {
  const { nodes } = search;
  const queue: number[][] = Array.from({ length: bound + 1 }, () => []);
  const enqueue = (node: number, leastToGo: number): void => {
    queue[nodes.length[node]! + leastToGo]!.push(node);
  };
  search.begin(enqueue);
  for (const bucket of queue) {
    while (bucket.length > 0) {
      const node = bucket.pop()!;
      if (nodes.isClosed(node)) continue;
      if (search.isGoal(node)) return nodes.walkTo(node);
      nodes.close(node);
      if (!search.expand(node, enqueue)) return "too much work";
    }
  }
  return null;
}
