// Paxos with a leader, by what a popular text says of it: with one leader it converges fast, and is two-phase commit in
// essence; several leaders do not endanger consistency, it is basic Paxos again.
import { describe, expect, it } from "vitest";
import { basicPaxos, leaderPaxos, twoPhaseCommitProcesses } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { Model } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import { instancesOf, stepText } from "../../src/program/instances.ts";
import { type Plain, type PlainState, plainText } from "../../src/state/plain.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

type At = NonNullable<Parameters<typeof leaderPaxos>[0]>;

const one = { leader: "one", liveness: true } as const;

describe("Paxos with one leader", () => {
  it.each<[string, At, number]>([
    ["one number", { numbers: 1 }, 197],
    ["three numbers, two of them the leader's", { numbers: 3 }, 22_933],
    ["a crash among three acceptors", { crashed: 1 }, 788],
  ])("converges: with %s", async (_, at, distinct) => {
    expect(await overTime(leaderPaxos({ ...one, ...at }))).toMatchObject({
      ...{ distinct, safe: true, shapes: { "a value is chosen": "holds", "p1 concludes": "holds" } },
    });
  });

  it("does not once most acceptors crashed: after two crashes, a start and a promise nothing happens", async () => {
    const { shapes, safe } = await overTime(leaderPaxos({ ...one, crashed: 2 }));
    expect(shapes).toEqual({ "a value is chosen": "4 + 0", "p1 concludes": "4 + 0" });
    expect(safe).toBe(true);
  });
});

describe("Paxos with one leader and all acceptors for a quorum", () => {
  const at = { ...one, proposers: 1, numbers: 1, quorum: "all" } as const;

  // To prepare is to ask, to promise to say yes, to propose to decide, and to vote to commit. Nothing corresponds to the
  // leader's conclusion, nor to the second promise of an acceptor that reads a late prepare after it has voted.
  it.each([1, 2, 3])("is happy-path two-phase commit, with 2^(n+1) + 1 states: n = %i", (acceptors) => {
    const commit = twoPhaseCommitProcesses({ participants: acceptors, refusals: false, timeout: false });
    const graph = seen(leaderPaxos({ ...at, acceptors }), asCommit);
    expect(graph).toEqual(seen(commit, ofCommit));
    expect(graph.size).toBe(2 ** (acceptors + 1) + 1);
  });

  it("has 2^n + 3^n + 2^n + 1 states itself, for who has voted may promise once more", () => {
    for (const n of [1, 2, 3, 4])
      expect(search(leaderPaxos({ ...at, acceptors: n })).distinct).toBe(2 * 2 ** n + 3 ** n + 1);
  });

  it.each([1, 2, 3])("never ends once one of %i acceptors crashed, as two-phase commit does not", async (n) => {
    // A crash, a start, and the promises of the others.
    const shape = `${n + 1} + 0`;
    const { shapes } = await overTime(leaderPaxos({ ...at, acceptors: n, crashed: 1 }));
    expect(shapes).toEqual({ "a value is chosen": shape, "p1 concludes": shape });
    const commit = twoPhaseCommitProcesses({
      ...{ participants: n, refusals: false, timeout: false, crash: "participant", liveness: true },
    });
    // With one participant there is nobody left who has to decide.
    if (n > 1) expect((await overTime(commit)).shapes.decided).toBe(shape);
  });
});

describe("Paxos with many leaders", () => {
  it("is basic Paxos, state by state and step by step", () => {
    const graph = seen(leaderPaxos({ leader: "many", acceptors: 2 }), withoutBeliefs);
    expect(graph).toEqual(seen(basicPaxos({ acceptors: 2 }), withoutBeliefs));
    expect(graph.size).toBe(324);
  });

  it("has as many states and steps, 39,937 and 288,443 with three acceptors", () => {
    const found = search(leaderPaxos({ leader: "many" }));
    expect(found).toMatchObject({ distinct: 39_937, generated: 288_443, depth: 24, complete: true });
    expect(found.violations.size).toBe(0);
  });

  it("chooses a value, but a leader may be outbid and left without a number", async () => {
    // All three acceptors hear of p2's number, and p1 has no other one.
    expect((await overTime(leaderPaxos({ leader: "many", liveness: true }))).shapes).toEqual({
      ...{ "a value is chosen": "holds", "p1 concludes": "12 + 0" },
    });
  });
});

describe("Paxos whose proposers hear in the end who leads", () => {
  it("has each state of basic Paxos twice: whoever leads, p2 may hear of p1 at any moment", () => {
    const found = search(leaderPaxos());
    expect(found).toMatchObject({ distinct: 2 * 39_937, depth: 25, complete: true });
    expect(found.violations.size).toBe(0);
  });

  it("forgets replies to what was given up: 487 states say as much as 79,874", async () => {
    const whole = await check(leaderPaxos(), { symmetry: false });
    const part = await check(leaderPaxos(), { reductions: ["symmetry", "stale-messages", "partial-order"] });
    expect(whole.verdict.states.distinct).toBe(79_874);
    expect(part.verdict).toMatchObject({ dropped: [], states: { distinct: 487 } });
    const outcomes = ({ verdict }: typeof whole) => verdict.properties.map(({ name, outcome }) => [name, outcome]);
    expect(outcomes(part)).toEqual(outcomes(whole));
  });

  it("is run alike by the interpreter", () => {
    const model = leaderPaxos({ acceptors: 1, crashed: 1 });
    const { distinct, generated, depth } = search(model);
    expect(referenceOf(model, { keepGoing: true, limit: 10_000 })).toMatchObject({ distinct, generated, depth });
  });

  it("chooses a value, and the leader concludes if a number is left for it", async () => {
    const at = { acceptors: 2, liveness: true };
    expect(await overTime(leaderPaxos({ ...at, numbers: 3 }))).toMatchObject({
      ...{ distinct: 8604, safe: true, shapes: { "a value is chosen": "holds", "p1 concludes": "holds" } },
    });
    // Otherwise p2 may take the last number before it hears of p1.
    expect((await overTime(leaderPaxos({ ...at, numbers: 2 }))).shapes).toEqual({
      ...{ "a value is chosen": "holds", "p1 concludes": "11 + 0" },
    });
  });
});

interface Eyes {
  state(state: PlainState): string;
  step(step: string): string;
}

/**
 * The graph as one sees it: where each state leads, without the steps that change nothing to see. States that look the same
 * must lead to the same.
 */
function seen(model: Model, by: Eyes): Map<string, string[]> {
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const graph = new Map<string, string[]>();
  const met = new Set<string>();
  const isNew = ({ text }: InterpretedState) => !met.has(text) && met.add(text).size > 0;
  for (let level = interpreter.initialStates().filter(isNew); level.length > 0; ) {
    level = level.flatMap((state) => {
      const here = by.state(state.plain);
      const successors = interpreter.successors(state);
      const moves = successors.flatMap((next) => {
        const there = by.state(next.state.plain);
        return there === here ? [] : [`${by.step(stepText(instances, next.step))}: ${there}`];
      });
      expect(moves.sort()).toEqual(graph.get(here) ?? moves);
      graph.set(here, moves);
      return successors.map((next) => next.state).filter(isNew);
    });
  }
  return graph;
}

/** All but who is believed to lead. */
const withoutBeliefs: Eyes = {
  state: (state) =>
    [...state].flatMap(([field, plain]) => (field === "proposer.leader" ? [] : plainText(plain))).join("\n"),
  step: (step) => step,
};

const commitNames = new Map<string, string>([
  ["start", "ask"],
  ["receive prepare", "receive ask"],
  ["propose", "decide"],
  ["receive accept", "receive tell"],
]);

/** Who does what, by its name in two-phase commit. */
function commitStep(step: string): string {
  const rule = step.slice(0, step.indexOf("("));
  return `${commitNames.get(rule) ?? rule} ${step.match(/[ar](\d)\b/)?.[1]}`;
}

/** States of two-phase commit: what the coordinator asked and decided, and how far each participant is. */
const ofCommit: Eyes = {
  state: (state) =>
    ["coordinator.asked", "coordinator.decision", "participant.status"].map((field) => itemsOf(state, field)).join(),
  step: commitStep,
};

/** States of Paxos, seen as such. */
const asCommit: Eyes = {
  state: (state) => {
    const [phase] = itemsOf(state, "proposer.phase");
    const votes = itemsOf(state, "acceptor.votes");
    const statuses = itemsOf(state, "acceptor.promised").map((promised, at) => {
      if (votes[at] !== "{}") return "commit";
      return promised === "1" ? "prepared" : "working";
    });
    return [phase !== "idle", phase === "accept" || phase === "done" ? "commit" : "none", statuses].join();
  },
  step: commitStep,
};

function itemsOf(state: PlainState, field: string): string[] {
  const { entries } = state.get(field) as Extract<Plain, { kind: "map" }>;
  return entries.map(([, item]) => plainText(item));
}
