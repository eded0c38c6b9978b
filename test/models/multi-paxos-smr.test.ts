/**
 * State machine replication by Multi-Paxos, its mutants, and the specification that it follows. TLC found 343,796 states at
 * depth 28, and 736,012 generated: as many as here, and 94 second witnesses of an empty slot, and 30,886 stuttering steps of
 * who has finished. A brute-force program in C++, written from the specification, finds all three numbers, 2,062,561 states
 * without symmetry, and the 13 and 19 steps below.
 */
import { describe, expect, it } from "vitest";
import { multiPaxosSmr } from "../../models/index.ts";
import { check } from "../../src/index.ts";
import { follow } from "../support/follow.ts";
import { search } from "../support/search.ts";

describe("multi-Paxos for state machine replication", () => {
  it("answers a write and a read after nine steps, with one first phase for both", () => {
    const steps = search(multiPaxosSmr()).witnesses.get("all answered") ?? [];
    expect(steps.map((step) => step.replace(/\(.*/, "")).sort()).toEqual([
      ...["accept", "accept", "becomeLeader", "commit", "commit", "prepare", "takeOver", "takeRequest", "takeRequest"],
    ]);
  });

  it.each([
    ["one write and no read", { replicas: 3, writes: 1, reads: 0 }, 15_709],
    ["two replicas and three ballots", { ballots: 3 }, 20_139],
    ["two replicas and two writes", { writes: 2 }, 12_663],
  ])("needs no ballot in its notices with %s", (_, parameters, distinct) => {
    const found = search(multiPaxosSmr({ ...parameters, notices: "slot" }));
    expect(found).toMatchObject({ distinct, complete: true });
    expect([...found.violations]).toEqual([]);
  });
});

describe("multi-Paxos for state machine replication, as published", () => {
  it("has as many states as TLC found, and is linearizable, though logs differ", async () => {
    const { verdict } = await check(multiPaxosSmr({ replicas: 3, notices: "slot" }), { keepGoing: true });
    expect(verdict).toMatchObject({ complete: true, terminalStates: 30_886 });
    expect(verdict.states).toEqual({ distinct: 343_796, generated: 705_032, depth: 27, unreduced: 2_062_561 });
    const violated = verdict.properties.filter(({ outcome }) => outcome !== "holds");
    expect(violated.map(({ name, steps }) => [name, steps])).toEqual([
      ["slot agreement", 13],
      ["value is the last write committed", 14],
    ]);
  });

  // A shortest one: `synod check multi-paxos-smr replicas=3 ballots=3 notices=slot --property linearizable` visits 7,695,065
  // states, of which each stands for six, in a minute.
  const steps = [
    "becomeLeader(replica: s1, ballot: 1)",
    "prepare(replica: s2, m: prepare(from: s1, ballot: 1))",
    "becomeLeader(replica: s3, ballot: 2)",
    "prepare(replica: s2, m: prepare(from: s3, ballot: 2))",
    "takeOver(replica: s3)",
    "takeRequest(replica: s3)",
    "accept(replica: s2, m: propose(from: s3, ballot: 2, slot: 1, command: w1))",
    "commit(replica: s3, slot: 1)", // the write is acknowledged
    "takeRequest(replica: s3)", // the read is requested, for slot 2
    "takeOver(replica: s1)",
    "takeRequest(replica: s1)", // and is put into slot 1 by who has not heard of ballot 2
    "accept(replica: s1, m: propose(from: s3, ballot: 2, slot: 2, command: r1))", // now it has
    "learn(replica: s1, m: commit(slot: 1, ballot: none))", // and takes the read for what slot 1 was decided to be
    "becomeLeader(replica: s1, ballot: 3)",
    "prepare(replica: s2, m: prepare(from: s1, ballot: 3))",
    "takeOver(replica: s1)",
    "accept(replica: s1, m: propose(from: s1, ballot: 3, slot: 2, command: r1))",
    "accept(replica: s3, m: propose(from: s1, ballot: 3, slot: 2, command: r1))",
    "commit(replica: s1, slot: 2)", // the read is answered: nothing was written
  ];

  it("is not linearizable with a third ballot, after 19 steps", () => {
    const model = multiPaxosSmr({ replicas: 3, ballots: 3, notices: "slot" });
    expect(follow(model, steps, "linearizable")).toEqual({ before: true, last: false });
  });

  it("does not come to that where notices say in which ballot", () => {
    const told = steps.map((step) => step.replace("ballot: none", "ballot: 2"));
    expect(() => follow(multiPaxosSmr({ replicas: 3, ballots: 3 }), told, "linearizable")).toThrow(
      "learn(replica: s1, m: commit(slot: 1, ballot: 2)) is not enabled",
    );
  });
});
