import { describe, expect, it } from "vitest";
import { counterexampleText } from "../../src/report/counterexample-text.ts";
import { fairnessLines } from "../../src/report/fairness-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { traceJson } from "../../src/report/state-json.ts";
import { traceText } from "../../src/report/trace-text.ts";
import type { FieldInTrace } from "../../src/trace/plain-copy.ts";
import type { Trace } from "../../src/trace/trace.ts";

const value = (text: string | number): FieldInTrace => ({ kind: "value", value: text, text: String(text) });
const votes = (...ballots: readonly (readonly [string, string])[]): FieldInTrace => ({
  kind: "map",
  entries: ballots.map(([key, text]) => [key, value(text)]),
});

const trace: Trace = {
  initial: {
    promised: votes(["a1", "-1"], ["a2", "-1"]),
    sent: { kind: "set", members: [] },
  },
  steps: [
    {
      step: 0,
      rule: "prepare",
      arguments: [["ballot", "0"]],
      state: {},
      changes: [{ kind: "members", path: "sent", added: ["prepare(ballot: 0)"], removed: [] }],
    },
    {
      step: 4,
      rule: "promise",
      arguments: [
        ["a", "a2"],
        ["m", "prepare(ballot: 0)"],
      ],
      state: {},
      changes: [
        { kind: "set", path: "promised[a2]", before: "-1", after: "0" },
        {
          kind: "members",
          path: "sent",
          added: ["promise(from: a2)", "proof(of: a2)"],
          removed: ["prepare(ballot: 0)"],
        },
      ],
    },
    { step: 9, rule: "rest", arguments: [], state: {}, changes: [] },
  ],
  failing: null,
  loop: null,
  fairness: [],
};

describe("a change of a list or a set", () => {
  const told = (before: string, after: string, pieces: object, width = 80) => {
    const change = { kind: "set", path: "log[1]", before, after, ...pieces } as const;
    const step = { step: 0, rule: "append", arguments: [], state: {}, changes: [change] };
    const shown = { ...trace, steps: [step], initial: { log: value("<>") } };
    return traceText(shown, { paint: plainPaint, width }).split("\n").slice(3);
  };
  const entry = (term: number) => `{term: ${term}, config: {n1, n2, n3}}`;

  it("is both values where they fit on a line", () => {
    expect(told("<a>", "<a, b>", { added: ["b"], removed: [] })).toEqual(["      log[1]  <a> → <a, b>"]);
  });

  it("is what came and went where they do not", () => {
    const [before, after] = [`<${entry(1)}>`, `<${entry(1)}, ${entry(2)}>`];
    const lines = told(before, after, { added: [entry(2)], removed: [] });
    expect(lines).toEqual([`      log[1]  + ${entry(2)}`]);
    expect(told(after, before, { added: [], removed: [entry(2)] })).toEqual([`      log[1]  - ${entry(2)}`]);
  });

  it("is both values where that takes both to tell", () => {
    const lines = told(`<${entry(1)}>`, `<${entry(2)}, ${entry(2)}>`, {});
    expect(lines.join("\n")).toContain("→");
  });

  it("stays both values in JSON", () => {
    const change = { kind: "set", path: "log", before: "<a>", after: "<a, b>", added: ["b"], removed: [] } as const;
    const steps = [{ step: 0, rule: "append", arguments: [], state: {}, changes: [change] }];
    expect(traceJson({ ...trace, steps })).toMatchObject({
      steps: [{ changes: [{ path: "log", before: "<a>", after: "<a, b>" }] }],
    });
    expect(JSON.stringify(traceJson({ ...trace, steps }))).not.toContain("added");
  });
});

describe("a trace", () => {
  it("is numbered steps with only what changed, paths in one column", () => {
    expect(traceText(trace, { paint: plainPaint, width: 80 })).toMatchInlineSnapshot(`
      " 0  initial state
            promised      [a1: -1, a2: -1]
            sent          {}
       1  prepare(ballot: 0)
            sent          + prepare(ballot: 0)
       2  promise(a: a2, m: prepare(ballot: 0))
            promised[a2]  -1 → 0
            sent          - prepare(ballot: 0)
                          + promise(from: a2)
                          + proof(of: a2)
       3  rest
            changes nothing"
    `);
  });

  it("fits a narrow page: items of maps one by one, long values broken or halved", () => {
    const long = `{${Array.from({ length: 8 }, (_, at) => `vote${at}`).join(", ")}}`;
    const narrow: Trace = {
      ...trace,
      initial: { promised: votes(["acceptor1", "nothing yet"], ["acceptor2", "nothing yet"]) },
      steps: [
        {
          step: 0,
          rule: "collectEverything",
          arguments: [
            ["from", "acceptor1"],
            ["ballots", "0, 1, 2, 3"],
          ],
          state: {},
          changes: [
            { kind: "set", path: "promised[acceptor1]", before: "nothing yet", after: long },
            { kind: "set", path: "a.path.longer.than.its.column", before: "1", after: "2" },
          ],
        },
      ],
    };
    const text = traceText(narrow, { paint: plainPaint, width: 50 });
    expect(text).toMatchInlineSnapshot(`
      " 0  initial state
            promised[acceptor1]
                              nothing yet
            promised[acceptor2]
                              nothing yet
       1  collectEverything(from: acceptor1, ballots: 0,
          1, 2, 3)
            promised[acceptor1]
                              nothing yet
                              → {vote0, vote1, vote2,
                              vote3, vote4, vote5,
                              vote6, vote7}
            a.path.longer.than.its.column
                              1 → 2"
    `);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(50);
  });

  it("of a lasso says where it goes on", () => {
    const text = traceText({ ...trace, loop: 1 }, { paint: plainPaint, width: 80 });
    expect(text).toMatch(/\n {4}loop starts here \(state 1\)\n 2 {2}promise/);
    expect(text).toMatch(/\n {4}back to state 1$/);
    expect(traceText({ ...trace, loop: 3 }, { paint: plainPaint, width: 80 })).toMatch(
      /\n {4}and nothing happens ever after$/,
    );
  });

  it("as JSON keeps numbers, maps and collections", () => {
    const json = traceJson({
      ...trace,
      initial: { n: value(3), map: { kind: "map", entries: [["a1", value(-1)]] } },
    });
    expect(json).toMatchObject({ initial: { n: 3, map: { a1: -1 } }, loop: null, failing: null });
    expect(json).toHaveProperty("steps.1", {
      step: 4,
      rule: "promise",
      arguments: { a: "a2", m: "prepare(ballot: 0)" },
      changes: [
        { path: "promised[a2]", before: "-1", after: "0" },
        { path: "sent", added: ["promise(from: a2)", "proof(of: a2)"], removed: ["prepare(ballot: 0)"] },
      ],
    });
  });
});

describe("a counterexample", () => {
  const ending = (text: string) => text.split("\n").at(-1);
  const options = { paint: plainPaint, width: 80 };
  const short: Trace = { ...trace, steps: [] };

  it("says first what it is and last what is wrong", () => {
    const text = counterexampleText(
      { trace },
      { kind: "property", property: "agreement", propertyKind: "always" },
      options,
    );
    expect(text.split("\n")[0]).toBe("Counterexample to agreement: 3 steps");
    expect(ending(text)).toBe("  agreement is violated: it is false in this state");
  });

  it.each([
    ["step", "p is violated: it is false of the last step"],
    ["reachable", "p is reached: it is true in this state"],
    ["deadlock", "p is violated: no rule is enabled in this state, and it is not a declared"],
  ] as const)("of kind %s", (propertyKind, last) => {
    expect(counterexampleText({ trace }, { kind: "property", property: "p", propertyKind }, options)).toContain(last);
  });

  it("may be the initial state", () => {
    const text = counterexampleText(
      { trace: short },
      { kind: "property", property: "p", propertyKind: "always" },
      options,
    );
    expect(text).toMatch(/^Counterexample to p: the initial state\n/);
  });

  it("of a rule that throws ends with that rule", () => {
    const failing = { step: 7, rule: "accept", arguments: [["a", "a1"]] as const };
    const text = counterexampleText({ trace: { ...short, failing } }, { kind: "rule-throws" }, options);
    expect(text).toContain("\n !  accept(a: a1)\n");
    expect(ending(text)).toBe("  accept(a: a1) throws in this state");
  });

  it("that is a lasso counts the steps of its loop and gives the reasons why it is fair", () => {
    const fairness = [
      "weak fairness of promise: taken at step 2",
      "strong fairness of prepare: disabled from state 1 on",
    ];
    const shown = { kind: "property", property: "p", propertyKind: "eventually" } as const;
    const lines = counterexampleText({ trace: { ...trace, loop: 1, fairness } }, shown, options).split("\n");
    expect(lines[0]).toBe("Counterexample to p: 3 steps, the last 2 a loop");
    expect(lines.slice(-7)).toEqual([
      "    back to state 1",
      "",
      "  fair because:",
      "    weak fairness of promise: taken at step 2",
      "    strong fairness of prepare: disabled from state 1 on",
      "",
      "  p is violated: it is false in every state of this fair behaviour",
    ]);
  });

  it("of many classes puts those with the same reason together", () => {
    const fairness = Array.from({ length: 9 }, (_, n) =>
      n === 4 ? "weak fairness of a(n: 4): taken at step 3" : `weak fairness of a(n: ${n}): disabled in state 2`,
    );
    expect(fairnessLines(fairness, 80)).toEqual([
      "  fair because:",
      "    weak fairness of a(n: 0), a(n: 1), a(n: 2) and 5 more: disabled in state 2",
      "    weak fairness of a(n: 4): taken at step 3",
    ]);
    expect(fairnessLines(fairness.slice(1), 80)).toHaveLength(9);
    expect(fairnessLines([], 80)).toEqual([]);
  });

  it.each([
    ["alwaysEventually", 3, "p is violated: this behaviour ends where it is never true again: it is false"],
    ["eventuallyAlways", 1, "p is violated: in this behaviour it never stays true: it is false in some"],
    ["eventuallyAlways", 3, "p is violated: in this behaviour it never stays true: it is false in the last"],
    ["leadsTo", 1, "p is violated: in this behaviour its left side is true in some state, and its"],
    ["alwaysReachable", null, "p is violated: from state 3 on it cannot be reached any more"],
  ] as const)("of kind %s with its loop at %s", (propertyKind, loop, last) => {
    const shown = { kind: "property", property: "p", propertyKind } as const;
    expect(counterexampleText({ trace: { ...trace, loop } }, shown, options)).toContain(`\n  ${last}`);
  });
});
