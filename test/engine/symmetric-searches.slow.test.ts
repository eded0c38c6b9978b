// Whole searches of all built-in models under symmetry, and of their mutants: the kernel says what the reference does.
import { afterEach, describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import type { Protocol } from "../../src/index.ts";
import { homeOf } from "../../src/model/moved.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { bothEngines } from "./both-engines.ts";

afterEach(() => setThresholds({}));

/** Their searches take minutes. */
const LARGE = ["basic-paxos", "paxos-retold", "raft"];

describe("the kernel says what the reference says", () => {
  /** Of how many built-in models symmetry is used and everything published. */
  let models = 0;
  let mutants = 0;

  const small = builtIns.filter(({ protocol }) => !LARGE.includes(protocol.name));
  it.each(small.map((protocol) => [protocol.protocol.name, protocol as Protocol] as const))(
    "of %s and its mutants",
    async (_, protocol) => {
      for (const kernelFrom of [0, 300]) {
        setThresholds({ kernelFrom });
        const results = await bothEngines(() => protocol(), {});
        if (results === null) break;
        models++;
        expect(results[1], `from ${kernelFrom}`).toEqual(results[0]);
      }
      setThresholds({ kernelFrom: 0 });
      for (const [id, { at, breaks }] of Object.entries(protocol.protocol.mutants)) {
        if (homeOf(protocol, id) !== protocol || breaks === null) continue;
        const results = await bothEngines(() => protocol(at, id), { properties: [breaks] });
        if (results === null) continue;
        mutants++;
        expect(results[1], id).toEqual(results[0]);
      }
    },
    300_000,
  );

  it("and there are many of them", () => {
    expect([models, mutants]).toEqual([52, 50]);
  });
});
