/**
 * Whether an invariant is inductive: true in every initial state, and kept by every step from every state in which it is
 * true, reachable or not (Floyd, *Assigning Meanings to Programs*, 1967; Lamport, *Using TLC to Check Inductive
 * Invariance*, 2018). Then it is true of every behaviour, and no search is needed to know that. The states are all of the
 * schema's type; so the answer is about one configuration all the same.
 *
 * An invariant that is not inductive may be true of every behaviour. An escape, a step out of it, does not refute it; it
 * shows a state that the invariant does not exclude, and that has to be excluded if the invariant is to be proved.
 */

import { compile } from "../../compile/compile.ts";
import { isSynodError, synodError } from "../../errors/errors.ts";
import type { Model } from "../../model/model.ts";
import type { Property } from "../../model/property.ts";
import type { Program } from "../../program/program.ts";
import { packSlots } from "../../state/codec.ts";
import { type Invariant, satisfyingStates } from "./satisfying-states.ts";

/** A step from a state in which the invariant is true to one in which it is not. */
export interface Escape {
  /** The state before, one code per slot. */
  readonly codes: Int32Array;
  /** The rule instance. */
  readonly step: number;
  /** The conjuncts that are false afterwards; none if the step leads to no state at all, but throws. */
  readonly broken: readonly string[];
  readonly error: Error | null;
}

export interface Induction {
  /** States of the schema's type in which the invariant is true, reachable or not. */
  readonly states: number;
  /** Rule instances enabled in them, as in a search's count of what it generated. */
  readonly steps: number;
  /** How many of these steps lead out of the invariant, or throw. */
  readonly escapes: number;
  /** Per conjunct, how many lead to a state where it is false. A step may break several. */
  readonly broken: ReadonlyMap<string, number>;
  /** Initial states in which the invariant is false. */
  readonly initialOutside: number;
  /** The escape from the state with the fewest slots that are not as in the zero state; null: there is none. */
  readonly simplest: Escape | null;
}

/**
 * Takes every step of every state that satisfies the invariant. Throws what the model throws in initial states, what the
 * invariant throws anywhere, and `impure-model`.
 */
export function checkInduction<S extends object>(model: Model, invariant: Invariant<S>): Induction {
  if (model.bounds.length > 0)
    throw synodError("beyond-constraint", {
      bounds: model.bounds.map(({ name }) => name),
      asked: "induction",
      claims: [],
    });
  const program = programOf(model, invariant);
  const broken = new Map(Object.keys(invariant).map((name) => [name, 0]));
  const packed = new Int32Array(program.words);
  let [states, steps, escapes] = [0, 0, 0];
  let simplest: Escape | null = null;
  satisfyingStates(program.layout, invariant, (codes) => {
    const add = (step: number, names: readonly string[], error: Error | null) => {
      escapes++;
      for (const name of names) broken.set(name, (broken.get(name) as number) + 1);
      const found = { codes, step, broken: names, error };
      if (simplest === null || compareEscapes(found, simplest) < 0) simplest = { ...found, codes: codes.slice() };
    };
    packSlots(program.layout, codes, packed, 0);
    program.load(packed, 0);
    checkPurity(program);
    states++;
    steps += program.expand({
      visit: (step) => {
        const names = brokenIn(program);
        if (names.length > 0) add(step, names, null);
      },
      fail: (step, error) => {
        if (isSynodError(error, "impure-model") || isSynodError(error, "internal")) throw error;
        add(step, [], error);
      },
    });
  });
  return { states, steps, escapes, broken, initialOutside: countInitialOutside(program), simplest };
}

/** The enumeration and the compiled conjuncts have to agree that the invariant is true. */
function checkPurity(program: Program): void {
  for (const name of brokenIn(program)) {
    const problem = "run twice in the same state, it gave different answers";
    throw synodError("impure-model", { subject: `property ${name}`, problem });
  }
}

/** The model's program with the conjuncts for its properties. */
function programOf<S extends object>(model: Model, invariant: Invariant<S>): Program {
  const properties = Object.entries(invariant).map(([name, holds]): Property => {
    return { name, kind: "always", predicate: holds as (state: object) => boolean, target: null };
  });
  return compile({ ...model, properties });
}

function brokenIn(program: Program): string[] {
  return program.properties.filter((_, at) => !program.holds(at)).map(({ name }) => name);
}

function countInitialOutside(program: Program): number {
  let outside = 0;
  for (const state of program.initialStates()) {
    program.load(state, 0);
    if (brokenIn(program).length > 0) outside++;
  }
  return outside;
}

/** Negative: `one` is simpler. Total, so that which escape is told depends on nothing but the model and the invariant. */
function compareEscapes(one: Escape, other: Escape): number {
  const difference = weight(one.codes) - weight(other.codes);
  if (difference !== 0) return difference;
  const at = one.codes.findIndex((code, slot) => code !== other.codes[slot]);
  return at < 0 ? one.step - other.step : (one.codes[at] as number) - (other.codes[at] as number);
}

function weight(codes: Int32Array): number {
  return codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
}
