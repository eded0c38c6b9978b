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
