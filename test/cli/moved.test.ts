// Commands and saved traces that name what has moved to another model: the old name is answered, and the new one noted.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { run } from "./run-synod.ts";

const fixtures = join(import.meta.dirname, "fixtures", "moved");

describe("what has moved to another model", () => {
  it("is checked under the old name, with its parameters, and the new name is noted on the other stream", async () => {
    const { code, stdout, stderr } = await runHere(["check", "paxos", "acceptors=1", "choose=own", "--json"]);
    expect(stderr).toBe("moved from paxos: this is paxos-retold acceptors=1 choose=own\n");
    expect(code).toBe(12);
    expect(JSON.parse(stdout)).toMatchObject({
      model: "paxos",
      parameters: { acceptors: 1, ballots: 2, values: 2, choose: "own", quorum: "majority", liveness: false },
      mutant: null,
      outcome: "violated",
    });
  });

  it("is a mutant as well", async () => {
    const { code, stdout, stderr } = await runHere([
      "check",
      "two-phase-commit",
      "participants=2",
      "--mutant",
      "t-firstyes",
    ]);
    expect({ code, stderr }).toEqual({
      code: 12,
      stderr: "moved from two-phase-commit: this is two-phase-commit-crashes participants=2, mutant t-firstyes\n",
    });
    expect(stdout).toMatch(/^VIOLATED {2}two-phase-commit participants=2, mutant t-firstyes\n/);
  });

  it("is found by worker threads, too", async () => {
    const { code, stdout, stderr } = await run(
      "check paxos ballots=3 choose=majority-pair-of-all-or-retry --workers 2 --no-symmetry --json",
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "moved from paxos: this is paxos-retold ballots=3 choose=majority-pair-of-all-or-retry\n",
    });
    expect(JSON.parse(stdout)).toMatchObject({ model: "paxos", outcome: "holds", workers: 2, alone: null });
  });

  it("is not noted of a model that answers itself", async () => {
    expect((await runHere(["check", "gossip", "lossy=true", "--json"])).stderr).toBe("");
    expect((await runHere(["check", "gossip-in-flight", "lossy=true", "--json"])).stderr).toBe("");
  });

  it("is listed below what the model has itself, and in JSON where it was, with where it is", async () => {
    const { stdout } = await runHere(["list", "gossip"]);
    expect(stdout).toMatch(
      /taken here still, and gossip-in-flight's or gossip-unending's now: updates,\n {2}transport, /,
    );
    expect(stdout).not.toContain("updates=stop");
    const { models } = JSON.parse((await runHere(["list", "two-phase-commit", "--json"])).stdout);
    const [{ parameters, mutants }] = models;
    const to = ["two-phase-commit-crashes"];
    expect(parameters.map((each: { movedTo?: unknown }) => each.movedTo)).toEqual([undefined, to, to]);
    expect(new Set(mutants.map((each: { movedTo?: unknown }) => String(each.movedTo)))).toEqual(new Set(to));
  });

  it.each(readdirSync(fixtures))("is replayed from a trace that was saved before it moved: %s", async (file) => {
    const { code, stdout, stderr } = await runHere(["replay", join(fixtures, file)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^(gossip|paxos|two-phase-commit)[ ,].*replayed from /);
  });
});
