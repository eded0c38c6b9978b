/** Of the objects that `--json` prints, what the classroom shows: docs/reference/json.md has their meaning. */
import type { PropertyKind } from "../model/property-kinds.ts";
import type { ProofOutcome } from "../prove/proof.ts";
import type { Mistake, Slice, Why } from "../why/reasons.ts";

/** A state as `--json` has it: fields and what they hold. */
export type AnsweredState = { readonly [field: string]: unknown };

export interface AnsweredTrace {
  readonly initial: AnsweredState;
  readonly steps: readonly AnsweredStep[];
  readonly failing: Pick<AnsweredStep, "rule" | "arguments" | "process"> | null;
  readonly loop: number | null;
  /** Of a counterexample to a link. */
  readonly abstract?: AnsweredLane;
}

/** What a trace is of the abstract model of a link. */
export interface AnsweredLane {
  readonly model: string;
  readonly isInitial: boolean;
  readonly steps: readonly {
    /** `none`: no step of the abstract model does this. */
    readonly is: "step" | "stutter" | "none";
    readonly rule: string | null;
    readonly arguments: Readonly<Record<string, string>>;
    readonly changes: AnsweredStep["changes"];
  }[];
}

export interface AnsweredStep {
  readonly rule: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly process?: { readonly called: string; readonly step: string; readonly to: string | null };
  readonly changes: readonly {
    readonly path: string;
    readonly shown?: string;
    readonly before?: string;
    readonly after?: string;
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  }[];
}

export interface AnsweredReasons {
  readonly why: Why | null;
  readonly mistake: Mistake | null;
  readonly nearest: { readonly says: string } | null;
  readonly slice: Slice | null;
}

export interface AnsweredProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly outcome: "holds" | "violated" | "undecided";
  readonly steps: number | null;
  readonly loop: number | null;
  readonly trace: AnsweredTrace | null;
  readonly reasons: AnsweredReasons | null;
}

export interface AnsweredCheck {
  readonly outcome: string;
  readonly states: {
    readonly distinct: number;
    readonly generated: number;
    readonly depth: number;
    readonly unreduced?: number;
  };
  readonly properties: readonly AnsweredProperty[];
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly likelyCause: string;
    readonly remedy: string;
    readonly trace?: AnsweredTrace | null;
    readonly reasons?: AnsweredReasons | null;
  } | null;
}

export interface AnsweredProof {
  readonly outcome: ProofOutcome;
  readonly typeStates: string;
  readonly states: number;
  readonly steps: number;
  readonly escapes: number;
  readonly counterexample: {
    readonly trace: AnsweredTrace;
    readonly broken: readonly string[];
    readonly why: Why | null;
    readonly before: { readonly reachable: "yes" | "no" | "unknown"; readonly depth: number | null };
  } | null;
}

export interface AnsweredMutation {
  readonly summary: { readonly score: number | null };
}

export interface AnsweredMutants {
  readonly summary: { readonly ok: number; readonly mutants: number };
}
