// Mutants and mutations from a program: the same answers as those of the command line.
import { describe, expect, it } from "vitest";
import { gossip } from "../../models/index.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import {
  integer,
  type Model,
  map,
  type Protocol,
  protocol,
  range,
  scalarset,
  model as toModel,
} from "../../src/index.ts";
import { runMutants } from "../../src/mutants/run-mutants.ts";
import { scoreMutations } from "../../src/mutants/score-mutations.ts";
import { runHere } from "../cli/run-here.ts";

/** Counts to a limit. One mutant goes too far, a slow one stops short, and one says of itself what is not so. */
const counter = protocol(
  {
    name: "counter",
    parameters: { most: integer({ from: 1, to: 5, default: 3 }) },
    mutants: {
      far: { about: "one too far", breaks: "within", at: {}, steps: 4, notAt: [{ most: 1 }] },
      short: { about: "stops short", breaks: "full", at: {}, steps: null, slow: true },
      wrong: { about: "one too far", breaks: "within", at: { most: 2 }, steps: 5 },
    },
  },
  ({ most }, mutant) =>
    toModel({
      state: { n: range(0, most + 1) },
      rules: {
        up: {
          when: (s) => s.n < most - (mutant === "short" ? 1 : 0) + (mutant === "far" || mutant === "wrong" ? 1 : 0),
          do: (s) => {
            s.n += 1;
          },
        },
      },
      always: { within: (s) => s.n <= most },
      reachable: { full: (s) => s.n === most },
    }),
);

/** Times are of their own each time. */
function untimed(value: object): unknown {
  return JSON.parse(JSON.stringify(value, (name, part) => (name === "wallMs" ? 0 : part)));
}

describe("runMutants", () => {
  it("tells of each mutant what it says of itself and what came out, and of the model without one", async () => {
    const { mutants, unchanged, summary, interrupted } = await runMutants(counter);
    const found = { outcome: "violated", property: "within", problem: null, loop: null };
    expect(mutants.map(({ mutant, parameters, found: came, status }) => [mutant, parameters, came, status])).toEqual([
      // It shows where it says that it must not.
      ["far", { most: 3 }, { ...found, steps: 4 }, "differs"],
      ["wrong", { most: 2 }, { ...found, steps: 3 }, "differs"],
      ["short", {}, null, "skipped"],
    ]);
    expect(mutants[0]?.notAt.map(({ parameters, found: came, ok }) => [parameters, came.steps, ok])).toEqual([
      [{ most: 1 }, 2, false],
    ]);
    expect(mutants[1]?.expected).toEqual({ property: "within", steps: 5, loop: null });
    expect(unchanged.map(({ parameters, properties, ok }) => [parameters, properties, ok])).toEqual([
      [{ most: 3 }, ["within"], true],
      [{ most: 2 }, ["within"], true],
    ]);
    expect(summary).toEqual({
      mutants: 3,
      ok: 0,
      differ: 2,
      undecided: 0,
      skipped: 1,
      configurations: 2,
      hold: 2,
      holdInPart: 0,
    });
    expect(interrupted).toBe(false);
  });

  it("runs slow ones when all or they by name are asked for", async () => {
    const of = async (options: object) => (await runMutants(counter, options)).mutants.map(({ status }) => status);
    expect(await of({ all: true })).toEqual(["differs", "differs", "ok"]);
    expect(await of({ mutants: ["short"] })).toEqual(["ok"]);
  });

  it("answers what synod mutants --json prints, of a built-in model, with threads too", async () => {
    const { schemaVersion, ...printed } = JSON.parse(
      (await runHere(["mutants", "gossip", "--workers", "1", "--json"])).stdout,
    );
    expect(schemaVersion).toBe(1);
    expect(untimed(await runMutants(gossip))).toEqual(untimed(printed));
    expect(untimed(await runMutants(gossip, { workers: 2 }))).toEqual(untimed(printed));
  });

  it("may be lent threads", async () => {
    const crew = threadCrew(2);
    const { summary } = await runMutants(gossip, { crew }).finally(() => crew.close());
    expect(summary).toMatchObject({ differ: 0, undecided: 0 });
    expect(summary.ok).toBeGreaterThan(0);
  });

  it("is stopped by its signal, and says so", async () => {
    const { mutants, unchanged, interrupted } = await runMutants(counter, { signal: AbortSignal.abort() });
    expect({ mutants, unchanged, interrupted }).toEqual({ mutants: [], unchanged: [], interrupted: true });
  });

  it.each<[string, unknown, object, string]>([
    ["a model", counter(), {}, "bad-definition"],
    ["nothing", undefined, {}, "bad-definition"],
    ["a mutant that there is not", counter, { mutants: ["near"] }, "unknown-mutant"],
    ["an option that there is not", counter, { mutant: "far" }, "unknown-key"],
    ["too many workers", counter, { workers: 1000 }, "bad-option-value"],
    ["too little memory", counter, { memoryBytes: 5 }, "bad-option-value"],
    ["a crew that is none", counter, { crew: 3 }, "bad-definition"],
    ["names that are none", counter, { mutants: "far" }, "bad-definition"],
  ])("rejects %s", async (_, given, options, id) => {
    await expect(runMutants(given as Protocol, options)).rejects.toMatchObject({ id });
  });
});

describe("scoreMutations", () => {
  it("tells of each change of a rule what noticed it, and how many were noticed", async () => {
    const { mutations, summary, model, unchanged, interrupted } = await scoreMutations(counter(), { name: "counter" });
    expect(
      mutations.map(({ rule, change, field, fate, property, error }) => [rule, change, field, fate, property ?? error]),
    )
      // Ignoring its guard, the counter goes beyond the limit before it leaves its range.
      .toEqual([
        ["up", "never", null, "caught", "full"],
        ["up", "always", null, "caught", "within"],
        ["up", "negated", null, "caught", "full"],
        ["up", "unwritten", "n", "caught", "full"],
      ]);
    expect(summary).toEqual({ mutations: 4, byProperty: 4, byError: 0, survived: 0, undecided: 0, score: 1 });
    expect([model, unchanged.verdict.outcome, interrupted]).toEqual(["counter", "holds", false]);
  });

  it("changes nothing where what rules write cannot be watched in all states, which are more than symmetry leaves", async () => {
    const Node = scalarset("n", 8);
    const crowd = toModel({
      state: { at: map(Node, range(0, 4)) },
      rules: {
        go: {
          for: { n: Node },
          when: (s, { n }) => s.at.get(n) < 4,
          do: (s, { n }) => {
            s.at.set(n, s.at.get(n) + 1);
          },
        },
      },
      always: { "at home": (s) => Node.values.every((n) => s.at.get(n) <= 4) },
    });
    const score = scoreMutations(crowd, { memoryBytes: 5e6 });
    await expect(score).rejects.toMatchObject({
      id: "over-budget",
      details: { budgetBytes: 5e6, depth: expect.any(Number) },
    });
  });

  it("answers what synod mutate --json prints", async () => {
    const { stdout } = await runHere(["mutate", "gossip", "nodes=2", "--json"]);
    const { schemaVersion, ...printed } = JSON.parse(stdout);
    expect(schemaVersion).toBe(1);
    const parameters = { ...printed.parameters };
    const { unchanged: _, ...report } = await scoreMutations(gossip({ nodes: 2 }), { name: "gossip", parameters });
    expect(untimed(report)).toEqual(untimed(printed));
  });

  it("changes nothing of a model that breaks a property as it is, and shows that", async () => {
    const { mutations, summary, unchanged } = await scoreMutations(counter({}, "far"));
    expect({ mutations, score: summary.score }).toEqual({ mutations: [], score: null });
    expect(unchanged.verdict.outcome).toBe("violated");
    expect(unchanged.counterexamples[0]?.property).toBe("within");
  });

  it("is stopped by its signal, and says so", async () => {
    const { mutations, interrupted, unchanged } = await scoreMutations(counter(), { signal: AbortSignal.abort() });
    expect([mutations, interrupted, unchanged.verdict.outcome]).toEqual([[], true, "undecided"]);
  });

  it.each<[string, unknown, object, string]>([
    ["a protocol", counter, {}, "bad-definition"],
    ["an option that there is not", counter(), { fairness: "none" }, "unknown-key"],
    ["too many workers", counter(), { workers: 1000 }, "bad-option-value"],
  ])("rejects %s", async (_, given, options, id) => {
    await expect(scoreMutations(given as Model, options)).rejects.toMatchObject({ id });
  });
});

describe("the entry point synod/mutants", () => {
  it("has both, of the built package", async () => {
    const entry = await import("synod/mutants");
    expect(Object.keys(entry).sort()).toEqual(["SynodError", "runMutants", "scoreMutations"]);
    const { summary } = await entry.runMutants((await import("synod/models")).twoPhaseCommit, {
      mutants: ["t-majority"],
    });
    expect(summary).toMatchObject({ mutants: 1, ok: 1, configurations: 1, hold: 1 });
  });
});
