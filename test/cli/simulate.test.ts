/** `synod simulate` as people run it: what it prints, how it ends, what it saves. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { run, temporaryFolder } from "./run-synod.ts";

const bank = `import { flag, model, protocol, range, weak } from "synod";
export const bank = protocol({ name: "bank", parameters: { guarded: flag(), fast: flag() } }, ({ guarded, fast }) => model({
  state: { alice: range(0, 2), bob: range(0, 2), hum: range(0, 7) },
  init: (s) => { s.alice = 2; },
  rules: {
    pay: { when: (s) => guarded ? s.alice > 0 : true, do: (s) => { s.alice -= 1; s.bob += 1; } },
    hum: { for: { to: range(0, 7) }, when: () => !fast, do: (s, { to }) => { s.hum = to; } },
  },
  always: { "no coin is made": (s) => s.alice + s.bob === 2, "bob is poor": (s) => guarded && s.bob < 2 },
  reachable: { "bob has all": (s) => s.bob === 2 },
  eventually: { paid: (s) => s.bob === 2 },
  fairness: { fair: weak("pay") },
}));
`;
const folder = temporaryFolder({ "bank.ts": bank });
const file = join(folder, "bank.ts");

describe("synod simulate", () => {
  it("shows what the first run came upon, shortened, and saves it for replay", async () => {
    const saved = join(folder, "found.json");
    const { code, stdout } = await runHere([
      "simulate",
      file,
      "guarded=true",
      "--workers",
      "1",
      "--seed",
      "2",
      "--trace",
      saved,
    ]);
    expect(code).toBe(12);
    expect(stdout).toMatch(
      /^VIOLATED {2}bank guarded=true\n {2}covered {3}1 of 1,000 random runs of at most 100 steps, seed 2, up to/,
    );
    expect(stdout).toMatch(/bob is poor +always +violated in run 0 after \d+ steps/);
    expect(stdout).toMatch(/paid +eventually +not to be judged by runs; check judges it/);
    expect(stdout).toContain("Counterexample to bob is poor: 2 steps\n");
    expect(stdout).toMatch(/ {2}The run had \d+ steps; those that are not needed are left out. Other steps may/);
    expect(stdout).toContain("Why bob is poor is false\n  bob is 2 (step 2)");
    expect(stdout).toContain(`trace saved: synod replay ${saved}`);
    const replayed = await runHere(["replay", saved]);
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toContain("Counterexample to bob is poor: 2 steps");
  });

  it("never says that anything holds", async () => {
    const words = ["simulate", file, "guarded=true", "--workers", "1", "--property", "no coin is made"];
    const { code, stdout } = await runHere([...words, "--runs", "20", "--depth", "30", "--seed", "4"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^NO VIOLATION in 20 runs {2}bank guarded=true\n/);
    expect(stdout).toContain("no coin is made  always  not violated in these runs");
    expect(stdout).not.toMatch(/holds/i);
    const undecided = await runHere([...words, "--runs", "1000000000", "--time", "300ms"]);
    expect(undecided.code).toBe(20);
    expect(undecided.stdout.replace(/\s+/g, " ")).toContain(
      "of 1,000,000,000 random runs of at most 100 steps, seed 1: the time was up",
    );
  });

  it("tells what a model throws as a check does", async () => {
    const { code, stdout, stderr } = await runHere([
      "simulate",
      file,
      "fast=true",
      "--workers",
      "1",
      "--property",
      "no coin is made",
    ]);
    expect(code).toBe(75);
    expect(stdout).toMatch(/^ERROR {2}bank fast=true\n {2}error {5}SYN301 /);
    expect(stdout).toContain("The way to the error: 2 steps");
    expect(stderr).toMatch(/^error SYN301/);
  });

  it.each([
    [["--runs", "0"], "SYN109", 1],
    [["--depth", "x"], "SYN109", 1],
    [["--depth", "100001"], "SYN109", 1],
    [["--seed", "-1"], "SYN109", 1],
    [["--property", "paid"], "SYN135", 1],
    [["--property", "pay"], "SYN106", 1],
    [["--mutant", "eager"], "SYN107", 1],
    [["--run", "3"], "SYN108", 1],
    [["slow=true"], "SYN103", 151],
  ])("refuses %j by %s", async (words, expected, exitCode) => {
    const { code, stderr } = await runHere(["simulate", file, ...words]);
    expect(stderr).toContain(`error ${expected}`);
    expect(code).toBe(exitCode);
  });

  it("prints one object that is the same for 1 and 2 threads of a process", async () => {
    const printed = async (workers: number) => {
      const { stdout, stderr } = await run(
        `simulate paxos acceptors=5 ballots=3 --runs 2500 --seed 3 --workers ${workers} --json`,
      );
      expect(stderr).toBe("");
      const { wallMs: _, workers: made, alone, ...rest } = JSON.parse(stdout);
      expect(alone).toBeNull();
      expect(made).toBeLessThanOrEqual(workers);
      return rest;
    };
    const [one, two] = [await printed(1), await printed(2)];
    expect(two).toEqual(one);
    expect(one).toMatchObject({
      schemaVersion: 1,
      outcome: "no-violation",
      seed: 3,
      runs: { asked: 2500, made: 2500 },
    });
  });
});
