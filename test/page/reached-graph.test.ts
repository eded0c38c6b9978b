import { describe, expect, it } from "vitest";
import { gossip } from "../../models/gossip/gossip.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { liveModel, pathFrom } from "../../src/page/path.ts";
import { reachedGraph } from "../../src/page/reached-graph.ts";

describe("the graph of all that can be reached", () => {
  const subject = liveModel(gossip({ nodes: 2, versions: 1 }));

  it("has each state once, and a way that leads there", () => {
    const graph = reachedGraph(subject);
    if (graph === null) throw new Error("there are too many states");
    const [start] = graph.states;
    expect(graph.states.map(({ state }) => state.text)).toHaveLength(
      new Set(graph.states.map(({ state }) => state.text)).size,
    );
    for (const { state, way } of graph.states) {
      const path = pathFrom(subject, start?.state as typeof state, way);
      expect(path.steps).toHaveLength(way.length);
      expect(path.states.at(-1)?.text).toBe(state.text);
    }
    for (const { from, to } of graph.edges) expect(from).not.toBe(to);
  });

  it("is none where there are too many states for a picture", () => {
    expect(reachedGraph(liveModel(paxosRetold({})))).toBeNull();
  });
});
