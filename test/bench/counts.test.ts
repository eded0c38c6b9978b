// What the benchmark compares synod with must search the same state spaces; nothing here looks at a time. Counts: the
// manifests of tlaplus/Examples and independent computations, as in test/oracles.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Space } from "../../bench/cases.ts";
import { handWritten } from "../../bench/hand-written.ts";
import { findToolchain, spinSearch } from "../../bench/spin.ts";

const folder = mkdtempSync(join(tmpdir(), "synod-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function space(model: Space["model"], parameters: Space["parameters"], counts: readonly number[]): Space {
  const [distinct = 0, generated = 0, depth = 0] = counts;
  return { model, parameters, counts: { distinct, generated, depth } };
}

function paxos(acceptors: number, ballots: number, values: number, ...counts: readonly number[]): Space {
  return space("paxos", { acceptors, ballots, values }, counts);
}

describe.each(["message-set", "packed"] as const)("the hand-written search, %s", (form) => {
  beforeAll(() => handWritten(paxos(2, 2, 2), form, 1, folder).prepare());

  it.each([paxos(2, 2, 2, 145, 609, 12), paxos(3, 2, 2, 3921, 22_995, 16), paxos(4, 2, 2, 20_609, 140_473, 20)])(
    "counts the states of $parameters with one thread and with two",
    async (which) => {
      for (const threads of [1, 2]) {
        const { counts } = await handWritten(which, form, threads, folder).run();
        expect(counts).toEqual(which.counts);
      }
    },
  );

  it("counts the same when a helper has time to join in", async () => {
    const { counts } = await handWritten(paxos(3, 3, 1, 68_921), form, 2, folder).run();
    expect(counts).toEqual({ distinct: 68_921, generated: 482_656, depth: 24 });
  });

  it("fails when there are more states than it makes room for", async () => {
    const cramped = handWritten(paxos(3, 2, 2, 100), form, 1, folder);
    await expect(cramped.run()).rejects.toThrow("more states than there is room for");
  });
});

describe("the Promela models", () => {
  const toolchain = findToolchain();

  it.for([
    paxos(3, 2, 2, 3921, 22_995),
    space("two-phase-commit", { participants: 3 }, [288, 1146]),
    space("gossip", { nodes: 3, versions: 1 }, [123, 814]),
  ])("of $model with $parameters have the states and steps of synod's", async (which, { skip }) => {
    if ("missing" in toolchain) return skip(toolchain.missing);
    const spin = spinSearch(which, folder);
    await spin.prepare();
    const { counts, peakBytes } = await spin.run();
    expect(counts).toEqual({ ...which.counts, depth: null });
    expect(peakBytes).toBeGreaterThan(0);
  });
});
