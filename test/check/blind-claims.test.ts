// A claim whose predicate looks at nothing holds whatever the model does: that is said, and of no claim that looks.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { forEvery, model, range, scalarset } from "../../src/index.ts";

const P = scalarset("p", 2);
const rules = {
  up: {
    when: (s: { n: number }) => s.n < 3,
    do: (s: { n: number }) => {
      s.n += 1;
    },
  },
};

describe("a claim that does not look at the state", () => {
  it("is doubted, of every kind, and no other is", async () => {
    const mine = model({
      state: { n: range(0, 3) },
      rules,
      always: {
        blind: () => true,
        looks: (s) => s.n < 9,
        "looks, and swallows what stops it": (s) => {
          try {
            return s.n < 9;
          } catch {
            return true;
          }
        },
        "blind for every one": forEvery(P, () => () => true),
        "looks for every one": forEvery(P, () => (s: { readonly n: number }) => s.n < 9),
      },
      step: { "blind step": () => true, "looks behind": (_, after) => after.n > 0, "looks before": (s) => s.n < 3 },
      reachable: { "blind goal": () => true, goal: (s) => s.n === 3 },
    });
    const { verdict } = await check(mine);
    expect(verdict.outcome).toBe("holds");
    expect(verdict.warnings.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["vacuous", "blind"],
      ["vacuous", "blind for every one"],
      ["vacuous", "blind step"],
      ["vacuous", "blind goal"],
    ]);
    expect(verdict.warnings[0]?.message).toBe(
      "blind claims nothing: it does not look at the state, so it holds whatever the model does",
    );
  });

  it("is doubted once where it is one over time", async () => {
    const mine = model({
      state: { n: range(0, 3) },
      rules,
      eventually: { blind: () => true },
      alwaysReachable: { "blind hope": () => true },
      leadsTo: { "one looks": [(s) => s.n === 3, () => true], "none looks": [() => true, () => true] },
    });
    const { verdict } = await check(mine);
    const subjects = verdict.warnings.filter(({ kind }) => kind === "vacuous").map(({ subject }) => subject);
    expect(subjects.toSorted()).toEqual(["blind", "blind hope", "none looks", "one looks"]);
  });

  it("is not asked about where it is violated, or nothing is known", async () => {
    const mine = model({ state: { n: range(0, 3) }, rules, always: { never: () => false } });
    expect((await check(mine)).verdict.warnings).toEqual([]);
  });
});
