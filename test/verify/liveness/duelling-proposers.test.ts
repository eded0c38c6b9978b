import { describe, expect, test } from "vitest";
import { type Duel, type DuelParameters, duel, reachedPhaseTwo } from "./models/duelling-proposers.ts";
import { explore, statesWhere } from "./models/explorer.ts";
import { ask, each, HOLDS, violated } from "./models/question.ts";

/** Counts and lengths: docs/the-text.md (V1 to V5), test/oracles. Every rule instance is fair by itself. */
const isChosen = ({ chosen }: Duel): boolean => chosen >= 0;
const weak = { kind: "eventually", classOf: each } as const;
const strong = { ...weak, kindOf: (): "strong" => "strong" };

const untilPhaseTwo = (parameters: DuelParameters) => ({
  explored: explore(duel({ ...parameters, final: reachedPhaseTwo(parameters) })),
  goal: reachedPhaseTwo(parameters),
});

describe("the duelling proposers", { timeout: 240_000 }, () => {
  test.each([
    [1, 1, 5, 4],
    [1, 2, 9, 10],
    [1, 3, 28, 47],
    [2, 1, 35, 50],
    [2, 2, 685, 1530],
    [2, 3, 26947, 93414],
  ])("with %i proposers and %i acceptors have %i states and %i steps", (proposers, acceptors, states, steps) => {
    const { graph } = explore(duel({ proposers, acceptors }));
    expect([graph.states, graph.targets.length]).toEqual([states, steps]);
  });

  test.each([1, 2, 3])("V1: a single proposer and %i acceptors get a value chosen", (acceptors) => {
    const explored = explore(duel({ proposers: 1, acceptors }));
    expect(ask(explored, { ...weak, goal: isChosen })).toMatchObject(HOLDS);
  });

  test.each([
    { acceptors: 1, underWeak: violated(3, 6), underStrong: violated(3, 6) },
    { acceptors: 2, underWeak: violated(4, 4), underStrong: violated(4, 8) },
    { acceptors: 3, underWeak: violated(4, 8), underStrong: violated(5, 10) },
  ])("V1: two proposers and $acceptors acceptors may duel for ever", ({ acceptors, underWeak, underStrong }) => {
    const explored = explore(duel({ proposers: 2, acceptors }));
    expect(ask(explored, { ...weak, goal: isChosen })).toMatchObject(underWeak);
    expect(ask(explored, { ...strong, goal: isChosen })).toMatchObject(underStrong);
    expect(ask(explored, { ...weak, kind: "alwaysReachable", goal: isChosen })).toMatchObject(HOLDS);
  });

  test("V2: two proposers and an odd number of acceptors always reach phase two", () => {
    const three = untilPhaseTwo({ proposers: 2, acceptors: 3 });
    expect(statesWhere(three.explored, three.goal).filter((reached) => reached === 0)).toHaveLength(41);
    expect(ask(three.explored, { ...weak, goal: three.goal })).toMatchObject(HOLDS);
    const five = untilPhaseTwo({ proposers: 2, acceptors: 5 });
    expect(ask(five.explored, { ...weak, goal: five.goal })).toMatchObject(HOLDS);
  });

  test.each([
    [3, 3, 6, 6],
    [2, 2, 4, 4],
    [2, 4, 6, 6],
  ])("V2: %i proposers and %i acceptors may starve in phase one", (proposers, acceptors, stem, cycle) => {
    const { explored, goal } = untilPhaseTwo({ proposers, acceptors });
    expect(ask(explored, { ...weak, goal })).toMatchObject(violated(stem, cycle));
  });

  test("V3: with one leader a value is chosen, even when one of three acceptors is down, but not two", () => {
    const led = (crashed: number) => explore(duel({ proposers: 2, acceptors: 3, leader: "one", crashed }));
    expect(led(0).graph.states).toBe(28);
    expect(ask(led(0), { ...weak, goal: isChosen })).toMatchObject(HOLDS);
    expect(ask(led(1), { ...weak, goal: isChosen })).toMatchObject(HOLDS);
    expect(ask(led(2), { ...weak, goal: isChosen })).toMatchObject(violated(2, 0));
  });

  test("V4: with all acceptors as the only quorum it blocks as two-phase commit does", () => {
    const committing = (crashed: number) => explore(duel({ proposers: 1, acceptors: 3, quorum: 3, crashed }));
    expect(committing(0).graph.states).toBe(2 ** 4 + 1);
    expect(ask(committing(0), { ...weak, goal: isChosen })).toMatchObject(HOLDS);
    expect(ask(committing(1), { ...weak, goal: isChosen })).toMatchObject(violated(3, 0));
  });

  test("V5: once leadership stabilises a value is chosen", () => {
    const explored = explore(duel({ proposers: 2, acceptors: 3, leader: "eventual" }));
    expect(explored.graph.states).toBe(56_137);
    expect(ask(explored, { ...weak, goal: isChosen })).toMatchObject(HOLDS);
    const unstable = ask(explored, {
      ...weak,
      goal: isChosen,
      classOf: (name) => (name === "stabilise" ? null : name),
    });
    expect(unstable).toMatchObject(violated(4, 8));
  });
});
