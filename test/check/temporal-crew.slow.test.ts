/** Verdicts over time, lassos and reasons do not depend on how many threads found the graph, nor on the store. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { findBuiltIn } from "../../src/cli/built-ins.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import type { ParameterValue } from "../../src/model/parameters.ts";

const CASES: readonly (readonly [name: string, parameters: Record<string, ParameterValue>, fairness: string])[] = [
  ["duelling-proposers", { proposers: 2, acceptors: 2 }, "weak"],
  ["duelling-proposers", { proposers: 3, acceptors: 3, until: "phase-2" }, "weak"],
  ["two-phase-commit", { participants: 3, crash: "coordinator-recovers" }, "weak"],
  ["gossip", { nodes: 3, transport: "in-flight", slots: "2" }, "strong-per-pair"],
  ["gossip", { nodes: 4, updates: "forever" }, "strong-per-pair"],
  ["paxos", { ballots: 2, liveness: true }, "lower-ballot"],
];

describe("properties over time", () => {
  it.each(CASES)("are the same for 1, 2 and 3 threads and both stores: %s %o, %s", async (name, given, fairness) => {
    const found = await findBuiltIn(name);
    if (found === null) throw new Error(`no model ${name}`);
    const model = found.protocol(given);
    const address = { module: found.module, export: found.export, parameters: given, mutant: null };
    const essence = async (options: CheckOptions) => {
      const { verdict, counterexamples } = await check(model, { fairness, ...options });
      const { states, properties, warnings, coverage } = verdict;
      return { states, properties, warnings, coverage, counterexamples };
    };
    const alone = await essence({});
    for (const size of [1, 2, 3]) {
      const crew = threadCrew(address, size);
      try {
        expect(await essence({ crew, eager: true, store: size === 3 ? "exact" : "compact" })).toEqual(alone);
      } finally {
        await crew.close();
      }
    }
  });
});
