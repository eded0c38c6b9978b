import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Counterexample } from "../../src/check/counterexample.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import {
  boolean,
  enumeration,
  lags,
  type Model,
  map,
  members,
  model,
  optional,
  range,
  scalarset,
  sequence,
  set,
  system,
} from "../../src/index.ts";
import { counterexampleText } from "../../src/report/counterexample-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { traceJson } from "../../src/report/state-json.ts";
import { shownOf } from "../../src/report/verdict-text.ts";
import { reasonsBlocks } from "../../src/report/why-text.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { explain } from "../../src/why/explain.ts";
import { judgedByTables, pair, pairOf } from "../support/random-refinement.ts";

afterEach(() => setThresholds({}));

const FIXTURE = join(import.meta.dirname, "../support/random-refinement.ts");

const alone = { workers: 1 } as const;

/** Outcome and length of the link, and what it ends with. */
async function linkOf(made: Model, options: CheckOptions = alone): Promise<readonly unknown[]> {
  const { verdict } = await check(made, options);
  const link = verdict.properties.find(({ kind }) => kind === "refinement");
  return [link?.outcome, link?.steps, verdict.error?.id ?? null];
}

/** Counts from 0 to 3 and stays there. */
const counting = {
  name: "counter",
  state: { n: range(0, 3) },
  rules: {
    up: {
      when: (s: { n: number }) => s.n < 3,
      do: (s: { n: number }) => {
        s.n += 1;
      },
    },
  },
} as const;
const counter = model(counting);

/** Two halves of a count; `by`: by how much the second goes up. */
const halves = (by: number, more: object = {}) =>
  model({
    state: { n: range(0, 6), half: boolean },
    rules: {
      half: {
        when: (s) => !s.half && s.n < 3,
        do: (s) => {
          s.half = true;
        },
      },
      whole: {
        when: (s) => s.half,
        do: (s) => {
          s.half = false;
          s.n += s.n === 2 ? by : 1;
        },
      },
    },
    refines: { counter: { model: counter, map: (s) => ({ n: Math.min(s.n, 3) }) } },
    ...more,
  });

describe("a link", () => {
  it("is as the tables of random pairs say, of each kind of fault, with one worker and with two, in every engine", async () => {
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
        const { fault } = pairOf(seed);
        const steps = judgedByTables(pairOf(seed));
        met.set(`${fault}: ${steps === null}`, (met.get(`${fault}: ${steps === null}`) ?? 0) + 1);
        const expected = [steps === null ? "holds" : "violated", steps, null];
        expect(await linkOf(pair({ seed }))).toEqual(expected);
        expect(await linkOf(pair({ seed }), { ...alone, store: "exact", keepGoing: true })).toEqual(expected);
        setThresholds({ kernelFrom: 1, sliceMs: 1, memoFrom: 1, learningWindow: 4 });
        expect(await linkOf(pair({ seed }))).toEqual(expected);
        setThresholds({});
      }),
      { numRuns: 60 },
    );
    // What each fault does must show at times, and what is right must hold.
    expect(met.get("nothing: false")).toBeUndefined();
    for (const fault of ["wrong map", "missing step", "initial state too many", "random"])
      expect(met.get(`${fault}: false`), fault).toBeGreaterThan(0);
    for (const fault of ["nothing", "missing step"]) expect(met.get(`${fault}: true`), fault).toBeGreaterThan(0);
  });

  it("is judged by two threads as by one, with the same trace", async () => {
    const module = await bundle({ given: FIXTURE, path: FIXTURE, export: null });
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const one = await check(pair({ seed }), alone);
      const crew = threadCrew({ module, export: "pair", parameters: { seed }, mutant: null }, 2);
      const two = await check(pair({ seed }), { crew, eager: true }).finally(() => crew.close());
      expect(two.verdict).toMatchObject({ alone: null, workers: 2 });
      expect(two.verdict.properties).toEqual(one.verdict.properties);
      expect(two.counterexamples).toEqual(one.counterexamples);
      expect(one.verdict.properties[0]?.steps).toBe(judgedByTables(pairOf(seed)));
    }
  });

  it("holds where every step is a step or a stutter", async () => {
    expect(await linkOf(halves(1))).toEqual(["holds", null, null]);
  });

  it("is violated by a map that is wrong in one state, at the least depth", async () => {
    const wrong = { refines: { counter: { model: counter, map: (s: { n: number }) => ({ n: s.n === 2 ? 3 : s.n }) } } };
    const { verdict, counterexamples } = await check(halves(1, wrong), alone);
    expect(verdict.properties).toEqual([
      { name: "refines counter", kind: "refinement", outcome: "violated", steps: 4, loop: null },
    ]);
    const [shown] = counterexamples;
    expect(shown?.trace.abstract).toMatchObject({
      link: "counter",
      model: "counter",
      isInitial: true,
      steps: [
        { is: "stutter", rule: null },
        { is: "step", rule: "up", others: 0 },
        { is: "stutter" },
        { is: "none", rule: null, changes: [{ kind: "set", path: "n", before: "1", after: "3" }] },
      ],
    });
  });

  it("is violated by an initial state that maps to none, which is shown without a step", async () => {
    const starts = {
      init: {
        for: { n: range(0, 1) },
        do: (s: { n: number }, { n }: { n: number }) => {
          s.n = n;
        },
      },
    };
    const { verdict, counterexamples } = await check(halves(1, starts), alone);
    expect(verdict.properties[0]).toMatchObject({ outcome: "violated", steps: 0 });
    expect(counterexamples[0]?.trace.abstract).toMatchObject({ isInitial: false, steps: [] });
    expect(counterexamples[0]?.list.steps).toEqual([]);
  });

  it("may begin in any of many initial states of the abstract model", async () => {
    const many = model({
      state: counter.schema as { n: ReturnType<typeof range> },
      init: {
        for: { n: range(0, 3) },
        do: (s, { n }) => {
          s.n = n;
        },
      },
      rules: {
        rest: { do: () => {} },
      },
    });
    const fixed = (most: number) =>
      model({
        state: { n: range(0, 3) },
        init: {
          for: { n: range(0, most) },
          do: (s, { n }) => {
            s.n = n;
          },
        },
        rules: { rest: { do: () => {} } },
        refines: { many: { model: many, map: (s) => ({ n: s.n }) } },
      });
    expect(await linkOf(fixed(3))).toEqual(["holds", null, null]);
  });

  it("to a model without fields holds, since everything is a stutter", async () => {
    const nothing = model({ state: {}, rules: { rest: { do: () => {} } } });
    expect(await linkOf(halves(4, { refines: { nothing: { model: nothing, map: () => ({}) } } }))).toEqual([
      "holds",
      null,
      null,
    ]);
  });

  it("asks nothing of steps that change nothing, and takes an abstract rule that changes nothing for a stutter", async () => {
    const lazy = model({
      state: { n: range(0, 3) },
      rules: { rest: { do: () => {} } },
      refines: {
        rest: {
          model: model({ state: { n: range(0, 3) }, rules: { rest: { do: () => {} } } }),
          map: (s) => ({ n: s.n }),
        },
      },
    });
    expect(await linkOf(lazy)).toEqual(["holds", null, null]);
  });

  it("is chosen by its name, and switched off by false", async () => {
    const both = halves(3, { always: { "below six": (s: { n: number }) => s.n < 5 } });
    const { verdict } = await check(both, { ...alone, properties: ["refines counter"] });
    expect(verdict.properties.map(({ name }) => name)).toEqual(["refines counter"]);
    expect(halves(1, { refines: { counter: false } }).properties).toEqual([]);
  });

  it("goes on when another property is violated, if asked to", async () => {
    const both = halves(1, { always: { "below one": (s: { n: number }) => s.n < 1 } });
    const { verdict } = await check(both, { ...alone, keepGoing: true });
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["below one", "violated"],
      ["refines counter", "holds"],
    ]);
  });

  it("is judged within the constraint of the concrete model, and not within that of the abstract one", async () => {
    const bounded = model({
      ...counting,
      constraint: { always: { small: (s: { n: number }) => s.n < 1 } },
    });
    const steep = { constraint: { always: { low: (s: { n: number }) => s.n < 2 } } };
    expect(
      await linkOf(
        halves(4, { refines: { counter: { model: bounded, map: (s: { n: number }) => ({ n: Math.min(3, s.n) }) } } }),
      ),
    ).toEqual(["holds", null, null]);
    expect(
      await linkOf(
        halves(2, {
          ...steep,
          refines: {
            counter: { model: counter, map: (s: { n: number; half: boolean }) => ({ n: s.n > 2 ? 0 : s.n }) },
          },
        }),
      ),
    ).toEqual(["holds", null, null]);
  });

  it("is undecided where the search ends before it was through", async () => {
    expect(await linkOf(halves(1), { ...alone, maxStates: 3 })).toEqual(["undecided", null, "limit-reached"]);
  });

  it("is judged by random runs as well", async () => {
    const found = await simulate(
      halves(1, { refines: { counter: { model: counter, map: (s: { n: number }) => ({ n: s.n === 2 ? 3 : s.n }) } } }),
      {
        runs: 20,
        depth: 20,
        workers: 1,
      },
    );
    expect(found.counterexamples[0]).toMatchObject({ property: "refines counter" });
    const starts = {
      init: (s: { n: number }) => {
        s.n = 1;
      },
    };
    const start = await simulate(halves(1, starts), { runs: 2, depth: 5, workers: 1 });
    expect(start.counterexamples[0]).toMatchObject({ property: "refines counter", list: { steps: [] } });
  });

  it("puts what the map answers into collections, by its own rules of assignment", async () => {
    const Node = scalarset("n", 2);
    const state = { at: map(Node, range(0, 3)), seen: set(Node), log: sequence(range(0, 3), { capacity: 2 }) };
    const abstract = model({
      state,
      rules: {
        move: {
          for: { n: Node },
          when: (s, { n }) => s.at.get(n) < 3,
          do: (s, { n }) => {
            s.at.set(n, s.at.get(n) + 1);
            s.seen.add(n);
          },
        },
        forget: {
          for: { n: members(state.seen) },
          do: (s, { n }) => {
            s.seen.delete(n);
          },
        },
        note: {
          when: (s) => s.log.length < 2,
          do: (s) => {
            s.log.push(1);
          },
        },
      },
    });
    const concrete = (jump: number) =>
      model({
        state: { at: map(Node, range(0, 3)), moved: map(Node, boolean), notes: range(0, 2) },
        rules: {
          move: {
            for: { n: Node },
            when: (s, { n }) => !s.moved.get(n) && s.at.get(n) + jump < 4,
            do: (s, { n }) => {
              s.at.set(n, s.at.get(n) + jump);
              s.moved.set(n, true);
            },
          },
          rest: {
            for: { n: Node },
            when: (s, { n }) => s.moved.get(n),
            do: (s, { n }) => {
              s.moved.set(n, false);
            },
          },
          note: {
            when: (s) => s.notes < 2,
            do: (s) => {
              s.notes += 1;
            },
          },
        },
        refines: {
          abstract: {
            model: abstract,
            map: (s) => ({
              at: s.at,
              seen: Node.values.filter((n) => s.moved.get(n)),
              log: Array.from({ length: s.notes }, () => 1),
            }),
          },
        },
      });
    expect(await linkOf(concrete(1))).toEqual(["holds", null, null]);
    expect(await linkOf(concrete(2))).toEqual(["violated", 1, null]);
    expect(await linkOf(concrete(1), { ...alone, symmetry: true })).toEqual(["holds", null, null]);
    expect(await linkOf(concrete(2), { ...alone, symmetry: true })).toEqual(["violated", 1, null]);
    const { verdict } = await check(concrete(1), { ...alone, symmetry: true });
    expect(verdict.reductions).toEqual(["symmetry"]);
  });

  it("may be of a system of roles, under its reductions", async () => {
    const world = system({
      roles: { node: { processes: scalarset("n", 2), stable: { told: boolean } } },
      messages: { hello: { from: "node", to: "node" } },
      network: "set",
    });
    const telling = (more: object) =>
      world.model({
        roles: [
          world.role("node", {
            rules: { say: { do: (_, { self, send }) => send.hello({ to: self === "n1" ? "n2" : "n1" }) } },
            receive: {
              hello: {
                do: (row) => {
                  row.told = true;
                },
              },
            },
          }),
        ],
        ...more,
      });
    const told = (most: number) =>
      model({
        state: { told: range(0, 2) },
        rules: {
          tell: {
            when: (s) => s.told < most,
            do: (s) => {
              s.told += 1;
            },
          },
        },
      });
    const count = (s: { node: { told: Iterable<readonly [string, boolean]> } }) => ({
      told: [...s.node.told].filter(([, is]) => is).length,
    });
    expect(await linkOf(telling({ refines: { told: { model: told(2), map: count } } }))).toEqual(["holds", null, null]);
    const violated = ["violated", 4, null];
    expect(await linkOf(telling({ refines: { told: { model: told(1), map: count } } }))).toEqual(violated);
    for (const reductions of [["partial-order"], ["stale-messages"]] as const)
      expect(
        await linkOf(telling({ refines: { told: { model: told(1), map: count } } }), { ...alone, reductions }),
      ).toEqual(violated);
  });
});

describe("a counterexample to a link", () => {
  const Voter = scalarset("n", 2);
  const ballots = (mayRevote: boolean, more: object = {}) =>
    model({
      name: "ballots",
      state: { votes: map(Voter, optional(range(0, 1))), open: boolean },
      init: (s) => {
        s.open = true;
      },
      rules: {
        vote: {
          for: { n: Voter, v: range(0, 1) },
          when: (s, { n }) => s.open && (mayRevote || s.votes.get(n) === null),
          do: (s, { n, v }) => {
            s.votes.set(n, v);
          },
        },
        close: {
          when: (s) => s.open,
          do: (s) => {
            s.open = false;
          },
        },
      },
      ...more,
    });
  const votes = (s: { votes: unknown; open: unknown }) => ({ votes: s.votes, open: s.open });
  const revoting = ballots(true, { refines: { ballots: { model: ballots(false), map: votes } } });

  it("is told in two lanes, with what comes closest and why it is disabled, in 80 columns", async () => {
    const { verdict, counterexamples } = await check(revoting, alone);
    const [shown] = counterexamples;
    if (shown === undefined) throw new Error("it holds");
    const options = { paint: plainPaint, width: 80 };
    const text = counterexampleText(shown, shownOf(verdict, shown), options);
    const reasons = explain(revoting, shown);
    const told = [text, ...reasonsBlocks({ name: "refines ballots", kind: "refinement" }, reasons, options)].join("\n");
    expect(told.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(told).toMatchInlineSnapshot(`
      "Counterexample to refines ballots: 2 steps

       0  initial state
            votes      [n1: none, n2: none]
            open       true
          ↳ ballots: an initial state
       1  vote(n: n1, v: 0)
            votes[n1]  none → 0
          ↳ ballots: vote(n: n1, v: 0)
       2  vote(n: n1, v: 1)
            votes[n1]  0 → 1
          ↳ ballots: no step does this
            votes[n1]  0 → 1

        refines ballots is violated: the last step is none of the abstract model
      Why refines ballots is false
        ballots has no step there that does this and no more: votes[n1] 0 → 1
        vote(n: n1, v: 1) would: it is disabled, since votes[n1] is 0
        vote(n: n2, v: 0) can be taken, and does votes[n2] none → 0
        vote(n: n2, v: 1) can be taken, and does votes[n2] none → 1"
    `);
    expect(reasons.why).toMatchObject({ facts: [], proof: "proved" });
  });

  it("has its lane in JSON", async () => {
    const { counterexamples } = await check(revoting, alone);
    expect(traceJson((counterexamples[0] as Counterexample).trace)).toMatchObject({
      abstract: {
        link: "ballots",
        model: "ballots",
        initial: { votes: { n1: null, n2: null }, open: true },
        isInitial: true,
        steps: [
          { is: "step", rule: "vote", arguments: { n: "n1", v: "0" }, others: 0 },
          { is: "none", rule: null, arguments: {}, changes: [{ path: "votes[n1]", before: "0", after: "1" }] },
        ],
      },
    });
  });

  it("is never missed where the abstract model tells elements apart, of steps and of initial states", async () => {
    const V = scalarset("v", 3);
    const only = (wanted: string | null, begins: string | null = null) =>
      model({
        state: { chosen: optional(V) },
        init: {
          for: { v: V },
          when: (s) => begins === null || s.chosen === begins,
          do: (s, { v }) => {
            if (begins !== null) s.chosen = v;
          },
        },
        rules: {
          choose: {
            for: { v: V },
            when: (s, { v }) => s.chosen === null && (wanted === null || v === wanted),
            do: (s, { v }) => {
              s.chosen = v;
            },
          },
        },
      });
    const any = (abstract: Model, begins = false) =>
      model({
        state: { chosen: optional(V), said: optional(V) },
        init: {
          for: { v: V },
          do: (s, { v }) => {
            if (begins) s.chosen = v;
          },
        },
        rules: {
          say: {
            for: { v: V },
            when: (s) => s.said === null,
            do: (s, { v }) => {
              s.said = v;
            },
          },
          choose: {
            when: (s) => s.said !== null && s.chosen === null,
            do: (s) => {
              s.chosen = s.said;
            },
          },
        },
        refines: { only: { model: abstract, map: (s) => ({ chosen: s.chosen }) } },
      });
    const asked = { ...alone, symmetry: true } as const;
    expect(await linkOf(any(only(null)), asked)).toEqual(["holds", null, null]);
    for (const wanted of V.values) {
      expect((await linkOf(any(only(wanted)), asked))[2], wanted).toBe("asymmetric-model");
      // A true counterexample where the one state that stands for all is none: never that it holds.
      expect((await linkOf(any(only(null, wanted), true), asked))[0], wanted).not.toBe("holds");
      // Without symmetry it is what it is.
      expect(await linkOf(any(only(wanted)), { ...alone, symmetry: false })).toEqual(["violated", 2, null]);
      expect(await linkOf(any(only(null, wanted), true), { ...alone, symmetry: false })).toEqual(["violated", 0, null]);
    }
  });
});

describe("the abstract model", () => {
  it("has its numbers put back by its normalise, those that the map makes as well", async () => {
    const parity = model({
      state: { n: range(0, 3) },
      rules: {
        up: {
          do: (s) => {
            s.n += 1;
          },
        },
      },
      normalise: (s) => {
        s.n = s.n % 2;
      },
    });
    expect(
      await linkOf(halves(1, { refines: { parity: { model: parity, map: (s: { n: number }) => ({ n: s.n }) } } })),
    ).toEqual(["holds", null, null]);
    const even = (s: { n: number }) => ({ n: s.n === 1 ? 0 : s.n });
    expect((await linkOf(halves(3, { refines: { parity: { model: parity, map: () => ({ n: 1 }) } } })))[1]).toBe(0);
    expect(await linkOf(halves(1, { refines: { parity: { model: parity, map: even } } }))).toEqual([
      "holds",
      null,
      null,
    ]);
  });
});

describe("lags that the abstract model cuts off", () => {
  const Name = enumeration("a", "b");
  const linked = (most: number) => {
    const abstract = model({
      state: { v: map(Name, range(0, 9)) },
      rules: {
        up: {
          for: { n: Name },
          when: (s, { n }) => s.v.get(n) < 9,
          do: (s, { n }) => {
            s.v.set(n, s.v.get(n) + 1);
          },
        },
      },
      normalise: (s) => {
        lags([s.v], { most });
      },
    });
    return model({
      state: { w: map(Name, range(0, 9)) },
      rules: {
        up: {
          when: (s) => s.w.get("a") < 6,
          do: (s) => {
            s.w.set("a", s.w.get("a") + 1);
          },
        },
        leap: {
          when: (s) => s.w.get("a") === 6 && s.w.get("b") === 0,
          do: (s) => {
            s.w.set("b", 3);
          },
        },
      },
      refines: { abstract: { model: abstract, map: (s) => ({ v: s.w.entries() }) } },
    });
  };

  it("are warned of, since a link may hold for no other reason", async () => {
    const kinds = async (made: Model) => {
      const { verdict } = await check(made, alone);
      return [verdict.outcome, ...verdict.warnings.map(({ kind }) => kind)];
    };
    // The leap is by three, and with so few lags it looks as if nothing had been done.
    expect(await kinds(linked(2))).toEqual(["holds", "lags-cut"]);
    expect(await kinds(linked(9))).toEqual(["violated"]);
    const { simulation } = await simulate(linked(2), { seed: 1, runs: 2, workers: 1 });
    expect(simulation.lagsCut).toBe(true);
  });
});

describe("what a map answers", () => {
  it("may be read as late as it is put into the abstract state, also where partial order did not foresee that", async () => {
    // So that predicates are soon asked directly.
    setThresholds({ forestCells: 1 });
    const Runner = range(0, 1);
    const seen = model({ state: { seen: set(range(0, 5)) }, rules: { stay: { do: () => {} } } });
    const made = model({
      state: { at: map(Runner, range(0, 1)), far: range(0, 500), more: set(range(0, 5)) },
      rules: {
        run: {
          for: { runner: Runner },
          writes: ({ runner }) => [["at", runner]],
          when: (s, { runner }) => s.at.get(runner) < 1,
          do: (s, { runner }) => s.at.set(runner, 1),
        },
        go: {
          writes: ["far"],
          when: (s) => s.far < 500,
          do: (s) => {
            s.far += 1;
          },
        },
      },
      refines: { seen: { model: seen, map: (s) => ({ seen: s.far < 400 ? [] : s.more }) } },
    });
    const { verdict } = await check(made, { ...alone, reductions: ["partial-order"] });
    expect(verdict).toMatchObject({ outcome: "holds", error: null, reductions: [] });
    expect(verdict.dropped.map(({ reason }) => reason)).toEqual(["property refines seen reads more"]);
  });

  const mapping = (answer: unknown) =>
    linkOf(halves(1, { refines: { counter: { model: counter, map: () => answer } } }));

  it.each([
    ["no object", undefined, "mapped-fields"],
    ["no value for a field", {}, "mapped-fields"],
    ["a field that there is not", { n: 0, m: 1 }, "mapped-fields"],
    ["what is no value of the field", { n: 7 }, "mapped-value"],
  ])("is refused with a code: %s", async (_, answer, id) => {
    expect((await mapping(answer))[2]).toBe(id);
  });

  it("may throw, and so may the abstract model, and it is said which", async () => {
    const throwing = () => {
      throw new Error("no");
    };
    expect((await linkOf(halves(1, { refines: { counter: { model: counter, map: throwing } } })))[2]).toBe("map-threw");
    const broken = model({ state: { n: range(0, 3) }, rules: { up: { do: throwing } } });
    const link = { model: broken, map: (s: { n: number }) => ({ n: s.n }) };
    const { verdict } = await check(halves(1, { refines: { broken: link } }), alone);
    expect(verdict.error?.details).toMatchObject({ property: "refines broken", rule: "up" });
  });
});

describe("a definition of a link", () => {
  const refused = (refines: unknown) => {
    try {
      halves(1, { refines });
      return null;
    } catch (error) {
      return (error as { id?: string }).id;
    }
  };

  it.each([
    ["no object", 3],
    ["a model alone", { counter }],
    ["no model", { counter: { model: {}, map: () => ({}) } }],
    ["a protocol", { counter: { model: pair, map: () => ({}) } }],
    ["no map", { counter: { model: counter } }],
    ["another key", { counter: { model: counter, map: () => ({}), to: 1 } }],
  ])("is refused: %s", (_, refines) => {
    expect(refused(refines)).toBe("bad-link");
  });

  it("has a name that no property has", () => {
    const step = { step: { "refines counter": () => true } };
    expect(() => halves(1, step)).toThrow(/two properties are named "refines counter"/);
  });
});

describe("what is over time", () => {
  it("is said not to be carried over where the abstract model claims something of the kind, and nowhere else", async () => {
    const claiming = model({ ...counting, eventually: { counted: (s: { n: number }) => s.n === 3 } });
    const link = { model: claiming, map: (s: { n: number }) => ({ n: s.n }) };
    const { verdict } = await check(halves(1, { refines: { counter: link } }), alone);
    expect(verdict.properties).toEqual([
      { name: "refines counter", kind: "refinement", outcome: "holds", steps: null, loop: null, unchecked: "liveness" },
    ]);
    expect((await check(halves(1), alone)).verdict.properties[0]).not.toHaveProperty("unchecked");
  });
});
