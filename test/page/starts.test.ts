// Pages of models that may begin in several states, and links into them.
import { describe, expect, it } from "vitest";
import { boolean, model, range } from "../../src/index.ts";
import type { Capsule } from "../../src/page/capsule.ts";
import { liveModel } from "../../src/page/path.ts";
import { reachedGraph, waysFrom } from "../../src/page/reached-graph.ts";
import { addressOf, goFrom, sessionOf } from "../../src/page/session.ts";
import { startsOf } from "../../src/page/starts.ts";

/** Begins at 0 or at 3 of 5, and counts down. */
const countdown = () =>
  model({
    state: { n: range(0, 5), same: range(0, 1) },
    init: {
      for: { high: boolean },
      do: (s, { high }) => {
        s.n = high ? 3 : 0;
      },
    },
    rules: {
      down: {
        when: (s) => s.n > 0,
        do: (s) => {
          s.n = s.n - 1;
        },
      },
    },
    always: { "not one": (s) => s.n !== 1 },
  });
const capsule: Capsule = {
  synod: "0",
  model: { name: "countdown", parameters: {}, mutant: null, defaults: {} },
  verdict: null,
  traces: [],
  sources: {},
};

describe("a model that may begin in several states", () => {
  it("offers them, by what is not the same in all", () => {
    expect(startsOf(liveModel(countdown()))).toEqual([
      { initial: 0, says: "n = 0" },
      { initial: 1, says: "n = 3" },
    ]);
  });

  it("has a graph from all of them, which says where each state is reached from", () => {
    const graph = reachedGraph(liveModel(countdown()));
    const numberIn = (at: number) => {
      const plain = graph?.states[at]?.state.plain.get("n");
      return plain?.kind === "value" ? plain.text : "";
    };
    expect(
      graph?.states.map(({ initial, way, isInitial, isEnd, breaks }, at) => [
        numberIn(at),
        initial,
        way.length,
        isInitial,
        isEnd,
        breaks,
      ]),
    ).toEqual([
      ["0", 0, 0, true, true, []],
      ["3", 1, 0, true, false, []],
      ["2", 1, 1, false, false, []],
      ["1", 1, 2, false, false, ["not one"]],
    ]);
    expect(graph?.edges.map(({ from, to, texts }) => [from, to, texts])).toEqual([
      [1, 2, ["down"]],
      [2, 3, ["down"]],
      [3, 0, ["down"]],
    ]);
  });

  it("goes to a state of it from the path that is shown, or not at all", () => {
    const graph = reachedGraph(liveModel(countdown()));
    if (graph === null) throw new Error("there is none");
    const texts = (...states: number[]) => states.map((at) => graph.states[at]?.state.text as string);
    expect(waysFrom(graph, texts(0))).toEqual([{ leaves: 0, steps: [] }, null, null, null]);
    expect(waysFrom(graph, texts(1, 2))).toEqual([
      { leaves: 1, steps: [0, 0] },
      { leaves: 0, steps: [] },
      { leaves: 1, steps: [] },
      { leaves: 1, steps: [0] },
    ]);
  });

  it("is explored from any of them, and found again by the address", () => {
    const begin = (fragment = "") => sessionOf(capsule, () => countdown(), fragment);
    const session = begin();
    goFrom(session, 0, [0, 0], 1);
    expect(session.at.value).toBe(2);
    const again = begin(addressOf(session));
    expect(again.state.value.text).toBe(session.state.value.text);
    // There is no third.
    const other = begin("#7:0");
    expect([other.place.value.trace, addressOf(other)]).toEqual([0, "#0"]);
  });
});
