// What is expected of a mutant, held against what a check finds.
import { describe, expect, it } from "vitest";
import { paxos, twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { Model, Mutant, Protocol } from "../../src/index.ts";
import { judgeMutant, judgeTooSmall, judgeUnchanged } from "../../src/mutants/judgement.ts";

async function judge(protocol: Protocol, name: string, changed: Partial<Mutant> = {}) {
  const mutant = { ...(protocol.protocol.mutants[name] as Mutant), ...changed };
  const model = protocol(mutant.at, name);
  const asked: unknown[] = [];
  const judgement = await judgeMutant(model, mutant, (options) => {
    asked.push(options.properties);
    return check(model, { ...options, symmetry: false });
  });
  return { ...judgement, asked };
}

describe("a mutant", () => {
  it("behaves when it breaks its property after its number of steps", async () => {
    const { status, found } = await judge(twoPhaseCommit, "t-firstyes");
    expect(status).toBe("ok");
    expect(found).toEqual({ outcome: "violated", property: "consistent", steps: 5, loop: null, problem: null });
  });

  it.each<[string, Partial<Mutant>]>([
    ["too many steps", { steps: 6 }],
    ["too few", { steps: 4 }],
    ["no counterexample", { steps: null }],
    ["another property", { breaks: "committed", steps: null }],
    ["nothing", { breaks: null, steps: null }],
  ])("differs when it says %s", async (_, changed) => {
    expect((await judge(twoPhaseCommit, "t-firstyes", changed)).status).toBe("differs");
  });

  it("may leave open after how many steps it breaks its property, though not that it does", async () => {
    const { steps: _, ...open } = twoPhaseCommit.protocol.mutants["t-firstyes"] as Mutant;
    for (const mutant of [open, { ...open, steps: "any" } as const]) {
      const made = twoPhaseCommit(mutant.at, "t-firstyes");
      const search = (model: Model) => judgeMutant(model, mutant, (options) => check(model, options));
      expect(await search(made)).toMatchObject({ status: "ok", found: { property: "consistent", steps: 5 } });
      expect((await search(twoPhaseCommit(mutant.at))).status).toBe("differs");
    }
  });

  it("has a lasso of so many steps with a loop at that state, if it names one", async () => {
    expect((await judge(twoPhaseCommit, "t-tmcrash")).found).toMatchObject({ property: "decided", steps: 4, loop: 4 });
    expect((await judge(twoPhaseCommit, "t-tmcrash")).status).toBe("ok");
    expect((await judge(twoPhaseCommit, "t-tmcrash", { loop: 3 })).status).toBe("differs");
  });

  it("is equivalent when everything holds, in all states", async () => {
    expect(await judge(paxos, "p-ge")).toMatchObject({
      status: "ok",
      found: { outcome: "holds", property: null },
      states: 30_753,
      alsoBroken: [],
    });
  });

  it("may make something unreachable, which takes all states to see", async () => {
    expect(await judge(paxos, "p-accgt")).toMatchObject({
      status: "ok",
      found: { outcome: "violated", property: "chosen", steps: null },
      states: 505,
    });
  });

  it("breaks the property it names, even where another breaks earlier, and both are told", async () => {
    // With three acceptors a ballot's votes are split, after 7 steps, before a quorum is, after 9.
    const at = { acceptors: 3, ballots: 2, values: 2 };
    const { status, found, alsoBroken, asked } = await judge(paxos, "p-2atwice", { at, steps: 9 });
    expect(status).toBe("ok");
    expect(found).toMatchObject({ property: "agreement", steps: 9 });
    expect(alsoBroken).toEqual([{ property: "one value per ballot", steps: 7 }]);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(["agreement"]);
  });

  it("is searched for once, by properties of states and steps, where nothing breaks earlier", async () => {
    const { asked, alsoBroken } = await judge(paxos, "p-own");
    expect(asked).toEqual([
      ["agreement", "validity", "one value per ballot", "one value learned", "promises monotone"],
    ]);
    expect(alsoBroken).toEqual([{ property: "one value learned", steps: 8 }]);
  });

  it("does not show at a configuration that is too small, or differs", async () => {
    const mutant = twoPhaseCommit.protocol.mutants["t-majority"] as Mutant;
    const at = async (participants: number) => {
      const model = twoPhaseCommit({ participants }, "t-majority");
      return (await judgeTooSmall(model, mutant, (options) => check(model, { ...options, symmetry: false }))).status;
    };
    expect([await at(2), await at(3)]).toEqual(["ok", "differs"]);
  });

  it("cannot name a property that its model does not have", async () => {
    await expect(judge(twoPhaseCommit, "t-firstyes", { breaks: "consistency" })).rejects.toThrow(
      'has no property "consistency"',
    );
  });
});

describe("a model without a mutant", () => {
  it("is judged by the properties that mutants break, or by all", async () => {
    const model = twoPhaseCommit({ participants: 3, liveness: true });
    const of = async (properties: readonly string[] | null) =>
      (await judgeUnchanged(properties, (options) => check(model, { ...options, symmetry: false }))).found;
    expect(await of(["decided"])).toMatchObject({ outcome: "holds" });
    // Two-phase commit never promised this one.
    expect(await of(null)).toMatchObject({ outcome: "violated", property: "every live participant commits" });
  });
});
