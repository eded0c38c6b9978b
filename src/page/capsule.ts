/**
 * What a page is about, as plain JSON beside the model's own code: parameters, the verdict as `--json` prints it, and the
 * traces as integers. Everything else (states, changes, truth, what else could happen) the page derives by replaying with
 * the interpreter, so that nothing shown there can differ from what the model does. Of a trace that came from elsewhere,
 * without a model, the states are recorded instead.
 */
import type { ParameterValue } from "../model/parameters.ts";
import type { PropertyKind } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import type { StateInTrace } from "../trace/plain-copy.ts";
import type { Reasons } from "../why/reasons.ts";
import type { Offered } from "./offered.ts";

/** The model of a page: what it is called, and at what it was checked. */
export interface CapsuleModel {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** What the parameters are where none are given. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  /** One line each: of the model, its source in the literature, and its mutant. */
  readonly about?: string;
  readonly source?: string;
  readonly mutantAbout?: string;
  /** What else may be asked of it. No file has it: the page reads it off the model's own code; absent: nobody knows. */
  readonly offered?: Offered;
}

/** What `synod check --json` prints, as far as a page reads it. */
export interface CapsuleVerdict {
  readonly outcome: string;
  readonly states: { readonly distinct: number; readonly generated: number; readonly depth: number };
  readonly terminalStates?: number | null;
  readonly complete: boolean;
  readonly ending?: string;
  readonly coveredDepth: number | null;
  readonly store?: string;
  readonly fairness?: string | null;
  readonly symmetry?: { readonly [name: string]: unknown } | null;
  readonly properties: readonly {
    readonly name: string;
    readonly kind: PropertyKind;
    readonly outcome: string;
    readonly steps: number | null;
    readonly loop: number | null;
  }[];
  readonly coverage?: readonly { readonly rule: string; readonly enabled: number; readonly deeper: number }[];
  readonly collisionProbability?: number | null;
  readonly judged?: { readonly [name: string]: unknown } | null;
  readonly warnings?: readonly { readonly subject: string; readonly message: string }[];
  readonly error?: { readonly message?: string; readonly [name: string]: unknown } | null;
}

/** What a trace shows. `unreached`: a state that comes closest to what is never reached. */
export type CapsuleClaim = PropertyKind | "rule-throws" | "property-throws" | "sample" | "unreached";

export interface CapsuleTrace {
  /** Null: a rule threw, or it is a sample that shows nothing in particular. */
  readonly property: string | null;
  readonly kind: CapsuleClaim;
  readonly list: StepList;
  /** The step that throws after the last one, for `rule-throws`. */
  readonly failing?: number | null;
  /** Why a lasso is fair, a line per class. */
  readonly fairness: readonly string[];
  readonly reasons: Reasons | null;
  /** Of a trace without a model: its states and what its steps are called. */
  readonly recorded?: {
    readonly initial: StateInTrace;
    readonly steps: readonly {
      readonly rule: string;
      readonly arguments: readonly (readonly [name: string, value: string])[];
      readonly state: StateInTrace;
    }[];
  };
}

/** The source of a rule: lines of pieces, each with what it is (`keyword`, `string`, ...; empty: nothing in particular). */
export interface RuleSource {
  /** `paxos.ts:96`. */
  readonly place: string;
  readonly lines: readonly (readonly (readonly [kind: string, text: string])[])[];
}

export interface Capsule {
  /** The version of synod that wrote it. */
  readonly synod: string;
  readonly model: CapsuleModel;
  /** Null: nothing was checked. */
  readonly verdict: CapsuleVerdict | null;
  readonly traces: readonly CapsuleTrace[];
  /** By the names of rules. */
  readonly sources: Readonly<Record<string, RuleSource>>;
  /** What to type to get this again. */
  readonly command?: string;
}
