/**
 * From a path of canonical states to steps of the model itself. A canonical state's steps are steps of a renaming of what
 * the model does; from a real initial state on, the least step is taken whose successor is a renaming of the next state of
 * the path. Such a step exists in a model that treats a scalarset's elements alike; in another one the walk ends here.
 */
import { isSynodError, type PlainError, synodError, toPlainError } from "../../errors/errors.ts";
import { describeStep } from "../../program/instances.ts";
import type { Program } from "../../program/program.ts";
import type { PathEnd, StepList } from "../../program/steps.ts";
import type { Elements, Scalarset } from "./elements.ts";

/** A program of canonical states. */
interface Canonical extends Pick<Program, "words" | "instances" | "initialStates" | "load" | "expand" | "work"> {
  readonly elements: Elements;
  /** The program that it reduces. */
  readonly beneath: Program;
  canonical(states: Int32Array, offset: number, target: Int32Array): void;
}

interface Found {
  readonly path: StepList;
  /** Where it ends. */
  readonly state: Int32Array;
}

/** A step, and what was thrown by it or by a claim about it. */
interface LastStep {
  readonly step: number;
  readonly error: PlainError | null;
}

/** A path of `program` as the one beneath takes it. */
export function concretePath(program: Canonical, path: StepList): Found {
  const { beneath, words } = program;
  const forms = canonicalStates(program, path);
  const form = new Int32Array(words);
  const isForm = (states: Int32Array, at: number) => {
    program.canonical(states, 0, form);
    return form.every((word, each) => word === (forms[at] as Int32Array)[each]);
  };
  const initial = beneath.initialStates();
  let state = new Int32Array(words);
  let start = 0;
  for (; start < initial.count; start++) {
    initial.read(start, state);
    if (isForm(state, 0)) break;
  }
  const steps = path.steps.map((canonicalStep, at) => {
    let next = state;
    const last = leastStep(beneath, state, () => {
      if (!isForm(beneath.work, at + 1)) return undefined;
      next = beneath.work.slice(0, words);
      return null;
    });
    if (last === null) throw noCounterpart(program, canonicalStep);
    state = next;
    return last.step;
  });
  return { path: { initial: start, steps }, state };
}

/** What was found at the end of such a path, `state`, as the program beneath has it. */
export function concreteEnd(program: Canonical, state: Int32Array, end: PathEnd): PathEnd {
  const { beneath } = program;
  const { property, step, error } = end;
  if (step === null) {
    beneath.load(state, 0);
    const met = error === null ? null : answerOf(beneath, property as number);
    return { ...end, state, error: typeof met === "boolean" ? error : met };
  }
  const last =
    property === null
      ? leastFailing(beneath, state, error?.id)
      : leastStep(beneath, state, () => {
          const answer = answerOf(beneath, property);
          if (typeof answer === "boolean") return answer || error !== null ? undefined : null;
          return answer.id === error?.id ? answer : undefined;
        });
  if (last === null) throw noCounterpart(program, step);
  return { ...end, state, ...last };
}

/** The error for a counterexample that shows that the model tells elements of these apart after all. */
export function asymmetric(scalarsets: readonly Scalarset[], subject: string, problem: string): Error {
  const scalarset = scalarsets.map(({ name }) => name).join(", ");
  return synodError("asymmetric-model", { subject, scalarset, renaming: "", problem });
}

function noCounterpart(program: Canonical, step: number): Error {
  const { rule } = describeStep(program.instances, step);
  return asymmetric(program.elements.scalarsets, `rule ${rule}`, "a step of the counterexample has no counterpart");
}

/**
 * The least step from a state for whose successor, the program's current state, `judge` answers an error or null;
 * undefined: not wanted. It is asked of a step only if that would be the least so far.
 */
function leastStep(program: Program, state: Int32Array, judge: () => PlainError | null | undefined): LastStep | null {
  let found: LastStep | null = null;
  program.load(state, 0);
  program.expand({
    visit: (step) => {
      if (found !== null && step > found.step) return;
      const error = judge();
      if (error !== undefined) found = { step, error };
    },
    fail: () => {},
  });
  return found;
}

/** The least step from a state that throws an error of this kind. */
function leastFailing(program: Program, state: Int32Array, id: string | undefined): LastStep | null {
  let found: LastStep | null = null;
  program.load(state, 0);
  program.expand({
    visit: () => {},
    fail: (step, thrown) => {
      const error = toPlainError(thrown);
      if (error.id === id && (found === null || step < found.step)) found = { step, error };
    },
  });
  return found;
}

function answerOf(program: Program, property: number): boolean | PlainError {
  try {
    return program.holds(property);
  } catch (error) {
    if (isSynodError(error, "impure-model")) throw error;
    return toPlainError(error);
  }
}

/** The states that a path of the reduced program goes through. */
function canonicalStates(program: Canonical, { initial, steps }: StepList): Int32Array[] {
  let state = program.initialStates().at(initial) as Int32Array;
  const states = [state];
  for (const step of steps) {
    let next: Int32Array | null = null;
    program.load(state, 0);
    program.expand({
      visit: (taken) => {
        if (taken === step) next = program.work.slice(0, program.words);
      },
      fail: () => {},
    });
    if (next === null) throw synodError("internal", { problem: "a path found by the search cannot be followed" });
    state = next;
    states.push(state);
  }
  return states;
}
