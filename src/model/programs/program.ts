/**
 * Sequential programs: processes as papers write them, labelled steps one after the other, each of them atomic. An
 * ingredient of `model` beside `rules`, to which they are lowered (lower.ts); the engine knows nothing of them.
 */
import type { Domain } from "../../domain/domain.ts";
import type { Schema } from "../../state/field.ts";
import { checkedProgram } from "./closed-program.ts";
import type { InnerPlace, LabelOf, ProgramBody, StepNames } from "./declaration.ts";
import { type Except, fairProgram, type ProgramFairness } from "./fairness.ts";
import type { ProgramParts } from "./parts.ts";

/** How a program is known for one, in every copy of synod. */
export const MADE_BY_PROGRAM: unique symbol = Symbol.for("synod program");

/**
 * A program and the processes that run it: what `program` makes. `Label` are the places where a process can be but
 * `"done"`.
 */
export interface SequentialProgram<P, L extends Schema, Label extends string, PL = {}> {
  readonly [MADE_BY_PROGRAM]: ProgramParts;
  /** Only a type: what properties see of the program. */
  readonly [SEEN]?: { readonly process: P; readonly local: L; readonly label: Label; readonly procedures: PL };
  /**
   * Weak fairness of each process: one that can go on without end does go on, unless it is at one of these labels:
   * `fairness: { "processes go on": process.weak({ except: ["away"] }) }`.
   */
  weak(options?: Except<Label>): ProgramFairness;
  /** Strong fairness of each process: one that can go on again and again does go on. Options as with `weak`. */
  strong(options?: Except<Label>): ProgramFairness;
}

declare const SEEN: unique symbol;

/** Any program. */
// biome-ignore lint/suspicious/noExplicitAny: programs are invariant in the types of their processes and variables.
export type AnyProgram = SequentialProgram<any, any, any, any>;
/** Programs by name, as `programs` of a model has them. */
export type Programs = Readonly<Record<string, AnyProgram>>;

/**
 * A program for each of some processes: labelled steps in order, over a state that they share and local variables that
 * each has for itself. A step is an effect, or says what it waits for; what the effect answers is where the process goes
 * on, nothing is the next label, `"done"` the end. In properties and rules, `s.NAME.at.get(p)` is where a process is.
 *
 * @param state - The fields that it shares with others: those of the model, or some of them.
 * @param processes - The domain of its processes; for a single one, a domain of one value.
 * @throws SynodError SYN230 for what cannot be a program, SYN206 and SYN207 for steps, SYN211 for keys.
 *
 * @example
 * ```ts
 * const Process = enumeration("p", "q");
 * const state = { free: boolean };
 * const process = program(state, Process, {
 *   steps: {
 *     away: {},
 *     enter: { await: (s) => s.free, do: (s) => { s.free = false; } },
 *     inside: {},
 *     leave: (s) => { s.free = true; return "away"; },
 *   },
 * });
 * export const lock = model({
 *   state,
 *   programs: { process },
 *   init: (s) => { s.free = true; },
 *   always: { "one at a time": (s) => s.process.at.values().filter((at) => at === "inside").length <= 1 },
 *   leadsTo: { "p gets in": [(s) => s.process.at.get("p") === "enter", (s) => s.process.at.get("p") === "inside"] },
 *   fairness: { "processes go on": process.strong({ except: ["away"] }) },
 * });
 * ```
 */
export function program<
  S extends Schema,
  P,
  const L extends Schema = {},
  K extends string = never,
  R extends Readonly<Record<string, unknown>> = { readonly [Name in K]: unknown },
  A = { readonly [Name in K]: unknown },
  Q extends string = never,
  PL = { readonly [Name in Q]: {} },
  PR = { readonly [Name in Q]: Readonly<Record<string, unknown>> },
>(
  state: S,
  processes: Domain<P>,
  body: ProgramBody<S, P, L, R, A, PL, PR> & StepNames<K, Q>,
): SequentialProgram<P, L, LabelOf<A> | InnerPlace<PR>, PL> {
  const parts = checkedProgram(state, processes, body);
  return Object.freeze({
    [MADE_BY_PROGRAM]: parts,
    weak: (options = {}) => fairProgram(parts, "weak", options),
    strong: (options = {}) => fairProgram(parts, "strong", options),
  } satisfies AnyProgram);
}

export function isProgram(value: unknown): value is AnyProgram {
  return typeof value === "object" && value !== null && Object.hasOwn(value, MADE_BY_PROGRAM);
}
