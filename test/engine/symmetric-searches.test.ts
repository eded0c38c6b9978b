// Whole searches under symmetry: the kernel says what the reference does.
import { afterEach, describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { boolean, check, map, model, type Protocol, range, scalarset } from "../../src/index.ts";
import { setThresholds, type Thresholds } from "../../src/thresholds.ts";
import { randomSymmetricModel, symmetricFaults } from "../support/random-symmetric-model.ts";
import { bothEngines } from "./both-engines.ts";
import { DOWN } from "./machines.ts";

const DOWN_WITH_RENAMINGS: Partial<Thresholds> = { ...DOWN, auditBits: 3, renamedBits: 1 };

/** Models of 60 to 1,500 states. */
const SEEDS = [0, 1, 3, 6, 7, 8, 14, 15, 21, 23, 26, 27, 30, 31, 33, 34, 35, 39];

afterEach(() => setThresholds({}));

describe.each([
  ["WebAssembly", {}],
  ["WebAssembly, thresholds down", DOWN_WITH_RENAMINGS],
  ["plain TypeScript, thresholds down", { ...DOWN_WITH_RENAMINGS, kernelPlain: 1 }],
] as const)("the kernel as %s", (_, thresholds) => {
  it("says what the reference says of random symmetric models, and of nearly symmetric ones", async () => {
    setThresholds(thresholds);
    let compared = 0;
    for (const [at, seed] of SEEDS.entries()) {
      for (const fault of at % 3 === 0 ? symmetricFaults : (["none"] as const)) {
        const results = await bothEngines(() => randomSymmetricModel(seed, { fault }), { keepGoing: at % 2 === 0 });
        // Some have no tables.
        if (results === null) continue;
        compared++;
        expect(results[1], `seed ${seed}`).toEqual(results[0]);
      }
    }
    // What cannot be published does not count.
    expect(compared).toBe(15);
  });
});

describe("the kernel", () => {
  it.each([
    ["two-phase-commit", 0],
    ["paxos", 300],
    ["multi-paxos", 1000],
    ["redis-cluster", 0],
    ["zookeeper-4643", 0],
  ])("says what the reference says of %s, from %i states on", async (name, kernelFrom) => {
    setThresholds({ kernelFrom });
    const protocol = builtIns.find(({ protocol }) => protocol.name === name) as Protocol;
    const results = await bothEngines(() => protocol(), {});
    expect(results?.[1]).toEqual(results?.[0]);
  });

  it.each(["kernel", "reference"] as const)("as %s inspects states that only a search reaches", async (engine) => {
    setThresholds({ renamedBits: 0 });
    const Node = scalarset("n", 3);
    const late = model({
      name: "late",
      state: { steps: range(0, 50), on: map(Node, boolean) },
      rules: {
        step: { when: (s) => s.steps < 50, do: (s) => void s.steps++ },
        turn: {
          for: { n: Node },
          when: (s, { n }) => s.steps < 40 || n !== "n2",
          do: (s, { n }) => void s.on.set(n, true),
        },
      },
    });
    const { verdict } = await check(late, { engine, symmetry: true });
    expect(verdict.error).toMatchObject({ id: "asymmetric-model", details: { subject: "rule turn" } });
  });
});
