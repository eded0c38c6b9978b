/** Processes that rules move into procedures and out of them, in engine and interpreter alike. */
import { describe, expect, it } from "vitest";
import { check, model, program, range, scalarset, set } from "../../../src/index.ts";
import { plainPaint } from "../../../src/report/paint.ts";
import { traceJson } from "../../../src/report/state-json.ts";
import { traceText } from "../../../src/report/trace-text.ts";
import type { Trace } from "../../../src/trace/trace.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is tested is what is answered, whatever the types say.
type Loose = any;

const state = { x: range(0, 3) };
const P = scalarset("p", 2);
const procedures = {
  f: {
    local: { v: range(0, 1), seen: set(range(0, 1)) },
    steps: {
      one: {},
      two: (_: Loose, my: Loose) => {
        my.v = 1;
        my.seen.add(1);
      },
      three: {},
    },
  },
  g: { steps: { only: {} } },
};
const moving = (crash: Loose, more: Loose = {}): Loose =>
  model({
    state,
    programs: { p: program(state, P, { procedures, steps: { a: () => ({ call: "f" }) } } as Loose) },
    rules: { crash },
    ...more,
  } as Loose);
const crash = (to: string, from: string) => ({
  for: { i: P },
  when: (s: Loose, { i }: Loose) => s.p.at.get(i) === from,
  do: (s: Loose, { i }: Loose) => s.p.at.set(i, to),
});
const clean = (s: Loose, i: Loose) => s.p.f.v.get(i) === 0 && s.p.f.seen.get(i).size === 0;
const outside = {
  always: { clean: (s: Loose) => P.values.every((i) => s.p.at.get(i).startsWith("f.") || clean(s, i)) },
};
const begun = { always: { begun: (s: Loose) => P.values.every((i) => s.p.at.get(i) !== "f.one" || clean(s, i)) } };
const certified = async (made: Loose, options: Loose = {}) =>
  (await check(made, { certify: true, ...options } as Loose)).verdict;

describe("a process that a rule moves out of a procedure", () => {
  it("has left it: its variables are at their first values, and nobody is returned to", async () => {
    const verdict = await certified(moving(crash("a", "f.three"), outside), { symmetry: false });
    expect(verdict.outcome).toBe("holds");
    // Each process: a, f.one, f.two, f.three, done. A crash leads back to the very state in which it was at a.
    expect(verdict.states.distinct).toBe(25);
    const reduced = await certified(moving(crash("a", "f.three"), outside), { symmetry: true });
    expect([reduced.outcome, reduced.states.distinct, reduced.states.unreduced]).toEqual(["holds", 15, 25]);
  });

  it("has so where all are moved at once", async () => {
    const all = {
      when: (s: Loose) => s.p.at.values().includes("f.three"),
      do: (s: Loose) => s.p.at.assign(P.values.map((i) => [i, "a"])),
    };
    const verdict = await certified(moving(all, outside), { symmetry: false });
    expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 25]);
  });

  it("has so where the rule declares that it writes the place, and no more", async () => {
    const writes = ({ i }: Loose) => [["p.at", i]];
    const declared = moving({ ...crash("a", "f.three"), writes }, outside);
    const verdict = await certified(declared, { symmetry: false });
    expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 25]);
    const whole = await certified(moving({ ...crash("a", "f.three"), writes: ["p.at"] }, outside), { symmetry: false });
    expect([whole.outcome, whole.states.distinct]).toEqual(["holds", 25]);
  });

  it("keeps them where it is moved within the procedure, and returns to its caller", async () => {
    const verdict = await certified(
      moving(crash("f.two", "f.three"), {
        reachable: { kept: (s: Loose) => P.values.some((i) => s.p.at.get(i) === "f.two" && s.p.f.v.get(i) === 1) },
      }),
      { symmetry: false },
    );
    expect([verdict.outcome, verdict.states.distinct]).toEqual(["holds", 36]);
  });
});

it("a call begins with first values, whatever a rule has put there", async () => {
  const spoil = {
    for: { i: P },
    do: (s: Loose, { i }: Loose) => {
      if (s.p.at.get(i) !== "a") return;
      s.p.f.v.set(i, 1);
      s.p.f.seen.get(i).add(0);
    },
  };
  expect((await certified(moving(spoil, begun))).outcome).toBe("holds");
});

describe("a procedure that its process has not called", () => {
  it.each([
    ["from a label", crash("f.three", "a"), "p f.three"],
    ["from another procedure", crash("g.only", "f.two"), "p g.only"],
  ])("has nobody to return to: %s", async (_, rule, said) => {
    const { error, outcome } = await certified(moving(rule), { symmetry: false });
    expect(outcome).toBe("error");
    expect(error).toMatchObject({ id: "no-caller", details: { step: said } });
  });

  it("may be left by another move", async () => {
    const there = moving({
      for: { i: P },
      do: (s: Loose, { i }: Loose) => {
        s.p.at.set(i, s.p.at.get(i) === "f.three" ? "done" : s.p.at.get(i));
      },
    });
    expect((await certified(there)).outcome).toBe("holds");
  });
});

describe("a trace", () => {
  it("tells values that a call gives, not where it returns to or what is put back; the data has it all", async () => {
    const Q = range(0, 1);
    const calling = program(state, Q, {
      procedures: {
        f: {
          local: { v: range(0, 1) },
          steps: {
            one: (s, my) => {
              s.x = my.v;
            },
          },
        },
      },
      steps: { a: () => ({ call: "f", with: { v: 1 } }), b: {} },
    });
    const made = model({
      state,
      programs: { p: calling },
      always: { no: (s) => s.p.at.get(1) !== "done" || s.p.at.get(0) !== "a" },
    });
    const { verdict, counterexamples } = await check(made);
    const [found] = counterexamples;
    if (found === undefined) throw new Error(`nothing was found: ${verdict.outcome}`);
    const trace: Trace = found.trace;
    const text = traceText(trace, { paint: plainPaint, width: 80 });
    expect(text.split("\n")).toEqual([
      " 0  initial state",
      "      x        0",
      "      p.at     [0: a, 1: a]",
      " 1  p 1: a → f.one",
      "      p 1.f.v  0 → 1",
      " 2  p 1: f.one → b",
      "      x        0 → 1",
      " 3  p 1: b → done",
    ]);
    expect(Object.keys(trace.initial)).toEqual(["x", "p.at", "p.returns to", "p.f.v"]);
    expect(trace.steps[1]?.changes.map(({ path }) => path)).toEqual(["x", "p.at[1]", "p.returns to[1]", "p.f.v[1]"]);
    expect(JSON.stringify(traceJson(trace))).toContain("p.returns to[1]");
    expect(JSON.stringify(traceJson(trace))).not.toContain("unsaid");
  });

  it("tells what init and a rule put into a procedure in which the process is not", async () => {
    const made = moving(
      {
        when: (s: Loose) => s.p.at.get("p1") === "f.one",
        do: (s: Loose) => {
          s.p.at.set("p1", "done");
          s.p.f.v.set("p1", 1);
        },
      },
      {
        init: (s: Loose) => s.p.f.seen.get("p2").add(1),
        always: { no: (s: Loose) => s.p.at.get("p1") !== "done" },
      },
    );
    const { counterexamples } = await check(made, { symmetry: false });
    const text = traceText((counterexamples[0] as { trace: Trace }).trace, { paint: plainPaint, width: 80 });
    expect(text.split("\n")).toEqual([
      " 0  initial state",
      "      x         0",
      "      p.at      [p1: a, p2: a]",
      "      p.f.seen  [p1: {}, p2: {1}]",
      " 1  p1: a → f.one",
      " 2  crash",
      "      p1        f.one → done",
      "      p1.f.v    0 → 1",
    ]);
  });
});

describe("partial order on a program", () => {
  const shared = { x: range(0, 3) };
  const hintsOf = async (reads: Loose) => {
    const p = program(shared, P, { steps: { a: { await: (s: Loose) => s.x === 0, ...reads }, b: {} } } as Loose);
    const { verdict } = await check(model({ state: shared, programs: { p } } as Loose), {
      reductions: ["partial-order"],
    });
    expect(verdict.reductions).toEqual(["partial-order"]);
    return verdict.hints.map(({ kind, subject }) => [kind, subject]);
  };

  it("says so where its steps declare nothing", async () => {
    expect(await hintsOf({})).toEqual([["steps-undeclared", "p"]]);
    expect(await hintsOf({ reads: ["x"] })).toEqual([]);
  });
});
