import { describe, expect, it } from "vitest";
import { builtIns, cassandraGossip, gossip, paxos, redisCluster, twoPhaseCommit } from "../../models/index.ts";
import { check, type Mutant, type Protocol } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";
import { search } from "../support/search.ts";

/** Too large for a test without symmetry reduction: their lengths were found once, p-learnx's by test/support/search.ts. */
const unaffordable: Readonly<Record<string, string>> = {
  "p-majretry": "more than 10 million states at five acceptors",
  "proc-noechoacc-learnt": "34 million states at four numbers, two and a half minutes",
  "proc-nobump": "0.9 million states at three numbers, four seconds",
  "one-ballot": "1.9 million states at three ballots",
  "figure-8": "millions of states at four terms",
  "p-learnx": "4.6 million states at four ballots, half a minute",
};

/** Each where it is declared: who has moved some goes on taking them, and another answers (moved.test.ts). */
const mutants = builtIns.flatMap((protocol) =>
  Object.entries(protocol.protocol.mutants)
    .filter(([id]) => homeOf(protocol, id) === protocol)
    .map(([id, mutant]): [string, Protocol, Mutant] => [id, protocol, mutant]),
);
const affordable = mutants.filter(([id]) => !(id in unaffordable));

/** Whether what a mutant breaks is a property over time, which only a check can judge. */
function isOverTime([id, protocol, { breaks, at }]: (typeof mutants)[number]): boolean {
  const broken = protocol(at, id).properties.find(({ name }) => name === breaks);
  return broken !== undefined && isTemporal(broken.kind);
}

/** Whether it ends where nothing can happen: the plain search of these tests knows no such property. */
const isDeadlock = ([, , { breaks }]: (typeof mutants)[number]): boolean => breaks === "no deadlock";

const REFINEMENT = "refines transaction commit";

/** The properties that are broken before the one that the mutant names; of the others none is. A check stops at the first. */
const earlier: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "t-majority": { unanimous: 6, [REFINEMENT]: 6 },
  "t-firstyes": { unanimous: 4, [REFINEMENT]: 4 },
  "t-preptimeoutc": { unanimous: 2, [REFINEMENT]: 2 },
  "t-rmamnesia": { [REFINEMENT]: 3, unanimous: 8 },
  "tp-majority": { "commits only what all agreed to": 5, [REFINEMENT]: 5 },
  "tp-participant-amnesia": { [REFINEMENT]: 4 },
  "tb-witness": { [REFINEMENT]: 6 },
  "proc-learnown": { "concluded is chosen": 9 },
  "p-amnesia-all": { "promises monotone": 3 },
  "p-amnesia-promise": { "promises monotone": 3 },
  "smr-own": { "slot agreement": 10, "value is the last write committed": 10 },
  "smr-lowacc": {
    "ballots monotone": 6,
    "promises and votes are remembered": 6,
    "value is the last write committed": 11,
  },
};

/** What a mutant that breaks a property over time keeps from being reached at all. */
const alsoNeverReached: Readonly<Record<string, readonly string[]>> = { "ewd-black": ["detected"] };

describe("mutants", () => {
  it.each(affordable.filter((mutant) => mutant[2].steps !== null && !isOverTime(mutant) && !isDeadlock(mutant)))(
    "%s is killed at its length",
    (id, protocol, mutant) => {
      const breaks = mutant.breaks as string;
      const found = search(protocol(mutant.at, id), { until: [breaks] });
      expect(found.violations.get(breaks)).toHaveLength(mutant.steps as number);
      const lengths = [...found.violations].map(([name, steps]) => [name, steps.length] as const);
      const before = lengths.filter(([, steps]) => steps < (mutant.steps as number));
      expect(Object.fromEntries(before)).toEqual(earlier[id] ?? {});
    },
  );

  it.each(affordable.filter(isOverTime))("%s is killed over time, at its length", async (id, protocol, mutant) => {
    const { verdict } = await check(
      protocol(mutant.at, id),
      mutant.fairness === undefined ? {} : { fairness: mutant.fairness },
    );
    const judged = verdict.properties.find(({ name }) => name === mutant.breaks);
    expect(judged).toMatchObject({ outcome: "violated", steps: mutant.steps });
    // A check that ends early leaves properties over time undecided: no other kind may be broken.
    const unlike = verdict.properties.filter(({ kind, outcome }) => !isTemporal(kind) && outcome !== "holds");
    expect(unlike.map(({ name }) => name)).toEqual(alsoNeverReached[id] ?? []);
  });

  it.each(affordable.filter(isDeadlock))("%s is killed by a deadlock, at its length", async (id, protocol, mutant) => {
    const { properties } = (await check(protocol(mutant.at, id))).verdict;
    const violated = properties.filter(({ outcome }) => outcome === "violated");
    expect(violated).toMatchObject([{ name: mutant.breaks, steps: mutant.steps }]);
  });

  it.each(affordable.filter(([, , { breaks }]) => breaks === null))(
    "%s is equivalent and not reported",
    (id, protocol, mutant) => {
      const model = protocol(mutant.at, id);
      const found = search(model);
      expect(found.complete).toBe(true);
      expect([...found.violations]).toEqual([]);
      const reachable = model.properties.filter(({ kind }) => kind === "reachable").map(({ name }) => name);
      expect([...found.witnesses.keys()].sort()).toEqual(reachable.sort());
    },
  );

  it("p-accgt never chooses: its 505 states are searched in vain", () => {
    const found = search(paxos(paxos.protocol.mutants["p-accgt"]?.at, "p-accgt"));
    expect(found).toMatchObject({ distinct: 505, complete: true });
    expect(found.witnesses.has("chosen")).toBe(false);
    expect([...found.violations]).toEqual([]);
  });

  it("p-ge has 30,753 states where Paxos has 3,921, none of them bad", () => {
    expect(search(paxos({ acceptors: 3, ballots: 2, values: 2 }, "p-ge")).distinct).toBe(30_753);
  });

  it.each([
    ["t-majority", twoPhaseCommit({ participants: 2 }, "t-majority")],
    ["t-firstyes", twoPhaseCommit({ participants: 1 }, "t-firstyes")],
    ["p-majown", paxos({ acceptors: 2, ballots: 2 }, "p-majown")],
    ["p-tie", paxos({ acceptors: 3, ballots: 2 }, "p-tie")],
    ["p-nobump, three acceptors", paxos({ acceptors: 3, ballots: 2 }, "p-nobump")],
    ["p-nobump, two acceptors", paxos({ acceptors: 2, ballots: 4 }, "p-nobump")],
    ["p-mbalprom, three acceptors", paxos({ acceptors: 3, ballots: 2 }, "p-mbalprom")],
    ["p-mbalprom, two acceptors", paxos({ acceptors: 2, ballots: 4 }, "p-mbalprom")],
    ["p-learnx, three ballots", paxos({ acceptors: 3, ballots: 3 }, "p-learnx")],
    ["p-learnx, two acceptors", paxos({ acceptors: 2, ballots: 4 }, "p-learnx")],
    ["p-flex", paxos({ acceptors: 3, ballots: 1 }, "p-flex")],
    ["g-lastwins", gossip({ nodes: 2, versions: 2 }, "g-lastwins")],
    ["c-gen", cassandraGossip({ nodes: 3, versions: 1, restarts: 0 }, "c-gen")],
    ["c-blind", cassandraGossip({ exchange: "handshake", nodes: 2, versions: 1 }, "c-blind")],
    ["c-own", cassandraGossip({ exchange: "handshake", nodes: 2, versions: 1 }, "c-own")],
    ["r-novote", redisCluster({ part: "votes", replicas: 1 }, "r-novote")],
    ["r-nofsync", redisCluster({ part: "votes", replicas: 1 }, "r-nofsync")],
    ["r3, one epoch", redisCluster({ part: "delayed-votes", epochs: 1 }, "r3")],
    ["r3, one replica", redisCluster({ part: "delayed-votes", replicas: 1 }, "r3")],
  ])("%s is not detectable below its size", (_, model) => {
    const found = search(model);
    expect(found.complete).toBe(true);
    expect([...found.violations]).toEqual([]);
  });

  it.each([
    ["t-abortafter", 6],
    ["t-preptimeouta", 5],
    ["t-preptimeoutc", 4],
  ] as const)("%s needs two participants to be inconsistent, and one to do what is not specified", (id, steps) => {
    const found = search(twoPhaseCommit({ participants: 1 }, id));
    expect(found.complete).toBe(true);
    expect([...found.violations.keys()]).toEqual([REFINEMENT]);
    expect(found.violations.get(REFINEMENT)).toHaveLength(steps);
  });

  it.each([
    ["p-own", 12],
    ["p-nopromise", 12],
    ["p-forgetful1b", 12],
    ["p-stale1b", 9],
    ["p-2atwice", 9],
  ] as const)("%s is killed with three acceptors in %i steps", (id, steps) => {
    const found = search(paxos({ acceptors: 3, ballots: 2, values: 2 }, id), { until: ["agreement"] });
    expect(found.violations.get("agreement")).toHaveLength(steps);
  });

  it("two proposals in a ballot split its votes before they split a quorum", () => {
    const found = search(paxos({ acceptors: 3, ballots: 2, values: 2 }, "p-2atwice"), { until: ["agreement"] });
    expect(found.violations.get("one value per ballot")).toHaveLength(7);
  });

  it("half of four acceptors, and quorums of four that need not meet, break agreement", () => {
    const half = search(paxos({ acceptors: 4, ballots: 2 }, "p-half"), { until: ["agreement"] });
    expect(half.violations.get("agreement")).toHaveLength(12);
    const flexible = search(paxos({ acceptors: 4, ballots: 2 }, "p-flex"), { until: ["agreement"] });
    expect(flexible.violations.has("agreement")).toBe(true);
  });

  it("the step property sees versions fall before anything else does", () => {
    expect(
      search(gossip({ nodes: 3, versions: 1 }, "g-lastwins"), { until: ["versions monotone"] }).violations.get(
        "versions monotone",
      ),
    ).toEqual(["update(node: n1)", "contact(from: n1, to: n2)", "contact(from: n3, to: n2)"]);
  });

  it("break a property that their protocol has, at parameters that it takes", () => {
    for (const [id, protocol, { about, breaks, at, steps }] of mutants) {
      const names = protocol(at, id).properties.map(({ name }) => name);
      if (breaks !== null) expect(names, id).toContain(breaks);
      else expect(steps, id).toBeNull();
      expect(about, id).not.toBe("");
    }
  });
});
