import { describe, expect, it } from "vitest";
import { synodError, toPlainError } from "../../src/errors/errors.ts";
import type { PropertyKind } from "../../src/model/property-kinds.ts";
import { colourPaint, paintFor, plainPaint } from "../../src/report/paint.ts";
import { checkText } from "../../src/report/verdict-text.ts";
import type { Verdict } from "../../src/verify/verdict.ts";

const holds: Verdict = {
  model: "paxos",
  parameters: { acceptors: 3, ballots: 2 },
  defaults: {},
  mutant: null,
  outcome: "holds",
  states: { distinct: 3921, generated: 22_995, depth: 16 },
  terminalStates: 12,
  complete: true,
  ending: "complete",
  coveredDepth: 16,
  store: "compact",
  engine: "reference",
  workers: 2,
  alone: null,
  reductions: [],
  dropped: [],
  symmetry: null,
  fairness: null,
  properties: [
    { name: "agreement", kind: "always", outcome: "holds", steps: null, loop: null },
    { name: "promises monotone", kind: "step", outcome: "holds", steps: null, loop: null },
    { name: "chosen", kind: "reachable", outcome: "holds", steps: 8, loop: null },
  ],
  coverage: [
    { rule: "prepare", enabled: 7842, deeper: 1200 },
    { rule: "accept", enabled: 500, deeper: 500 },
  ],
  wallMs: 210,
  peakRssBytes: 91 * 2 ** 20,
  collisionProbability: 4.2e-13,
  judged: null,
  warnings: [],
  hints: [],
  constraint: null,
  growth: null,
  error: null,
};
const options = { paint: plainPaint, width: 80 };
const text = (change: Partial<Verdict> = {}) =>
  checkText({ verdict: { ...holds, ...change }, counterexamples: [] }, options);

describe("a verdict", () => {
  it("names in its first line the parameters that are not at their defaults", () => {
    const first = (change: Partial<Verdict>) => text(change).split("\n")[0];
    expect(first({ defaults: { acceptors: 3, ballots: 3 } })).toBe("HOLDS  paxos ballots=2");
    expect(first({ defaults: { acceptors: 3, ballots: 2 }, mutant: "p-own" })).toBe("HOLDS  paxos, mutant p-own");
    expect(first({ defaults: { acceptors: "3", other: 2 } })).toBe("HOLDS  paxos acceptors=3 ballots=2");
  });

  it("that holds", () => {
    expect(text()).toMatchInlineSnapshot(`
      "HOLDS  paxos acceptors=3 ballots=2
        covered   every reachable state of this configuration, complete
        states    3,921 distinct, 22,995 generated, depth 16, 12 terminal
        time      210 ms (19 k/s), 2 workers, peak memory 91 MiB
        store     compact, chance of two states taken for one: 4.2e-13

        agreement          always     holds
        promises monotone  step       holds
        chosen             reachable  reached after 8 steps

        rule     enabled  to a new state
        prepare    7,842           1,200
        accept       500             500"
    `);
  });

  it("on properties over time names the fairness in force, and says how each one fails", () => {
    const failed = (name: string, kind: PropertyKind, steps: number, loop: number | null) =>
      ({ name, kind, outcome: "violated", steps, loop }) as const;
    const shown = text({
      outcome: "violated",
      fairness: "per-pair",
      properties: [
        failed("a", "eventually", 12, 4),
        failed("b", "leadsTo", 3, 3),
        failed("c", "eventuallyAlways", 0, 0),
        failed("d", "alwaysReachable", 1, null),
        { name: "e", kind: "alwaysEventually", outcome: "undecided", steps: null, loop: null },
      ],
    });
    expect(shown).toContain("\n  fairness  per-pair\n");
    expect(shown).toContain(`
  a  eventually        violated: a loop of 8 steps from state 4 on
  b  leadsTo           violated: nothing happens any more after 3 steps
  c  eventuallyAlways  violated: nothing happens any more in an initial state
  d  alwaysReachable   violated: out of reach after 1 step
  e  alwaysEventually  undecided: not judged
`);
    const unfair = { fairness: "none", properties: [failed("a", "eventually", 12, 4)] };
    expect(text(unfair)).toContain("\n  fairness  none: any step may be put off for ever\n");
    // What knows no fairness is not told that there is none.
    expect(text({ fairness: "none", properties: [failed("d", "alwaysReachable", 1, null)] })).not.toContain("fairness");
  });

  it("that is violated", () => {
    const violated = text({
      outcome: "violated",
      mutant: "p-own",
      complete: false,
      ending: "violation",
      store: "exact",
      properties: [{ name: "agreement", kind: "always", outcome: "violated", steps: 12, loop: null }],
    });
    expect(violated).toMatchInlineSnapshot(`
      "VIOLATED  paxos acceptors=3 ballots=2, mutant p-own
        covered   every state up to depth 16: the search ended with the violation
        states    3,921 distinct, 22,995 generated, depth 16, 12 terminal
        time      210 ms (19 k/s), 2 workers, peak memory 91 MiB
        store     exact

        agreement  always  violated after 12 steps

        rule     enabled  to a new state
        prepare    7,842           1,200
        accept       500             500"
    `);
  });

  it("that ran out of memory says what grows and what helps", () => {
    const undecided = text({
      outcome: "undecided",
      complete: false,
      ending: "memory",
      properties: [
        { name: "agreement", kind: "always", outcome: "undecided", steps: null, loop: null },
        { name: "chosen", kind: "reachable", outcome: "undecided", steps: null, loop: null },
      ],
      growth: {
        sampled: 2048,
        fields: [
          { field: "sent", different: 2048 },
          { field: "voted", different: 17 },
        ],
        rules: [
          { rule: "prepare", deeper: 1200 },
          { rule: "accept", deeper: 0 },
        ],
      },
      error: toPlainError(synodError("over-budget", { budgetBytes: 2 ** 30, states: 3921, depth: 16 })),
    });
    expect(undecided).toMatchInlineSnapshot(`
      "UNDECIDED  paxos acceptors=3 ballots=2
        covered   part of the states: out of memory, no violation so far
        states    3,921 distinct, 22,995 generated, depth 16, 12 terminal
        time      210 ms (19 k/s), 2 workers, peak memory 91 MiB
        store     compact, chance of two states taken for one: 4.2e-13

        SYN401    state space over budget: the memory budget of 1024 MiB was used up
                  at 3,921 states, depth 16
                  likely cause: the configuration is too large, or a state field grows
                  without bound
                  remedy: lower the parameters, bound the field that grows, or raise
                  the option \`memoryBytes\`

        what makes the space grow
          fields  sent (2,048), voted (17): different contents among 2,048 states of
                  the last level
          rules   prepare (1,200): steps that led deeper

        agreement  always     undecided: no violation so far
        chosen     reachable  not reached so far

        rule     enabled  to a new state
        prepare    7,842           1,200
        accept       500             500"
    `);
  });

  it("about a model that fails before the first state has no counts to show", () => {
    const failed = text({
      outcome: "error",
      complete: false,
      ending: "error",
      states: { distinct: 0, generated: 0, depth: 0 },
      error: toPlainError(synodError("domain-too-large", { domain: "Message", size: 2 ** 40, limit: 2 ** 16 })),
      coverage: [],
    });
    expect(failed).toMatchInlineSnapshot(`
      "ERROR  paxos acceptors=3 ballots=2
        error     SYN203 (domain too large): the domain Message has 1099511627776
                  values; here the limit is 65536
        covered   nothing"
    `);
  });

  it("shows warnings", () => {
    const message = "rule learn was never enabled: its guard is false in every reachable state";
    expect(text({ warnings: [{ kind: "rule-never-enabled", subject: "learn", message }] })).toMatch(
      /\n\n {2}warning {3}rule learn was never enabled: its guard is false in every reachable\n {12}state$/,
    );
  });

  it("shows hints under them", () => {
    const warning = { kind: "rule-never-enabled", subject: "learn", message: "rule learn was never enabled" } as const;
    const hint = { kind: "expired-messages-kept", subject: "stale-messages", message: "messages expire here" } as const;
    expect(text({ warnings: [warning], hints: [hint] })).toContain(
      "  warning   rule learn was never enabled\n  hint      messages expire here",
    );
  });

  it("never claims more than was checked", () => {
    expect(text()).not.toMatch(/pro(ved|ven|of)/i);
  });
});

describe("colours", () => {
  const terminal = { isTTY: true };
  it("are for terminals, unless somebody says otherwise", () => {
    expect(paintFor(terminal, {})).toBe(colourPaint);
    expect(paintFor({}, {})).toBe(plainPaint);
    expect(paintFor({}, { CI: "true" })).toBe(plainPaint);
    expect(paintFor(terminal, { NO_COLOR: "1" })).toBe(plainPaint);
    expect(paintFor(terminal, { NO_COLOR: "" })).toBe(colourPaint);
    expect(paintFor(terminal, { TERM: "dumb" })).toBe(plainPaint);
    expect(paintFor({}, { FORCE_COLOR: "1" })).toBe(colourPaint);
    expect(paintFor(terminal, { FORCE_COLOR: "0" })).toBe(plainPaint);
  });

  it("change nothing but the colours", () => {
    const coloured = checkText({ verdict: holds, counterexamples: [] }, { ...options, paint: colourPaint });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(text());
    expect(coloured).not.toBe(text());
  });
});
