// biome-ignore-all lint/suspicious/noExplicitAny: rules and claims that are put into models of another type.
// Symmetry from end to end: counts, verdicts, lengths, traces, and models that only look symmetric. Orbits of paxos (3,2,2)
// and (3,3,2) and of two-phase commit 3, 5 and 7: TLC with SYMMETRY over Permutations; the others were found here first,
// and are confirmed by the sums of class sizes, which are the unreduced counts.
import { describe, expect, it, test } from "vitest";
import { consensus, gossip, paxos, twoPhaseCommit, voting } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import {
  boolean,
  enumeration,
  type Model,
  map,
  model,
  optional,
  range,
  scalarset,
  set,
  tuple,
  weak,
} from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import { randomSymmetricModel, symmetricFaults } from "../support/random-symmetric-model.ts";

const safetyOf = ({ properties }: Model) => properties.filter(({ kind }) => !isTemporal(kind)).map(({ name }) => name);

describe("symmetry visits one state of each class, and knows how many states that stands for", () => {
  it.each<[string, Model, object]>([
    [
      "paxos 3 2 2",
      paxos({ acceptors: 3, ballots: 2, values: 2 }),
      { distinct: 443, generated: 2578, depth: 16, unreduced: 3921 },
    ],
    ["paxos 3 2 3", paxos({ acceptors: 3, ballots: 2, values: 3 }), { distinct: 443, depth: 16, unreduced: 6801 }],
    ["paxos 4 2 2", paxos({ acceptors: 4, ballots: 2, values: 2 }), { distinct: 834, depth: 20, unreduced: 20_609 }],
    ["paxos 5 2 2", paxos({ acceptors: 5, ballots: 2, values: 2 }), { distinct: 5811, depth: 24, unreduced: 701_505 }],
    [
      "paxos 3 3 2",
      paxos({ acceptors: 3, ballots: 3, values: 2 }),
      { distinct: 17_153, depth: 24, unreduced: 185_369 },
    ],
    // The manifest of tlaplus/Examples has 77 for its small model of voting, which declares symmetry.
    ["voting 3 2 2", voting({ acceptors: 3, ballots: 2, values: 2 }), { distinct: 77, depth: 10, unreduced: 599 }],
    ["two-phase commit 1", twoPhaseCommit({ participants: 1 }), { distinct: 12, depth: 4 }],
    ["two-phase commit 2", twoPhaseCommit({ participants: 2 }), { distinct: 34, depth: 7, unreduced: 56 }],
    ["two-phase commit 3", twoPhaseCommit({ participants: 3 }), { distinct: 80, depth: 10, unreduced: 288 }],
    ["two-phase commit 4", twoPhaseCommit({ participants: 4 }), { distinct: 166, depth: 13, unreduced: 1568 }],
    ["two-phase commit 5", twoPhaseCommit({ participants: 5 }), { distinct: 314, depth: 16, unreduced: 8832 }],
    ["two-phase commit 6", twoPhaseCommit({ participants: 6 }), { distinct: 553, depth: 19, unreduced: 50_816 }],
    ["two-phase commit 7", twoPhaseCommit({ participants: 7 }), { distinct: 920, depth: 22, unreduced: 296_448 }],
    [
      "two-phase commit 12",
      twoPhaseCommit({ participants: 12 }),
      { distinct: 6656, depth: 37, unreduced: 2_193_563_648 },
    ],
    ["gossip 3 3", gossip({ nodes: 3, versions: 3 }), { distinct: 4320, depth: 15, unreduced: 25_000 }],
    ["gossip 4 1", gossip({ nodes: 4, versions: 1 }), { distinct: 337, depth: 11, unreduced: 6354 }],
    ["voting", voting(), { distinct: 686, depth: 15, unreduced: 6752 }],
    ["consensus", consensus({ values: 16 }), { distinct: 2, depth: 1, unreduced: 17 }],
  ])("%s", async (_, subject, states) => {
    const { verdict } = await check(subject, { symmetry: true, properties: safetyOf(subject) });
    expect(verdict).toMatchObject({ outcome: "holds", complete: true, states });
  });
});

/** What must not depend on symmetry. */
async function judged(subject: Model, options: CheckOptions) {
  const { verdict, counterexamples } = await check(subject, { keepGoing: true, judgeAgain: false, ...options });
  const { properties, states, complete, ending, error, reductions } = verdict;
  return {
    reductions,
    same: {
      properties: properties.map(({ name, outcome, steps }) => ({ name, outcome, steps })),
      states: { distinct: states.unreduced ?? states.distinct, depth: states.depth },
      complete,
      ending,
      error: error?.id ?? null,
      shown: counterexamples.map(({ property, claim, list }) => ({ property, claim, steps: list.steps.length })),
    },
  };
}

describe("a verdict with symmetry is the one without", () => {
  it("in random models: outcomes, lengths, depths, and the number of states", async () => {
    const met = { reduced: 0, violated: 0, reached: 0 };
    for (let seed = 0; seed < 70; seed++) {
      const subject = randomSymmetricModel(seed);
      const limits = { memoryBytes: 6e6 };
      const plain = await judged(subject, { ...limits, symmetry: false });
      if (!plain.same.complete) continue;
      const reduced = await judged(subject, { ...limits, symmetry: true });
      expect({ seed, ...reduced.same }).toEqual({ seed, ...plain.same });
      met.reduced += reduced.reductions.length;
      for (const { name, outcome } of plain.same.properties) {
        if (name === "there" && outcome === "holds") met.reached++;
        if (outcome === "violated") met.violated++;
      }
    }
    expect(met.reduced).toBeGreaterThan(50);
    expect(Math.min(met.violated, met.reached)).toBeGreaterThan(20);
  });

  it("of AG EF too", async () => {
    let violated = 0;
    for (let seed = 0; seed < 36; seed++) {
      const subject = randomSymmetricModel(seed, { alwaysReachable: true });
      const limits = { memoryBytes: 12e6, properties: ["back"] };
      const plain = await judged(subject, { ...limits, symmetry: false });
      if (!plain.same.complete || plain.same.error !== null) continue;
      const reduced = await judged(subject, { ...limits, symmetry: true });
      expect({ seed, ...reduced.same }).toEqual({ seed, ...plain.same });
      if (plain.same.properties[0]?.outcome === "violated") violated++;
    }
    expect(violated).toBeGreaterThan(5);
  });

  const mutants = [twoPhaseCommit, gossip, paxos].flatMap((protocol) =>
    Object.entries(protocol.protocol.mutants)
      .filter(([, { at }]) => Number(at["ballots"] ?? 0) < 3 && Number(at["nodes"] ?? 0) < 4)
      .map(([name, mutant]) => ({ name, protocol, mutant })),
  );
  it.each(mutants)("of the mutant $name", async ({ protocol, name, mutant }) => {
    const subject = protocol(mutant.at, name);
    const properties = safetyOf(subject);
    const plain = await judged(subject, { properties, symmetry: false });
    const reduced = await judged(subject, { properties, symmetry: true });
    expect(reduced.same).toEqual(plain.same);
  });
});

describe("a counterexample found with symmetry", () => {
  it("is a behaviour of the model itself, by the least steps there are", async () => {
    const subject = paxos({ acceptors: 3, ballots: 2, values: 2 }, "p-own");
    const { counterexamples } = await check(subject, { properties: ["agreement"] });
    const [shown] = counterexamples;
    const interpreter = interpret(subject);
    let state = interpreter.initialStates()[0]!;
    for (const step of shown?.list.steps ?? []) state = interpreter.take(state, step)!;
    const agreement = subject.properties.find(({ name }) => name === "agreement")!;
    expect(interpreter.holds(agreement, state, state)).toBe(false);
    const taken = shown?.trace.steps.map(({ rule, arguments: bound }) =>
      [rule, ...bound.map(([, value]) => value)].join(" "),
    );
    expect(taken?.slice(0, 4)).toEqual(["prepare 0", "promise a1 0", "promise a2 0", "propose 0 v1"]);
  });

  it("may be a step, of which the state before is shown as the model has it", async () => {
    const { counterexamples, verdict } = await check(gossip({ nodes: 3, versions: 1 }, "g-lastwins"));
    expect(verdict.reductions).toEqual(["symmetry"]);
    expect(counterexamples[0]).toMatchObject({ property: "versions monotone", list: { steps: { length: 3 } } });
  });

  it("names the element that the model's own behaviour ends with when something throws", async () => {
    const Node = scalarset("n", 3);
    const subject = model({
      state: { level: map(Node, range(0, 2)) },
      rules: { up: { for: { n: Node }, do: (s, { n }) => s.level.set(n, s.level.get(n) + 1) } },
      always: { fine: () => true },
    });
    const { verdict, counterexamples } = await check(subject);
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "out-of-domain" } });
    const [node] = counterexamples[0]?.trace.failing?.arguments[0]?.slice(1) ?? [];
    expect(verdict.error?.details).toMatchObject({ place: `level[${node}]` });
  });
});

describe("symmetry is not used", () => {
  const pair = twoPhaseCommit({ participants: 4, liveness: true });

  it("where claims are made about fair behaviours", async () => {
    const { verdict } = await check(pair);
    expect(verdict).toMatchObject({ reductions: [], symmetry: { scalarsets: [], off: "fair-behaviours" } });
    expect(verdict.states.distinct).toBe(1568);
    const safety = await check(pair, { properties: ["consistent"] });
    expect(safety.verdict).toMatchObject({ reductions: ["symmetry"], symmetry: { scalarsets: ["p"], off: null } });
  });

  it("when told not to, or where there is little to gain and it is not asked for", async () => {
    const small = gossip({ nodes: 2, versions: 2 });
    expect((await check(small)).verdict.symmetry).toMatchObject({ off: "no-gain" });
    expect((await check(small, { symmetry: true })).verdict).toMatchObject({ reductions: ["symmetry"] });
    expect((await check(pair, { symmetry: false, properties: ["consistent"] })).verdict.symmetry?.off).toBe("asked");
  });

  it("of scalarsets that the initial states tell apart, while it is of others", async () => {
    const Node = scalarset("n", 3);
    const Job = scalarset("j", 3);
    const define = (start: (s: { leader: string; token: string }) => void, all: boolean) =>
      model({
        state: { leader: Node, token: Node, done: map(Job, boolean) },
        init: all
          ? { for: { n: Node }, do: (s, { n }) => Object.assign(s, { leader: n, token: n }) }
          : (start as never),
        rules: {
          pass: {
            for: { n: Node },
            do: (s, { n }) => {
              s.token = n;
            },
          },
          work: { for: { j: Job }, when: (s) => s.token === s.leader, do: (s, { j }) => s.done.set(j, true) },
        },
        always: { fine: () => true },
      });
    const named = await check(define(() => {}, false));
    expect(named.verdict).toMatchObject({
      symmetry: { scalarsets: ["j"], apart: ["n"], off: null },
      states: { distinct: 3 * 4, unreduced: 3 * 8 },
    });
    const any = await check(define(() => {}, true));
    expect(any.verdict).toMatchObject({
      symmetry: { scalarsets: ["n", "j"], apart: [], off: null },
      states: { distinct: 2 * 4, unreduced: 9 * 8 },
    });
  });

  it("where no state mentions a scalarset", async () => {
    const Light = enumeration("red", "green");
    const { verdict } = await check(
      model({
        state: { light: Light },
        rules: {
          turn: {
            do: (s) => {
              s.light = "green";
            },
          },
        },
        always: { lit: () => true },
      }),
    );
    expect(verdict).toMatchObject({ symmetry: null, reductions: [] });
  });
});

describe("a model that tells the elements of a scalarset apart is found out", () => {
  const Node = scalarset("n", 3);
  const state = { level: map(Node, range(0, 2)), seen: set(Node), first: optional(Node) };
  const up = {
    for: { n: Node },
    when: (s: any, { n }: any) => s.level.get(n) < 2,
    do: (s: any, { n }: any) => s.level.set(n, s.level.get(n) + 1),
  };
  const fine = { always: { fine: () => true } };
  const define = (rules: object, claims: object = fine): Model =>
    model({ state, rules: { up, ...rules }, ...claims } as never);
  const Vector = tuple(...Node.values.map(() => boolean));

  test.each<[string, Model, string]>([
    [
      "comparing two by order",
      define({
        pass: {
          for: { n: Node, m: Node },
          when: (_: any, { n, m }: any) => n < m,
          do: (s: any, { n }: any) => s.seen.add(n),
        },
      }),
      "rule pass",
    ],
    [
      "knowing one by name",
      define({
        lead: { for: { n: Node }, when: (_: any, { n }: any) => n === "n1", do: (s: any, { n }: any) => s.seen.add(n) },
      }),
      "rule lead",
    ],
    ["taking the first of all", define({ lead: { do: (s: any) => s.level.set(Node.values[0], 2) } }), "rule lead"],
    [
      "taking the first that will do",
      define({
        lead: {
          do: (s: any) => {
            s.first = Node.values.find((n) => s.level.get(n) === 1) ?? null;
          },
        },
      }),
      "rule lead",
    ],
    [
      "taking the first of a set",
      define({
        see: { for: { n: Node }, do: (s: any, { n }: any) => s.seen.add(n) },
        lead: {
          do: (s: any) => {
            s.first = [...s.seen][0] ?? null;
          },
        },
      }),
      "rule lead",
    ],
    [
      "an invariant about one of them",
      define({}, { always: { low: (s: any) => s.level.get("n3") < 2 } }),
      "property low",
    ],
    [
      "something reachable of one of them",
      define({}, { reachable: { high: (s: any) => s.level.get("n2") === 2 } }),
      "property high",
    ],
    [
      "a claim about one's steps",
      define({}, { step: { calm: (a: any, b: any) => a.level.get("n1") === b.level.get("n1") } }),
      "property calm",
    ],
    [
      "keeping something per element in the order of an array",
      model({
        state: { known: map(Node, boolean), sent: set(Vector) },
        rules: {
          learn: { for: { n: Node }, do: (s, { n }) => s.known.set(n, true) },
          send: { do: (s) => s.sent.add(Node.values.map((n) => s.known.get(n))) },
        },
        always: { fine: () => true },
      }),
      "rule send",
    ],
  ])("%s", async (_, subject, culprit) => {
    const { verdict } = await check(subject);
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model" } });
    expect(verdict.error?.details).toMatchObject({ subject: culprit, scalarset: "n" });
    // Without symmetry there is nothing to object to.
    expect((await check(subject, { symmetry: false })).verdict.outcome).not.toBe("error");
  });

  it("but a pair that is only counted once is not, nor a property that is not asked about", async () => {
    expect((await check(gossip({ nodes: 3, exchange: "push-pull" }))).verdict).toMatchObject({ outcome: "holds" });
    const subject = define(
      {},
      { always: { fine: () => true, low: (s: any) => s.level.get("n3") < 3 && s.level.get("n1") < 2 } },
    );
    expect((await check(subject, { properties: ["fine"] })).verdict).toMatchObject({ reductions: ["symmetry"] });
    expect((await check(subject)).verdict).toMatchObject({ error: { id: "asymmetric-model" } });
  });

  it("in random models, or it does no harm: a verdict with symmetry is an error or the one without", async () => {
    const met = { caught: 0, harmless: 0 };
    for (let seed = 0; seed < 80; seed++) {
      const fault = symmetricFaults[1 + (seed % 2)] as "rule" | "property";
      const subject = randomSymmetricModel(seed, { fault });
      const plain = await judged(subject, { memoryBytes: 6e6, symmetry: false });
      if (!plain.same.complete) continue;
      const reduced = await judged(subject, { memoryBytes: 6e6, symmetry: true });
      if (reduced.same.error === "asymmetric-model") met.caught++;
      else {
        expect({ seed, ...reduced.same }).toEqual({ seed, ...plain.same });
        met.harmless++;
      }
    }
    expect(met.caught).toBeGreaterThan(20);
  });

  it("and fair behaviours do not bring it in", async () => {
    const subject = model({
      state,
      rules: { up },
      eventually: { high: (s: any) => s.level.get("n1") === 2 },
      fairness: { weak: weak("up", { per: "n" }) },
    } as never);
    expect((await check(subject)).verdict).toMatchObject({ outcome: "holds", symmetry: { off: "fair-behaviours" } });
  });
});
