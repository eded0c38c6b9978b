import { describe, expect, it } from "vitest";
import { runHere } from "./run-here.ts";
import { run, temporaryFolder } from "./run-synod.ts";

/** A counter that is reset: nothing is claimed of how far it gets. */
const folder = temporaryFolder({
  "lamp.ts": `
    import { boolean, integer, model, protocol, range } from "synod";
    export const lamp = protocol(
      { name: "lamp", about: "", parameters: { most: integer({ from: 1, to: 9, default: 3 }) } },
      ({ most }) => model({
        state: { on: boolean, times: range(0, most) },
        rules: {
          on: { when: (s) => !s.on && s.times < most, do: (s) => { s.on = true; s.times += 1; } },
          off: { when: (s) => s.on, do: (s) => { s.on = false; } },
          reset: { do: (s) => { s.times = 0; } },
        },
        always: { "off before it was ever on": (s) => !s.on || s.times >= 0 },
        reachable: { worn: (s) => s.times === most },
      }),
    );`,
  "broken.ts": `
    import { model, range } from "synod";
    export const broken = model({
      state: { n: range(0, 3) },
      rules: { up: { when: (s) => s.n < 3, do: (s) => { s.n += 1; } } },
      always: { low: (s) => s.n < 3 },
    });`,
});

function rowsIn(stdout: string): string[] {
  return stdout
    .split("\n")
    .filter((line) => /\d (ms|s)$/.test(line))
    .map((line) => line.replace(/ +\d+(\.\d+)? (ms|s)$/, "").replace(/ {2,}/g, " | "));
}

describe("synod mutate", () => {
  it("changes every rule in every way, and lists what no property notices", async () => {
    const { code, stdout, stderr } = await run("mutate lamp.ts", folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^lamp: 8 states, every property holds\n/);
    expect(rowsIn(stdout)).toEqual([
      "on | is never taken | worn, never reached",
      "on | ignores its guard | an error, SYN301",
      "on | negates its guard | worn, never reached",
      "on | does not write on | nothing",
      "on | does not write times | worn, never reached",
      "off | is never taken | worn, never reached",
      "off | ignores its guard | nothing, in as many states",
      "off | negates its guard | worn, never reached",
      "off | does not write on | worn, never reached",
      "reset | is never taken | nothing",
      "reset | does not write times | nothing",
    ]);
    expect(stdout).toContain("11 mutations: 7 noticed (6 by a property, 1 by an error), 4 not. Score 63 %.");
    expect(stdout.replace(/\n/g, " ")).toContain("What survived is worth a look: a property may be missing.");
  });

  it("tells what it has when its time is up, and ends with 20", async () => {
    const late = await run("mutate lamp.ts --time 1ms", folder);
    expect([late.code, late.stderr]).toEqual([20, "time was up: 0 changes were tried\n"]);
    // Longer than a timer takes, and none of its business.
    const long = await run("mutate lamp.ts --time 2000h --brief", folder);
    expect([long.code, long.stderr]).toEqual([0, ""]);
  });

  it("takes parameters, and prints one object", async () => {
    const { code, stdout } = await run("mutate lamp.ts most=1 --json", folder);
    expect(code).toBe(0);
    const { mutations, summary, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      schemaVersion: 1,
      model: "lamp",
      parameters: { most: 1 },
      interrupted: false,
      wallMs: expect.any(Number),
    });
    expect(mutations[3]).toEqual({
      rule: "on",
      change: "unwritten",
      field: "on",
      fate: "survived",
      property: null,
      steps: null,
      loop: null,
      error: null,
      states: { distinct: 2, generated: expect.any(Number), depth: 1 },
      sameStates: false,
      wallMs: expect.any(Number),
    });
    expect(summary).toMatchObject({ mutations: 11, byError: 1, undecided: 0 });
    expect(summary.score).toBeCloseTo((summary.byProperty + summary.byError) / 11, 10);
  });

  it("finds what Paxos needs: each decision of its acceptors but one that is taken twice", async () => {
    const { code, stdout } = await runHere(["mutate", "paxos", "--json"]);
    expect(code).toBe(0);
    type Entry = Readonly<Record<"rule" | "change" | "field" | "fate" | "property" | "steps", unknown>>;
    const mutations = JSON.parse(stdout).mutations as Entry[];
    const unwritten = (rule: string, field: string) =>
      mutations.find((each) => each.rule === rule && each.change === "unwritten" && each.field === field);
    expect(unwritten("promise", "promised")).toMatchObject({ fate: "caught", property: "agreement", steps: 12 });
    expect(unwritten("accept", "voted")).toMatchObject({ fate: "caught", property: "agreement", steps: 12 });
    // To answer below one's promise goes back on it, in two steps.
    expect(mutations.find((each) => each.rule === "promise" && each.change === "always")).toMatchObject({
      fate: "caught",
      property: "promises monotone",
      steps: 2,
    });
    const survived = mutations.filter(({ fate }) => fate === "survived");
    expect(survived.map(({ rule, change, field }) => [rule, change, field])).toEqual([
      ["accept", "unwritten", "promised"],
    ]);
  });

  it("is asked for as an option of synod mutants, too, as it once was", async () => {
    const [now, once] = await Promise.all([
      run("mutate lamp.ts most=1 --json", folder),
      run("mutants lamp.ts most=1 --mutate --json", folder),
    ]);
    expect(once?.code).toBe(now?.code);
    const untimed = (text: string) => text.replace(/"wallMs":\d+/g, "");
    expect(untimed(once?.stdout as string)).toBe(untimed(now?.stdout as string));
  });

  it.each([
    ["no model", ["mutate"], 1, "SYN110"],
    ["an unknown model", ["mutate", "paxoss"], 150, "SYN101"],
    ["an unknown parameter", ["mutate", "paxos", "ballot=3"], 151, "SYN103"],
    ["options for declared mutants", ["mutate", "paxos", "--mutant", "p-own"], 1, "SYN108"],
    ["too little memory", ["mutate", "paxos", "--memory", "1"], 1, "SYN109"],
  ])("refuses %s", async (_, argv, exitCode, error) => {
    const { code, stdout, stderr } = await runHere(argv);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).toContain(`error ${error} `);
  });

  it("explains itself", async () => {
    const { code, stdout } = await runHere(["mutate", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: synod mutate \[options\] <model> \[name=value\.\.\.\]\n/);
  });

  it("changes nothing of a model that breaks a property as it is, and ends as its check does", async () => {
    const { code, stdout, stderr } = await run("mutate broken.ts", folder);
    expect(code).toBe(12);
    expect(stdout).toMatch(/^VIOLATED {2}broken\n/);
    expect(stderr).toBe("its rules are changed only when every property holds as they are\n");
  });
});
