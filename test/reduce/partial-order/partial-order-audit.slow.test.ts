/** The auditor of partial order: it finds what was put off wrongly, and nothing where nothing was. */
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/compile/compile.ts";
import { type Model, model, range } from "../../../src/index.ts";
import type { Program } from "../../../src/program/program.ts";
import { UNREDUCED } from "../../../src/program/program.ts";
import { PartiallyOrdered } from "../../../src/reduce/partial-order/partial-order.ts";
import { partialOrderPlan } from "../../../src/reduce/partial-order/visible-parts.ts";
import { reducedProgram } from "../../../src/reduce/reduce.ts";
import { randomDeclaredModel } from "../../support/random-declared-model.ts";
import { randomSystem } from "../../support/random-system.ts";

const WANTED = 200;

/** Audits the first states that the reduced program has, breadth first; answers how many. */
function auditAll(program: Program): number {
  const states = [...program.initialStates()];
  const known = new Set(states.map((state) => state.join()));
  for (let at = 0; at < states.length && at < WANTED; at++) {
    const state = states[at] as Int32Array;
    program.load(state, 0);
    const enabled = program.enabled.slice();
    program.audit();
    expect(program.enabled).toEqual(enabled);
    expect(program.work.slice(0, program.words)).toEqual(state);
    program.expand({
      leavesOut: true,
      visit: () => {
        const next = program.work.slice(0, program.words);
        if (known.has(next.join())) return;
        known.add(next.join());
        states.push(next);
      },
      fail: () => {},
    });
  }
  return Math.min(states.length, WANTED);
}

function ordered(of: Model, staleMessages: boolean): Program {
  const partialOrder = partialOrderPlan(
    of,
    of.properties.flatMap(({ kind }, at) => (kind === "always" || kind === "reachable" ? [at] : [])),
  );
  return reducedProgram(of, {
    ...UNREDUCED,
    ...(staleMessages && { "stale-messages": true }),
    "partial-order": partialOrder,
  });
}

describe("the auditor of partial order", () => {
  it.each<[string, (seed: number) => Program]>([
    ["rules that declare places", (seed) => ordered(randomDeclaredModel(seed, { alike: false }), false)],
    ["processes over any network", (seed) => ordered(randomSystem(seed, { expiring: false }), false)],
    ["processes whose messages expire", (seed) => ordered(randomSystem(seed, { expiring: true }), true)],
  ])("agrees with what is put off: %s", (_, make) => {
    let audited = 0;
    for (let seed = 0; seed < 150; seed++) audited += auditAll(make(seed));
    expect(audited).toBeGreaterThan(1500);
  });

  /** `set` is taken alone, rightly or wrongly. */
  function takingSet(reads: boolean): Program {
    const pair = model({
      state: { x: range(0, 3), y: range(0, 3) },
      rules: {
        set: {
          when: (s) => s.x === 0,
          do: (s) => {
            s.x = 1;
          },
        },
        copy: {
          when: (s) => s.y === 0,
          do: (s) => {
            s.y = reads ? 1 + s.x : 1;
          },
        },
      },
    });
    const first = { mayHave: () => true, choose: () => true, takes: (_: unknown, at: number) => at === 0 };
    const program = compile(pair);
    const ordered = new PartiallyOrdered(program, first, { parts: [], steps: [] });
    ordered.load([...program.initialStates()][0] as Int32Array, 0);
    return ordered;
  }

  it("finds a step that was put off although it reads what the other writes", () => {
    expect(() => takingSet(true).audit()).toThrow("partial order puts copy off for set, and it matters");
  });

  it("has nothing to say where it reads nothing of it", () => {
    takingSet(false).audit();
  });
});
