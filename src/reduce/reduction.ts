/**
 * A reduction: a smaller program that says the same of what it keeps. Everything that the house needs to know of one is in
 * its entry of the table (table.ts): when it may be used, what it keeps, what properties must then not read, how it wraps a
 * program, and how people hear of it. Nobody else asks which reductions there are, or of what class a program is.
 */
import type { Part } from "../compile/hidden-slots.ts";
import type { Halt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import type { PropertyKind } from "../model/property-kinds.ts";
import type { Program } from "../program/program.ts";
import type { Layout } from "../state/layout.ts";

/** What of a model can still be said of the states that are visited. */
export interface Keeps {
  /** all: every state is visited. classes: one stands for a class of known size. some: nobody knows for how many. */
  readonly states: "all" | "classes" | "some";
  /** Whether every step from a visited state is taken. */
  readonly steps: boolean;
  /** Whether a state's level is the length of a shortest path to it. */
  readonly lengths: boolean;
  /** Whether the steps are as fairness means them, so that properties over time may be judged (AG EF may in any case). */
  readonly behaviours: boolean;
}

/** What a reduction decides by whether it is used, and how. */
export interface Asked {
  readonly model: Model;
  /** The properties to be judged, as indices. */
  readonly properties: readonly number[];
  /** Undefined: where it pays. */
  readonly wanted: boolean | undefined;
  readonly halt: Halt;
}

/** What an entry that is planned on a program has beside. */
export interface AskedOfProgram extends Asked {
  /** With the reductions that are decided already, its initial states made. */
  readonly program: Program;
  /** Runs what may run closures of the model, for that program or one around it, under a watchdog. */
  readonly watched: (program: Program, work: () => void) => void;
}

export interface Planned<P, V> {
  /** Plain data; null: it is not used. */
  readonly plan: P | null;
  /** Why it is not used although it was asked for; absent: it was not, or `verdict` says it. */
  readonly dropped?: string;
  /** What the verdict says of it, if it has something of its own to say. */
  readonly verdict?: V | null;
  /** The wrapped program, if it was made already. */
  readonly program?: Program;
}

/** `P`: what it goes by, plain data. `V`: what the verdict says of it. */
export interface Reduction<P = unknown, V = unknown> {
  /** In options, verdicts and plans. */
  readonly name: string;
  /** For those who choose: what it does, if the name does not say it. */
  readonly about: string | null;
  /** What a verdict's text says where it is in force; null: the report has more to say (symmetry). */
  readonly says: readonly [label: string, text: string] | null;
  readonly keeps: Keeps;
  /** Which is around which: a greater one is further out. */
  readonly height: number;
  /** Decides by the model's declarations alone; absent: `planOn` decides. */
  plan?(asked: Asked): Planned<P, V>;
  /** Decides by a program. Such a reduction hides nothing, and is further out than all that decide by declarations. */
  planOn?(asked: AskedOfProgram): Planned<P, V>;
  /** The parts of the state that properties of a kind must not read; absent: they may read all. */
  hides?(plan: P, kind: PropertyKind, model: Model, layout: Layout): readonly Part[];
  wrap(program: Program, model: Model, plan: P): Program;
  /** What it means if the interpreter does not confirm a counterexample; absent: nothing about the model. */
  unconfirmed?(plan: P, layout: Layout, subject: string): Error;
}
