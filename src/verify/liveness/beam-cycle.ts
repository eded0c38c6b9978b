/**
 * A short closed walk that settles all it owes, by beam search: all walks are extended together, and of those of one
 * length only the most promising are kept, the ones with the fewest demands open, then the least distance to go.
 * Null means that none of the kept walks ended within the bound, not that there is none.
 */
import type { CycleFound, CycleSearch } from "./cycle-search.ts";

export function beamCycle(search: CycleSearch, width: number): CycleFound {
  const { nodes } = search;
  let beam: number[] = [];
  search.begin((node) => beam.push(node));
  while (beam.length > 0) {
    const found: { readonly node: number; readonly open: number; readonly leastToGo: number }[] = [];
    for (const node of beam) {
      const complete = search.expand(node, (after, leastToGo) => {
        found.push({ node: after, open: nodes.unsettled(after), leastToGo });
      });
      if (!complete) return "too much work";
    }
    const goal = found.find(({ node }) => search.isGoal(node));
    if (goal) return nodes.walkTo(goal.node);
    found.sort((a, b) => a.open - b.open || a.leastToGo - b.leastToGo || a.node - b.node);
    beam = found.slice(0, width).map(({ node }) => node);
  }
  return null;
}
