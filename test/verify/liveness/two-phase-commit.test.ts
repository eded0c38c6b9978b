import { describe, expect, test } from "vitest";
import { explore } from "./models/explorer.ts";
import { ask, HOLDS, violated } from "./models/question.ts";
import {
  type CommitParameters,
  everyLiveCommitted,
  everyLiveDecided,
  isConsistent,
  isFair,
  twoPhaseCommit,
} from "./models/two-phase-commit.ts";

/** Counts and lengths: docs/the-text.md (T1 to T4), test/oracles. */
const classOf = (name: string): string | null => (isFair(name) ? name : null);
const decided = { kind: "eventually", goal: everyLiveDecided, classOf } as const;
const committed = { kind: "eventually", goal: everyLiveCommitted, classOf } as const;
const explored = (parameters: CommitParameters) => explore(twoPhaseCommit(parameters));

describe("two-phase commit", () => {
  test.each([
    [1, 12, 20],
    [2, 56, 154],
    [3, 288, 1146],
  ])("T1: %i participants always decide, but need not commit", (participants, states, generated) => {
    const commit = explored({ participants });
    expect([commit.graph.states, commit.generated]).toEqual([states, generated]);
    expect(commit.states.every(isConsistent)).toBe(true);
    expect(ask(commit, decided)).toMatchObject(HOLDS);
    expect(ask(commit, committed)).toMatchObject(violated(participants + 1, 0));
  });

  test("T2: a crash makes the live participant abort; without the timeout it waits for ever", () => {
    const crashing = { participants: 2, refusals: false, participantsCrash: true } as const;
    const timely = explored({ ...crashing, abort: "when some participant is down" });
    expect(timely.graph.states).toBe(115);
    expect(ask(timely, decided)).toMatchObject(HOLDS);
    expect(ask(timely, committed)).toMatchObject(violated(3, 0));
    expect(ask(explored({ ...crashing, abort: "never" }), decided)).toMatchObject(violated(3, 0));
  });

  test.each([1, 2, 3])("T3: %i participants block when the coordinator crashes for good", (participants) => {
    const commit = explored({ participants, coordinator: "crashes" });
    expect(ask(commit, decided)).toMatchObject(violated(participants + 1, 0));
    const isStuck = (s: number): boolean => commit.graph.offsets[s] === commit.graph.offsets[s + 1];
    expect(commit.states.filter((state, s) => isStuck(s) && !everyLiveDecided(state))).toHaveLength(
      3 ** participants - 1,
    );
  });

  test("T3: stays consistent whoever crashes", () => {
    const commit = explored({ participants: 3, coordinator: "crashes", participantsCrash: true });
    expect(commit.graph.states).toBe(4608);
    expect(commit.states.every(isConsistent)).toBe(true);
  });

  test.each([1, 2, 3])("T4: with %i participants recovery needs strong fairness", (participants) => {
    const commit = explored({ participants, coordinator: "crashes and recovers" });
    expect(ask(commit, decided)).toMatchObject(violated(participants, 2));
    expect(ask(commit, decided).steps.slice(-2)).toEqual(["TMCrash", "TMRecover"]);
    const kindOf = (name: string) => (/^TM(Rcv|Commit|Abort)/.test(name) ? "strong" : "weak");
    expect(ask(commit, { ...decided, kindOf })).toMatchObject(HOLDS);
  });
});
