/** What a proof by induction answers: plain data, which text and JSON tell. */
import type { ParameterValue } from "../model/parameters.ts";
import type { Trace } from "../trace/trace.ts";
import type { Fact, Why } from "../why/reasons.ts";

/**
 * What came out. `proved`: true in every initial state, kept by every step of every state in which it is true, and all that the
 * model claims under `always` follows, for this configuration; `not-initial`: false in an initial state, so it is no invariant;
 * `not-inductive`: a step leads out of it, which does not say that it is false; `too-weak`: no step was seen to, and something
 * that the model claims does not follow; `undecided`: nothing of that was found, and not everything was looked at.
 */
export type ProofOutcome = "proved" | "not-initial" | "not-inductive" | "too-weak" | "undecided";

/** The answer of `prove`. */
export interface InductionProof {
  readonly schemaVersion: 1;
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** The names asked for. */
  readonly invariant: readonly string[];
  readonly outcome: ProofOutcome;
  /** `exhaustive`: every state that the types allow and in which the invariant is true; `sampled`: some, drawn at random. */
  readonly method: "exhaustive" | "sampled";
  /** Whether all states were looked at in which the invariant is true; else what is not seen false may be. */
  readonly isComplete: boolean;
  /** How many states the types allow; a text, since there may be more than a number counts. */
  readonly typeStates: string;
  /** Those in which the invariant is true, as far as they were looked at; sampled, how many were drawn, some of them twice. */
  readonly states: number;
  /** Rule instances enabled in them. */
  readonly steps: number;
  /** Of these, how many lead out of the invariant. */
  readonly escapes: number;
  readonly initial: {
    readonly states: number;
    /** In how many of them it is false. */
    readonly outside: number;
    /** In the first of these, which conjuncts are. */
    readonly broken: readonly string[];
  };
  readonly conjuncts: readonly JudgedConjunct[];
  readonly matrix: ProofMatrix;
  /** What the model claims under `always`, beside the invariant's own conjuncts. */
  readonly implies: readonly {
    readonly property: string;
    /** In how many states in which the invariant is true it is false. */
    readonly false: number;
  }[];
  /** Null: there is none. */
  readonly counterexample: InductionCounterexample | null;
  /**
   * Whether the invariant is true in the states that can be reached, where a counterexample was found or it is false at first: a
   * step out of it from a state that cannot be reached does not say. Null: that was not asked.
   */
  readonly amongReachable: AmongReachable | null;
  /**
   * Whether numbers fell further behind than lags tell apart (`normalise`), so that states were taken together that do differ:
   * what is proved is proved of that abstraction.
   */
  readonly lagsCut: boolean;
  readonly wallMs: number;
}

/** What each rule does to each conjunct: the cases of the proof. */
export interface ProofMatrix {
  /** In the model's order; `steps`: how many of the steps that were taken are its. */
  readonly rules: readonly { readonly rule: string; readonly steps: number }[];
  readonly rows: readonly {
    readonly conjunct: string;
    /** A cell for each rule. */
    readonly cells: readonly {
      /** How many of the rule's steps make it false; 0: the rule keeps it. */
      readonly breaks: number;
      /** Conjuncts without which the rule would break it, each left out alone. Null: that was not asked. */
      readonly needs: readonly string[] | null;
    }[];
  }[];
  /** Whether all states were looked at; else there may be more that breaks it or is needed. */
  readonly isComplete: boolean;
}

/** A conjunct of the invariant. */
export interface JudgedConjunct {
  readonly name: string;
  /** Steps that lead to a state in which it is false. */
  readonly escapes: number;
  /** The same by rule; rules that keep it are not among them. */
  readonly brokenBy: Readonly<Record<string, number>>;
  /** Where it was asked: what comes of it if this conjunct is left out. */
  readonly without: WithoutConjunct | null;
}

/** The invariant less one conjunct. */
export interface WithoutConjunct {
  readonly states: number;
  readonly escapes: number;
  /** Conjuncts that steps then break, which they did not, and by which rules: these cells need it. */
  readonly neededFor: Readonly<Record<string, readonly string[]>>;
  /** What the model claims and does not follow then. */
  readonly unimplied: readonly string[];
  /** Whether all states in which the rest is true were looked at; else there are more of them, and of what is counted. */
  readonly isComplete: boolean;
  /** Whether a conjunct makes no sense where the one left out is false: it throws there. */
  readonly throws: boolean;
  /** `needed`: for a cell, or for a claim; `redundant`: the rest is inductive and shows as much; `unknown`: too many states. */
  readonly verdict: "needed" | "redundant" | "unknown";
}

/**
 * A counterexample to induction, never one to the protocol: a state in which the invariant is true and a step to one in which it
 * is not; or a state alone, in which a claim is false that is to follow.
 */
export interface InductionCounterexample {
  /** `step`: it leads out of the invariant; `throws`: it leads to no state; `state`: a claim does not follow there. */
  readonly kind: "step" | "throws" | "state";
  /** The state and the step, replayed by the interpreter. */
  readonly trace: Trace;
  /** The rule instance as text; null: none is taken. */
  readonly rule: string | null;
  /** The conjuncts that are false afterwards, or the claim that is false. */
  readonly broken: readonly string[];
  /** Why the first of them is false there. */
  readonly why: Why | null;
  /** What of the first state this rests on: with these facts the step leads out, whatever the rest of it is. */
  readonly facts: readonly Fact[];
  readonly proof: "proved" | "tested";
  readonly before: Reachability;
}

/** What the reachable states say of an invariant. */
export interface AmongReachable {
  /** `yes`: it is true in all of them; `no`: it is false in one; `unknown`: it is in none of those looked at, and there are more. */
  readonly holds: "yes" | "no" | "unknown";
  /** Steps to the nearest state in which it is false. */
  readonly depth: number | null;
  /** The conjuncts that are false there. */
  readonly broken: readonly string[];
  /** Reachable states that were looked at. */
  readonly states: number;
}

/** Where the first state of a counterexample to induction lies beside those that can be reached. */
export interface Reachability {
  /** `yes`: the invariant is false; `no`: it says too little; `unknown`: not all states were looked at. */
  readonly reachable: "yes" | "no" | "unknown";
  /** Steps to it. */
  readonly depth: number | null;
  /** Reachable states that were looked at. */
  readonly states: number;
  /** The one that is nearest: where it is, and which facts it lacks. Null: it is the state itself, or none was sought. */
  readonly nearest: {
    readonly depth: number;
    /** Of how many it is the nearest, and whether there are no others that can be reached. */
    readonly of: number;
    readonly isOfAll: boolean;
    /** Facts of the first state that matter and are not so there: as they are there. */
    readonly lacks: readonly {
      readonly place: string;
      readonly here: string;
      readonly there: string;
      readonly says: string;
    }[];
  } | null;
}
