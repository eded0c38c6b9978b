/**
 * Fairness: which rule instances may not be put off for ever. An assumption divides instances of rules into classes; each
 * class A is assumed weakly or strongly fair, in TLA+ WF_vars(A) or SF_vars(A), where only steps that change the state
 * count as occurrences of A (Lamport, *The Temporal Logic of Actions*, 1994):
 *
 *   weak    <>[] ENABLED <<A>>_vars => []<> <<A>>_vars     enabled without end, so taken again and again
 *   strong  []<> ENABLED <<A>>_vars => []<> <<A>>_vars     enabled again and again, so taken again and again
 */
import { synodError } from "../errors.ts";
import type { Rule } from "./rule.ts";

export interface FairnessAssumption {
  readonly kind: "weak" | "strong";
  readonly rules: readonly string[];
  /**
   * What makes two instances belong to one class: equal values of these bindings, or equal answers of this function;
   * "instance": each instance is its own class; null: all of them are one.
   */
  readonly per: readonly string[] | "instance" | ((bound: never) => unknown) | null;
  /** The instances concerned, by the values of their bindings; of the others nothing is assumed. Null: all. */
  readonly where: ((bound: never) => boolean) | null;
}

interface FairnessOptions {
  readonly per?: string | readonly string[] | ((bound: never) => unknown);
  readonly where?: (bound: never) => boolean;
}

/**
 * Weak fairness of classes of instances: `weak("send", { per: ["from", "to"] })`, `weak(["vote", "promise"], { per: "instance" })`,
 * and of chosen instances only: `weak("prepare", { where: ({ ballot }: { ballot: number }) => ballot === 3 })`.
 */
export function weak(rules: string | readonly string[], options: FairnessOptions = {}): FairnessAssumption {
  return assumption("weak", rules, options);
}

/** Strong fairness; see `weak`. */
export function strong(rules: string | readonly string[], options: FairnessOptions = {}): FairnessAssumption {
  return assumption("strong", rules, options);
}

function assumption(
  kind: FairnessAssumption["kind"],
  rules: string | readonly string[],
  { per, where }: FairnessOptions,
): FairnessAssumption {
  const classes = per === undefined ? null : per === "instance" ? "instance" : typeof per === "string" ? [per] : per;
  return { kind, rules: typeof rules === "string" ? [rules] : rules, per: classes, where: where ?? null };
}

/** Named sets of assumptions, the first one in force unless another is chosen. */
export type FairnessChoices = ReadonlyMap<string, readonly FairnessAssumption[]>;

export function fairnessChoices(
  declared: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>> | undefined,
  rules: readonly Rule[],
): FairnessChoices {
  const choices = new Map<string, readonly FairnessAssumption[]>();
  for (const [name, given] of Object.entries(declared ?? {})) {
    const assumptions = Array.isArray(given) ? (given as readonly FairnessAssumption[]) : [given as FairnessAssumption];
    for (const each of assumptions) checkAssumption(name, each, rules);
    choices.set(name, assumptions);
  }
  if (!choices.has("none")) choices.set("none", []);
  return choices;
}

function checkAssumption(name: string, { rules: named, per, where }: FairnessAssumption, rules: readonly Rule[]): void {
  if (where !== null && typeof where !== "function")
    throw synodError("bad-config", { setting: `fairness ${name}`, problem: "`where` is not a function" });
  for (const ruleName of named) {
    const rule = rules.find((candidate) => candidate.name === ruleName);
    if (rule === undefined)
      throw synodError("bad-config", { setting: `fairness ${name}`, problem: `the model has no rule "${ruleName}"` });
    if (!Array.isArray(per)) continue;
    for (const binding of per as readonly string[]) {
      if (rule.bindings.some(([known]) => known === binding)) continue;
      throw synodError("bad-config", {
        setting: `fairness ${name}`,
        problem: `rule ${ruleName} has no binding "${binding}"`,
      });
    }
  }
}
