import { describe, expect, it } from "vitest";
import { model, program, protocol, range, weak } from "../../src/index.ts";
import { describeProtocol } from "../../src/report/description.ts";
import { fairRulesText } from "../../src/report/fair-rules.ts";
import { listText } from "../../src/report/list-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { runHere } from "./run-here.ts";

const page = { paint: plainPaint, width: 100 };
const P = range(1, 2);
const state = { x: range(0, 1) };
const flip = {
  do: (s: { x: number }) => {
    s.x = 1 - s.x;
  },
};
const threads = program(state, P, { steps: { on: {}, off: {} } });
const described = (more: object) =>
  protocol({ name: "here", about: "" }, () =>
    model({ state, rules: { flip }, always: { small: () => true }, ...more }),
  );

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

  it("is declared or a program's, and listed also where no property is over time", () => {
    const shown = (more: object) => listText([describeProtocol(described(more))], page);
    expect(shown({})).not.toContain("fairness");
    expect(shown({ fairness: { eager: weak("flip") } })).toContain("eager  weak fairness of flip (default)\n");
    expect(shown({ programs: { thread: threads } })).toContain(
      "thread goes on  weak fairness of steps of thread, per self",
    );
  });

  it("is of programs, process by process, too", () => {
    const { rules, programs } = described({ programs: { thread: threads } })() as never as Parameters<
      typeof fairRulesText
    >[0];
    expect(fairRulesText({ rules, programs }, { ...page, width: 120 })).toMatch(
      /\n {2}of the program thread: its weak\(\) or strong\(\), with \{ except: \["label"\], per: "process" or "program" \}$/,
    );
    expect(fairRulesText({ rules, programs: [] }, page)).not.toContain("of the program");
  });
});
