import { describe, expect, it } from "vitest";
import { map, model, range, scalarset, sequence, set } from "../../src/index.ts";
import { firstText, shapeDifference, shapeOf } from "../../src/report/model-shape.ts";

const Node = scalarset("n", 2);
const shape = shapeOf(
  model({
    state: { level: map(Node, set(range(0, 3))), queue: sequence(Node, { capacity: 3 }), on: range(0, 1) },
    rules: { up: { for: { n: Node, by: range(1, 3) }, do: () => {} }, off: { do: () => {} } },
  }),
);

describe("the shape of a model", () => {
  it("is its state's declarations and its rules' instances", () => {
    expect(shape).toEqual({
      state: [
        "level: map(scalarset(n, 2), set(range(0, 3)))",
        "queue: sequence(scalarset(n, 2), capacity 3)",
        "on: range(0, 1)",
      ],
      rules: [
        { name: "up", instances: 6 },
        { name: "off", instances: 1 },
      ],
    });
  });

  it("equals itself, through JSON", () => {
    expect(shapeDifference(JSON.parse(JSON.stringify(shape)), shape)).toBeNull();
  });

  it.each([
    [{ ...shape, rules: shape.rules.slice(0, 1) }, "it no longer has the rule off"],
    [{ ...shape, rules: [...shape.rules, { name: "on", instances: 1 }] }, "it now has the rule on"],
    [{ ...shape, rules: [...shape.rules].reverse() }, "its rules stand in another order"],
    [
      {
        ...shape,
        rules: [
          { name: "up", instances: 9 },
          { name: "off", instances: 1 },
        ],
      },
      "rule up has 9 instances, and had 6",
    ],
    [
      { ...shape, state: shape.state.slice(1) },
      "its state no longer has level: map(scalarset(n, 2), set(range(0, 3)))",
    ],
    [{ ...shape, state: [...shape.state, "more: boolean"] }, "its state now has more: boolean"],
  ])("differs: %#", (now, difference) => {
    expect(shapeDifference(shape, now)).toBe(difference);
  });
});

describe("what a field holds at first", () => {
  it.each([
    [range(-3, 3), "-3"],
    [set(Node), "empty"],
    [map(Node, range(1, 3)), "1 at each key"],
    [map(Node, map(Node, sequence(Node, { capacity: 2 }))), "empty at each key"],
  ])("%#", (field, text) => {
    expect(firstText(field)).toBe(text);
  });
});
