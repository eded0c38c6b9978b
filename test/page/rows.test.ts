import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gossip } from "../../models/gossip/gossip.ts";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { twoPhaseCommit } from "../../models/two-phase-commit/two-phase-commit.ts";
import { smallest } from "../../src/page/causes.ts";
import { type LiveModel, liveModel, pathFrom } from "../../src/page/path.ts";
import { storyOf } from "../../src/page/story.ts";

const models = [paxosRetold({}, null), gossip({}, null), twoPhaseCommit({}, null)];

/** A walk of a subject by choices, and its story. */
function walked(subject: LiveModel, choices: readonly number[]) {
  const start = subject.interpreter.initialStates()[0];
  if (start === undefined) throw new Error("there is no initial state");
  let state = start;
  const steps: number[] = [];
  for (const choice of choices) {
    const successors = subject.interpreter.successors(state);
    const next = successors[choice % Math.max(1, successors.length)];
    if (next === undefined) break;
    steps.push(next.step);
    state = next.state;
  }
  const path = pathFrom(subject, start, steps);
  return { start, state, story: storyOf(subject, path, { loop: null, reasons: null, parameters: {} }) };
}

const walks = fc.tuple(fc.nat(models.length - 1), fc.array(fc.nat(1000), { maxLength: 14 }));
const subjects = models.map(liveModel);

describe("rows", () => {
  it("replay to the same end when they are gone down one after the other", () => {
    fc.assert(
      fc.property(walks, ([which, choices]) => {
        const subject = subjects[which] as LiveModel;
        const { start, state, story } = walked(subject, choices);
        const order = story.path.steps
          .map((_, at) => at)
          .sort((a, b) => (story.rows[a] as number) - (story.rows[b] as number) || a - b);
        const path = pathFrom(
          subject,
          start,
          order.map((at) => story.path.steps[at]?.step as number),
        );
        expect(path.steps).toHaveLength(order.length);
        expect(path.states.at(-1)?.text).toBe(state.text);
      }),
      { numRuns: 60 },
    );
  });

  it("hold steps of which any two neighbours may change places", () => {
    fc.assert(
      fc.property(walks, ([which, choices]) => {
        const subject = subjects[which] as LiveModel;
        const { start, state, story } = walked(subject, choices);
        // Each row backwards.
        const order = story.path.steps
          .map((_, at) => at)
          .sort((a, b) => (story.rows[a] as number) - (story.rows[b] as number) || b - a);
        const path = pathFrom(
          subject,
          start,
          order.map((at) => story.path.steps[at]?.step as number),
        );
        expect(path.states.at(-1)?.text).toBe(state.text);
      }),
      { numRuns: 60 },
    );
  });

  it("lead arrows and lanes downwards only", () => {
    fc.assert(
      fc.property(walks, ([which, choices]) => {
        const { story } = walked(subjects[which] as LiveModel, choices);
        for (const { from, to } of story.drawn.arrows) expect(story.rows[from]).toBeLessThan(story.rows[to] as number);
        const inLane = story.path.steps.map((_, at) => `${story.plan.of[at]} ${story.rows[at]}`);
        expect(new Set(inLane).size).toBe(inLane.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a smallest part", () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it("is found, the first members preferred", () => {
    expect(smallest((kept) => kept.filter((each) => each % 3 === 0).length >= 2, all)).toEqual([3, 6]);
    expect(smallest(() => true, all)).toEqual([]);
    expect(smallest((kept) => kept.length === 9, all)).toEqual(all);
    expect(smallest((kept) => kept.includes(8) && kept.includes(2), all)).toEqual([2, 8]);
  });

  it("passes, and not without any of its members", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (reasons) => {
          const test = (kept: readonly number[]) =>
            reasons.some((reason) => reason.every((each) => kept.includes(each)));
          const found = smallest(test, all);
          expect(test(found)).toBe(true);
          for (const each of found) expect(test(found.filter((other) => other !== each))).toBe(false);
        },
      ),
    );
  });
});
