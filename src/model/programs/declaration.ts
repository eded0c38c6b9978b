/**
 * What is written of a sequential program, as types: an object of labels in order, each of them one atomic step. Everything
 * is inferred: the labels from the keys of `steps`, the alternatives among them from their `at`, what a step binds from its
 * `for`; so that a label, a local variable or a procedure that there is not is an error at the word that is wrong.
 *
 * An object of labels, not a generator: a state must say where each process is, and a generator cannot be resumed from one.
 */
import type { AnyDomain, Domain } from "../../domain/domain.ts";
import type { Schema } from "../../state/field.ts";
import type { Place } from "../../state/place.ts";
import type { StateDraft, StateView } from "../../state/seen.ts";
import type { Bindings, Bound, Checked } from "../rule.ts";

/** A process as its own `await` sees it: its local variables, and which one it is. */
export type MyView<P, L extends Schema> = StateView<L> & { readonly self: P };
/** A process as its own effects see it: its local variables are assigned, its collections changed. */
export type MyDraft<P, L extends Schema> = StateDraft<L> & { readonly self: P };

/** Values for some of these variables. */
type Values<L> = {
  readonly [K in keyof L as L[K] extends AnyDomain ? K : never]?: L[K] extends Domain<infer T> ? T : never;
};

/**
 * What an effect answers to call a procedure: `{ call: "pop", with: { key: 3 }, then: "use" }`. `with`: values for the
 * procedure's local variables; `then`: the label to go on at afterwards, absent: the next one.
 */
export type Call<PL, Label> = {
  readonly [Q in keyof PL]: {
    readonly call: Q;
    readonly with?: Values<PL[Q]>;
    readonly then?: Label | "done";
  };
}[keyof PL];

/** What an effect may answer: where the process goes on. Nothing: at the next label. */
// biome-ignore lint/suspicious/noConfusingVoidType: what an effect answers that is one call, `s.wants.set(...)`.
type Goes<Label, PL> = Label | "done" | Call<PL, Label> | undefined | void;
/** The same within a procedure, which calls none itself. */
// biome-ignore lint/suspicious/noConfusingVoidType: see above.
type Returns<Label> = Label | "return" | undefined | void;

/** A label with nothing but an effect. */
interface Effect<S extends Schema, P, L extends Schema, N> {
  (state: StateDraft<S>, my: MyDraft<P, L>): N;
  readonly at?: never;
}

/** A label that says more than what its effect is; all of it may be left out. */
export interface LabelledStep<S extends Schema, P, L extends Schema, B, N, Label> {
  /** The values that it is done for, one choice of them at a time: `for: { i: members(local.unread) }`. */
  readonly for?: B & Bindings & Pick<Checked<B & { readonly self: Domain<P> }>, keyof B>;
  /**
   * The label at which this may happen as well: `at: "idle"`. The step is then an alternative with a name of its own, and
   * no label that one could go to.
   */
  readonly at?: Label;
  /** What the process waits for: `await: (s, my) => s.turn === my.self`. Absent: nothing. */
  readonly await?: (state: StateView<S>, my: MyView<P, L>, bound: Bound<B>) => boolean;
  /** What it then does, in one step. The label that it answers is where it goes on; nothing: at the next one. */
  readonly do?: (state: StateDraft<S>, my: MyDraft<P, L>, bound: Bound<B>) => N;
  /** Local variables that are put back to their first values at the end of the step: `forgets: ["old"]`. */
  readonly forgets?: readonly (keyof L & string)[];
  /**
   * The places of the shared state that it looks at: `reads: ["top"]`, or a function of the bound values and `self`. With
   * `reads` or `writes` it can reach nothing else of it. Absent: all of the shared state.
   */
  readonly reads?: readonly Place<S>[] | ((bound: Bound<B> & { readonly self: P }) => readonly Place<S>[]);
  /** The places of the shared state that its effect changes, as with `reads`. */
  readonly writes?: readonly Place<S>[] | ((bound: Bound<B> & { readonly self: P }) => readonly Place<S>[]);
  /** Never there: tells it from an effect, which is a function. */
  readonly [Symbol.hasInstance]?: never;
}

/** Steps by label: `R` their bindings. */
type Steps<S extends Schema, P, L extends Schema, R, N, Label> = {
  readonly [K in keyof R]: Effect<S, P, L, N> | LabelledStep<S, P, L, R[K], N, Label> | false;
};

/** The same steps, of which no more is asked than whose alternatives they are. */
type Alternatives<A> = { readonly [K in keyof A]: { readonly at?: A[K] | NoInfer<LabelOf<A>> } | false };
/** The labels among the steps: those that are no alternatives. */
export type LabelOf<A> = { [K in keyof A]: A[K] extends string ? never : K }[keyof A] & string;

type LocalsOf<L extends Schema, PL, Q> = L & Extract<PL[Q & keyof PL], Schema>;

/**
 * Procedures by name: `PL` their local variables, `PR` their steps. A procedure sees the local variables of its process
 * and its own; those are at their first values when it is called, but for what the call gives them.
 */
type Procedures<S extends Schema, P, L extends Schema, PL, PR> = {
  readonly [Q in keyof PR]: {
    readonly local?: Schema;
    readonly steps: Steps<
      S,
      P,
      LocalsOf<L, PL, Q>,
      PR[Q],
      Returns<NoInfer<keyof PR[Q] & string>>,
      NoInfer<keyof PR[Q] & string>
    >;
  };
} & { readonly [Q in keyof PL]: { readonly local?: PL[Q] } };

/** What `program` is given, behind the state and the processes. */
export interface ProgramBody<S extends Schema, P, L extends Schema, R, A, PL, PR> {
  /** The variables that each process has for itself: `local: { old: optional(Node), unread: set(Node) }`. */
  readonly local?: L;
  /** Sets the local variables of each process, in the zero state: `init: (my) => { my.old = my.self; }`. */
  readonly init?: (my: MyDraft<P, L>) => void;
  /** What its steps may call, one level deep: `procedures: { pop: { local: { top: Ref }, steps: { ... } } }`. */
  readonly procedures?: Procedures<S, P, L, PL, PR>;
  /**
   * The labels in order, each of them one atomic step; one that is `false` is not there. A process begins at the first;
   * behind the last it is `"done"`:
   * `steps: { away: {}, raise: (s, my) => s.wants.set(my.self, true), wait: { await: (s) => s.free } }`.
   */
  readonly steps: Steps<S, P, L, R, Goes<LabelOf<A>, PL>, LabelOf<A>> & Alternatives<A>;
}

/**
 * The names alone, of steps and of procedures. They can be inferred where steps cannot: of steps that are all made of
 * functions with parameters TypeScript infers nothing at all, not even that they are there.
 */
export interface StepNames<K extends string, Q extends string> {
  readonly steps: { readonly [Name in K]: unknown };
  readonly procedures?: { readonly [Name in Q]: unknown };
}

/** The places inside procedures: `pop.read`. */
export type InnerPlace<PR> = {
  [Q in keyof PR & string]: `${Q}.${keyof PR[Q] & string}`;
}[keyof PR & string];
