/**
 * A constraint cuts the search and not the model: a state beyond is found, judged and not expanded, a step beyond is not
 * taken, and a verdict says how much of each there was, never nothing.
 */
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/check/exit-code.ts";
import { check, toJson, toText } from "../../src/check.ts";
import {
  flag,
  forEvery,
  type Model,
  map,
  model,
  program,
  protocol,
  range,
  ranks,
  scalarset,
  set,
  system,
  weak,
} from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { replay } from "../../src/trace/replay.ts";
import { checkInduction } from "../../src/verify/induction/induction.ts";
import { refusal } from "../support/refusal.ts";

/** Two counters to 9, as far as their sum is no more than `sum`. */
function counters(sum: number, more: object = {}): Model {
  const up = (n: "a" | "b") => ({
    when: (s: { a: number; b: number }) => s[n] < 9,
    do: (s: { a: number; b: number }) => {
      s[n] += 1;
    },
  });
  return model({
    name: "counters",
    state: { a: range(0, 9), b: range(0, 9) },
    rules: { a: up("a"), b: up("b") },
    constraint: { always: { "small sum": (s) => s.a + s.b <= sum } },
    always: { near: (s) => s.a + s.b <= sum + 1 },
    ...more,
  });
}

describe("a bound on states", () => {
  it("has states beyond found, judged and not expanded, and counts them", async () => {
    const { verdict } = await check(counters(3));
    expect(verdict).toMatchObject({
      outcome: "holds",
      complete: true,
      states: { distinct: 10 + 5, generated: 1 + 2 * 10, depth: 4 },
      terminalStates: 0,
      constraint: { states: 5, steps: 0, bounds: [{ name: "small sum", kind: "always", beyond: 5 }] },
    });
    expect(verdict.judged).toMatchObject({ all: true, states: 15 });
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it("finds a violation in a state beyond, and none in what would follow on it", async () => {
    const beyond = await check(counters(3, { always: { near: (s: { a: number; b: number }) => s.a < 4 } }));
    expect(beyond.verdict.properties).toMatchObject([{ name: "near", outcome: "violated", steps: 4 }]);
    const after = await check(counters(3, { always: { near: (s: { a: number; b: number }) => s.a < 5 } }));
    expect(after.verdict.properties).toMatchObject([{ name: "near", outcome: "holds" }]);
  });

  it("says in the text what it was about, and in JSON", async () => {
    const result = await check(counters(3));
    const text = toText(result, { width: 120 });
    expect(text).toContain("HOLDS  counters, within the constraint\n");
    expect(text).toContain("covered   every state of this configuration that is reached within the constraint\n");
    expect(text).toContain("beyond    5 states found, judged and not expanded: small sum\n");
    expect(toJson(result)["constraint"]).toEqual({
      states: 5,
      steps: 0,
      bounds: [{ name: "small sum", kind: "always", beyond: 5 }],
    });
  });

  it("says so where nothing lay beyond: then what holds does so altogether", async () => {
    const result = await check(counters(18));
    expect(result.verdict).toMatchObject({ states: { distinct: 100 }, terminalStates: 1 });
    expect(result.verdict.constraint).toMatchObject({ states: 0, steps: 0 });
    const text = toText(result, { width: 120 });
    expect(text).toContain("HOLDS  counters\n");
    expect(text).toContain("covered   every reachable state of this configuration, complete\n");
    expect(text).toContain("beyond    nothing: no state or step met was beyond the constraint (small sum)\n");
  });

  it("names every bound, also one that cut nothing beside others that did", async () => {
    const result = await check(
      counters(3, {
        constraint: {
          always: { "small sum": (s: { a: number; b: number }) => s.a + s.b <= 3, few: () => true },
          step: { any: () => true },
        },
      }),
    );
    expect(result.verdict).toMatchObject({
      outcome: "holds",
      constraint: { states: 5, steps: 0, bounds: [{ beyond: 5 }, { beyond: 0 }, { beyond: 0 }] },
    });
    expect(toText(result, { width: 120 })).toContain(
      "beyond    5 states found, judged and not expanded: small sum 5, few 0\n            0 steps not taken: any\n",
    );
  });

  it("is null in the verdict of a model without one", async () => {
    const { verdict } = await check(counters(18, { constraint: false }));
    expect(verdict.constraint).toBeNull();
    expect(verdict.states.distinct).toBe(100);
  });

  it("keeps effects from being run where they would leave a domain", async () => {
    const endless = (bounded: boolean) =>
      model({
        state: { n: range(0, 4) },
        rules: { up: { do: (s) => void s.n++ } },
        constraint: bounded && { always: { small: (s) => s.n <= 3 } },
        always: { "not negative": (s) => s.n >= 0 },
      });
    expect((await check(endless(false))).verdict.error?.id).toBe("out-of-domain");
    const { verdict } = await check(endless(true));
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 5 }, constraint: { states: 1 } });
  });

  it("counts a state beyond several bounds once, and under the name of each", async () => {
    const { verdict } = await check(
      counters(3, {
        constraint: {
          always: {
            "small sum": (s: { a: number; b: number }) => s.a + s.b <= 3,
            "small a": (s: { a: number }) => s.a <= 3,
            "small b": false,
          },
        },
      }),
    );
    expect(verdict.constraint).toEqual({
      states: 5,
      steps: 0,
      bounds: [
        { name: "small sum", kind: "always", beyond: 5 },
        { name: "small a", kind: "always", beyond: 1 },
      ],
    });
  });

  it("is asked of initial states as of all others", async () => {
    const { verdict } = await check(
      counters(3, {
        init: {
          for: { b: range(0, 9) },
          do: (s: { b: number }, { b }: { b: number }) => {
            s.b = b;
          },
        },
        always: { any: (s: { b: number }) => s.b < 9 },
      }),
    );
    // Those that begin beyond are found and judged: 4 to 9, and 4 more on the edge.
    expect(verdict).toMatchObject({
      outcome: "violated",
      properties: [{ name: "any", outcome: "violated", steps: 0 }],
    });
    const whole = await check(
      counters(3, {
        init: {
          for: { b: range(0, 9) },
          do: (s: { b: number }, { b }: { b: number }) => {
            s.b = b;
          },
        },
        always: {},
      }),
    );
    expect(whole.verdict).toMatchObject({
      states: { distinct: 10 + 5 + 5 },
      constraint: { states: 10 },
      terminalStates: 0,
    });
  });
});

describe("a bound on steps", () => {
  const slow = (more: object = {}) =>
    model({
      state: { n: range(0, 9) },
      rules: {
        one: { when: (s) => s.n < 9, do: (s) => void s.n++ },
        three: {
          when: (s) => s.n < 7,
          do: (s) => {
            s.n += 3;
          },
        },
        back: {
          do: (s) => {
            s.n = 0;
          },
        },
      },
      constraint: { step: { "no leaps": (s, t) => t.n - s.n < 2 } },
      step: { "by one": (s, t) => t.n <= s.n + 1 },
      ...more,
    });

  it("has steps beyond not taken, which are enabled all the same", async () => {
    const result = await check(slow());
    expect(result.verdict).toMatchObject({
      outcome: "holds",
      states: { distinct: 10, generated: 1 + 9 + 7 + 10, depth: 9 },
      constraint: { states: 0, steps: 7, bounds: [{ name: "no leaps", kind: "step", beyond: 7 }] },
    });
    expect(result.verdict.coverage).toMatchObject([
      { rule: "one", enabled: 9, deeper: 9 },
      { rule: "three", enabled: 7, deeper: 0 },
      { rule: "back", enabled: 10, deeper: 0 },
    ]);
    expect(result.verdict.judged).toMatchObject({ all: true });
    expect(toText(result, { width: 120 })).toContain("beyond    7 steps not taken: no leaps\n");
  });

  it("goes with one on states", async () => {
    const both = slow({
      constraint: {
        always: { small: (s: { n: number }) => s.n <= 4 },
        step: { "no leaps": (s: { n: number }, t: { n: number }) => t.n - s.n < 2 },
      },
    });
    expect((await check(both)).verdict).toMatchObject({
      states: { distinct: 6 },
      constraint: {
        states: 1,
        steps: 5,
        bounds: [
          { name: "small", kind: "always", beyond: 1 },
          { name: "no leaps", kind: "step", beyond: 5 },
        ],
      },
    });
  });
});

describe("what a constraint does to claims", () => {
  it("has no deadlock beyond, nor where all steps lie beyond, and finds one within", async () => {
    const stops = (constraint: object, last: number) =>
      model({
        state: { n: range(0, 9) },
        rules: { up: { when: (s) => s.n < last, do: (s) => void s.n++ } },
        constraint,
        terminal: "forbidden",
      });
    const cases = [
      [{ always: { small: (s: { n: number }) => s.n < 5 } }, 5, "holds"],
      [{ step: { small: (_: object, t: { n: number }) => t.n <= 5 } }, 9, "holds"],
      [{ always: { small: (s: { n: number }) => s.n < 5 } }, 4, "violated"],
      [{ step: { small: (_: object, t: { n: number }) => t.n <= 5 } }, 5, "violated"],
    ] as const;
    for (const [constraint, last, outcome] of cases) {
      const { verdict, counterexamples } = await check(stops(constraint, last));
      expect(verdict.properties).toMatchObject([{ name: "no deadlock", outcome }]);
      expect(counterexamples.map(({ trace }) => trace.steps.length)).toEqual(outcome === "violated" ? [last] : []);
    }
  });

  it("is why a state was not reached, which is violated as ever, and said to be so within the constraint", async () => {
    const far = {
      reachable: { far: (s: { a: number; b: number }) => s.a + s.b > 4, edge: (s: { a: number }) => s.a === 4 },
    };
    const result = await check(counters(3, far));
    expect(result.verdict.properties).toMatchObject([
      { name: "near", outcome: "holds" },
      { name: "far", outcome: "violated" },
      { name: "edge", outcome: "holds", steps: 4 },
    ]);
    expect(exitCodeOf(result.verdict)).toBe(12);
    expect(result.verdict.warnings.map(({ message }) => message)).toEqual([
      "no state that is reached within the constraint satisfies far",
    ]);
    expect(toText(result, { width: 120 })).toContain("not reached within the constraint, in 15 states");
  });

  it("is why a rule was never enabled", async () => {
    const reset = {
      rules: {
        a: { when: (s: { a: number }) => s.a < 9, do: (s: { a: number }) => void s.a++ },
        reset: {
          when: (s: { a: number }) => s.a > 4,
          do: (s: { a: number }) => {
            s.a = 0;
          },
        },
      },
    };
    const { verdict } = await check(counters(3, reset));
    expect(verdict.warnings.map(({ message }) => message)).toEqual([
      "rule reset was never enabled within the constraint: its guard is false in every state that was expanded",
    ]);
  });

  it("refuses properties over time, and says what to do", () => {
    for (const over of ["eventually", "alwaysEventually", "eventuallyAlways", "alwaysReachable"] as const) {
      const error = refusal(() => counters(3, { [over]: { there: (s: { a: number }) => s.a === 2 } }));
      expect(error.code).toBe("SYN214");
      expect(error.message).toContain("there");
      expect(error.message).toContain("small sum");
      expect(error.remedy).toContain("constraint: bounded && { ... }");
    }
    const pair = [(s: { a: number }) => s.a === 1, (s: { a: number }) => s.a === 2] as const;
    expect(refusal(() => counters(3, { leadsTo: { there: pair } })).code).toBe("SYN214");
    // Of either alone there may be as many as one likes.
    counters(3, { leadsTo: { there: false }, fairness: { fair: weak("a") } });
    counters(3, { constraint: { always: { "small sum": false } }, leadsTo: { there: pair } });
  });

  it("refuses induction", () => {
    expect(refusal(() => checkInduction(counters(3), { any: () => true })).code).toBe("SYN214");
  });
});

describe("a constraint that is none", () => {
  const given = (constraint: unknown) => refusal(() => counters(3, { constraint }));
  it.each([
    ["a predicate", () => true, "SYN212"],
    ["a key that there is not", { allways: { small: () => true } }, "SYN211"],
    ["predicates without names", { always: () => true }, "SYN209"],
    ["a bound that is no predicate", { always: { small: 3 } }, "SYN209"],
    ["a bound on states of two states", { always: { small: (_: object, __: object) => true } }, "SYN209"],
    ["two bounds of one name", { always: { small: () => true }, step: { small: () => true } }, "SYN205"],
  ])("%s is refused", (_, constraint, code) => {
    expect(given(constraint).code).toBe(code);
  });

  it("a bound that answers no boolean ends the check with the state where it does not", async () => {
    const odd = counters(3, { constraint: { always: { odd: (s: { a: number }) => (s.a < 2 ? true : "no") } } });
    const { verdict, counterexamples } = await check(odd);
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "bad-property" } });
    expect(counterexamples.map(({ claim, trace }) => [claim, trace.steps.length])).toEqual([["property-throws", 2]]);
  });

  it("a bound that throws of an initial state is told with that state, which is audited first", async () => {
    const { verdict, counterexamples } = await check(
      counters(3, {
        constraint: {
          always: {
            odd: (s: { a: number }) => {
              if (s.a === 0) throw new Error("mine");
              return true;
            },
          },
        },
      }),
    );
    expect(verdict.error?.id).toBe("property-threw");
    expect(verdict.states).toMatchObject({ distinct: 1, depth: 0 });
    expect(counterexamples.map(({ claim, trace }) => [claim, trace.steps.length])).toEqual([["property-throws", 0]]);
  });

  it("a bound on steps that throws ends the check with the step for which it does", async () => {
    const odd = counters(3, {
      constraint: {
        step: {
          odd: (_: object, t: { a: number }) => {
            if (t.a === 2) throw new Error("mine");
            return true;
          },
        },
      },
    });
    const { verdict, counterexamples } = await check(odd);
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "property-threw" } });
    expect(counterexamples.map(({ trace }) => [trace.steps.length, trace.failing?.rule])).toEqual([[1, "a"]]);
    expect(counterexamples[0]?.trace.failing?.bound).toBe("odd (of the constraint)");
    const shown = toText({ verdict, counterexamples });
    expect(shown).toContain("odd (of the constraint) throws, asked of a here");
    expect(shown).not.toContain("a throws in this state");
  });

  it("a rule that throws beside such a bound is said to throw itself", async () => {
    const broken = model({
      state: { a: range(0, 2) },
      rules: {
        a: {
          do: (s) => {
            s.a += 1;
          },
        },
      },
      constraint: { step: { rises: (s, t) => s.a < t.a } },
    });
    const { counterexamples } = await check(broken);
    expect(counterexamples[0]?.trace.failing).toMatchObject({ rule: "a" });
    expect(counterexamples[0]?.trace.failing).not.toHaveProperty("bound");
  });

  it("a bound that is no function of the state is found out", async () => {
    let asked = 0;
    const { verdict } = await check(counters(3, { constraint: { always: { odd: () => asked++ % 2 === 0 } } }));
    expect(verdict.error?.id).toBe("impure-model");
  });
});

describe("whoever searches", () => {
  it.each([
    ["the exact store", { store: "exact" }],
    ["every state judged again", { certify: true }],
    ["a shortest counterexample asked for", { shortest: true, keepGoing: true }],
  ] as const)("%s says the same", async (_, options) => {
    const { verdict } = await check(counters(3), options);
    expect(verdict).toMatchObject({
      outcome: "holds",
      states: { distinct: 15, generated: 21, depth: 4 },
      constraint: { states: 5 },
    });
  });

  it("a search with a limit counts what lay beyond as far as it came", async () => {
    const { verdict } = await check(counters(3), { maxDepth: 3 });
    expect(verdict).toMatchObject({ outcome: "undecided", states: { distinct: 10 }, constraint: { states: 0 } });
    const deeper = await check(counters(3), { maxDepth: 4 });
    expect(deeper.verdict).toMatchObject({ outcome: "holds", states: { distinct: 15 }, constraint: { states: 5 } });
  });

  it("does not order steps partially", async () => {
    const ordered = model({
      state: { a: range(0, 3), b: range(0, 3) },
      rules: {
        a: { reads: ["a"], writes: ["a"], when: (s) => s.a < 3, do: (s) => void s.a++ },
        b: { reads: ["b"], writes: ["b"], when: (s) => s.b < 3, do: (s) => void s.b++ },
      },
      constraint: { always: { "a first": (s) => s.b === 0 || s.a === 3 } },
      always: { small: (s) => s.a <= 3 },
    });
    const { verdict } = await check(ordered, { reductions: ["partial-order"] });
    expect(verdict.reductions).toEqual([]);
    expect(verdict.dropped).toMatchObject([{ reduction: "partial-order" }]);
    expect(verdict.dropped[0]?.reason).toContain("a first");
    expect(verdict).toMatchObject({ states: { distinct: 10 }, constraint: { states: 3 } });
  });
});

describe("symmetry within a constraint", () => {
  const Node = scalarset("n", 4);
  const votes = (constraint: object, more: object = {}) =>
    model({
      state: { voted: set(Node), seen: map(Node, range(0, 2)) },
      rules: {
        vote: {
          for: { n: Node },
          when: (s, { n }) => !s.voted.has(n),
          do: (s, { n }) => s.voted.add(n),
        },
        see: {
          for: { n: Node },
          when: (s, { n }) => s.seen.get(n) < 2,
          do: (s, { n }) => s.seen.set(n, s.seen.get(n) + 1),
        },
      },
      constraint,
      always: { any: (s) => s.voted.size <= 4 },
      ...more,
    });
  const few = { always: { "few votes": (s: { voted: { size: number } }) => s.voted.size <= 2 } };

  it("keeps verdicts, and all states stand for as many as without it", async () => {
    const without = await check(votes(few), { symmetry: false });
    const reduced = await check(votes(few), { symmetry: true });
    expect(without.verdict.states.distinct).toBe((1 + 4 + 6 + 4) * 81);
    expect(without.verdict.constraint?.states).toBe(4 * 81);
    expect(reduced.verdict.reductions).toEqual(["symmetry"]);
    expect(reduced.verdict.states.unreduced).toBe(without.verdict.states.distinct);
    expect(reduced.verdict.judged?.all).toBe(true);
    // Of those visited: three of four have voted, and what they have seen up to renaming.
    expect(reduced.verdict.constraint?.states).toBe(10 * 3);
  });

  it("refuses a bound that tells elements apart", async () => {
    const biased = { always: { "n1 waits": (s: { voted: { has(n: string): boolean } }) => !s.voted.has("n1") } };
    const { verdict } = await check(votes(biased), { symmetry: true });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "asymmetric-model" } });
    expect(JSON.stringify(verdict.error)).toContain("n1 waits (of the constraint)");
    const step = { step: { "n1 waits": (_: object, t: { voted: { has(n: string): boolean } }) => !t.voted.has("n1") } };
    expect((await check(votes(step), { symmetry: true })).verdict.error?.id).toBe("asymmetric-model");
  });

  it("finds a shortest counterexample, as the model's own steps", async () => {
    const broken = votes(few, { always: { any: (s: { voted: { size: number } }) => s.voted.size < 3 } });
    const { verdict, counterexamples } = await check(broken, { symmetry: true });
    expect(verdict.properties).toMatchObject([{ name: "any", outcome: "violated", steps: 3 }]);
    expect(counterexamples[0]?.trace.steps.map(({ rule }) => rule)).toEqual(["vote", "vote", "vote"]);
  });
});

describe("a system of roles", () => {
  const world = system({
    roles: { node: { processes: scalarset("p", 2), stable: { sent: range(0, 3) } } },
    messages: { ping: { from: "node", to: "node" } },
    network: { kind: "bag", capacity: 6 },
  });
  const node = world.role("node", {
    rules: {
      send: {
        when: (row) => row.sent < 3,
        do: (row, { self, send }) => {
          row.sent += 1;
          send.ping({ to: self });
        },
      },
    },
    receive: { ping: { do: () => {} } },
  });

  it("takes bounds on the whole system", async () => {
    const bounded = world.model({
      roles: [node],
      constraint: { always: { "few messages": (s) => s.sent.size <= 1 } },
      always: { few: (s) => s.sent.size <= 2 },
    });
    const { verdict } = await check(bounded, { symmetry: false });
    expect(verdict).toMatchObject({ outcome: "holds", constraint: { bounds: [{ name: "few messages" }] } });
    expect(verdict.constraint?.states).toBeGreaterThan(0);
  });
});

describe("a trace", () => {
  it("is not replayed through what lies beyond, and the error says why", () => {
    const up = { initial: 0, steps: [0, 0, 0, 0, 0] };
    const claim = { kind: "property", property: counters(3).properties[0] } as never;
    expect(refusal(() => replay(counters(3), up, claim)).message).toContain("beyond the constraint: small sum");
    const leap = counters(3, { constraint: { step: { still: () => false } } });
    expect(refusal(() => replay(leap, { initial: 0, steps: [0] }, claim)).message).toContain(
      "a is beyond the constraint there",
    );
  });

  it("has in the interpreter no successors beyond", () => {
    const interpreter = interpret(counters(0));
    const [one] = interpreter.initialStates().flatMap((state) => interpreter.successors(state));
    expect(one).toBeDefined();
    if (one === undefined) return;
    expect(interpreter.successors(one.state)).toEqual([]);
    expect(interpreter.isTerminal(one.state)).toBe(false);
  });
});

it("may depend on a parameter, and is then told or not by each model", async () => {
  const family = protocol({ name: "family", parameters: { bounded: flag() } }, ({ bounded }) =>
    model({
      state: { n: range(0, 5) },
      rules: { up: { when: (s) => s.n < 5, do: (s) => void s.n++ } },
      constraint: bounded && { always: { small: (s) => s.n < 3 } },
      eventually: { top: !bounded && ((s) => s.n === 5) },
      fairness: { fair: weak("up") },
    }),
  );
  expect((await check(family({ bounded: true }))).verdict.constraint?.states).toBe(1);
  expect((await check(family({ bounded: false }))).verdict).toMatchObject({ outcome: "holds", constraint: null });
});

describe("its types", () => {
  it("refuse each mistake at the word that is wrong", () => {
    const state = { n: range(0, 3) };
    const rules = { up: { when: () => false, do: () => {} } };
    const made = [
      () =>
        model({ state, rules, constraint: { always: { small: (s) => s.n < 2 }, step: { slow: (s, t) => s.n < t.n } } }),
      // @ts-expect-error no such field
      () => model({ state, rules, constraint: { always: { small: (s) => s.m < 2 } } }),
      // @ts-expect-error not a boolean
      () => model({ state, rules, constraint: { always: { small: (s) => s.n } } }),
      // @ts-expect-error no such key
      () => model({ state, rules, constraint: { allways: { small: () => true } } }),
      // @ts-expect-error of one state
      () => model({ state, rules, constraint: { always: { small: (s, t) => s.n < t.n } } }),
      // @ts-expect-error a predicate without a name
      () => model({ state, rules, constraint: { always: (s) => s.n < 2 } }),
    ];
    expect(made[0]?.().bounds.map(({ name }) => name)).toEqual(["small", "slow"]);
    // Names of bounds are no names of properties.
    const named = model({ state, rules, constraint: { always: { small: () => true } }, always: { any: () => true } });
    // @ts-expect-error it is not one
    void (() => check(named, { properties: ["small"] }));
  });
});

describe("programs", () => {
  const Customer = range(1, 2);
  const state = { ticket: map(Customer, range(0, 4)) };
  const customer = program(state, Customer, {
    steps: {
      away: {},
      draw: (s, my) => s.ticket.set(my.self, 1 + Math.max(...s.ticket.values())),
      wait: { await: (s, my) => s.ticket.values().every((n) => n === 0 || s.ticket.get(my.self) <= n) },
      leave: (s, my) => {
        s.ticket.set(my.self, 0);
        return "away";
      },
    },
  });
  const shop = (claims: object) =>
    model({
      state,
      programs: { customer },
      constraint: {
        always: {
          "few tickets": (s) => s.ticket.values().every((n) => n <= 3),
          "any place": (s) => s.customer.at.get(1) !== "done",
        },
      },
      always: { "one at a time": (s) => s.customer.at.values().filter((at) => at === "leave").length <= 1 },
      ...claims,
    });

  it("are seen by bounds as by properties", async () => {
    const { verdict } = await check(shop({}));
    expect(verdict).toMatchObject({ outcome: "holds", constraint: { bounds: [{ beyond: 4 }, { beyond: 0 }] } });
  });

  it("are seen by families and conditions of fairness, without it", async () => {
    const counted = model({
      state,
      programs: { customer },
      normalise: (s) => ranks([s.ticket], { keep: [0] }),
      leadsTo: {
        "who draws gets in": forEvery(Customer, (c) => [
          (s) => s.customer.at.get(c) === "wait",
          (s) => s.customer.at.get(c) === "leave",
        ]),
      },
      fairness: {
        "go on": customer.weak({ except: ["away"] }),
        "where it draws": weak(["customer away"], {
          when: (s: { customer: { at: { get(c: 1): string } } }) => s.customer.at.get(1) === "away",
        }),
      },
    });
    const { verdict } = await check(counted);
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["who draws gets in: 1", "holds"],
      ["who draws gets in: 2", "holds"],
      ["no deadlock", "holds"],
    ]);
    expect((await check(counted, { fairness: "where it draws" })).verdict.outcome).toBe("violated");
  });
});
