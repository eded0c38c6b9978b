import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { run, start, temporaryFolder } from "./run-synod.ts";
import { counters } from "./user-models.ts";

/** A counter that may go up to a limit, and mistakes. `steps`: what `loose` says of itself. */
const turnstile = (steps: number | string, more = "") => `
import { integer, model, protocol, range } from "synod";
export const turnstile = protocol(
  {
    name: "turnstile",
    about: "lets so many in",
    parameters: { limit: integer({ from: 1, to: 9, default: 2 }), broken: integer({ from: 0, to: 1, default: 0 }) },
    mutants: {
      loose: { about: "lets one too many in", breaks: "within", at: { limit: 3 }, steps: ${steps}, notAt: [{ limit: 1 }] },
      stuck: { about: "stops before it is full", breaks: "full", at: {}, steps: null },
      double: { about: "lets two in at a time", breaks: "within", at: { limit: 3 }, steps: 2 },
      renamed: { about: "changes nothing", breaks: null, at: { limit: 9 }, steps: null },
      ${more}
    },
  },
  ({ limit, broken }, mutant) => model({
    state: { n: range(0, limit + 2) },
    rules: {
      enter: {
        when: (s) => s.n < limit - (mutant === "stuck" ? 1 : 0) + (mutant === "loose" && limit > 1 ? 1 : 0) + broken,
        do: (s) => { s.n += mutant === "double" ? 2 : 1; },
      },
    },
    always: { within: (s) => s.n <= limit },
    step: { "by one": (before, after) => after.n === before.n + 1 },
    reachable: { full: (s) => s.n === limit },
  }),
);`;

const folder = temporaryFolder({
  "right.ts": turnstile(4),
  "wrong.ts": turnstile(5),
  "open.ts": turnstile(`"any"`),
  "slow.ts": turnstile(
    4,
    `slow: { about: "says so", breaks: "within", at: { limit: 3, broken: 1 }, steps: 4, slow: true },`,
  ),
  "bad.ts": turnstile(
    4,
    `elsewhere: { about: "", breaks: "within", at: { limits: 3 }, steps: 4 }, unclaimed: { about: "", breaks: "empty", at: {}, steps: 1 },`,
  ),
  "counters.ts": counters.replace(
    `about: "",`,
    `about: "", mutants: { endless: { about: "", breaks: null, at: { counters: 9, limit: 99, fault: "log" }, steps: null } },`,
  ),
});

/** The table's rows, without times. */
function rowsIn(stdout: string): string[] {
  return stdout
    .split("\n")
    .filter((line) => / {2}(ok|differs|skipped|open|so far)$/.test(line))
    .map((line) => line.replace(/\d+(\.\d+)? (ms|s) /, "").replace(/ +/g, " "));
}

describe("synod mutants", () => {
  it("runs a model's mutants at their configurations, and the model without one, and prints a table", async () => {
    const { code, stdout, stderr } = await runHere(["mutants", "two-phase-commit"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^mutant +at +expected +found +time\n\ntwo-phase-commit\n\(none\) /);
    expect(rowsIn(stdout)).toEqual([
      "(none) participants=2 not consistent nothing ok",
      "(none) defaults not consistent nothing ok",
      "(none) liveness=true not decided nothing ok",
      "(none) participants=2 not consistent nothing ok",
      "t-abortafter participants=2 consistent, 8 8 ok",
      "t-abortafter participants=1 not consistent nothing ok",
      "t-majority defaults consistent, 7 7 ok",
      "t-majority participants=2 not consistent nothing ok",
      "t-firstyes participants=2 consistent, 5 5 ok",
      "t-firstyes participants=1 not consistent nothing ok",
      "t-preptimeouta participants=2 consistent, 7 7 ok",
      "t-preptimeoutc participants=2 consistent, 3 3 ok",
      "t-tmcrash liveness=true decided, 4 loop 4 4 loop 4 ok",
      "t-tmamnesia participants=2 consistent, 10 10 ok",
      "t-rmamnesia participants=2 consistent, 9 9 ok",
    ]);
    expect(stdout.replace(/\n/g, " ")).toMatch(
      /8 mutants: 8 as expected\. Without a mutant: 4 of 4 configurations hold\. All in \S+ m?s\. $/,
    );
  });

  it("runs those of a file, and says what breaks before the property that is named", async () => {
    const { code, stdout, stderr } = await run("mutants right.ts", folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(rowsIn(stdout)).toEqual([
      "(none) limit=3 not within nothing ok",
      "(none) defaults not full nothing ok",
      "(none) limit=9 nothing nothing ok",
      "loose limit=3 within, 4 4 ok",
      "loose limit=1 not within nothing ok",
      "stuck defaults full, never never ok",
      "double limit=3 within, 2 2 ok",
      "renamed limit=9 nothing nothing ok",
    ]);
    expect(stdout).toMatch(/double .*\n {4}also broken, and earlier: by one, 1\n/);
  });

  it("takes any length where a mutant says so", async () => {
    const { code, stdout } = await run("mutants open.ts", folder);
    expect(code).toBe(0);
    expect(rowsIn(stdout)).toContain("loose limit=3 within, any 4 ok");
    const { mutants } = JSON.parse((await run("mutants open.ts --mutant loose --json", folder)).stdout);
    expect(mutants[0]).toMatchObject({ expected: { property: "within", steps: null, loop: null }, ok: true });
    const { models } = JSON.parse((await run("list open.ts --json", folder)).stdout);
    expect(models[0].mutants[0]).toMatchObject({ name: "loose", breaks: "within", steps: null });
  });

  it("fails with exit 22 and names the mutant when a length is not as stated", async () => {
    const { code, stdout, stderr } = await run("mutants wrong.ts", folder);
    expect(code).toBe(22);
    expect(rowsIn(stdout)).toContain("loose limit=3 within, 5 4 differs");
    expect(rowsIn(stdout).filter((row) => row.endsWith("ok"))).toHaveLength(7);
    expect(stdout).toContain("4 mutants: 3 as expected, 1 not.");
    expect(stderr).toBe("not as expected: turnstile loose\n");
  });

  it("runs slow ones when asked only, and lists them as skipped, not as right", async () => {
    const [plain, named, all] = await Promise.all(
      ["", " --mutant slow", " --all"].map((options) => run(`mutants slow.ts${options}`, folder)),
    );
    expect(plain?.code).toBe(0);
    expect(rowsIn(plain?.stdout as string).at(-1)).toBe("slow limit=3 broken=1 within, 4 skipped");
    expect(plain?.stdout).toContain("5 mutants: 4 as expected, 1 skipped.");
    expect(plain?.stdout).toContain("Skipped, because slow: turnstile slow. --all runs everything.");
    // This one shows nothing: the model breaks the property by itself there, and in as many steps.
    for (const { code, stdout, stderr } of [named, all] as const as {
      code: number;
      stdout: string;
      stderr: string;
    }[]) {
      expect(code).toBe(22);
      expect(stdout).toMatch(/slow +limit=3 broken=1 +within, 4 +4 .*ok\n/);
      expect(stderr).toBe("not as expected: turnstile limit=3 broken=1, without a mutant\n");
    }
    expect(rowsIn(named?.stdout as string)).toHaveLength(2);
  });

  it("reports a mutant of parameters or a property that its model does not have", async () => {
    const { code, stdout, stderr } = await run("mutants bad.ts", folder);
    expect(code).toBe(22);
    expect(stdout).toMatch(/elsewhere +limits=3 +within, 4 +error .*differs\n {4}error SYN103 /);
    expect(stdout).toMatch(/unclaimed +defaults +empty, 1 +error .*differs\n {4}error SYN106 /);
    expect(stdout).toContain("empty is claimed with its mutant only");
    expect(stderr).toContain("not as expected: turnstile elsewhere\n");
  });

  it("says so when there are none", async () => {
    expect(await runHere(["mutants", "consensus"])).toEqual({
      code: 0,
      stdout: "no mutants: nothing was checked\n",
      stderr: "",
    });
  });

  it("is undecided, exit 152, where the memory does not do", async () => {
    const { code, stdout, stderr } = await runHere(["mutants", "paxos", "--mutant", "p-nobump-max", "--memory", "3MB"]);
    expect(code).toBe(152);
    expect(rowsIn(stdout).at(-1)).toBe("p-nobump-max ballots=3 nothing undecided open");
    expect(stdout).toContain("error SYN401");
    expect(stderr).toContain("not as expected: paxos p-nobump-max, undecided\n");
  });

  it("ends in order when interrupted, with what was found so far", async () => {
    const { child, ended } = start(["mutants", "counters.ts", "--json", "--workers", "1"], folder);
    await once(child.stderr, "data");
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(20);
    expect(JSON.parse(stdout)).toMatchObject({ mutants: [], interrupted: true });
    expect(stderr).toMatch(/\ninterrupted\n$/);
  });

  it.each([
    ["an unknown model", ["mutants", "paxoss"], 150, "SYN101"],
    ["an unknown mutant", ["mutants", "paxos", "--mutant", "p-won"], 1, "SYN107"],
    ["an unknown option", ["mutants", "paxos", "--everything"], 1, "SYN108"],
    ["a bad number of workers", ["mutants", "paxos", "--workers", "many"], 1, "SYN109"],
    ["too little memory, which is no mutant's fault", ["mutants", "paxos", "--memory", "1"], 1, "SYN109"],
    ["parameters for declared mutants", ["mutants", "paxos", "ballots=3"], 1, "SYN110"],
    ["mutations of no model", ["mutants", "--mutate"], 1, "SYN110"],
    ["mutations of mutants", ["mutants", "paxos", "--mutate", "--all"], 1, "SYN110"],
  ])("refuses %s", async (_, argv, exitCode, error) => {
    const { code, stdout, stderr } = await runHere(argv);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).toContain(`error ${error} `);
  });
});

describe("synod mutants --json", () => {
  it("prints one object with an entry per mutant and per unchanged configuration", async () => {
    const { code, stdout, stderr } = await runHere(["mutants", "gossip", "--mutant", "g-lastwins", "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { wallMs, ...object } = JSON.parse(stdout);
    expect(wallMs).toBeGreaterThan(0);
    const holds = { outcome: "holds", property: null, steps: null, loop: null, problem: null };
    expect(object).toEqual({
      schemaVersion: 1,
      mutants: [
        {
          model: "gossip",
          mutant: "g-lastwins",
          parameters: expect.objectContaining({ nodes: 3, versions: 1, exchange: "push" }),
          fairness: null,
          about: "a version received replaces the one known, even a larger one",
          expected: { property: "versions monotone", steps: 3, loop: null },
          found: { outcome: "violated", property: "versions monotone", steps: 3, loop: null, problem: null },
          alsoBroken: [],
          notAt: [
            {
              parameters: expect.objectContaining({ nodes: 2, versions: 2 }),
              found: holds,
              ok: true,
              states: expect.any(Number),
              beyond: 0,
              wallMs: expect.any(Number),
            },
          ],
          status: "ok",
          ok: true,
          states: expect.any(Number),
          beyond: 0,
          wallMs: expect.any(Number),
        },
      ],
      unchanged: [
        {
          model: "gossip",
          parameters: expect.objectContaining({ nodes: 3, versions: 1 }),
          fairness: null,
          properties: ["versions monotone"],
          found: holds,
          ok: true,
          complete: true,
          notClaimed: [],
          states: 29,
          beyond: 0,
          wallMs: expect.any(Number),
        },
      ],
      summary: {
        mutants: 1,
        ok: 1,
        differ: 0,
        undecided: 0,
        skipped: 0,
        configurations: 1,
        hold: 1,
        holdInPart: 0,
      },
      interrupted: false,
    });
  });

  it("has a skipped mutant as skipped, neither found nor ok", async () => {
    const { stdout } = await run("mutants slow.ts --json", folder);
    const { mutants, summary } = JSON.parse(stdout);
    expect(mutants.at(-1)).toMatchObject({ mutant: "slow", status: "skipped", ok: false, found: null, states: 0 });
    expect(summary).toMatchObject({ mutants: 5, ok: 4, skipped: 1 });
  });
});
