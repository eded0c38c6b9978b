import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";

describe("synod list --rules", () => {
  it("shows what each rule ranges over, reads and writes, below the model", async () => {
    const { code, stdout, stderr } = await runHere(["list", "paxos", "--rules"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^paxos\n/);
    expect(stdout.replace(/\n +/g, " ")).toMatch(/rules at acceptors=3 .*, in all 3,921 states/);
    expect(stdout).toContain(
      [
        "    promise(by: scalarset(a, 3), ballot: range(0, 1))",
        "      when    reads promised, sent",
        "      do      reads voted; writes promised, sent",
      ].join("\n"),
    );
  });

  it("has it as data, too", async () => {
    const { stdout } = await runHere(["list", "consensus", "--rules", "--json"]);
    expect(JSON.parse(stdout).models[0].footprints).toEqual({
      parameters: { values: 2 },
      states: 3,
      complete: true,
      rules: [
        {
          rule: "choose",
          for: [{ name: "value", over: "scalarset(v, 2)" }],
          when: { reads: ["chosen"] },
          do: { reads: [], writes: ["chosen"] },
        },
      ],
    });
  });

  it("is not there unless asked for, since it takes a search", async () => {
    const { stdout } = await runHere(["list", "consensus", "--json"]);
    expect(JSON.parse(stdout).models[0]).not.toHaveProperty("footprints");
  });
});

describe("synod list --fairness", () => {
  it("lists the rules by the names that fairness knows them by, and what divides them", async () => {
    const { stdout, code } = await runHere(["list", "two-phase-commit-processes", "--fairness"]);
    expect(code).toBe(0);
    const rows = stdout.slice(stdout.indexOf("what can be fair"));
    expect(rows).toContain("    receive ask   per participant, message  3 instances\n");
    expect(rows).toContain("    decide        per coordinator, outcome  2 instances\n");
  });

  it("is in JSON as fair, and absent where it is not asked for", async () => {
    const [model] = JSON.parse((await runHere(["list", "gossip", "--fairness", "--json"])).stdout).models;
    expect(model.fair.map(({ rule }: { rule: string }) => rule)).toEqual(model.rules);
    expect(model.fair[0]).toEqual({ rule: model.rules[0], per: expect.any(Array), instances: expect.any(Number) });
    expect(JSON.parse((await runHere(["list", "gossip", "--json"])).stdout).models[0]).not.toHaveProperty("fair");
  });
});
