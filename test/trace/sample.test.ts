import { describe, expect, it } from "vitest";
import { consensus } from "../../models/consensus/consensus.ts";
import { paxos } from "../../models/paxos/paxos.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/two-phase-commit.ts";
import { model, range } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { randomOf, sampleWalks } from "../../src/trace/sample.ts";

const asked = { count: 5, seed: 1, most: 40 };

describe("sample behaviours", () => {
  it("are the same for the same seed, and others for another", () => {
    const subject = paxos({ acceptors: 2, ballots: 2, values: 2 });
    const walks = (seed: number) => sampleWalks(subject, { ...asked, seed }).map(({ list }) => list.steps);
    expect(walks(1)).toEqual(walks(1));
    expect(walks(1)).not.toEqual(walks(2));
    expect(new Set(walks(1).map((steps) => steps.join())).size).toBe(5);
  });

  it("do not depend on how many are asked for, and stay what they are from one version to the next", () => {
    const subject = twoPhaseCommit({ participants: 2 });
    const walks = (count: number) => sampleWalks(subject, { ...asked, count }).map(({ list }) => list.steps);
    expect(walks(3)).toEqual(walks(5).slice(0, 3));
    expect([0, 1].map((walk) => randomOf(7, walk)())).toEqual([2279166844, 2576467454]);
  });

  it("are behaviours: each step is enabled where it is taken, changes something, and the last state is an end if it is said to be", () => {
    for (const subject of [
      paxos({ acceptors: 2, ballots: 1, values: 1 }),
      twoPhaseCommit({ participants: 2 }),
      consensus(),
    ]) {
      const interpreter = interpret(subject);
      for (const { list, trace, ending } of sampleWalks(subject, asked)) {
        let state = [...interpreter.eachInitialState()][list.initial];
        for (const step of list.steps) {
          const next = state === undefined ? null : interpreter.take(state, step);
          expect(next).not.toBeNull();
          expect(next?.text).not.toBe(state?.text);
          state = next ?? undefined;
        }
        expect(trace.steps.map(({ step }) => step)).toEqual(list.steps);
        expect(state && interpreter.isTerminal(state)).toBe(ending === "terminal");
      }
    }
  });

  it("say why they end", () => {
    const endingOf = (definition: object, most = 4) =>
      sampleWalks(model({ state: { n: range(0, 9) }, ...definition } as Parameters<typeof model>[0]), {
        count: 1,
        seed: 1,
        most,
      }).map(({ ending, list }) => [ending, list.steps.length]);
    const up = {
      do: (s: { n: number }) => {
        s.n += 1;
      },
    };
    const below = (most: number) => ({ ...up, when: (s: { n: number }) => s.n < most });
    expect(endingOf({ rules: { up: below(2) } })).toEqual([["terminal", 2]]);
    expect(endingOf({ rules: { up: below(9) } })).toEqual([["long enough", 4]]);
    expect(endingOf({ rules: { up: below(2), still: { do: () => {} } } })).toEqual([["unchanging", 2]]);
    expect(
      endingOf({ rules: { up: below(9) }, constraint: { always: { few: (s: { n: number }) => s.n < 3 } } }),
    ).toEqual([["constraint", 3]]);
    expect(endingOf({ rules: { up } }, 20)).toEqual([["throws", 9]]);
  });

  it("ends when it is told to", () => {
    expect(sampleWalks(consensus(), asked, () => "interrupted")).toEqual([]);
  });

  it("takes rules evenly, however many instances they have", () => {
    const subject = model({
      state: { n: range(0, 100) },
      rules: {
        back: {
          when: (s) => s.n > 0,
          do: (s) => {
            s.n = 0;
          },
        },
        go: {
          for: { to: range(1, 100) },
          do: (s, { to }) => {
            s.n = to;
          },
        },
      },
    });
    const [walk] = sampleWalks(subject, { count: 1, seed: 3, most: 400 });
    const backs = walk?.trace.steps.filter(({ rule }) => rule === "back").length ?? 0;
    expect(backs).toBeGreaterThan(100);
    expect(backs).toBeLessThan(170);
  });
});
