import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { map, model, range } from "../../src/index.ts";

const Runner = range(0, 4);

/** Five runners, each on a track of its own; the one who is watched must not come to the end of it. */
function race(more: Readonly<Record<string, (s: { readonly watched: number }) => boolean>> = {}) {
  return model({
    state: { at: map(Runner, range(0, 5)), watched: range(0, 5) },
    rules: {
      run: {
        for: { runner: Runner },
        writes: ({ runner }) => [["at", runner]],
        when: (s, { runner }) => s.at.get(runner) < 5,
        do: (s, { runner }) => s.at.set(runner, s.at.get(runner) + 1),
      },
      follow: {
        writes: ["watched"],
        when: (s) => s.watched < 5,
        do: (s) => {
          s.watched += 1;
        },
      },
    },
    always: { "the one who is watched is slow": (s) => s.watched < 5, ...more },
  });
}

describe("a shortest counterexample", () => {
  const asked = { reductions: ["partial-order"], shortest: true } as const;

  it("is looked for again without partial order", async () => {
    const { verdict, counterexamples } = await check(race(), asked);
    expect(verdict).toMatchObject({ outcome: "violated", reductions: [], properties: [{ steps: 5 }] });
    expect(counterexamples[0]?.list.steps).toHaveLength(5);
  });

  it("is not lost when a limit ends the search for a shorter one: it is shown, and that it may be longer", async () => {
    const maxStates = 100;
    expect((await check(race(), { maxStates })).verdict.outcome).toBe("undecided");
    const first = await check(race(), { ...asked, maxStates, shortest: false });
    expect(first.verdict.outcome).toBe("violated");
    const { verdict, counterexamples } = await check(race(), { ...asked, maxStates });
    expect(verdict).toMatchObject({ outcome: "violated", reductions: ["partial-order"], error: null });
    expect(verdict.warnings.map(({ kind }) => kind)).toEqual(["not-shortest"]);
    expect(counterexamples).toEqual(first.counterexamples);
  });

  it("is not lost, either, where the search for shorter ones finds some of them before a limit ends it", async () => {
    const subject = race({ "the one who is watched is very slow": (s) => s.watched < 3 });
    const options = { ...asked, maxStates: 100, keepGoing: true };
    const some = await check(subject, { ...options, reductions: [] });
    expect(some.verdict.properties.map(({ outcome }) => outcome)).toEqual(["undecided", "violated"]);
    const { verdict, counterexamples } = await check(subject, options);
    expect(verdict.properties.map(({ outcome }) => outcome)).toEqual(["violated", "violated"]);
    expect(verdict.warnings.map(({ kind }) => kind)).toEqual(["not-shortest"]);
    expect(counterexamples).toHaveLength(2);
  });
});
