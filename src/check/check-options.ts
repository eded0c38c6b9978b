/** The options of `check`, and what it is handed, looked at before anything is done with it. */

import type { CheckpointWishes } from "../checkpoint/wishes.ts";
import { closed, isNamedParts, keysOf, kindOfValue, shown } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { type Crew, MOST_THREADS } from "../explore/crew.ts";
import { ENGINE_NAMES, type EngineName } from "../explore/engine-names.ts";
import type { Progress } from "../explore/walk.ts";
import { isModel, type Model } from "../model/model.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { isProtocol } from "../model/protocol.ts";
import { REDUCTION_NAMES, type ReductionName } from "../reduce/table.ts";
import type { CheckResult } from "./check-result.ts";
import type { LimitOptions } from "./limits.ts";

/**
 * What may be asked for: names that the compiler knows must be those of the model, others (`string`) are looked at when
 * the check begins. `Asked` is what is asked, `Known` what there is.
 */
export type KnownName<Asked extends string, Known extends string> = string extends Asked ? Asked : Known;

/** What properties are asked for by: their names, those of families, and those of their parts. */
export type PropertyName<P extends string> = P | `${P}: ${string}` | "no deadlock" | `refines ${string}`;

/**
 * How `check` is to go about it. `P` and `F` are the names that the model knows.
 *
 * @example
 * ```ts
 * const options: CheckOptions = { workers: 4, timeMs: 60_000, keepGoing: true };
 * ```
 */
export interface CheckOptions<P extends string = string, F extends string = string>
  extends LimitOptions,
    CheckpointWishes {
  /** How the verdict names what was checked: `name: "lease"`. Absent: as the model is called. */
  readonly name?: string;
  /** For the verdict, where a protocol does not know them itself: `parameters: { clients: 2 }`. They choose nothing. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** For the verdict, likewise: `mutant: "eager"`. It chooses nothing. */
  readonly mutant?: string | null;
  /** The properties to judge: `properties: ["agreement"]`. Absent: all. Throws SYN106 for one that there is not. */
  readonly properties?: readonly P[];
  /**
   * `store: "exact"` keeps whole states; `"compact"`, as when absent, their 64-bit fingerprints, and the verdict says
   * with what chance two were taken for one.
   */
  readonly store?: "compact" | "exact";
  /**
   * `engine: "kernel"` has the search kernel, in WebAssembly, search from the first level on; `"reference"` never. Absent:
   * it takes over where it can and pays. The verdict says which one ended the search. A search that the kernel cannot do
   * ends with SYN409 when it is asked for.
   */
  readonly engine?: EngineName;
  /**
   * Threads that search, from some size of the search on: `workers: 4`, up to 256. Absent or 1: the calling thread
   * alone.
   */
  readonly workers?: number;
  /**
   * Threads that are there already, for several checks to share: `crew: threadCrew(4)`. The caller closes them. Not
   * together with `workers`.
   */
  readonly crew?: Crew | null;
  /** `eager: true` lets the threads do everything, however little there is to do: to test them. */
  readonly eager?: boolean;
  /** Bytes that the search may take: `memoryBytes: 2e9`, at least 3e6. Absent: half of the machine's memory. */
  readonly memoryBytes?: number;
  /**
   * Which of the model's fairness assumptions are in force: `fairness: "strong"`, or `"none"`. Absent: the first.
   * Throws SYN109 for one that there is not.
   */
  readonly fairness?: F;
  /** `keepGoing: true` goes on after a violation until every property is decided. */
  readonly keepGoing?: boolean;
  /**
   * `symmetry: false` visits every state; `true`: one of each class that renaming of scalarsets' elements makes.
   * Absent: where it is sound and pays.
   */
  readonly symmetry?: boolean;
  /**
   * The reductions to use where they keep what is asked: `reductions: ["symmetry", "partial-order"]`. Absent: symmetry
   * where it pays. `symmetry`, when given, decides on symmetry instead. Throws SYN105 for one that there is not.
   */
  readonly reductions?: readonly ReductionName[];
  /**
   * `shortest: true`: when a reduction may have made a counterexample longer than necessary, search again without it.
   */
  readonly shortest?: boolean;
  /** `certify: true` judges every state again, not as many as a moment allows. */
  readonly certify?: boolean;
  /** Told of the second judgement, a few times a second: `judging: (judged, of) => console.log(judged, of)`. */
  readonly judging?: (judged: number, of: number) => void;
  /** `judgeAgain: false`, for measurements, leaves the second judgement of a complete search out. */
  readonly judgeAgain?: boolean;
  /**
   * Makes the same model once more, of a module imported anew, for the second judgement: `again: async () => (await
   * import("./lease.js?again")).lease()`. Absent: it takes `model`.
   */
  readonly again?: () => Promise<Model>;
  /** Told of the search, a few times a second: `progress: ({ distinct }) => console.log(distinct)`. */
  readonly progress?: (now: Progress) => void;
  /** Ends the check when it is aborted, undecided, with what is known: `signal: AbortSignal.timeout(10_000)`. */
  readonly signal?: AbortSignal;
  /**
   * Told of the result as soon as it is known, before threads have ended that may still be coming up: `decided: ({
   * verdict }) => console.log(verdict.outcome)`.
   */
  readonly decided?: (result: CheckResult) => void;
}

const OPTIONS = keysOf<CheckOptions>({
  name: true,
  parameters: true,
  mutant: true,
  properties: true,
  store: true,
  engine: true,
  workers: true,
  crew: true,
  eager: true,
  memoryBytes: true,
  fairness: true,
  keepGoing: true,
  symmetry: true,
  reductions: true,
  shortest: true,
  certify: true,
  judgeAgain: true,
  again: true,
  judging: true,
  progress: true,
  signal: true,
  timeMs: true,
  timeFrom: true,
  maxStates: true,
  maxDepth: true,
  decided: true,
  checkpoint: true,
  checkpointMs: true,
  resume: true,
  checkpointed: true,
});

/** Throws `bad-option-value` for what no option of `check` can be. */
export function checkWorkers(workers: number | undefined): number {
  if (workers === undefined) return 1;
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_THREADS) return workers;
  throw synodError("bad-option-value", {
    option: "the option `workers`",
    value: shown(workers),
    expected: `an integer from 1 to ${MOST_THREADS}`,
  });
}

/** Throws `bad-definition`, `unknown-key` or `bad-config`. */
export function checkCall(model: unknown, options: unknown): void {
  checkModel("check(...)", "check", model);
  checkOptions("check(...)", options, OPTIONS);
  const { reductions = [] } = options as { readonly reductions?: readonly string[] };
  for (const name of reductions) {
    if (REDUCTION_NAMES.some((each) => each === name)) continue;
    const wrong = { name: String(name), known: REDUCTION_NAMES };
    throw synodError("bad-config", {
      setting: "the option reductions of check(...)",
      problem: `there is no "${name}"`,
      wrong,
    });
  }
}

/** Throws `bad-definition` for what is no model, which `call` is to check, change or whatever it `does`. */
export function checkModel(call: string, does: string, model: unknown): asserts model is Model {
  if (isModel(model)) return;
  const problem = isProtocol(model)
    ? "is a protocol, of which there are models only at parameters"
    : `is ${whatIs(model)}`;
  const expected = isProtocol(model) ? "one of its models: protocol({ nodes: 3 })" : "what model({ ... }) returned";
  throw bad(`what ${call} is to ${does}`, problem, expected);
}

/**
 * Looks at the options of `call`, which has `known` ones of those that are declared below. Throws `bad-definition` or
 * `unknown-key`.
 */
export function checkOptions(call: string, options: unknown, known: readonly string[]): void {
  closed(options, known, (problem, wrong) =>
    wrong === undefined
      ? bad(`what ${call} is given for options`, problem, "an object")
      : synodError("unknown-key", { subject: `the options of ${call}`, ...wrong }),
  );
  for (const [name, value] of Object.entries(options as object)) {
    const expected = EXPECTED[name];
    if (value === undefined || expected === undefined || expected.is(value)) continue;
    throw bad(
      `the option ${name} of ${call}`,
      `is ${isShort(value) ? describe(value) : kindOfValue(value)}`,
      expected.text,
    );
  }
}

const text = { is: (value: unknown) => typeof value === "string", text: "a text" };
const flag = { is: (value: unknown) => typeof value === "boolean", text: "true or false" };
const number = { is: (value: unknown) => typeof value === "number", text: "a number" };
const callback = { is: (value: unknown) => typeof value === "function", text: "a function" };
const names = {
  is: (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  text: "a list of names",
};

/** Of the options that are not looked at closer elsewhere. */
const EXPECTED: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly text: string }>> = {
  name: text,
  parameters: { is: isNamedParts, text: "an object of values by name" },
  mutant: { is: (value) => value === null || text.is(value), text: "the name of a mutant, or null" },
  properties: names,
  mutants: names,
  all: flag,
  store: { is: (value) => value === "compact" || value === "exact", text: '"compact" or "exact"' },
  engine: {
    is: (value) => ENGINE_NAMES.some((name) => name === value),
    text: ENGINE_NAMES.map((name) => `"${name}"`).join(" or "),
  },
  eager: flag,
  memoryBytes: number,
  timeMs: number,
  timeFrom: number,
  maxStates: number,
  maxDepth: number,
  workers: number,
  fairness: text,
  keepGoing: flag,
  symmetry: flag,
  reductions: names,
  shortest: flag,
  certify: flag,
  judgeAgain: flag,
  progress: callback,
  judging: callback,
  decided: callback,
  checkpoint: text,
  checkpointMs: number,
  resume: text,
  checkpointed: callback,
  again: callback,
  signal: {
    is: (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
    text: "an AbortSignal",
  },
};

function isShort(value: unknown): boolean {
  return ["number", "string", "boolean"].includes(typeof value);
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
