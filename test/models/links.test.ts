/**
 * What the built-in models are implementations of: links, as the engine judges them and as the plainest judge does, and where
 * mutants break them. Figures of paxos-retold are those that were once measured by a claim of steps, in which the abstract
 * model was written down by hand.
 */
import { describe, expect, it } from "vitest";
import {
  leaderPaxos,
  multiPaxos,
  paxos,
  paxosCommit,
  paxosRetold,
  twoPhaseCommit,
  twoPhaseCommitBackup,
  twoPhaseCommitCrashes,
  twoPhaseCommitProcesses,
  voting,
} from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { Model } from "../../src/model/model.ts";
import type { Link } from "../../src/model/refinement/link.ts";
import { judgePlainly } from "../support/plain-links.ts";

/** Per link, after how many steps it breaks; null: it holds. All are followed to the end. */
async function lengths(model: Model): Promise<Record<string, number | null>> {
  const properties = model.refines.map((link) => link.property);
  const { verdict } = await check(model, { properties, keepGoing: true });
  return Object.fromEntries(verdict.properties.map(({ name, steps }) => [name.replace("refines ", ""), steps]));
}

/** The same, found out in the plainest way. */
function plainLengths(model: Model): Record<string, number | null> {
  return Object.fromEntries(
    model.refines.map((link) => [link.name, judgePlainly(model, link.model, link.map as never).breaksAfter]),
  );
}

describe("a link", () => {
  it.each([
    ["paxos, to voting", paxos({ acceptors: 2 }), { voting: [145, 57], consensus: [145, 3] }],
    ["voting, to consensus", voting({ acceptors: 2, ballots: 2 }), { consensus: [57, 3] }],
    ["two-phase commit", twoPhaseCommit(), { TCommit: [288, 34] }],
    ["two-phase commit with a backup", twoPhaseCommitBackup({ participants: 2 }), { TCommit: [257, 12] }],
    ["two-phase commit as processes", twoPhaseCommitProcesses({ participants: 2 }), { TCommit: [39, 12] }],
    ["Paxos commit", paxosCommit({ participants: 1 }), { TCommit: [45, 4] }],
    ["multi-Paxos", multiPaxos({ acceptors: 1 }), { log: [545, 9] }],
    [
      "Paxos with a leader",
      leaderPaxos({ acceptors: 1, links: true }),
      { voting: [128, 7], consensus: [128, 3], paxos: [128, 25] },
    ],
  ] as const)("of %s holds in every state, of which there are so many here and there", async (_, model, expected) => {
    const found = model.refines.map((link) => {
      const { distinct, images, breaksAfter } = judgePlainly(model, link.model, link.map as never);
      return [link.name, [distinct, images, breaksAfter]];
    });
    const wanted = Object.entries(expected).map(([name, counts]) => [name, [...counts, null]]);
    expect(found).toEqual(wanted);
    expect(await lengths(model)).toEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, null])));
  });

  it("of voting to consensus, after that of paxos to voting, is that of paxos to consensus", () => {
    const model = paxos({ acceptors: 1 });
    const [voting, consensus] = model.refines as readonly [Link<Model>, Link<Model>];
    // With one acceptor, what has a vote is chosen.
    const image = (s: never) => {
      const { votes } = voting.map(s) as { votes: readonly (readonly [string, readonly { value: string }[]])[] };
      return { chosen: votes.flatMap(([, cast]) => cast.map(({ value }) => value)) };
    };
    const there = judgePlainly(model, consensus.model, image);
    expect(there).toEqual(judgePlainly(model, consensus.model, consensus.map as never));
    expect(there).toMatchObject({ breaksAfter: null, images: 3 });
  });
});

describe("a mutant of Paxos breaks the link to voting before that to consensus", () => {
  const at = { acceptors: 3, ballots: 2, values: 2, links: true };
  it.each([
    ["p-own", 10, 12],
    ["p-majown", 10, 12],
    ["p-forgetful1b", 10, 12],
    ["p-lowacc", 7, 12],
    ["p-nopromise", 5, 12],
    ["p-2atwice", 7, 9],
    ["p-stale1b", 5, 9],
    ["p-flex", 4, 10],
    ["p-q1", 4, 10],
  ] as const)("%s: after %i steps and %i", async (mutant, voting, consensus) => {
    expect(await lengths(paxosRetold(at, mutant))).toEqual({ voting, consensus });
  });

  it("or at once: p-own with one acceptor, whose vote is a decision", async () => {
    const model = paxosRetold({ ...at, acceptors: 1 }, "p-own");
    expect(await lengths(model)).toEqual({ voting: 8, consensus: 8 });
    expect(plainLengths(model)).toEqual({ voting: 8, consensus: 8 });
  });

  it.each(["p-nopromise", "p-stale1b", "p-flex", "p-q1"] as const)("%s, judged plainly", (mutant) => {
    const model = paxosRetold(at, mutant);
    const [link] = model.refines as readonly [Link<Model>];
    const steps = { "p-nopromise": 5, "p-stale1b": 5, "p-flex": 4, "p-q1": 4 }[mutant];
    expect(judgePlainly(model, link.model, link.map as never).breaksAfter).toBe(steps);
  });

  it("and what ends a search of p-own is the link to voting, agreement being undecided", async () => {
    const { verdict } = await check(paxosRetold(at, "p-own"));
    const outcomes = Object.fromEntries(verdict.properties.map(({ name, outcome, steps }) => [name, [outcome, steps]]));
    expect(outcomes).toMatchObject({
      "refines voting": ["violated", 10],
      "refines consensus": ["undecided", null],
      agreement: ["undecided", null],
    });
  });
});

describe("a mutant of Paxos with a leader", () => {
  it.each([
    ["lp-skip", { paxos: 2, voting: 3, consensus: 6 }],
    // Who leads in the first number of all needs no promises to be right, but voting asks for them.
    ["lp-skip-first", { paxos: 2, voting: 3, consensus: null }],
    ["lp-own", { paxos: 7, voting: 8, consensus: 8 }],
  ] as const)("breaks links: %s", async (mutant, expected) => {
    const model = leaderPaxos({ acceptors: 1, links: true }, mutant);
    expect(await lengths(model)).toEqual(expected);
    expect(plainLengths(model)).toEqual(expected);
  });

  it("claims links only when it is told to", () => {
    expect(leaderPaxos({}, "lp-own").refines).toEqual([]);
    expect(leaderPaxos().refines.map(({ name }) => name)).toEqual(["voting", "consensus"]);
  });
});

describe("a mutant breaks the link", () => {
  const each = twoPhaseCommitCrashes.protocol.mutants;
  it.each([
    ["t-majority", twoPhaseCommitCrashes({}, "t-majority"), { TCommit: 6 }],
    ["t-firstyes", twoPhaseCommitCrashes({ participants: 2 }, "t-firstyes"), { TCommit: 4 }],
    ["pc-freeprepared", paxosCommit({ participants: 1 }, "pc-freeprepared"), { TCommit: 6 }],
    ["m-gap", multiPaxos({ acceptors: 1 }, "m-gap"), { log: 8 }],
    ["tp-majority", twoPhaseCommitProcesses({}, "tp-majority"), { TCommit: 5 }],
  ] as const)("of commit or of a log: %s", async (_, model, expected) => {
    expect(await lengths(model)).toEqual(expected);
    expect(plainLengths(model)).toEqual(expected);
  });

  it.each(Object.keys(each).filter((id) => each[id]?.breaks !== "decided"))(
    "to transaction commit as soon as the claim about steps: %s",
    async (id) => {
      const model = twoPhaseCommitCrashes(each[id]?.at, id as keyof typeof each);
      const properties = ["refines TCommit", "refines transaction commit"];
      const { verdict } = await check(model, { properties, keepGoing: true });
      const [step, link] = verdict.properties;
      expect([step?.outcome, step?.steps]).toEqual(["violated", link?.steps]);
    },
  );
});
