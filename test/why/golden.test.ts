/**
 * Explanations that experts wrote of counterexamples, in our own form: what synod says names at least the facts that they name,
 * and the steps that wrote them. Orders of steps are those that `check` shows.
 */
import { describe, expect, it } from "vitest";
import * as models from "../../models/index.ts";
import { check, explain, toJson, toText } from "../../src/check.ts";
import type { Model } from "../../src/index.ts";
import { reasonsFor } from "../../src/why/all-reasons.ts";

async function factsOf(model: Model, property: string, fairness?: string): Promise<readonly string[]> {
  const { counterexamples } = await check(model, {
    properties: [property],
    ...(fairness !== undefined && { fairness }),
  } as never);
  const [shown] = counterexamples;
  if (shown === undefined) throw new Error("there is no counterexample");
  const { why } = explain(model, shown);
  return (why?.facts ?? []).map(
    ({ place, value, when }) => `${when === "before" ? "before: " : ""}${place} = ${value}`,
  );
}

describe("an explanation names what an expert names", () => {
  it("of Paxos with the majority of replies: two votes for each of two values", async () => {
    const model = models.paxosRetold({ acceptors: 3, ballots: 2, values: 2 }, "p-majown");
    const facts = await factsOf(model, "agreement");
    expect(facts).toHaveLength(4);
    for (const ballot of [0, 1]) expect(facts.filter((fact) => fact.includes(`ballot: ${ballot}, `))).toHaveLength(2);
    expect(facts.every((fact) => /^accept\(by: a\d, ballot: \d, value: v\d\) in sent = true$/.test(fact))).toBe(true);
  });

  it("of two-phase commit with a forgetful coordinator: who committed and who aborted", async () => {
    const at = { participants: 2, crash: "coordinator-recovers" } as const;
    const facts = await factsOf(models.twoPhaseCommitCrashes(at, "t-tmamnesia"), "consistent");
    expect(facts.map((fact) => fact.replace(/^status\[p\d\] = /, "")).sort()).toEqual(["aborted", "committed"]);
  });

  it("of gossip that takes what is received: what was known before and after", async () => {
    const facts = await factsOf(models.gossip({ nodes: 3, versions: 1 }, "g-lastwins"), "versions monotone");
    expect(facts[0]).toMatch(/^before: known\[n\d\]\[n\d\] = 1$/);
    expect(facts[1]).toBe((facts[0] as string).replace("before: ", "").replace("= 1", "= 0"));
    expect(facts).toHaveLength(2);
  });

  it("of a put acknowledged too early: the write, the read that does not see it, and that nobody wrote again", async () => {
    const at = { clients: 2, servers: 2, invoke: "any-time" } as const;
    const facts = await factsOf(models.paxosRegister(at, "pr-earlyack"), "linearizable");
    expect(facts).toEqual([
      "history[A] 2nd = reading(after: (1, 0))",
      "history[B] 1st = wrote(value: B, after: (1, 0))",
      "history[B] 2nd = read(value: A, after: (1, 1))",
    ]);
  });

  it("of an old leader that keeps its quorum from voting: that it stays the leader", async () => {
    const model = models.openraft2080({}, "heartbeats-without-quorum");
    const [property] = model.properties.filter(({ kind }) => kind === "eventually");
    expect(await factsOf(model, property?.name ?? "")).toEqual(["leader = old"]);
  });

  it("of acceptors that vote only above their promise: one vote of two, and whose votes are refused for what", async () => {
    const model = models.paxosRetold({ acceptors: 3, ballots: 2, values: 2 }, "p-accgt");
    const result = await check(model, { properties: ["chosen"] });
    expect(result.counterexamples).toEqual([]);
    const { nearest } = reasonsFor(model, { property: "chosen", list: null });
    expect(nearest?.steps).toEqual([
      "prepare(ballot: 0)",
      "promise(by: a1, ballot: 0)",
      "promise(by: a2, ballot: 0)",
      "propose(ballot: 0, value: v1)",
      "accept(by: a3, ballot: 0, value: v1)",
    ]);
    expect(nearest?.missing.map(({ place }) => place)).toEqual(["accept(by: a1, ballot: 0, value: v1) in sent"]);
    expect(nearest?.present.map(({ place, step }) => [place, step])).toEqual([
      ["accept(by: a3, ballot: 0, value: v1) in sent", 5],
    ]);
    expect(nearest?.refused.map(({ says }) => says)).toEqual([
      "accept(by: a1, ballot: 0, value: v1) is disabled, since a1 has promised ballot 0",
      "accept(by: a2, ballot: 0, value: v1) is disabled, since a2 has promised ballot 0",
    ]);
    expect([nearest?.proof, nearest?.states]).toEqual(["proved", 505]);
    expect(toText(result, { model }).split("\n\n").at(-1)?.replace(/\s+/g, " ")).toBe(
      "Why chosen is never reached one fact short after 5 steps: a3 voted for v1 in ballot 0; missing: a1 or a2 voted for v1 in ballot 0; accept(by: a1, ballot: 0, value: v1) is disabled, since a1 has promised ballot 0; accept(by: a2, ballot: 0, value: v1) is disabled, since a2 has promised ballot 0",
    );
    expect(toJson(result, { model })).toMatchObject({
      properties: [{ name: "chosen", trace: null, reasons: { nearest } }],
    });
  });

  it("of a coordinator that crashed undecided: who is waited for, for what, and that it never comes", async () => {
    const at = { participants: 2, crash: "coordinator" } as const;
    const model = models.twoPhaseCommitCrashes(at, "t-tmcrash");
    const { counterexamples } = await check(model, { properties: ["decided"] });
    const { needs } = explain(model, counterexamples[0] as never);
    const down = { says: "coordinatorDown is true", ends: "never", by: [] };
    expect(needs).toEqual([
      {
        says: "p1 is prepared",
        ends: null,
        by: ["abort", "commit"].map((what) => ({
          rule: `${what}(p: p1)`,
          enabled: [],
          lacks: [
            {
              says: `sent lacks ${what}`,
              ends: null,
              by: [{ rule: what === "abort" ? "decideAbort" : "decideCommit", enabled: [], lacks: [down] }],
            },
          ],
        })),
      },
    ]);
  });

  it("of an old leader: whose vote is lacking, and for what it is not given, in each state of the loop", async () => {
    const model = models.openraft2080({}, "heartbeats-without-quorum");
    const result = await check(model);
    const text = toText(result, { model }).replace(/\s+/g, " ");
    expect(text).toContain("Why nothing changes that win would, but is disabled while votes lacks bridge");
    expect(text).toContain(
      "vote(node: bridge) would, but is disabled while at times bridge holds a lease of the leader, at others the candidate is isolated",
    );
  });
});
