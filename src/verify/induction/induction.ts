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
import { ruleOfStep } from "../../program/instances.ts";
import type { Program } from "../../program/program.ts";
import { packSlots } from "../../state/codec.ts";
import { drawnStates, type Invariant, satisfyingStates } from "./satisfying-states.ts";

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

/** The same in detail. */
export interface JudgedInduction extends Induction {
  /** Whether all states in which the invariant is true were gone through; false: `halt` ended it, or they were sampled. */
  readonly isComplete: boolean;
  readonly initialStates: number;
  /** Of the first initial state in which the invariant is false, the conjuncts that are; none: there is no such state. */
  readonly initialBroken: readonly string[];
  /** Per conjunct and rule, how many steps of the rule lead to a state where the conjunct is false. */
  readonly byRule: ReadonlyMap<string, readonly number[]>;
  /** Per rule, how many of its steps throw. */
  readonly throwing: readonly number[];
  /** Per rule, how many of its instances are enabled in these states. */
  readonly enabled: readonly number[];
  /** Per claim that is to follow: in how many of the states it is false, and one with least in it. */
  readonly goals: ReadonlyMap<string, Unimplied>;
}

/** Of a claim, the states in which the invariant is true and it is not. */
export interface Unimplied {
  readonly states: number;
  readonly simplest: Int32Array | null;
}

export interface InductionOptions {
  /** Claims that are to follow from the invariant. */
  readonly goals?: readonly Property[];
  /** Ends it, asked often. */
  readonly halt?: () => boolean;
  /** So many states drawn at random, not all. `random`: numbers from 0 to 2^32 - 1. */
  readonly sample?: { readonly most: number; readonly random: () => number } | null;
}

/**
 * Takes every step of every state that satisfies the invariant. Throws what the model throws in initial states, what the
 * invariant throws anywhere, and `impure-model`.
 */
export function checkInduction<S extends object>(model: Model, invariant: Invariant<S>): Induction {
  const { states, steps, escapes, broken, initialOutside, simplest } = judgeInduction(model, invariant);
  return { states, steps, escapes, broken, initialOutside, simplest };
}

/** The same, with what is to follow, and in detail. Throws also what a claim throws that is to follow. */
export function judgeInduction<S extends object>(
  model: Model,
  invariant: Invariant<S>,
  { goals = [], halt = () => false, sample = null }: InductionOptions = {},
): JudgedInduction {
  if (model.bounds.length > 0)
    throw synodError("beyond-constraint", {
      bounds: model.bounds.map(({ name }) => name),
      asked: "induction",
      claims: [],
    });
  const conjuncts = Object.keys(invariant);
  const program = programOf(model, invariant, goals);
  const tally = new Tally(program, conjuncts, goals);
  const visit = (codes: Int32Array) => tally.take(codes);
  let isComplete = false;
  if (sample === null) isComplete = satisfyingStates(program.layout, invariant, visit, halt);
  else drawnStates(program.layout, invariant, sample, visit, halt);
  return { ...tally.result(), ...initialIn(program, conjuncts), isComplete };
}

/** What the states are and where their steps lead, one after the other. */
class Tally {
  readonly #program: Program;
  readonly #conjuncts: readonly string[];
  readonly #packed: Int32Array;
  readonly #broken: Map<string, number>;
  readonly #byRule: Map<string, number[]>;
  readonly #throwing: number[];
  readonly #goals: { readonly name: string; states: number; simplest: Int32Array | null }[];
  #states = 0;
  #steps = 0;
  #escapes = 0;
  #simplest: Escape | null = null;

  constructor(program: Program, conjuncts: readonly string[], goals: readonly Property[]) {
    this.#program = program;
    this.#conjuncts = conjuncts;
    this.#packed = new Int32Array(program.words);
    const { length } = program.instances.rules;
    this.#broken = new Map(conjuncts.map((name) => [name, 0]));
    this.#byRule = new Map(conjuncts.map((name) => [name, Array<number>(length).fill(0)]));
    this.#throwing = Array<number>(length).fill(0);
    this.#goals = goals.map(({ name }) => ({ name, states: 0, simplest: null }));
    program.enabled.fill(0);
  }

  take(codes: Int32Array): void {
    const program = this.#program;
    packSlots(program.layout, codes, this.#packed, 0);
    program.load(this.#packed, 0);
    checkPurity(program, this.#conjuncts);
    this.#askGoals(codes);
    this.#states++;
    this.#steps += program.expand({
      visit: (step) => {
        const names = brokenIn(program, this.#conjuncts);
        if (names.length > 0) this.#escape(codes, step, names, null);
      },
      fail: (step, error) => {
        if (isSynodError(error, "impure-model") || isSynodError(error, "internal")) throw error;
        this.#escape(codes, step, [], error);
      },
    });
  }

  #askGoals(codes: Int32Array): void {
    this.#goals.forEach((goal, at) => {
      if (this.#program.holds(this.#conjuncts.length + at)) return;
      goal.states++;
      if (goal.simplest === null || compareCodes(codes, goal.simplest) < 0) goal.simplest = codes.slice();
    });
  }

  #escape(codes: Int32Array, step: number, names: readonly string[], error: Error | null): void {
    const rule = ruleOfStep(this.#program.instances, step);
    this.#escapes++;
    if (error !== null) this.#throwing[rule] = (this.#throwing[rule] as number) + 1;
    for (const name of names) {
      this.#broken.set(name, (this.#broken.get(name) as number) + 1);
      const row = this.#byRule.get(name) as number[];
      row[rule] = (row[rule] as number) + 1;
    }
    const found = { codes, step, broken: names, error };
    if (this.#simplest === null || compareEscapes(found, this.#simplest) < 0)
      this.#simplest = { ...found, codes: codes.slice() };
  }

  result(): Omit<JudgedInduction, "isComplete" | "initialOutside" | "initialStates" | "initialBroken"> {
    return {
      states: this.#states,
      steps: this.#steps,
      escapes: this.#escapes,
      broken: this.#broken,
      simplest: this.#simplest,
      byRule: this.#byRule,
      throwing: this.#throwing,
      enabled: [...this.#program.enabled],
      goals: new Map(this.#goals.map(({ name, states, simplest }) => [name, { states, simplest }])),
    };
  }
}

/** The enumeration and the compiled conjuncts have to agree that the invariant is true. */
function checkPurity(program: Program, conjuncts: readonly string[]): void {
  for (const name of brokenIn(program, conjuncts)) {
    const problem = "run twice in the same state, it gave different answers";
    throw synodError("impure-model", { subject: `property ${name}`, problem });
  }
}

/** The model's program with the conjuncts for its properties, and what is to follow behind them. */
function programOf<S extends object>(model: Model, invariant: Invariant<S>, goals: readonly Property[]): Program {
  const properties = Object.entries(invariant).map(([name, holds]): Property => {
    return { name, kind: "always", predicate: holds as (state: object) => boolean, target: null };
  });
  return compile({ ...model, properties: [...properties, ...goals] });
}

/** Those that are false. One that throws behind a false one makes no sense there, and says nothing: they are a conjunction. */
function brokenIn(program: Program, conjuncts: readonly string[]): string[] {
  const broken: string[] = [];
  for (const [at, name] of conjuncts.entries())
    try {
      if (!program.holds(at)) broken.push(name);
    } catch (error) {
      if (broken.length === 0 || !isSynodError(error, "property-threw")) throw error;
    }
  return broken;
}

function initialIn(
  program: Program,
  conjuncts: readonly string[],
): Pick<JudgedInduction, "initialOutside" | "initialStates" | "initialBroken"> {
  let [initialStates, initialOutside] = [0, 0];
  let initialBroken: readonly string[] = [];
  for (const state of program.initialStates()) {
    program.load(state, 0);
    initialStates++;
    const broken = brokenIn(program, conjuncts);
    if (broken.length === 0) continue;
    if (initialOutside++ === 0) initialBroken = broken;
  }
  return { initialStates, initialOutside, initialBroken };
}

/** Negative: `one` is simpler. Total, so that which escape is told depends on nothing but the model and the invariant. */
function compareEscapes(one: Escape, other: Escape): number {
  return compareCodes(one.codes, other.codes) || one.step - other.step;
}

/** First what has least in it. */
function compareCodes(one: Int32Array, other: Int32Array): number {
  const difference = weight(one) - weight(other);
  if (difference !== 0) return difference;
  const at = one.findIndex((code, slot) => code !== other[slot]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}

function weight(codes: Int32Array): number {
  return codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
}
