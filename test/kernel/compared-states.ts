/** States expanded in the kernel, compared with what the program makes of them. */
import { expect } from "vitest";
import { isSynodError } from "../../src/errors/errors.ts";
import type { Model } from "../../src/model/model.ts";
import type { Program, ReductionPlan, Visitor } from "../../src/program/program.ts";
import { BEYOND, UNREDUCED } from "../../src/program/program.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import { ExpandingMemory } from "./expanding-memory.ts";
import type { Machine } from "./small-memory.ts";

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

export interface Sums {
  states: number;
  /** Known to the kernel: successors, states and steps beyond; and what it left to the host. */
  successors: number;
  statesBeyond: number;
  stepsBeyond: number;
  terminal: number;
  unknown: number;
  /** Of these the steps that throw. */
  failed: number;
  whole: number;
  /** Steps that lead somewhere else than they would if nothing were forgotten. */
  forgotten: number;
  /** States of which a bound or an expiry throws. */
  thrown: number;
}

export const sums = (): Sums => ({
  states: 0,
  successors: 0,
  statesBeyond: 0,
  stepsBeyond: 0,
  terminal: 0,
  unknown: 0,
  failed: 0,
  whole: 0,
  forgotten: 0,
  thrown: 0,
});

/** Every state, expanded in the kernel and what it does not know by the program, is as the program expands it. */
export function compare(machine: Machine, model: Model, plan: ReductionPlan, sum: Sums): void {
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
    sum.failed += at < states.length ? 0 : failed;
    sum.whole += Number(kernel.isWholeUnknown);
  }
}
