import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Model, map, members, model, range, type StateView, scalarset, set } from "../../../src/index.ts";
import { interpret } from "../../../src/interpret/interpret.ts";
import { instancesOf, stepText } from "../../../src/program/instances.ts";
import { plainPaint } from "../../../src/report/paint.ts";
import { traceText } from "../../../src/report/trace-text.ts";
import { copyState } from "../../../src/state/copy.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { replayEscape } from "../../../src/trace/escape.ts";
import { checkInduction, type Escape } from "../../../src/verify/induction/induction.ts";
import type { Invariant } from "../../../src/verify/induction/satisfying-states.ts";
import { faults } from "../../random/faults.ts";
import { allStates, rowCount, stateOf } from "../../state/arbitrary-small-schema.ts";
import { randomModel } from "../../support/random-model.ts";

/** Goes up by two, from 0; beyond 9 back to 0. */
const state = { count: range(0, 9) };
const byTwo = model({
  state,
  rules: {
    up: {
      do: (s) => {
        s.count = s.count > 7 ? 0 : s.count + 2;
      },
    },
  },
});
type Count = StateView<typeof state>;

const textOf = <S extends object>(of: Model, invariant: Invariant<S>, found: Escape | null) =>
  traceText(replayEscape(of, invariant, found as Escape), { paint: plainPaint, width: 80, start: "somewhere" });

describe("induction", () => {
  it("holds of an invariant that every step keeps", () => {
    const even = { even: (s: Count) => s.count % 2 === 0 };
    expect(checkInduction(byTwo, even)).toEqual({
      states: 5,
      steps: 5,
      escapes: 0,
      broken: new Map([["even", 0]]),
      initialOutside: 0,
      simplest: null,
    });
  });

  it("fails for an invariant that is true and says too little", () => {
    const notSeven = { small: (s: Count) => s.count <= 9, "not seven": (s: Count) => s.count !== 7 };
    const { simplest, ...found } = checkInduction(byTwo, notSeven);
    expect(found).toEqual({
      states: 9,
      steps: 9,
      escapes: 1,
      broken: new Map([
        ["small", 0],
        ["not seven", 1],
      ]),
      initialOutside: 0,
    });
    expect(simplest).toMatchObject({ codes: Int32Array.of(5), step: 0, broken: ["not seven"], error: null });
    expect(textOf(byTwo, notSeven, simplest)).toMatchInlineSnapshot(`
      " 0  somewhere
            count  5
       1  up
            count  5 → 7"
    `);
  });

  it("counts initial states in which the invariant is false, though every step keeps it", () => {
    const odd = { odd: (s: Count) => s.count % 2 === 1 };
    const started = model({ state, rules: { stay: { do: () => {} } } });
    expect(checkInduction(started, odd)).toMatchObject({ states: 5, steps: 5, escapes: 0, initialOutside: 1 });
  });

  it("takes a step out of a domain for a step out of the invariant, which speaks of states", () => {
    const adds = model({
      state,
      rules: {
        add: {
          do: (s) => {
            s.count += 3;
          },
        },
      },
    });
    const anything = { anything: () => true };
    const { simplest, ...found } = checkInduction(adds, anything);
    expect(found).toMatchObject({ states: 10, steps: 10, escapes: 3, broken: new Map([["anything", 0]]) });
    expect(simplest).toMatchObject({ codes: Int32Array.of(7), broken: [], error: { id: "out-of-domain" } });
    expect(textOf(adds, anything, simplest)).toMatchInlineSnapshot(`
      " 0  somewhere
            count  7
       !  add"
    `);
  });

  it("tells the escape from the state that has least in it", () => {
    const Node = scalarset("n", 3);
    const asked = set(Node);
    const grants = { asked, holds: map(Node, range(0, 1)) };
    const lock = model({
      state: grants,
      rules: {
        ask: { for: { node: Node }, do: (s, { node }) => s.asked.add(node) },
        grant: {
          for: { node: members(asked) },
          do: (s, { node }) => {
            s.asked.delete(node);
            s.holds.set(node, 1);
          },
        },
      },
    });
    const exclusive = {
      exclusive: (s: StateView<typeof grants>) => s.holds.values().filter((n) => n === 1).length < 2,
    };
    const { simplest, states, escapes } = checkInduction(lock, exclusive);
    // Of eight sets of askers each member but the holder, if any.
    expect({ states, escapes }).toEqual({ states: 8 * 4, escapes: 3 * 2 * 4 });
    expect(textOf(lock, exclusive, simplest)).toMatchInlineSnapshot(`
      " 0  somewhere
            asked      {n3}
            holds      [n1: 0, n2: 1, n3: 0]
       1  grant(node: n3)
            asked      - n3
            holds[n3]  0 → 1"
    `);
  });

  it("refuses an invariant that is not a function of the state", () => {
    let asked = 0;
    const moody = { moody: (s: Count) => (asked++ % 3 === 0 ? s.count >= 0 : s.count < 5) };
    expect(() => checkInduction(byTwo, moody)).toThrow(expect.objectContaining({ id: "impure-model" }));
  });

  it("does not tell an escape that the interpreter does not confirm", () => {
    const notSeven = { "not seven": (s: Count) => s.count !== 7 };
    const wrong = { codes: Int32Array.of(3), step: 0, broken: ["not seven"], error: null };
    const outside = { ...wrong, codes: Int32Array.of(7) };
    for (const told of [wrong, outside, { ...wrong, error: new Error("no") }])
      expect(() => replayEscape(byTwo, notSeven, told)).toThrow(expect.objectContaining({ id: "trace-mismatch" }));
  });
});

/** The same by definition: every row of codes, and every step of the interpreter. */
function byDefinition(of: Model, invariant: Invariant<object>) {
  const layout = layoutOf(of.schema);
  const instances = instancesOf(of.rules);
  const holds = (s: object) => Object.values(invariant).every((predicate) => predicate(s));
  const escapes: string[] = [];
  let [states, steps] = [0, 0];
  for (const row of allStates(layout)) {
    const source = stateOf(layout, row);
    if (!holds(source)) continue;
    states++;
    const initial = {
      ...of.initial,
      bindings: [],
      when: () => true,
      do: (s: object) => copyState(of.schema, source, s),
    };
    const interpreter = interpret({ ...of, initial });
    const [before] = interpreter.initialStates();
    for (let step = 0; step < instances.total; step++) {
      let kept = true;
      try {
        const after = interpreter.take(before as NonNullable<typeof before>, step);
        if (after === null) continue;
        const property = { name: "all", kind: "always", predicate: holds, target: null } as const;
        kept = interpreter.holds(property, after, after);
      } catch {
        kept = false;
      }
      steps++;
      if (!kept) escapes.push(`${row.join()} ${stepText(instances, step)}`);
    }
  }
  return { states, steps, escapes };
}

describe("induction in random models", () => {
  it("is what its definition says", () => {
    let seen = 0;
    const fault = fc.constantFrom(
      null,
      ...faults.filter((each) => !each.includes("property") && each !== "terminal throws"),
    );
    fc.assert(
      fc.property(fc.integer(), fault, fc.boolean(), (seed, fault, all) => {
        const random = randomModel(seed, { space: 150, fault });
        fc.pre(rowCount(layoutOf(random.schema)) <= 500);
        const claims = random.properties.filter(({ kind }) => kind === "always" || kind === "reachable");
        const invariant: Invariant<object> = all
          ? {}
          : Object.fromEntries(claims.map(({ name, predicate }) => [name, (s: object) => predicate(s, s)]));
        const { states, steps, escapes, simplest } = checkInduction(random, invariant);
        const expected = byDefinition(random, invariant);
        expect({ states, steps, escapes }).toEqual({ ...expected, escapes: expected.escapes.length });
        if (simplest === null) return;
        seen++;
        replayEscape(random, invariant, simplest);
        const text = `${simplest.codes.join()} ${stepText(instancesOf(random.rules), simplest.step)}`;
        expect(expected.escapes).toContain(text);
      }),
      { numRuns: 100 },
    );
    expect(seen).toBeGreaterThan(10);
  });
});
