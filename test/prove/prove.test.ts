import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boolean, lags, map, model, program, range, type StateView, scalarset, set } from "../../src/index.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { CandidateInvariant } from "../../src/model/candidate-invariants.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { instancesOf, ruleOfStep } from "../../src/program/instances.ts";
import { conjunctPredicates, without } from "../../src/prove/leave-one-out.ts";
import { prove } from "../../src/prove/prove.ts";
import { matrixText } from "../../src/report/matrix-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { proofText } from "../../src/report/proof-text.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { beginningAt } from "../../src/trace/escape.ts";
import { judgeInduction } from "../../src/verify/induction/induction.ts";
import { codeText, placeText } from "../../src/why/place-text.ts";
import type { FactPlace } from "../../src/why/places.ts";
import type { Fact } from "../../src/why/reasons.ts";
import { sceneOf } from "../../src/why/scene.ts";
import { allStates, rowCount } from "../state/arbitrary-small-schema.ts";
import { randomModel } from "../support/random-model.ts";

const count = { n: range(0, 9) };
type Count = StateView<typeof count>;
/** From 0 up by two, up to 8. */
const byTwo = model({
  name: "by two",
  state: count,
  rules: {
    up: {
      when: (s) => s.n < 8,
      do: (s) => {
        s.n += 2;
      },
    },
  },
  always: { "never seven": (s) => s.n !== 7, small: (s) => s.n <= 8 },
  invariants: {
    strong: { even: (s) => s.n % 2 === 0 },
    weak: { "at most nine": (s) => s.n <= 9 },
    wrong: { "never four": (s) => s.n !== 4 },
    late: { "from one on": (s) => s.n > 0 },
  },
});

describe("a proof by induction", () => {
  it("shows an inductive invariant and what follows from it", async () => {
    const { outcome, method, states, steps, escapes, initial, implies, typeStates, counterexample } = await prove(
      byTwo,
      {
        invariant: "strong",
      },
    );
    expect({ outcome, method, states, steps, escapes, typeStates, counterexample }).toEqual({
      outcome: "proved",
      method: "exhaustive",
      states: 5,
      steps: 4,
      escapes: 0,
      typeStates: "10",
      counterexample: null,
    });
    expect(initial).toEqual({ states: 1, outside: 0, broken: [] });
    expect(implies).toEqual([
      { property: "never seven", false: 0 },
      { property: "small", false: 0 },
    ]);
  });

  it("shows a step from a state that cannot be reached, and the nearest that can", async () => {
    const proof = await prove(byTwo, { invariant: "never seven" });
    expect(proof).toMatchObject({ outcome: "not-inductive", states: 9, escapes: 1 });
    expect(proof.counterexample).toMatchObject({
      kind: "step",
      rule: "up",
      broken: ["never seven"],
      facts: [{ place: "n", value: "5", allowed: ["5"] }],
      before: {
        reachable: "no",
        states: 5,
        nearest: { depth: 0, of: 5, isOfAll: true, lacks: [{ place: "n", here: "5", there: "0" }] },
      },
    });
  });

  it("says of a false invariant that its step begins in a state that can be reached, and how deep", async () => {
    const proof = await prove(byTwo, { invariant: "wrong" });
    expect(proof.outcome).toBe("not-inductive");
    expect(proof.counterexample?.before).toEqual({ reachable: "yes", depth: 1, states: 5, nearest: null });
  });

  it("says of an inductive one that something claimed does not follow", async () => {
    const proof = await prove(byTwo, { invariant: "weak" });
    expect(proof).toMatchObject({ outcome: "too-weak", escapes: 0, states: 10 });
    expect(proof.implies).toEqual([
      { property: "never seven", false: 1 },
      { property: "small", false: 1 },
    ]);
    expect(proof.counterexample).toMatchObject({ kind: "state", rule: null, broken: ["never seven"] });
  });

  it("says that one is false where the model begins", async () => {
    const proof = await prove(byTwo, { invariant: "late" });
    expect(proof.outcome).toBe("not-initial");
    expect(proof.initial).toEqual({ states: 1, outside: 1, broken: ["from one on"] });
  });

  it("takes several names for one invariant, and each conjunct once", async () => {
    const proof = await prove(byTwo, { invariant: ["even", "strong", "small"] });
    expect(proof.conjuncts.map(({ name }) => name)).toEqual(["even", "small"]);
    expect(proof.implies.map(({ property }) => property)).toEqual(["never seven"]);
    expect(proof.outcome).toBe("proved");
  });

  it("draws states where there are too many, and then proves nothing", async () => {
    const proof = await prove(byTwo, { invariant: "strong", most: 3 });
    expect(proof).toMatchObject({ outcome: "undecided", method: "sampled", states: 10_000, escapes: 0 });
    const found = await prove(byTwo, { invariant: "never seven", sample: 200, seed: 4 });
    expect(found).toMatchObject({ outcome: "not-inductive", method: "sampled", states: 200 });
    expect(await prove(byTwo, { invariant: "never seven", sample: 200, seed: 4 })).toEqual({
      ...found,
      wallMs: expect.any(Number),
    });
  });

  it("says of a rule that throws that it leads to no state", async () => {
    const beyond = model({
      state: count,
      rules: {
        up: {
          do: (s) => {
            s.n += 2;
          },
        },
      },
      always: { fine: () => true },
    });
    const proof = await prove(beyond);
    expect(proof.counterexample).toMatchObject({
      kind: "throws",
      rule: "up",
      broken: [],
      facts: [{ place: "n", value: "8" }],
    });
    expect(proof.counterexample?.before).toMatchObject({ reachable: "yes", depth: 4 });
  });

  it.each([
    [{ invariant: "strnog" }, { code: "SYN143" }],
    [{}, { code: "SYN143" }],
    [{ invariants: "strong" }, { code: "SYN211" }],
    [{ sample: 0 }, { code: "SYN109" }],
    [{ invariant: 3 }, { code: "SYN212" }],
  ])("refuses %j", async (options, expected) => {
    await expect(prove(byTwo, options as never)).rejects.toMatchObject(expected);
  });

  it("refuses invariants that are none when the model is made", () => {
    const made = (invariants: unknown) => () =>
      model({ state: count, rules: { stay: { do: () => {} } }, invariants } as never);
    expect(made({ strong: (s: Count) => s.n === 0 })).toThrow(expect.objectContaining({ code: "SYN212" }));
    expect(made({ strong: {} })).toThrow(expect.objectContaining({ code: "SYN212" }));
    expect(made({ strong: { even: 3 } })).toThrow(expect.objectContaining({ code: "SYN209" }));
    expect(made({ strong: { two: (_: Count, __: Count) => true } })).toThrow(
      expect.objectContaining({ code: "SYN209" }),
    );
    expect(made({ strong: { even: false, odd: (s: Count) => s.n >= 0 }, off: false })().invariants).toMatchObject([
      { name: "strong", conjuncts: [{ name: "odd" }] },
    ]);
  });
});

const Node = scalarset("n", 3);
const lockState = { asked: set(Node), holds: map(Node, boolean), free: boolean };
/** Whoever asks gets the lock when it is free. */
const lock = model({
  name: "lock",
  state: lockState,
  init: (s) => {
    s.free = true;
  },
  rules: {
    ask: { for: { n: Node }, do: (s, { n }) => s.asked.add(n) },
    take: {
      for: { n: Node },
      when: (s, { n }) => s.asked.has(n) && s.free,
      do: (s, { n }) => {
        s.asked.delete(n);
        s.holds.set(n, true);
        s.free = false;
      },
    },
    give: {
      for: { n: Node },
      when: (s, { n }) => s.holds.get(n),
      do: (s, { n }) => {
        s.holds.set(n, false);
        s.free = true;
      },
    },
  },
  always: { exclusive: (s) => s.holds.values().filter((held) => held).length < 2 },
  invariants: {
    strong: {
      exclusive: (s) => s.holds.values().filter((held) => held).length < 2,
      "held is not free": (s) => !s.free || s.holds.values().every((held) => !held),
      "true anyway": () => true,
    },
  },
});

describe("claims of one name", () => {
  const rules = {
    up: {
      when: (s: { n: number }) => s.n < 8,
      do: (s: { n: number }) => {
        s.n += 1;
      },
    },
  };
  const shadowed = model({
    name: "shadowed",
    state: count,
    rules,
    always: { safe: (s) => s.n !== 7 },
    invariants: {
      strong: { safe: (s) => s.n >= 0 },
      one: { small: (s) => s.n >= 0 },
      other: { small: (s) => s.n < 5 },
    },
  });

  it("are asked each, and what has a conjunct's name is to follow all the same", async () => {
    const proof = await prove(shadowed, { invariant: "strong" });
    expect(proof).toMatchObject({ outcome: "too-weak", implies: [{ property: "safe", false: 1 }] });
  });

  it("are told apart where they are asked for together", async () => {
    const proof = await prove(shadowed, { invariant: ["one", "other"] });
    expect(proof.outcome).toBe("not-inductive");
    expect(proof.conjuncts.map(({ name, escapes }) => [name, escapes])).toEqual([
      ["small", 0],
      ["other: small", 1],
    ]);
    expect(proof.counterexample?.before).toMatchObject({ reachable: "yes", depth: 4 });
  });

  it("of a program's model are one where one closure stands in two places", async () => {
    const shared = { lock: map(scalarset("n", 1), range(0, 1)) };
    const safe = () => true;
    const walker = program(shared, scalarset("w", 1), { steps: { away: {} } });
    const walking = model({ state: shared, programs: { walker }, always: { safe }, invariants: { i: { safe } } });
    expect((await prove(walking)).implies).toEqual([]);
  });
});

describe("what is said where not everything was looked at", () => {
  it("is not that something follows, nor that an invariant is inductive", async () => {
    const drawn = await prove(byTwo, { invariant: "weak", sample: 100 });
    expect(drawn).toMatchObject({ outcome: "too-weak", isComplete: false });
    expect(proofText(drawn, {}, { paint: plainPaint, width: 200 })).toContain("whether it is inductive is not known");
    const cut = await prove(byTwo, { invariant: "strong", most: 3, table: true });
    expect(cut.conjuncts.every(({ without }) => without === null)).toBe(true);
    expect(proofText(cut, {}, { paint: plainPaint, width: 80 })).not.toContain("follows");
  });

  it("is never that an invariant is false where the interpreter does not find it so", async () => {
    // Of more values than have places of their own a place stands for all others: it is one thing here and another there.
    const many = model({
      state: { s: set(range(0, 2000), { capacity: 2 }), done: boolean },
      rules: {
        add: { for: { n: range(0, 2) }, do: (s, { n }) => s.s.size < 2 && s.s.add(n) },
        finish: {
          when: (s) => s.s.has(1999),
          do: (s) => {
            s.done = true;
          },
        },
      },
      always: { "not done": (s) => !s.done },
    });
    const { counterexample } = await prove(many, { sample: 3000 });
    expect(counterexample?.before.nearest?.lacks.length ?? 1).toBeGreaterThan(0);
  });
});

describe("the table of a proof", () => {
  it("says what each conjunct is needed for, and which is redundant", async () => {
    const { outcome, conjuncts } = await prove(lock, { invariant: "strong", table: true });
    expect(outcome).toBe("proved");
    expect(Object.fromEntries(conjuncts.map(({ name, without }) => [name, without]))).toEqual({
      // Two who hold it: one gives, and it is free while the other holds it.
      exclusive: {
        states: 8 * 9,
        escapes: 8 * 9,
        neededFor: { "held is not free": ["give"] },
        unimplied: ["exclusive"],
        isComplete: true,
        throws: false,
        verdict: "needed",
      },
      "held is not free": {
        states: 8 * 8,
        escapes: 24,
        neededFor: { exclusive: ["take"] },
        unimplied: [],
        isComplete: true,
        throws: false,
        verdict: "needed",
      },
      "true anyway": {
        states: 8 * 5,
        escapes: 0,
        neededFor: {},
        unimplied: [],
        isComplete: true,
        throws: false,
        verdict: "redundant",
      },
    });
  });

  it("says of each rule what it does to each conjunct, and with whose help", async () => {
    const { matrix } = await prove(lock, { invariant: "strong", table: true });
    expect(matrix.rules).toEqual([
      { rule: "ask", steps: 120 },
      { rule: "take", steps: 12 },
      { rule: "give", steps: 24 },
    ]);
    expect(
      Object.fromEntries(matrix.rows.map(({ conjunct, cells }) => [conjunct, cells.map(({ needs }) => needs)])),
    ).toEqual({
      exclusive: [[], ["held is not free"], []],
      "held is not free": [[], [], ["exclusive"]],
      "true anyway": [[], [], []],
    });
    const plain = await prove(lock, { invariant: "exclusive" });
    expect(plain.matrix.rows[0]?.cells.map(({ breaks, needs }) => [breaks, needs])).toEqual([
      [0, null],
      [24, null],
      [0, null],
    ]);
  });

  it("goes on below where the conjuncts do not fit beside each other, and no line is too long", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `conjunct number ${at + 1}`);
    const wide = { ...lock.invariants[0], name: "wide" } as CandidateInvariant;
    const conjuncts = names.map((name) => ({ ...(wide.conjuncts[0] as Property), name }));
    const matrix = (await prove(lock, { invariant: "strong", table: true })).matrix;
    const rows = conjuncts.map(({ name }, at) => ({
      conjunct: name,
      cells: matrix.rules.map((_, rule) => ({
        breaks: rule === 1 ? 1234 * at : 0,
        needs: rule === 0 ? names.slice(9) : [],
      })),
    }));
    const text = matrixText({ ...matrix, rows }, { paint: plainPaint, width: 60 });
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(text).toContain("+10+11+12");
    expect(text).toContain("x13,574");
    expect(text.match(/^ {2}rule/gm)?.length).toBeGreaterThan(2);
  });

  it("says of a conjunct without which another makes no sense that it is needed", async () => {
    const { outcome, conjuncts } = await prove(pointed, { invariant: "strong", table: true });
    expect(outcome).toBe("proved");
    expect(conjuncts[0]?.without).toMatchObject({ throws: true, verdict: "needed" });
  });

  it("says so where it has not looked at all states", () => {
    const [{ conjuncts = [] } = {}] = lock.invariants;
    const dropped = conjuncts[2] as Property;
    const whole = judgeInduction(lock, conjunctPredicates(conjuncts));
    const cut = without(lock, { conjuncts, dropped, goals: [], whole, most: 1 }, () => false);
    expect(cut).toMatchObject({ isComplete: false, verdict: "unknown" });
    expect(cut.states).toBeLessThan(40);
  });
});

/** What is pointed at is black; where nothing is pointed at, to ask for its colour would throw. */
const pointed = model({
  name: "pointed",
  state: { at: range(0, 3), last: range(0, 3), turns: range(0, 2) },
  rules: {
    on: {
      when: (s) => s.at < s.last,
      do: (s) => {
        s.at += 1;
      },
    },
    grow: {
      when: (s) => s.last < 3,
      do: (s) => {
        s.last += 1;
      },
    },
  },
  invariants: {
    strong: {
      "within the list": (s) => s.at <= s.last,
      "what is pointed at is there": (s) => (["a", "b", "c", "d"].slice(0, s.last + 1)[s.at] as string).length === 1,
    },
    other: {
      "at most two": (s) => s.last <= 2,
      "what is pointed at is there": (s) => (["a", "b", "c"][s.last] as string).length === 1,
    },
  },
});

describe("conjuncts that build on each other", () => {
  it("are asked in their order, so that one that makes sense only where another is true does not throw", async () => {
    expect(await prove(pointed, { invariant: "strong" })).toMatchObject({ outcome: "proved", states: 10 * 3 });
    // A step leads to where the second one throws: the first one is false there.
    const proof = await prove(pointed, { invariant: "other" });
    expect(proof).toMatchObject({ outcome: "not-inductive", escapes: 4 * 3 });
    expect(proof.counterexample?.broken).toEqual(["at most two"]);
    expect(proof.amongReachable).toEqual({ holds: "no", depth: 3, broken: ["at most two"], states: 10 });
  });
});

describe("an invariant that is false", () => {
  it("is said to be so where its simplest step out begins in a state that cannot be reached", async () => {
    const skewed = model({
      state: count,
      init: (s) => {
        s.n = 2;
      },
      rules: {
        up: {
          when: (s) => s.n > 0 && s.n < 5,
          do: (s) => {
            s.n += 1;
          },
        },
        leap: {
          when: (s) => s.n === 0,
          do: (s) => {
            s.n = 9;
          },
        },
      },
      always: { fine: (s) => s.n !== 9 },
      invariants: { i: { "not nine": (s) => s.n !== 9, "not four": (s) => s.n !== 4 } },
    });
    const proof = await prove(skewed);
    expect(proof.counterexample).toMatchObject({ rule: "leap", before: { reachable: "no", states: 4 } });
    expect(proof.amongReachable).toEqual({ holds: "no", depth: 2, broken: ["not four"], states: 4 });
    const text = proofText(proof, {}, { paint: plainPaint, width: 80 });
    expect(text).toContain(
      "But the invariant is false, whatever this step says: not four is, in a state\n  that can be reached in 2 steps.",
    );
    expect(text).not.toContain("Strengthen");
    const fine = await prove(skewed, { invariant: "fine" });
    expect(fine.amongReachable).toEqual({ holds: "yes", depth: null, broken: [], states: 4 });
  });

  it("is found among more states than are looked at one by one, and the nearest is of those that were", async () => {
    const long = model({
      state: { n: range(0, 5200), odd: boolean, bad: boolean },
      rules: {
        up: {
          when: (s) => s.n < 5200,
          do: (s) => {
            s.n += 1;
          },
        },
        fall: {
          when: (s) => s.odd,
          do: (s) => {
            s.bad = true;
          },
        },
      },
      always: { fine: (s) => !s.bad },
      invariants: { short: { fine: (s) => !s.bad, "not the last": (s) => s.n < 5200 } },
    });
    const { counterexample, amongReachable } = await prove(long, { invariant: "short" });
    expect(counterexample?.before).toMatchObject({
      reachable: "no",
      states: 5201,
      nearest: { depth: 0, of: 5000, isOfAll: false, lacks: [{ place: "odd" }] },
    });
    expect(amongReachable).toEqual({ holds: "no", depth: 5200, broken: ["not the last"], states: 5201 });
    const fine = await prove(long, { invariant: "fine" });
    expect(fine.amongReachable).toEqual({ holds: "yes", depth: null, broken: [], states: 5201 });
    expect(proofText(fine, {}, { paint: plainPaint, width: 200 })).toContain(
      "the nearest of the first 5,000 reachable states, an initial one, lacks one",
    );
  });
});

describe("numbers that lags take together", () => {
  it("are mentioned, since what is proved is proved of the abstraction", async () => {
    const lagging = model({
      state: { at: map(scalarset("w", 2), range(0, 9)) },
      rules: {
        up: {
          for: { w: scalarset("w", 2) },
          when: (s, { w }) => s.at.get(w) < 9,
          do: (s, { w }) => s.at.set(w, s.at.get(w) + 1),
        },
      },
      normalise: (s) => {
        lags([s.at], { most: 2 });
      },
      always: { small: (s) => s.at.values().every((n) => n <= 9) },
    });
    const proof = await prove(lagging);
    expect(proof).toMatchObject({ outcome: "proved", lagsCut: true });
    expect(proofText(proof, {}, { paint: plainPaint, width: 200 })).toContain("lags      numbers fell further behind");
    expect((await prove(byTwo, { invariant: "strong" })).lagsCut).toBe(false);
  });
});

/** The same by definition, of small models: all rows of codes, and a search by the interpreter. */
function byDefinition(of: Model, conjunct: Property) {
  const interpreter = interpret(of);
  const holds = (state: InterpretedState) => interpreter.holds(conjunct, state, state);
  const rows = allStates(layoutOf(of.schema)).map(
    (row) => interpret(beginningAt(of, Int32Array.from(row))).initialStates()[0] as InterpretedState,
  );
  const within = rows.filter(holds);
  const leadOut = within.filter((state) => interpreter.successors(state).some(({ state: after }) => !holds(after)));
  const depths = new Map<string, number>();
  let level = [...interpreter.eachInitialState()];
  const outside = level.filter((state) => !holds(state)).length;
  for (let depth = 0; level.length > 0; depth++) {
    const fresh = level.filter((state) => !depths.has(state.text) && depths.set(state.text, depth));
    level = fresh.flatMap((state) => interpreter.successors(state).map((next) => next.state));
  }
  return { interpreter, holds, rows, within, leadOut, depths, outside };
}

/** The states in which places have what a counterexample rests on. */
function withFacts(of: Model, rows: readonly InterpretedState[], facts: readonly Fact[]): readonly InterpretedState[] {
  const { places, codes } = sceneOf(of, rows);
  const textAt = (row: number, place: string) => {
    const at = places.list.findIndex((each) => placeText(each) === place);
    return codeText(places.list[at] as FactPlace, codes[row]?.[at] as number);
  };
  return rows.filter((_, row) => facts.every(({ place, allowed }) => allowed.includes(textAt(row, place))));
}

describe("the table of random models", () => {
  it("has in each cell what a naive judge finds, and what it finds with each other conjunct left out", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomModel(seed, { space: 60, fault: null });
        fc.pre(rowCount(layoutOf(random.schema)) <= 200 && random.bounds.length === 0);
        const claims = random.properties.filter(({ kind }) => kind === "always" || kind === "reachable");
        fc.pre(claims.length >= 2);
        const properties = claims.slice(0, 3).map((claim): Property => ({ ...claim, kind: "always" }));
        const asked = { ...random, properties };
        const { matrix } = await prove(asked, { invariant: properties.map(({ name }) => name), table: true });
        const { interpreter, rows } = byDefinition(asked, properties[0] as Property);
        const first = instancesOf(asked.rules);
        const holds = (claim: Property, state: InterpretedState) => interpreter.holds(claim, state, state);
        const breaks = (assumed: readonly Property[], claim: Property, rule: number) =>
          rows
            .filter((state) => assumed.every((each) => holds(each, state)))
            .flatMap((state) => interpreter.successors(state))
            .filter(({ step, state }) => ruleOfStep(first, step) === rule && !holds(claim, state)).length;
        for (const [row, claim] of properties.entries())
          for (const rule of asked.rules.keys()) {
            const cell = matrix.rows[row]?.cells[rule];
            const whole = breaks(properties, claim, rule);
            const others = properties.filter((each) => each !== claim);
            const needs = others.filter(
              (other) =>
                whole === 0 &&
                breaks(
                  properties.filter((each) => each !== other),
                  claim,
                  rule,
                ) > 0,
            );
            expect(cell).toEqual({ breaks: whole, needs: needs.map(({ name }) => name) });
            seen.add(whole > 0 ? "breaks" : needs.length > 0 ? "needs" : "keeps");
          }
      }),
      { numRuns: 25 },
    );
    expect([...seen].sort()).toEqual(["breaks", "keeps", "needs"]);
  });
});

describe("proofs in random models", () => {
  it("come out as their definition says, with steps that rest on what is said, and rightly reached or not", async () => {
    const seen = new Map<string, number>();
    const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomModel(seed, { space: 60, fault: null });
        fc.pre(rowCount(layoutOf(random.schema)) <= 200 && random.bounds.length === 0);
        const claim = random.properties.find(({ kind }) => kind === "always" || kind === "reachable");
        fc.pre(claim !== undefined);
        const conjunct: Property = { ...(claim as Property), kind: "always" };
        const asked = { ...random, properties: [conjunct] };
        const { interpreter, holds, rows, within, leadOut, depths, outside } = byDefinition(asked, conjunct);
        const proof = await prove(asked, { invariant: conjunct.name });
        const expected = outside > 0 ? "not-initial" : leadOut.length > 0 ? "not-inductive" : "proved";
        note(expected);
        expect({ outcome: proof.outcome, states: proof.states }).toEqual({ outcome: expected, states: within.length });
        // What is proved is true wherever one can come.
        if (expected === "proved")
          for (const text of depths.keys()) expect(within.some((state) => state.text === text)).toBe(true);
        const { counterexample, amongReachable } = proof;
        const isIn = (text: string) => within.some((state) => state.text === text);
        const outsideAt = [...depths].filter(([text]) => !isIn(text)).map(([, depth]) => depth);
        if (amongReachable !== null && outside === 0) {
          note(`true: ${amongReachable.holds}`);
          expect(amongReachable).toMatchObject(
            outsideAt.length === 0 ? { holds: "yes", depth: null } : { holds: "no", depth: Math.min(...outsideAt) },
          );
        }
        if (counterexample === null) return;
        const { before, facts, trace, proof: isShown } = counterexample;
        note(before.reachable);
        const known = leadOut.map((state) => depths.get(state.text));
        expect(known).toContain(before.reachable === "yes" ? before.depth : undefined);
        if (isShown === "tested") return;
        note("facts");
        for (const state of withFacts(asked, rows, facts)) {
          const after = interpreter.take(state, (trace.steps[0] as { readonly step: number }).step);
          expect(after !== null && !holds(after)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
    for (const each of ["proved", "not-inductive", "not-initial", "yes", "no", "facts", "true: yes", "true: no"])
      expect(seen.get(each) ?? 0, each).toBeGreaterThan(0);
  });
});
