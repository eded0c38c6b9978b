import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { runHere } from "./run-here.ts";
import { synod } from "./run-synod.ts";

const run = (commandLine: string) => runHere(commandLine.split(" "));

describe("a mistake on the command line", () => {
  it.each([
    ["chekc paxos", 1, "SYN108", 'did you mean "check"'],
    ["check", 1, "SYN110", "<model> is missing"],
    ["replay", 1, "SYN110", "<file> is missing"],
    ["check paxos --worker 2", 1, "SYN108", 'did you mean "--workers"'],
    ["check paxos --workers", 1, "SYN110", "has no value"],
    ["check paxos --workers 0", 1, "SYN109", "an integer from 1 to 256"],
    ["check paxos --workers 257", 1, "SYN109", "an integer from 1 to 256"],
    ["check paxos --store small", 1, "SYN109", "compact or exact"],
    ["check paxos --reduce everything", 1, "SYN109", "symmetry, stale-messages, partial-order"],
    ["check paxos --memory lots", 1, "SYN109", "4GiB"],
    ["check paxos three", 1, "SYN109", "name=value"],
    ["check paxos acceptors=3 acceptors=2", 1, "SYN109", "given only once"],
    ["check paxos --trace /nowhere/at/all.json", 1, "SYN109", "in a folder that there is"],
    ["list paxos gossip", 1, "SYN110", "too many arguments"],
    ["check paxso", 150, "SYN101", 'did you mean "paxos"'],
    ["check paxos aceptors=3", 151, "SYN103", 'did you mean "acceptors"'],
    ["check paxos acceptors=0", 151, "SYN104", "acceptors"],
    ["check paxos --property agreemnt", 1, "SYN106", 'did you mean "agreement"'],
    ["check paxos --mutant p-ow", 1, "SYN107", 'did you mean "p-own"'],
  ])("synod %s: exit %i, %s", async (commandLine, exitCode, errorCode, what) => {
    const { code, stdout, stderr } = await run(commandLine);
    expect(stdout).toBe("");
    expect(stderr).toContain(`error ${errorCode}`);
    expect(stderr.replace(/\n {2,4}/g, " ")).toContain(what);
    expect(stderr).toMatch(/\n {2}likely cause: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(exitCode);
  });
});

describe("help", () => {
  it.each([["--help"], ["check --help"], ["list --help"], ["replay --help"], ["suite --help"], ["help check"]])(
    "synod %s explains itself on stdout",
    async (commandLine) => {
      const { code, stdout, stderr } = await run(commandLine);
      expect(code).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^Usage: synod/);
    },
  );

  it.each(["", "check", "list", "mutants", "mutate", "replay", "suite"])(
    "of synod %s fits on 80 columns",
    async (command) => {
      const { stdout } = await runHere(["help", ...command.split(" ").filter(Boolean)]);
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it("has the replay follow a check that fails", async () => {
    // A check that saves a trace of a violation exits with 12, after which `&&` would not go on.
    expect((await runHere(["--help"])).stdout).toMatch(/ --mutant p-own --trace t\.json; synod replay t\.json\n/);
  });

  it.each(["check", "list", "replay"])("of %s has examples", async (command) => {
    expect((await runHere([command, "--help"])).stdout).toMatch(
      new RegExp(`Examples:\n( {2}synod .*\n)* {2}synod ${command} `),
    );
  });

  it.each(["--version", "check --version", "list -V"])("synod %s prints the version", async (commandLine) => {
    const { code, stdout } = await run(commandLine);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("is what a bare synod prints, on stderr", async () => {
    const { code, stderr } = await synod([]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Usage: synod/);
  });
});

describe("synod list", () => {
  it("names the built-in models in teaching order", async () => {
    const { code, stdout } = await run("list --json");
    expect(code).toBe(0);
    const { models } = JSON.parse(stdout);
    expect(models.map(({ name }: { name: string }) => name)).toEqual(builtIns.map(({ protocol }) => protocol.name));
    const paxos = models.find(({ name }: { name: string }) => name === "paxos");
    expect(paxos.parameters).toContainEqual(
      expect.objectContaining({ name: "acceptors", default: 3, accepts: "an integer from 1 to 7" }),
    );
    expect(paxos.properties).toContainEqual({ name: "agreement", kind: "always" });
    expect(paxos.mutants).toContainEqual(expect.objectContaining({ name: "p-majown", breaks: "agreement", steps: 12 }));
  });

  it("reads well on 80 columns", async () => {
    const { stdout } = await run("list");
    expect(stdout).toMatch(/^two-phase-commit\n {2}\S/);
    expect(stdout).toMatch(/\n {4}participants=3 {2}/);
    expect(stdout).toMatch(/\n {4}consistent {2,}always\n/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});
