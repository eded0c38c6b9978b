import { describe, expect, test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { compileFairness } from "../../../src/verify/liveness/fairness.ts";
import type { StateGraph } from "../../../src/verify/liveness/graph.ts";
import { graphOf } from "./plain-case.ts";

const good = graphOf({ states: 2, initial: [0], steps: [{ from: 0, to: 1, label: 0 }] });

describe("a state graph", () => {
  test("may live in shared memory", () => {
    const shared = (from: Uint32Array): Uint32Array => {
      const copy = new Uint32Array(new SharedArrayBuffer(from.byteLength));
      copy.set(from);
      return copy;
    };
    const graph = { ...good, offsets: shared(good.offsets), targets: shared(good.targets) };
    expect(new Analysis(graph).paths.depth).toEqual(Uint32Array.of(0, 1));
  });

  test.each<[string, Partial<StateGraph>]>([
    ["an initial state", { initial: Uint32Array.of(2) }],
    ["one more than states", { offsets: Uint32Array.of(0, 1) }],
    ["an offset", { offsets: Uint32Array.of(0, 1, 9) }],
    ["a step of state 0", { targets: Uint32Array.of(2) }],
    ["leaves the state as it is", { targets: Uint32Array.of(0) }],
    ["a step of state 0", { labels: Uint16Array.of(9) }],
    ["a step of state 1", { offsets: Uint32Array.of(0, 1, 0) }],
  ])("is refused when malformed: %s", (complaint, change) => {
    expect(() => new Analysis({ ...good, ...change })).toThrow(complaint);
  });

  test("has the labels that fairness names", () => {
    expect(() => compileFairness(good, [{ name: "typo", kind: "weak", labels: [99] }])).toThrow('fairness "typo"');
  });
});
