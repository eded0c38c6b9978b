/** Rows V1 to V5 of docs/the-text.md: livelock, phase 1 starvation, leaders. Counts and shapes found by brute force in C++. */
import { describe, expect, it } from "vitest";
import { duellingProposers } from "../../models/index.ts";
import { model, range, set } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { overTime } from "../support/verdicts.ts";

const HOLDS = { chosen: "holds", "phase 2": "holds", "can be chosen": "holds" };

describe("duelling proposers", () => {
  it.each([
    [1, 5],
    [2, 9],
    [3, 28],
  ])("V1: one proposer and %i acceptors choose, in %i states", async (acceptors, distinct) => {
    const found = await overTime(duellingProposers({ proposers: 1, acceptors }));
    expect(found).toMatchObject({ distinct, shapes: HOLDS });
  });

  it.each([
    [1, 35, "3 + 6", "holds", "3 + 6", "holds"],
    [2, 685, "4 + 4", "4 + 4", "4 + 8", "holds"],
    [3, 26_947, "4 + 8", "holds", "5 + 10", "holds"],
  ])("V1: two proposers and %i acceptors need not choose but always can, in %i states", async (...row) => {
    const [acceptors, distinct, weak, weakPhase2, strong, strongPhase2] = row;
    const duel = duellingProposers({ acceptors });
    const shapes = { chosen: weak, "phase 2": weakPhase2, "can be chosen": "holds" };
    expect(await overTime(duel)).toMatchObject({ distinct, shapes });
    const strongly = { chosen: strong, "phase 2": strongPhase2 };
    const properties = Object.keys(strongly);
    expect((await overTime(duel, { fairness: "strong", properties })).shapes).toEqual(strongly);
  });

  it.each([
    [2, 3, 95, "holds"],
    [2, 5, 1_205, "holds"],
    [3, 3, 1_690, "6 + 6"],
    [3, 5, 131_731, "8 + 8"],
    [2, 2, 47, "4 + 4"],
    [2, 4, 745, "6 + 6"],
  ])("V2: of %i proposers and %i acceptors, does one get a majority of promises", async (...row) => {
    const [proposers, acceptors, distinct, shape] = row;
    const found = await overTime(duellingProposers({ proposers, acceptors, until: "phase-2" }));
    expect(found).toMatchObject({ distinct, shapes: { "phase 2": shape } });
  });

  it("V2: 41 states of two proposers and three acceptors come before a majority of promises", () => {
    const states = graphOf(duellingProposers({ until: "phase-2" })).states;
    expect(states.filter((steps) => steps.length > 0)).toHaveLength(41);
  });

  it.each([
    [0, 28, HOLDS],
    [1, 9, HOLDS],
    [2, 3, { chosen: "2 + 0", "phase 2": "2 + 0", "can be chosen": "0" }],
  ])("V3: a leader chooses with %i of three acceptors crashed, unless no majority is left", async (...row) => {
    const [crashed, distinct, shapes] = row;
    expect(await overTime(duellingProposers({ leader: "one", crashed }))).toMatchObject({ distinct, shapes });
  });

  it.each([1, 2, 3, 4])("V4: with all of %i acceptors needed, a leader is the coordinator of two-phase commit", (n) => {
    const leader = graphOf(duellingProposers({ proposers: 1, acceptors: n, quorum: "all" }));
    expect(leader.states).toHaveLength(2 ** (n + 1) + 1);
    expect(leader).toEqual(graphOf(happyTwoPhaseCommit(n)));
  });

  it("V4: needing all, a crash is the end; needing a majority, it is not", async () => {
    const all = await overTime(duellingProposers({ leader: "one", quorum: "all", crashed: 1 }));
    expect(all.shapes).toMatchObject({ chosen: "3 + 0" });
    const majority = await overTime(duellingProposers({ leader: "one", crashed: 1 }));
    expect(majority.shapes).toMatchObject({ chosen: "holds" });
  });

  it("V5: once a leader is settled on, a value gets chosen", async () => {
    const found = await overTime(duellingProposers({ leader: "eventual" }));
    expect(found).toMatchObject({ distinct: 56_137, shapes: HOLDS });
  });

  it("V5: while none is, the livelock goes on", async () => {
    const { shapes } = await overTime(duellingProposers({ leader: "eventual" }), { fairness: "weak-unsettled" });
    expect(shapes).toEqual({ ...HOLDS, chosen: "4 + 8" });
  });
});

/** Every state by the order in which it is found, as its steps: what is taken and where it leads. */
function graphOf(checked: ReturnType<typeof duellingProposers>) {
  const interpreter = interpret(checked);
  const found = interpreter.initialStates();
  const numbers = new Map(found.map(({ text }, at) => [text, at]));
  const states: [label: string, to: number][][] = [];
  for (let at = 0; at < found.length; at++) {
    const from = found[at] as (typeof found)[number];
    const steps = interpreter
      .successors(from)
      .map(({ step, state }): [number, (typeof found)[number]] => [step, state]);
    states.push(
      steps.map(([step, state]) => {
        if (!numbers.has(state.text)) numbers.set(state.text, found.push(state) - 1);
        return [String(step), numbers.get(state.text) as number];
      }),
    );
  }
  return { states };
}

/** Ask, yes, commit, acknowledge: the steps in the order of prepare, promise, accept, vote. */
function happyTwoPhaseCommit(participants: number) {
  const Participant = range(0, participants - 1);
  return model({
    state: { phase: range(0, 2), yes: set(Participant), done: set(Participant) },
    rules: {
      ask: {
        when: (s) => s.phase === 0,
        do: (s) => {
          s.phase = 1;
        },
      },
      yes: {
        for: { p: Participant },
        when: (s, { p }) => s.phase === 1 && !s.yes.has(p),
        do: (s, { p }) => s.yes.add(p),
      },
      commit: {
        when: (s) => s.phase === 1 && s.yes.size === participants,
        do: (s) => {
          s.phase = 2;
          s.yes.clear();
        },
      },
      acknowledge: {
        for: { p: Participant },
        when: (s, { p }) => s.phase === 2 && !s.done.has(p),
        do: (s, { p }) => s.done.add(p),
      },
    },
  });
}
