/** Expanding states in the kernel where the model has a constraint, or messages that expire, compared with the program's. */
import { describe, expect, it } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import { range, scalarset, system } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import type { Program, ReductionPlan, Visitor } from "../../src/program/program.ts";
import { BEYOND, UNREDUCED } from "../../src/program/program.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import { boundedModel } from "../support/bounded-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { ExpandingMemory } from "./expanding-memory.ts";
import { MACHINES, type Machine } from "./small-memory.ts";

const FORGETFUL: ReductionPlan = { "stale-messages": true };

/** The first states of a program, in some order. */
function statesOf(program: Program, most: number): Int32Array[] {
  const known = new Map<string, Int32Array>();
  const enter = (state: Int32Array) => {
    if (known.size < most && !known.has(String(state))) known.set(String(state), state);
  };
  for (const state of program.initialStates()) enter(state);
  for (const state of known.values()) {
    program.load(state, 0);
    made(
      program,
      (visitor) => program.expand(visitor),
      () => enter(program.work.slice(0, program.words)),
    );
  }
  return [...known.values()];
}

/** What a program makes of the loaded state: BEYOND, or how many are enabled; and what bounds or expiries throw. */
function made(program: Program, expand: (visitor: Visitor) => number, enter: () => void = () => {}) {
  const successors = new Set<string>();
  program.enabled.fill(0);
  program.crossed.fill(0);
  let failed = 0;
  let thrown = "";
  let enabled = 0;
  const visit = () => {
    enter();
    successors.add([...program.work.slice(0, program.words), program.low, program.high].join());
  };
  try {
    enabled = expand({ visit, fail: () => failed++ });
  } catch (error) {
    if (!isSynodError(error)) throw error;
    thrown = error.message;
  }
  return { successors, enabled, failed, thrown };
}

interface Sums {
  states: number;
  /** Known to the kernel: successors, states and steps beyond; and what it left to the host. */
  successors: number;
  statesBeyond: number;
  stepsBeyond: number;
  terminal: number;
  unknown: number;
  whole: number;
  /** Steps that lead somewhere else than they would if nothing were forgotten. */
  forgotten: number;
  /** States of which a bound or an expiry throws. */
  thrown: number;
}

const sums = (): Sums => ({
  states: 0,
  successors: 0,
  statesBeyond: 0,
  stepsBeyond: 0,
  terminal: 0,
  unknown: 0,
  whole: 0,
  forgotten: 0,
  thrown: 0,
});

/** Every state, expanded in the kernel and what it does not know by the program, is as the program expands it. */
function compare(machine: Machine, model: Model, plan: ReductionPlan, sum: Sums): void {
  const [program, other, whole] = [plan, plan, UNREDUCED].map((each) => reducedProgram(model, each)) as [
    Program,
    Program,
    Program,
  ];
  const memory = new ExpandingMemory(machine, program);
  const states = statesOf(reducedProgram(model, plan), 150);
  // Twice: all that may be known is the second time.
  for (const [at, state] of [...states, ...states].entries()) {
    const publication = program.publish({ expanded: 10, judged: 10, met: state });
    if (typeof publication === "string") return;
    memory.publish(publication);
    sum.states++;
    program.load(state, 0);
    const kernel = memory.expand(state, program.low, program.high);
    const successors = new Set(kernel.successors);
    const [enabled, crossed] = [kernel.enabled.slice(), kernel.crossed.slice()];
    let isBeyond = (kernel.crossed[0] ?? 0) > 0;
    let met = enabled.reduce((one, two) => one + two, 0);
    let failed = 0;
    const thrown: string[] = [];
    const settle = (expand: (visitor: Visitor) => number) => {
      program.load(state, 0);
      const rest = made(program, expand);
      for (const successor of rest.successors) successors.add(successor);
      for (const [rule, count] of program.enabled.entries()) enabled[rule] = (enabled[rule] as number) + count;
      for (const [place, count] of program.crossed.entries()) crossed[place] = (crossed[place] as number) + count;
      if (rest.enabled === BEYOND) isBeyond = true;
      else met += rest.enabled;
      failed += rest.failed;
      if (rest.thrown !== "") thrown.push(rest.thrown);
    };
    if (kernel.isWholeUnknown) settle((visitor) => program.expand(visitor));
    for (const seat of kernel.unknown) settle((visitor) => program.meet(seat, visitor));

    other.load(state, 0);
    const expected = made(other, (visitor) => other.expand(visitor));
    if (expected.thrown !== "") {
      expect(thrown).toContain(expected.thrown);
      sum.thrown++;
      continue;
    }
    expect(thrown).toEqual([]);
    expect([...successors].toSorted()).toEqual([...expected.successors].toSorted());
    expect(enabled).toEqual([...other.enabled]);
    expect(crossed).toEqual([...other.crossed]);
    expect(isBeyond).toBe(expected.enabled === BEYOND);
    if (!isBeyond) expect(met).toBe(expected.enabled);
    expect(failed).toBe(expected.failed);
    if (kernel.isTerminal) expect(expected.enabled).toBe(0);
    else if (expected.enabled === 0) expect(kernel.unknown.length + Number(kernel.isWholeUnknown)).toBeGreaterThan(0);
    whole.load(state, 0);
    const unforgotten = made(whole, (visitor) => whole.expand(visitor)).successors;
    sum.forgotten += kernel.successors.filter((successor) => !unforgotten.has(successor)).length;
    sum.successors += kernel.successors.length;
    sum.statesBeyond += kernel.crossed[0] ?? 0;
    sum.stepsBeyond += kernel.crossed[1] ?? 0;
    sum.terminal += Number(kernel.isTerminal);
    sum.unknown += at < states.length ? 0 : kernel.unknown.length;
    sum.whole += Number(kernel.isWholeUnknown);
  }
}

/** Nodes that greet all and poke themselves, and soon have no ear for either. */
function manyNodes(count: number): Model {
  const world = system({
    roles: { node: { processes: scalarset("n", count), stable: { phase: range(0, 2) } } },
    messages: { hello: { from: "node", to: "node", broadcast: true }, poke: { from: "node", to: "node" } },
    network: "set",
  });
  const node = world.role("node", {
    rules: {
      grow: {
        when: (row) => row.phase < 2,
        do: (row, { self, send }) => {
          row.phase += 1;
          send.hello({});
          send.poke({ to: self });
        },
      },
    },
    expires: { hello: (row) => row.phase >= 1, poke: (row) => row.phase === 2 },
    receive: {
      hello: {
        when: (row) => row.phase === 0,
        do: (row) => {
          row.phase = 2;
        },
      },
      poke: { do: () => {} },
    },
  });
  return world.model({ roles: [node] });
}

describe.each(MACHINES)("a state expanded in the kernel, on %s", (machine) => {
  it("is cut by the bounds of a constraint, each counted, as the program cuts it", () => {
    const sum = sums();
    for (let seed = 0; seed < 60; seed++)
      compare(machine, boundedModel(seed, seed % 5 === 0 ? "property throws" : null), UNREDUCED, sum);
    expect(sum.successors).toBeGreaterThan(5000);
    expect(Math.min(sum.statesBeyond, sum.stepsBeyond, sum.terminal, sum.whole, sum.thrown)).toBeGreaterThan(0);
  });

  it("has successors without what has expired, as the program has them", () => {
    const sum = sums();
    for (let seed = 0; seed < 40; seed++) compare(machine, randomSystem(seed, { expiring: true }), FORGETFUL, sum);
    expect(sum.successors).toBeGreaterThan(1000);
    expect(sum.forgotten).toBeGreaterThan(300);
    // Nothing is asked twice.
    expect(sum.unknown).toBe(0);
  });

  it("has such successors of more processes than a mask has bits", () => {
    const sum = sums();
    compare(machine, manyNodes(18), FORGETFUL, sum);
    expect(sum.forgotten).toBeGreaterThan(300);
    expect(sum.unknown).toBe(0);
  });

  it("is left to the program where what had expired comes back", () => {
    const sum = sums();
    for (let seed = 0; seed < 40; seed++)
      compare(machine, randomSystem(seed, { expiring: true, unstable: true }), FORGETFUL, sum);
    expect(Math.min(sum.forgotten, sum.thrown)).toBeGreaterThan(50);
  });
});
