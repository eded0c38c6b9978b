// The order of lanes in which few arrows cross and few pass over somebody else's step.
import { expect, it } from "vitest";
import { orderedLanes } from "../../src/page/lane-order.ts";

const span = (from: number, to: number, top: number) => ({ from, to, top, bottom: top + 1 });

it("keeps the declared order where no other is better", () => {
  expect(orderedLanes(3, [], [])).toEqual([0, 1, 2]);
  expect(orderedLanes(3, [span(0, 1, 0), span(1, 2, 1)], [])).toEqual([0, 1, 2]);
});

it("puts next to each other who have much to do with each other", () => {
  expect(orderedLanes(3, [span(0, 2, 0), span(2, 0, 1), span(0, 2, 2)], [])).toEqual([0, 2, 1]);
});

it("leads no arrow over a step that it has nothing to do with", () => {
  // From 0 to 2 within one row, at which 1 has a step.
  const over = { from: 0, to: 2, top: 3, bottom: 3 };
  const order = orderedLanes(3, [over], [{ lane: 1, row: 3 }]);
  expect(Math.abs(order.indexOf(0) - order.indexOf(2))).toBe(1);
});

it("does not cross two arrows that need not cross", () => {
  const order = orderedLanes(4, [span(0, 3, 0), span(1, 2, 0)], []);
  const at = (lane: number) => order.indexOf(lane);
  expect((at(0) - at(1)) * (at(3) - at(2))).toBeGreaterThan(0);
});

it("orders twelve lanes by swapping neighbours, each lane once", () => {
  const spans = Array.from({ length: 11 }, (_, at) => span(at, 11, at));
  const order = orderedLanes(12, spans, []);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, lane) => lane));
  expect(order.indexOf(11)).toBeLessThan(11);
});
