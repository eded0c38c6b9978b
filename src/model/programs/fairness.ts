/** Fairness of processes: one class per process, of all that it can do where it is not at a label that is excepted. */
import { closed, keysOf, kindOfValue } from "../../closed.ts";
import type { Slip } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";
import type { FairnessAssumption } from "../fairness.ts";
import { type ProgramParts, programPlaces } from "./parts.ts";

/** Where processes may stay for ever. */
export interface Except<Label> {
  /** The labels at which nothing is assumed of a process: `except: ["away"]`. Absent: none. */
  readonly except?: readonly Label[];
  /**
   * Of whom it is assumed: that each process goes on (`"process"`, the default), or that one of them does, whichever
   * (`"program"`): what is true under that alone is lock-free.
   */
  readonly per?: "process" | "program";
}

const FAIR: unique symbol = Symbol.for("synod fairness of a program");

/** What is assumed of a program's processes: what its `weak` and `strong` make. */
export interface ProgramFairness {
  readonly [FAIR]: ProgramParts;
  readonly kind: "weak" | "strong";
  readonly except: readonly string[];
  readonly per: "process" | "program";
}

export function fairProgram(parts: ProgramParts, kind: "weak" | "strong", options: Except<string>): ProgramFairness {
  const bad = (problem: string, wrong?: Slip) =>
    synodError("bad-config", { setting: `${kind}(...) of a program`, problem, ...(wrong !== undefined && { wrong }) });
  closed(options, keysOf<Except<string>>({ except: true, per: true }), (problem, wrong) =>
    bad(`its options: it ${problem}`, wrong),
  );
  const { except = [], per = "process" } = options;
  if (!Array.isArray(except)) throw bad(`its \`except\` is ${kindOfValue(except)}, not a list of labels`);
  const known = programPlaces(parts);
  for (const label of except)
    if (!known.includes(label) && !parts.off.includes(label))
      throw bad(`its \`except\` names ${kindOfValue(label)}, and there is no such label`, {
        name: String(label),
        known,
      });
  if (per !== "process" && per !== "program")
    throw bad(`its \`per\` is ${kindOfValue(per)}, neither "process" nor "program"`);
  return { [FAIR]: parts, kind, except, per };
}

export function isProgramFairness(value: unknown): value is ProgramFairness {
  return typeof value === "object" && value !== null && FAIR in value;
}

/** The same of the rules that the program became, in a model in which `nameOf` says what programs are called. */
export function fairnessOfRules(
  { [FAIR]: parts, kind, except, per }: ProgramFairness,
  nameOf: (parts: ProgramParts) => string,
): FairnessAssumption {
  const name = nameOf(parts);
  const rules = parts.steps.filter(({ place }) => !except.includes(place)).map((step) => stepName(name, step.name));
  const words = { of: `steps of ${name}`, but: except.length === 0 ? "" : ` but at ${except.join(" and ")}` };
  return { kind, rules, words, per: per === "process" ? ["self"] : null, where: null };
}

/** What every model with the program can be asked to assume, by the name of `goesOn`. */
export function eachGoesOn(parts: ProgramParts): ProgramFairness {
  return { [FAIR]: parts, kind: "weak", except: [], per: "process" };
}

/** `thread goes on`. */
export function goesOnName(program: string): string {
  return `${program} goes on`;
}

/** What the rule of a step is called. */
export function stepName(program: string, step: string): string {
  return `${program} ${step}`;
}
