import { describe, expect, it } from "vitest";
import { gossip, paxosRegister, paxosRetold, peterson, twoPhaseCommitCrashes } from "../../models/index.ts";
import { check, type Protocol } from "../../src/index.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { statesAlong } from "../../src/trace/replay.ts";
import { actorsOf } from "../../src/why/actor.ts";

/** Who acts in the counterexample to a mutant, step by step: `accept a1`. */
async function actors(protocol: Protocol, id: string): Promise<string[]> {
  const mutant = protocol.protocol.mutants[id];
  const model = protocol(mutant?.at, id);
  const { counterexamples } = await check(model, { properties: [mutant?.breaks as string] });
  const { list, trace } = counterexamples[0] as (typeof counterexamples)[number];
  const found = actorsOf(model, instancesOf(model.rules), list.steps, statesAlong(model, list));
  return [...new Set(trace.steps.map(({ rule }, at) => `${rule}: ${found[at]?.called}`))].sort();
}

describe("who acts in a step", () => {
  it("is the process that a rule binds, or the number that tells who is not in the state", async () => {
    expect(await actors(paxosRetold, "p-q1")).toEqual([
      "accept: a1",
      "accept: a2",
      "prepare: ballot 0",
      "prepare: ballot 1",
      "promise: a1",
      "propose: ballot 0",
      "propose: ballot 1",
    ]);
  });

  it("is of two processes the one that is changed", async () => {
    expect(await actors(gossip, "g-lastwins")).toEqual(["contact: n2", "update: n1"]);
  });

  it("is nobody in particular where nothing is bound", async () => {
    const found = await actors(twoPhaseCommitCrashes, "t-tmamnesia");
    expect(found).toContain("recoverCoordinator: null");
    expect(found).toContain("commit: p2");
  });

  it("is whom a message is for, and for whom alone something changes", async () => {
    const found = await actors(paxosRegister, "pr-localread");
    expect(found).toContain("put: 0");
    expect(found).toContain("accepted: 0");
  });

  it("is the process of a program", async () => {
    const found = await actors(peterson, "pe-order");
    expect(new Set(found.map((each) => each.split(": ")[1]))).toEqual(new Set(["p", "q"]));
  });
});
