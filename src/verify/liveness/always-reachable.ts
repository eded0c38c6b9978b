/**
 * `AG EF goal`: a state can reach the goal if it is in it, or some step leads from its component to a state that can.
 * Components come in reverse topological order, so one pass settles it, without the reverse of the graph.
 * Memory: 1 byte per state over what the component search needs.
 */
import type { Analysis } from "./analysis.ts";
import type { StateSet } from "./graph.ts";
import { pathTo } from "./shortest-paths.ts";

/** The states on a shortest path to one from which no goal can be reached any more; null if there is none. */
export function shortestPathToNoReturn(analysis: Analysis, goal: StateSet): number[] | null {
  const { components } = analysis;
  const { offsets, targets } = analysis.graph;
  const reaches = goal.slice();
  let allReach = true;
  components.reset(goal);
  components.run(null, (members, from, to) => {
    let some = false;
    for (let i = from; i < to && !some; i++) {
      const s = members[i]!;
      for (let edge = offsets[s]!, end = offsets[s + 1]!; edge < end && !some; edge++)
        some = reaches[targets[edge]!] !== 0;
    }
    if (!some) allReach = false;
    else for (let i = from; i < to; i++) reaches[members[i]!] = 1;
  });
  if (allReach) return null;
  const { paths } = analysis;
  return pathTo(paths, paths.order.find((s) => reaches[s] === 0)!);
}
