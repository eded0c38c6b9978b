// What the benchmark compares synod with must search the same state spaces; nothing here looks at a time. Counts: the
// manifests of tlaplus/Examples and independent computations, as in test/oracles.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../../bench/cases.ts";
import { handWritten } from "../../bench/hand-written.ts";
import { findToolchain, spinSearch } from "../../bench/spin.ts";

const folder = mkdtempSync(join(tmpdir(), "synod-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function paxos(acceptors: number, ballots: number, values: number, distinct: number): Case {
  return { name: "paxos", model: "paxos", parameters: { acceptors, ballots, values }, distinct };
}

function twoPhaseCommit(participants: number, distinct: number): Case {
  return { name: "two-phase-commit", model: "two-phase-commit", parameters: { participants }, distinct };
}

function gossip(nodes: number, versions: number, distinct: number): Case {
  return { name: "gossip", model: "gossip", parameters: { nodes, versions }, distinct };
}

describe("the hand-written search", () => {
  beforeAll(() => handWritten(paxos(2, 2, 2, 145), 1, folder).prepare());

  it.each([
    [paxos(2, 2, 2, 145), 609, 12],
    [paxos(3, 2, 2, 3921), 22_995, 16],
    [paxos(4, 2, 2, 20_609), 140_473, 20],
  ])("counts the states of $parameters with one thread and with two", (which, generated, depth) => {
    for (const threads of [1, 2]) {
      expect(handWritten(which, threads, folder).run().counts).toEqual({ distinct: which.distinct, generated, depth });
    }
  });

  it("counts the same when a helper has time to join in", () => {
    const { counts } = handWritten(paxos(3, 3, 1, 68_921), 2, folder).run();
    expect(counts).toEqual({ distinct: 68_921, generated: 482_656, depth: 24 });
  });

  it("fails when there are more states than it makes room for", () => {
    expect(() => handWritten(paxos(3, 2, 2, 100), 1, folder).run()).toThrow("more states than there is room for");
  });
});

describe("the Promela models", () => {
  const toolchain = findToolchain();

  it.for([
    { ...paxos(3, 2, 2, 3921), generated: 22_995 },
    { ...twoPhaseCommit(3, 288), generated: 1146 },
    { ...gossip(3, 1, 123), generated: 814 },
  ])("of $model with $parameters have the states and steps of synod's", (which, { skip }) => {
    if ("missing" in toolchain) return skip(toolchain.missing);
    const { distinct, generated } = which;
    const spin = spinSearch(which, folder);
    spin.prepare();
    expect(spin.run().counts).toEqual({ distinct, generated, depth: null });
  });
});
