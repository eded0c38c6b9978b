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

  it.for<[Case, number]>([
    [paxos(2, 2, 2, 145), 609],
    [paxos(3, 2, 2, 3921), 22_995],
    [{ name: "two-phase-commit", model: "two-phase-commit", parameters: { participants: 3 }, distinct: 288 }, 1146],
    [{ name: "gossip", model: "gossip", parameters: { nodes: 3, versions: 1 }, distinct: 123 }, 814],
  ])("of $0.model with $0.parameters have the states and steps of synod's", ([which, generated], { skip }) => {
    if ("missing" in toolchain) return skip(toolchain.missing);
    const spin = spinSearch(which, folder);
    spin.prepare();
    expect(spin.run().counts).toEqual({ distinct: which.distinct, generated, depth: null });
  });
});
