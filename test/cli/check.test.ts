import { describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run-synod.ts";
import { counters } from "./user-models.ts";

const folder = temporaryFolder({ "counters.ts": counters });

describe("synod check --json", () => {
  it("prints one object with the fields of the contract, and nothing else", async () => {
    const { code, stdout, stderr } = await run(
      "check paxos acceptors=3 ballots=2 values=2 --workers 2 --no-symmetry --json",
    );
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout.trimEnd()).not.toContain("\n");
    const { wallMs, peakRssBytes, collisionProbability, properties, parameters, ...rest } = JSON.parse(stdout);
    expect(rest).toMatchObject({
      model: "paxos",
      mutant: null,
      outcome: "holds",
      states: { distinct: 3921, generated: 22_995, depth: 16 },
      complete: true,
      ending: "complete",
      store: "compact",
      workers: 2,
      alone: null,
      reductions: [],
      symmetry: { scalarsets: [], apart: [], off: "asked" },
      warnings: [],
      growth: null,
      error: null,
    });
    // Defaults are named too.
    expect(parameters).toMatchObject({ acceptors: 3, ballots: 2, values: 2, choose: expect.any(String) });
    expect(properties).toContainEqual({
      name: "agreement",
      kind: "always",
      outcome: "holds",
      steps: null,
      loop: null,
      trace: null,
      reasons: null,
    });
    const chosen = properties.find((property: { name: string }) => property.name === "chosen");
    expect(chosen).toMatchObject({ kind: "reachable", outcome: "holds", steps: expect.any(Number) });
    expect(chosen.trace.steps).toHaveLength(chosen.steps);
    expect(wallMs).toBeGreaterThan(0);
    expect(peakRssBytes).toBeGreaterThan(2 ** 20);
    expect(collisionProbability).toBeGreaterThan(0);
    expect(collisionProbability).toBeLessThan(1e-6);
  });

  it("visits a state per class of renamings where it can, and says how many states that stands for", async () => {
    const { code, stdout } = await run("check paxos acceptors=3 ballots=2 values=2 --json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      states: { distinct: 443, generated: 2578, depth: 16, unreduced: 3921 },
      reductions: ["symmetry"],
      symmetry: { scalarsets: ["a", "v"], apart: [], off: null },
    });
  });

  it("uses the reductions that it is told to, and says which it could not", async () => {
    const roles = await run("check basic-paxos acceptors=2 --reduce all --json");
    expect(roles.code).toBe(0);
    const all = ["symmetry", "stale-messages", "partial-order"];
    expect(JSON.parse(roles.stdout)).toMatchObject({ reductions: all, dropped: [] });
    const { code, stdout } = await run("check paxos acceptors=2 ballots=1 --reduce all --json");
    expect(code).toBe(0);
    const undeclared = "the rule prepare may read and write anything: it declares neither reads nor writes";
    expect(JSON.parse(stdout)).toMatchObject({
      reductions: ["symmetry"],
      dropped: [
        { reduction: "stale-messages", reason: "no message of the model expires" },
        { reduction: "partial-order", reason: undeclared },
      ],
    });
  });

  it("gives the counterexample as steps with rule, arguments and changes", async () => {
    const { code, stdout } = await run(
      "check two-phase-commit participants=2 --mutant t-firstyes --property consistent --json",
    );
    expect(code).toBe(12);
    const verdict = JSON.parse(stdout);
    expect(verdict).toMatchObject({ outcome: "violated", mutant: "t-firstyes", complete: false, ending: "violation" });
    const [consistent] = verdict.properties;
    expect(consistent).toMatchObject({ name: "consistent", outcome: "violated", steps: 5 });
    expect(consistent.trace.initial.status).toEqual({ p1: "working", p2: "working" });
    expect(consistent.trace.steps).toHaveLength(5);
    for (const step of consistent.trace.steps) {
      expect(step).toEqual({
        step: expect.any(Number),
        rule: expect.any(String),
        arguments: expect.any(Object),
        changes: expect.any(Array),
      });
    }
    expect(consistent.trace.steps.map((step: { rule: string }) => step.rule)).toContain("decideCommit");
  });

  it("says the same for one worker, for three, and for the exact store, but for time and memory", async () => {
    const runs = await Promise.all(
      ["--workers 1", "--workers 3", "--workers 2 --store exact"].map((options) =>
        run(`check two-phase-commit participants=5 --no-symmetry --json ${options}`),
      ),
    );
    const verdicts = runs.map(({ stdout }) => {
      const { wallMs, peakRssBytes, collisionProbability, workers, store, judged, ...same } = JSON.parse(stdout);
      // How many of them fit the time is a matter of the machine, too.
      expect(judged).toMatchObject({ of: 8832, all: false, renamed: null, differFewerThan: 3 / judged.states });
      return { same, collisionProbability, workers, store };
    });
    const [first, second, third] = verdicts;
    expect(first?.same).toMatchObject({ states: { distinct: 8832, generated: 58_146, depth: 16 } });
    expect(second?.same).toEqual(first?.same);
    expect(third?.same).toEqual(first?.same);
    expect(verdicts.map(({ workers }) => workers)).toEqual([1, 3, 2]);
    expect(third).toMatchObject({ store: "exact", collisionProbability: 0 });
  });

  it("keeps what the model prints out of it", async () => {
    const { code, stdout, stderr } = await run("check counters.ts fault=log counters=2 --json", folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: "counters", outcome: "holds", states: { distinct: 100 } });
    expect(stderr).toContain("a guard was here");
  });

  it("prints an error as an object of the same shape, and explains it on stderr", async () => {
    const { code, stdout, stderr } = await run("check paxos acceptors=many --json");
    expect(code).toBe(151);
    expect(JSON.parse(stdout)).toMatchObject({
      model: "paxos",
      parameters: { acceptors: "many" },
      outcome: "error",
      states: { distinct: 0, generated: 0, depth: 0 },
      complete: false,
      properties: [],
      error: {
        code: "SYN104",
        id: "bad-parameter-value",
        message: expect.stringContaining("acceptors"),
        likelyCause: expect.any(String),
        remedy: expect.any(String),
      },
    });
    expect(stderr).toContain("error SYN104");
  });

  it("prints an object for a bad command line too", async () => {
    const { code, stdout } = await run("check paxos --wokers 3 --json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "error", error: { code: "SYN108" } });
  });
});

describe("synod check", () => {
  it("begins with the verdict and says what it covers, without colours where there is no terminal", async () => {
    const { code, stdout, stderr } = await run("check two-phase-commit participants=3 --no-symmetry");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    const [first = "", second = "", third = ""] = stdout.split("\n");
    expect(first).toBe("HOLDS  two-phase-commit");
    expect(second).toBe("  covered   every reachable state of this configuration, complete");
    expect(third).toMatch(/^ {2}states {4}288 distinct, 1,146 generated, depth 10/);
    expect(stdout).not.toMatch(/proved|proven/i);
    expect(stdout).not.toContain("\u001b");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("finds the 12 steps of p-own and shows them on 80 columns", async () => {
    const { code, stdout } = await run(
      "check paxos acceptors=3 ballots=2 values=2 --mutant p-own --property agreement",
    );
    expect(code).toBe(12);
    expect(stdout).toMatch(/^VIOLATED {2}paxos, mutant p-own\n/);
    expect(stdout).toContain("Counterexample to agreement: 12 steps");
    expect(stdout).toMatch(/^12 {2}\w+/m);
    expect(stdout).toContain(
      "  agreement is violated: it is false in this state\n\nWhy agreement is false\n  v1 is chosen: ",
    );
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("judges only the properties asked for", async () => {
    const { stdout } = await run("check paxos --property validity --property agreement --json");
    expect(JSON.parse(stdout).properties.map((property: { name: string }) => property.name)).toEqual([
      "validity",
      "agreement",
    ]);
  });

  it("lets warnings fail the check when strict", async () => {
    const file = temporaryFolder({
      "idle.ts": `
        import { model, range } from "synod";
        export const idle = model({
          state: { n: range(0, 1) },
          rules: { go: { do: (s) => { s.n = 1; } }, never: { when: () => false, do: () => {} } },
          always: { small: (s) => s.n <= 1 },
        });`,
    });
    const lenient = await run("check idle.ts", file);
    const strict = await run("check idle.ts --strict", file);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toContain("warning   rule never was never enabled");
    expect(strict.code).toBe(21);
  });

  it("fails when something reachable is never reached", async () => {
    const { code, stdout } = await run("check counters.ts fault=never", folder);
    expect(code).toBe(12);
    expect(stdout).toMatch(/above the limit {2}reachable {2}never reached, in 1,000 states/);
  });

  it("ends undecided when the memory is used up, and names what makes the space grow", async () => {
    const { code, stdout } = await run("check counters.ts counters=9 --memory 10MB --workers 2 --no-symmetry", folder);
    expect(code).toBe(152);
    expect(stdout).toMatch(/^UNDECIDED {2}counters/);
    expect(stdout).toContain("SYN401");
    expect(stdout).toMatch(/what makes the space grow\n {4}fields {2}n \(/);
    expect(stdout).toMatch(/rules {3}up \(/);
    expect(stdout).toContain("undecided: no violation so far");
  });
});
