// A protocol whose parameters and mutants have moved to another goes on taking them, and the other answers in its name.
import { describe, expect, it } from "vitest";
import { choice, integer, model, protocol, range } from "../../src/index.ts";
import { homeOf, movedSubject } from "../../src/model/moved.ts";
import { search } from "../support/search.ts";

const mutants = {
  stuck: { about: "it does not count", breaks: "counts", at: { most: 2 }, steps: null },
};

/** Counts to `most`, in steps of `by`. */
const counter = protocol(
  {
    name: "counter",
    parameters: {
      most: integer({ from: 1, to: 9, default: 5 }),
      by: choice(["one", "two"]),
    },
    mutants,
  },
  ({ most, by }, mutant) =>
    model({
      state: { count: range(0, most) },
      rules: {
        count: {
          when: (s) => mutant === null && s.count + (by === "two" ? 2 : 1) <= most,
          do: (s) => {
            s.count += by === "two" ? 2 : 1;
          },
        },
      },
      reachable: { counts: (s) => s.count > 0 },
    }),
);

/** What it was before it learnt to count by two. */
const simple = protocol(
  {
    name: "simple",
    parameters: { most: integer({ from: 1, to: 9, default: 3 }) },
    moved: {
      to: [counter],
      parameters: { by: choice(["one", "two"]), colour: choice(["none", "red"]) },
      mutants,
      answer: ({ most, by, colour }: { most: number; by: string; colour: string }, mutant: string | null) =>
        colour === "red" && mutant === null ? null : counter({ most, by }, mutant),
    },
  },
  (values) => {
    expect(Object.keys(values)).toEqual(["most"]);
    return model({
      state: { count: range(0, values.most) },
      rules: {
        count: {
          when: (s) => s.count < values.most,
          do: (s) => {
            s.count += 1;
          },
        },
      },
      reachable: { counts: (s) => s.count > 0 },
    });
  },
);

describe("what has moved to another protocol", () => {
  it("is answered there, in the name of the protocol that was asked", () => {
    const asked = simple({ most: 6, by: "two" });
    expect(asked.name).toBe("simple");
    expect(search(asked).distinct).toBe(4);
    expect(movedSubject(asked)).toEqual({
      model: "counter",
      parameters: { most: 6, by: "two" },
      defaults: { most: 5, by: "one" },
      mutant: null,
    });
  });

  it("is not asked for at its defaults: then the protocol answers, and knows only its own parameters", () => {
    const asked = simple({ by: "one" });
    expect(search(asked).distinct).toBe(4);
    expect(movedSubject(asked)).toBeNull();
  });

  it("says nothing where it is void: then the protocol answers, too", () => {
    const asked = simple({ most: 2, colour: "red" });
    expect(search(asked).distinct).toBe(3);
    expect(movedSubject(asked)).toBeNull();
  });

  it("may be a mutant", () => {
    const asked = simple({ most: 2 }, "stuck");
    expect(search(asked).distinct).toBe(1);
    expect(movedSubject(asked)).toMatchObject({
      model: "counter",
      parameters: { most: 2, by: "one" },
      mutant: "stuck",
    });
    expect(homeOf(simple, "stuck")).toBe(counter);
    expect(homeOf(counter, "stuck")).toBe(counter);
  });

  it("is listed with what the protocol has itself, and misspelt it is unknown like anything", () => {
    expect(Object.keys(simple.protocol.parameters)).toEqual(["most", "by", "colour"]);
    expect(Object.keys(simple.protocol.mutants)).toEqual(["stuck"]);
    expect(() => simple({ bi: "two" })).toThrow('simple has no parameter "bi"');
    expect(() => simple({ by: "three" })).toThrow(/by/);
    expect(() => simple({}, "stick")).toThrow(/stick/);
  });

  it.each([
    ["no list of protocols", { to: counter }, /`to` of `moved` of wrong/],
    ["no protocol to move to", { to: [] }, /`to` of `moved` of wrong/],
    ["no answer", { to: [counter] }, /`answer` of `moved` of wrong/],
    ["a misspelt key", { to: [counter], answer: counter, parameter: {} }, /parameter/],
    ["what is no parameter", { to: [counter], answer: counter, parameters: { by: "two" } }, /the parameter by/],
    ["what is no mutant", { to: [counter], answer: counter, mutants: { stuck: {} } }, /`about` of mutant stuck/],
  ])("is refused when declared with %s", (_, moved, message) => {
    const declare = () => protocol({ name: "wrong", moved: moved as never }, () => counter());
    expect(declare).toThrow(message);
  });

  it.each([
    ["a parameter", { parameters: { by: choice(["two", "one"]) } }, /`moved` of wrong has by, .* own `parameters`/],
    ["a mutant", { mutants }, /`moved` of wrong has stuck, .* own `mutants`/],
  ])("is refused when declared with %s that the protocol has itself", (_, parts, message) => {
    const own = { parameters: { by: choice(["one", "two"]) }, mutants };
    const moved = { to: [counter], answer: () => null, ...parts };
    expect(() => protocol({ name: "wrong", ...own, moved: moved as never }, () => counter())).toThrow(message);
  });

  it.each([
    ["something that is no model", () => 7],
    ["nothing, to a mutant that is nobody else's", (_: object, mutant: string | null) => (mutant === null ? 7 : null)],
  ])("is refused when answered with %s", (_, answer) => {
    const wrong = protocol(
      {
        name: "wrong",
        moved: { to: [counter], parameters: { by: choice(["one", "two"]) }, mutants, answer: answer as never },
      },
      () => counter(),
    );
    expect(() => wrong({ by: "two" })).toThrow(/what `moved` of wrong answers/);
    expect(() => wrong({}, "stuck")).toThrow(/what `moved` of wrong answers/);
    expect(wrong().name).toBe("wrong");
  });
});
