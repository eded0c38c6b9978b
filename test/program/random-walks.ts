// What the engine and the interpreter make of the same random models, state by state.
import { toPlainError } from "../../src/errors/errors.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { instancesOf } from "../../src/program/instances.ts";
import type { Program } from "../../src/program/program.ts";
import { unpackState } from "../../src/state/codec.ts";
import type { PlainState } from "../../src/state/plain.ts";
import { plainText } from "../../src/state/plain.ts";

/** What can be done in a state: what each step leads to (as text), or which error it ends in. */
export interface Moves {
  readonly enabled: number;
  /** Step to the text of the successor, or `error: id`; steps that change nothing left out. */
  readonly steps: ReadonlyMap<number, string>;
}

export function textOf(state: PlainState): string {
  return [...state].map(([name, plain]) => `${name} = ${plainText(plain)}`).join("\n");
}

/** The moves of the packed state, by the program. */
export function compiledMoves(program: Program, state: Int32Array): Moves {
  const steps = new Map<number, string>();
  program.load(state, 0);
  const enabled = program.expand({
    visit: (step) => {
      steps.set(step, textOf(unpackState(program.layout, program.work, 0)));
    },
    fail: (step, error) => {
      steps.set(step, `error: ${toPlainError(error).id}`);
    },
  });
  return { enabled, steps: new Map([...steps].sort(([a], [b]) => a - b)) };
}

/** The same by the interpreter. */
export function interpretedMoves(model: Model, state: InterpretedState): Moves {
  const interpreter = interpret(model);
  const steps = new Map<number, string>();
  let enabled = 0;
  for (let step = 0; step < instancesOf(model.rules).total; step++) {
    try {
      const after = interpreter.take(state, step);
      if (after === null) continue;
      if (after.text !== state.text) steps.set(step, textOf(after.plain));
    } catch (error) {
      steps.set(step, `error: ${toPlainError(error).id}`);
    }
    enabled++;
  }
  return { enabled, steps };
}

/** A reachable state in both forms. */
export interface Twin {
  readonly packed: Int32Array;
  readonly interpreted: InterpretedState;
}

/** The first states of a breadth-first search, at most `limit`. */
export function reachableTwins(model: Model, program: Program, limit: number): Twin[] {
  const interpreter = interpret(model);
  const packed = [...program.initialStates()];
  const known = new Set<string>();
  const twins: Twin[] = [];
  const meet = (twin: Twin) => {
    if (known.has(twin.interpreted.text) || twins.length >= limit) return;
    known.add(twin.interpreted.text);
    twins.push(twin);
  };
  for (const [at, interpreted] of interpreter.initialStates().entries())
    meet({ packed: packed[at] as Int32Array, interpreted });
  for (let at = 0; at < twins.length; at++) {
    const { packed: source, interpreted } = twins[at] as Twin;
    const successors: [number, Int32Array][] = [];
    program.load(source, 0);
    program.expand({
      visit: (step) => successors.push([step, program.work.slice(0, program.words)]),
      fail: () => {},
    });
    for (const [step, state] of successors) {
      const after = interpreter.take(interpreted, step);
      if (after !== null) meet({ packed: state, interpreted: after });
    }
  }
  return twins;
}
