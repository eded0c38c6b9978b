/** What the induction page asks its worker, and what comes back: plain data, since messages carry nothing else. */
import type { PlainError } from "../../errors/errors.ts";
import type { ParameterValue } from "../../model/parameters.ts";
import type { InductionProof } from "../../prove/proof.ts";
import type { Candidate } from "./candidate.ts";

/** An invariant to be judged: what the model offers, by name, and what was written on the page. */
export interface InductionQuestion {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** Names of conjuncts as they are offered (`OfferedConjunct`), in their order. */
  readonly offered: readonly string[];
  readonly candidates: readonly Candidate[];
  /** First states of counterexamples found so far, one code per slot: which of them are ruled out now. */
  readonly found: readonly (readonly number[])[];
  /** Whether the invariant is judged without each conjunct, too. */
  readonly table: boolean;
}

/** A conjunct that the model offers. */
export interface OfferedConjunct {
  readonly name: string;
  /** The invariants that it is one of; none: a property under `always`. */
  readonly invariants: readonly string[];
}

/** A fact of the state that a counterexample begins in. */
export interface PictureFact {
  /** As it may stand in a candidate: `status[p1] = working`. */
  readonly atom: string;
  /** In the model's words. */
  readonly says: string;
  readonly field: string;
  readonly place: string;
  readonly before: string;
  /** What the step left there; null: it is as before. */
  readonly after: string | null;
  /** Whether the step out of the invariant rests on it. */
  readonly matters: boolean;
  /** Whether it says that something is not there. */
  readonly isAbsence: boolean;
}

/** What the reachable states say of a candidate. */
export interface JudgedCandidate {
  readonly name: string;
  /** `no`: a reachable state breaks it. */
  readonly holds: "yes" | "no" | "unknown";
  readonly states: number;
  /** The way to the nearest state in which it is false: the initial state, and each step with what it changed. */
  readonly way: readonly string[] | null;
  /** Of the counterexamples found so far, whether it is false where each begins. */
  readonly rulesOut: readonly boolean[];
}

export interface InductionAnswer {
  readonly proof: InductionProof;
  readonly picture: readonly PictureFact[];
  /** The first state of the counterexample, one code per slot; null: there is none. */
  readonly codes: readonly number[] | null;
  readonly candidates: readonly JudgedCandidate[];
  readonly offered: readonly OfferedConjunct[];
}

/** From the worker, for each question. */
export type InductionNews =
  | { readonly kind: "answer"; readonly answer: InductionAnswer }
  | { readonly kind: "failed"; readonly error: PlainError };
