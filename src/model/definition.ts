/** What people write of a model: the types of what `model` is given. */
import type { Schema } from "../state/field.ts";
import type { InvariantDefinitions } from "./candidate-invariants.ts";
import type { EveryOne } from "./conjunction.ts";
import type { ConstraintDefinition } from "./constraint.ts";
import type { FairnessAssumption } from "./fairness.ts";
import type { ProgramFairness } from "./programs/fairness.ts";
import type { Programs } from "./programs/program.ts";
import type { DraftWith, SchemaWith, ViewWith } from "./programs/view.ts";
import type { RefinementDefinitions } from "./refinement/link.ts";
import type { Bindings, Bound, RuleDefinition } from "./rule.ts";
import type { ViewDefinition } from "./view-definition.ts";
import type { Words } from "./words.ts";

type StatePredicate<S extends Schema, G> = (state: ViewWith<S, G>) => boolean;
type StepPredicate<S extends Schema, G> = (before: ViewWith<S, G>, after: ViewWith<S, G>) => boolean;

/**
 * By name; what is `false` is as if it were not written. The names, switched off or not, are inferred from all kinds of
 * property together, and the model carries them.
 */
export type Named<P extends string, T> =
  | ({ readonly [K in P]?: T | false } & { readonly [name: string]: T | false })
  | false;

/**
 * Initial states: one per choice of bindings, of which `when` leaves those that are wanted.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * // The leader may be anyone at first.
 * model({
 *   state: { leader: Node },
 *   init: { for: { n: Node }, do: (s, { n }) => { s.leader = n; } },
 *   rules: { elect: { for: { n: Node }, do: (s, { n }) => { s.leader = n; } } },
 * });
 * ```
 */
export interface InitialDefinition<S extends Schema, I extends Bindings, G = {}> {
  /** The values that an initial state is made of: `for: { leader: Node }`. Domains only; there are no members yet. */
  readonly for?: I;
  /** Which of the states made are initial, asked after `do`: `when: (s) => s.low <= s.high`. Absent: all. */
  readonly when?: (state: ViewWith<S, G>, bound: Bound<I>) => boolean;
  /**
   * Changes the zero state (every variable at its domain's first value, collections empty): `do: (s, { leader }) => {
   * s.leader = leader; }`.
   */
  readonly do: (state: DraftWith<S, G>, bound: Bound<I>) => void;
}

/** What is assumed: of rules, or of a program's processes. */
export type Assumed = FairnessAssumption | ProgramFairness;

/**
 * What `model` is given. All functions in it must be pure: of the state and the bindings, nothing else.
 *
 * @example
 * ```ts
 * const counter = {
 *   state: { n: range(0, 3) },
 *   rules: { up: { when: (s: { n: number }) => s.n < 3, do: (s: { n: number }) => { s.n += 1; } } },
 *   always: { small: (s: { n: number }) => s.n <= 3 },
 * };
 * model(counter);
 * ```
 */
export interface ModelDefinition<
  S extends Schema,
  R extends Readonly<Record<string, unknown>>,
  I extends Bindings,
  P extends string = string,
  F extends string = string,
  G extends Programs = {},
> {
  /** How verdicts call the model: `name: "lease"`. Absent: the name of its protocol or of its export. */
  readonly name?: string;
  /**
   * The fields of a state, each a domain, or a map, set, bag or sequence: `state: { ballot: range(0, 3), sent:
   * set(Message) }`.
   */
  readonly state: S;
  /**
   * Turns the zero state (every variable at its domain's first value, collections empty) into an initial one: `init:
   * (s) => { s.ballot = 1; }`. With `for`, one initial state per choice of values, of which `when` leaves those that
   * are wanted. Absent: the zero state alone.
   */
  readonly init?: ((state: DraftWith<S, G>) => void) | InitialDefinition<S, I, G>;
  /**
   * Processes that go through labelled steps, by name, each made by `program`: `programs: { process }`. Where they are and
   * what they keep is part of the state: `s.process.at.get(p)`, `s.process.old.get(p)`.
   */
  readonly programs?: G;
  /**
   * What may happen, by name; one enabled instance of one rule is a step: `rules: { send: { for: { n: Node }, when, do
   * } }`. A rule that is `false` is as if it were not written (`crash: may.crash && { ... }`), and so is a property
   * below, or all of a kind. A model with programs may have none.
   */
  readonly rules?: {
    readonly [K in keyof R]: RuleDefinition<S, R[K], ViewWith<S, G>, DraftWith<S, G>, SchemaWith<S, G>> | false;
  };
  /**
   * Done to every initial state and at the end of every effect: puts numbers that would grow for ever back into a
   * finite range, `normalise: (s) => ranks([s.ticket])`. It must leave a state alone that it made itself.
   */
  readonly normalise?: (state: DraftWith<S, G>) => void;
  /**
   * Bounds on what is explored, by name: a state beyond is found and judged, and not expanded; a step beyond is not taken.
   * `constraint: { always: { "few tickets": (s) => s.ticket <= 3 } }`. A verdict then says what holds within the
   * constraint, and how much lay beyond. Refused with properties over time.
   */
  readonly constraint?: ConstraintDefinition<ViewWith<S, G>> | false;
  /** Invariants, true in every reachable state: `always: { agreement: (s) => s.chosen.size <= 1 }`. */
  readonly always?: Named<P, StatePredicate<S, G>>;
  /**
   * Invariants for a proof by induction, each the conjunction of what is under its name: `invariants: { strong: { "ballots
   * grow": (s) => s.low <= s.high } }`. `check` leaves them alone, `prove` asks whether they are inductive, and whether what is
   * claimed under `always` follows.
   */
  readonly invariants?: InvariantDefinitions<ViewWith<S, G>>;
  /**
   * Claims about the state before and after every step that changes it: `step: { grows: (before, after) => before.n <=
   * after.n }`.
   */
  readonly step?: Named<P, StepPredicate<S, G>>;
  /**
   * What must be possible, true in some reachable state: `reachable: { chosen: (s) => s.chosen.size > 0 }`. Guards
   * against models in which nothing happens.
   */
  readonly reachable?: Named<P, StatePredicate<S, G>>;
  /**
   * <>P: every fair behaviour comes to a state with P: `eventually: { decided: (s) => s.decision !== null }`. Needs
   * `fairness`, as a rule.
   */
  readonly eventually?: Named<P, StatePredicate<S, G>>;
  /** []<>P: every fair behaviour has P again and again: `alwaysEventually: { served: (s) => s.waiting.size === 0 }`. */
  readonly alwaysEventually?: Named<P, StatePredicate<S, G>>;
  /**
   * <>[]P: in every fair behaviour P is true from some point on, for ever: `eventuallyAlways: { settled: (s) =>
   * s.leader === s.oldest }`.
   */
  readonly eventuallyAlways?: Named<P, StatePredicate<S, G>>;
  /** [](P => <>Q): whenever P, sooner or later Q: `leadsTo: { answered: [(s) => s.asked, (s) => s.answered] }`. */
  readonly leadsTo?: Named<
    P,
    readonly [from: StatePredicate<S, G>, to: StatePredicate<S, G>] | EveryOne<[state: ViewWith<S, G>]>
  >;
  /**
   * AG EF P: from every reachable state one with P can be reached: `alwaysReachable: { restart: (s) => s.n === 0 }`.
   * Knows no fairness.
   */
  readonly alwaysReachable?: Named<P, StatePredicate<S, G>>;
  /**
   * What it is an implementation of, by name: an abstract model, and which state of that each state is: `refines: { voting: {
   * model: VOTING, map: (s) => ({ votes: s.voted }) } }`. Each is judged as a property, called `refines voting`: initial
   * states map to initial states, every step to a step or to standing still.
   */
  readonly refines?: RefinementDefinitions<ViewWith<S, G>>;
  /**
   * Named fairness assumptions for properties over time; the first is in force unless `check` is told another:
   * `fairness: { fair: weak("send"), lossy: strong(["send", "receive"], { per: "instance" }) }`. Absent: none, any step
   * may be put off for ever.
   */
  readonly fairness?: Named<F, Assumed | readonly Assumed[]>;
  /**
   * Whether a state in which nothing can happen is an error: `"allowed"` (the default), `"forbidden"`, or allowed where
   * this holds: `terminal: (s) => s.done`. Its property is called "no deadlock". In a model with programs the default is
   * that it is allowed where all processes are `"done"`.
   */
  readonly terminal?: "allowed" | "forbidden" | StatePredicate<S, G>;
  /**
   * Words for what fields hold, with which reasons are told: `words: { sent: { accept: "{by} voted for {value} in ballot
   * {ballot}" } }`. Of two phrases the second is for when it is not so. Absent: facts are said as they are written.
   */
  readonly words?: Words<NoInfer<S>>;
  /**
   * How it is drawn on a page: whose lanes there are, in which order, and colours of values. Nothing that is true depends on
   * it. `view: { lanes: [{ name: "proposer", by: "ballot" }, { by: "by", fields: ["promised", "voted"] }] }`.
   */
  readonly view?: ViewDefinition<NoInfer<(keyof S & string) | `${keyof G & string}.${string}`>> | false;
}
