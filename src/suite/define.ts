/** A suite as its author writes it: what must come out of which checks, in `synod.config.ts`. */
import type { CheckOptions, PropertyName } from "../check/check-options.ts";
import type { Model } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";

/** What a check may take. What is left out has no limit, but for memory: half of the machine's. */
export interface SuiteBudget {
  /** From the check's start: `time: "5m"`, or milliseconds. */
  readonly time?: string | number;
  /** For the search: `memory: "4GiB"`, or bytes. */
  readonly memory?: string | number;
  /** The search ends soon after it has found more: `states: 1_000_000`. */
  readonly states?: number;
  /** States that take more steps are not looked at: `depth: 20`. */
  readonly depth?: number;
}

/**
 * What must come out of a check: `"holds"`; `{ violated: "agreement", steps: 12 }`, where without `steps` any length will
 * do; `"undecided"`, which lets a search end at its budget: nothing must be violated in what it saw of the model.
 */
export type SuiteExpectation<P extends string = string> =
  | "holds"
  | "undecided"
  | { readonly violated: P; readonly steps?: number };

/** Figures of a search that somebody else has computed. */
export interface SuiteCounts {
  /** Distinct states: `distinct: 3921`. Under symmetry all that those visited stand for. */
  readonly distinct?: number;
  /** Steps, and initial states: `generated: 22_995`. Not compared under a reduction, which takes fewer. */
  readonly generated?: number;
  /** Of the deepest state: `depth: 16`. */
  readonly depth?: number;
}

/** How checks go about it, and what counts; of all checks of a suite as `defaults`, or of one. */
export interface SuiteSettings
  extends Pick<CheckOptions, "store" | "engine" | "keepGoing" | "symmetry" | "reductions" | "shortest" | "certify"> {
  /** What it may take: `budget: { time: "5m" }`. One of a check takes the place of the default's, amount by amount. */
  readonly budget?: SuiteBudget;
  /** `strict: true`: a warning, such as a rule that is never enabled, is not as expected. */
  readonly strict?: boolean;
  /** For `synod suite --tag`: `tags: ["quick"]`. Those of a check are added to the defaults'. */
  readonly tags?: readonly string[];
}

/** What may be given for a parameter: a value, or several, each of which makes a check. */
type OneOrMore<T> = T extends boolean ? boolean | readonly boolean[] : T | readonly T[];
type Matrix<Given> = { readonly [K in keyof Given]?: OneOrMore<Exclude<Given[K], undefined>> };
// biome-ignore lint/suspicious/noExplicitAny: a protocol's own call is the last of its signatures, whatever it takes.
type CallOf<M> = M extends (given?: infer Given, mutant?: infer Mutant, ...rest: any) => infer Made
  ? { readonly given: NonNullable<Given>; readonly mutant: NonNullable<Mutant> & string; readonly made: Made }
  : { readonly given: Readonly<Record<string, ParameterValue>>; readonly mutant: string; readonly made: M };
type NamesIn<Made> =
  Made extends Model<infer P, infer F>
    ? { readonly property: PropertyName<P>; readonly fairness: F | "none" }
    : { readonly property: string; readonly fairness: string };

/** Which mutants of the model are checked as well, at the parameters that they name themselves. */
export type SuiteMutants<Mutant extends string = string> =
  | "all"
  | "quick"
  | readonly Mutant[]
  | { readonly [K in Mutant]?: "declared" | SuiteExpectation };

/**
 * A check of a suite, or several: one for each choice of parameters. `M`: what `model` is.
 *
 * @example
 * ```ts
 * const lease: SuiteCheckDefinition<string> = {
 *   model: "./models/lease.ts",
 *   parameters: { clients: [2, 3], fencing: true },
 *   mutants: "all",
 * };
 * ```
 */
export interface SuiteCheckDefinition<M = unknown> extends SuiteSettings {
  /**
   * A file, from the folder of the suite, that exports a model or a protocol: `"./models/lease.ts"`,
   * `"./models/lease.ts#lease"`; a built-in one by name: `"paxos"`; or what such a file exports, imported: its parameters are
   * typed then.
   */
  readonly model: M;
  /** How the check is called, if not after its model: `name: "the lease that was deployed"`. */
  readonly name?: string;
  /**
   * Values of parameters, a list where there are several: `{ clients: [2, 3], fencing: true }` is two checks. A list of such
   * objects is all of them. What is left out has its default.
   */
  readonly parameters?: Matrix<CallOf<M>["given"]> | readonly Matrix<CallOf<M>["given"]>[];
  /** The model with this deliberate mistake. Absent: without one. */
  readonly mutant?: CallOf<M>["mutant"];
  /** The properties to judge: `properties: ["agreement"]`. Absent: all. */
  readonly properties?: readonly NamesIn<CallOf<M>["made"]>["property"][];
  /** Which of the model's fairness assumptions are in force. Absent: the model's first. */
  readonly fairness?: NamesIn<CallOf<M>["made"]>["fairness"];
  /** Absent: `"holds"`; with a `mutant`, what the model says of it. */
  readonly expect?: SuiteExpectation<NamesIn<CallOf<M>["made"]>["property"]>;
  /** The exact figures of the search: `counts: { distinct: 3921, depth: 16 }`. Absent: nobody asks. */
  readonly counts?: SuiteCounts;
  /**
   * Mutants that are checked as well: `"all"` that the model declares, `"quick"` without those marked as slow, some by name, or by name with what must come
   * out of each. Each is checked at the parameters that it names, and must break what it says, after as many steps.
   */
  readonly mutants?: SuiteMutants<CallOf<M>["mutant"]>;
  /**
   * What share of small changes to the model's rules its properties must notice, as `synod mutate` finds out: `mutationScore:
   * 0.9`. Absent: nobody asks.
   */
  readonly mutationScore?: number;
}

/** A suite, as `defineSuite` returns it. */
export interface Suite {
  /** What holds for every check that does not say otherwise: `defaults: { strict: true }`. */
  readonly defaults?: SuiteSettings;
  /** `checks: [{ model: "./models/lease.ts" }]`. */
  readonly checks: readonly SuiteCheckDefinition[];
}

/**
 * A suite: the checks that must come out as they say. Returns what it is given; `synod suite` looks at it, so that what is
 * wrong with it is told with its place.
 *
 * @example
 * ```ts
 * export default defineSuite({
 *   defaults: { strict: true, budget: { time: "5m" } },
 *   checks: [
 *     { model: "./models/lease.ts", parameters: { clients: [2, 3] }, mutants: "all" },
 *     { model: "paxos-retold", mutant: "p-majown", expect: { violated: "agreement", steps: 12 } },
 *   ],
 * });
 * ```
 */
export function defineSuite<const Models extends readonly unknown[]>(suite: {
  /** What holds for every check that does not say otherwise: `defaults: { strict: true }`. */
  readonly defaults?: SuiteSettings;
  /** `checks: [{ model: "./models/lease.ts" }]`. */
  readonly checks: { readonly [K in keyof Models]: SuiteCheckDefinition<Models[K]> };
}): Suite {
  return suite as Suite;
}
