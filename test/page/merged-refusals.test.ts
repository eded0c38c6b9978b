// Refusals that are the same but for what they bind, said together.
import { describe, expect, it } from "vitest";
import { mergedRefusals, type RefusedFor } from "../../src/page/merged-refusals.ts";

const refused = (by: string, ballot: string, why: string | null, when = "in no state of this path"): RefusedFor => ({
  instance: {
    step: 0,
    rule: "promise",
    arguments: [
      ["by", by],
      ["ballot", ballot],
    ],
  },
  why,
  when,
});
const valuesOf = new Map([
  ["by", new Set(["a1", "a2", "a3"])],
  ["ballot", new Set(["0", "1"])],
]);
const said = (all: readonly RefusedFor[]) =>
  mergedRefusals(all, valuesOf).map(({ arguments: bound, why }) => [
    bound.map((each) => each.join(": ")).join(", "),
    why,
  ]);

describe("refusals said together", () => {
  it("names the binding where the reason names its value", () => {
    expect(said([refused("a1", "0", "promised[a1] is 1"), refused("a3", "0", "promised[a3] is 1")])).toEqual([
      ["by: a1 or a3, ballot: 0", "promised[by] is 1"],
    ]);
  });

  it("says the same reason once as it is", () => {
    expect(said([refused("a1", "0", "a1 leads"), refused("a2", "0", "a1 leads")])).toEqual([
      ["by: a1 or a2, ballot: 0", "a1 leads"],
    ]);
  });

  it("says any of all that there are, over several bindings", () => {
    const all = ["a1", "a2", "a3"].flatMap((by) => ["0", "1"].map((ballot) => refused(by, ballot, "closed is true")));
    expect(said(all)).toEqual([["by: any, ballot: any", "closed is true"]]);
  });

  it("keeps apart what has another reason, or another time", () => {
    expect(
      said([
        refused("a1", "0", "promised[a1] is 1"),
        refused("a2", "0", "promised[a2] is 0"),
        refused("a3", "0", "promised[a3] is 1", "not yet: enabled in state 4"),
      ]),
    ).toEqual([
      ["by: a1, ballot: 0", "promised[a1] is 1"],
      ["by: a2, ballot: 0", "promised[a2] is 0"],
      ["by: a3, ballot: 0", "promised[a3] is 1"],
    ]);
  });

  it("takes a value for a whole word only", () => {
    expect(said([refused("a1", "0", "a10 is down"), refused("a2", "0", "a20 is down")])).toHaveLength(2);
  });
});
