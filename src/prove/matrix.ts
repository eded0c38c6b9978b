/**
 * Which rule keeps which conjunct, and with whose help: a proof by induction has a case for each. A cell needs another conjunct
 * if the rule breaks the cell's own once that one is left out, the rest as it is. So what is named is what cannot be done
 * without; where either of two conjuncts would do, neither is needed.
 */
import type { Model } from "../model/model.ts";
import type { JudgedInduction } from "../verify/induction/induction.ts";
import type { JudgedConjunct, ProofMatrix } from "./proof.ts";

/** `conjuncts`: as they were judged, in the order of the invariant. */
export function matrixOf(model: Model, judged: JudgedInduction, conjuncts: readonly JudgedConjunct[]): ProofMatrix {
  const isAsked = conjuncts.some(({ without }) => without !== null);
  const needs = (conjunct: string, rule: string) =>
    conjuncts.filter(({ without }) => without?.neededFor[conjunct]?.includes(rule) === true).map(({ name }) => name);
  return {
    rules: model.rules.map(({ name }, at) => ({ rule: name, steps: judged.enabled[at] ?? 0 })),
    rows: conjuncts.map(({ name }) => ({
      conjunct: name,
      cells: model.rules.map(({ name: rule }, at) => ({
        breaks: judged.byRule.get(name)?.[at] ?? 0,
        needs: isAsked ? needs(name, rule) : null,
      })),
    })),
    isComplete:
      judged.isComplete && (!isAsked || conjuncts.every(({ without }) => without === null || isLookedAt(without))),
  };
}

/** Of one that makes others throw nothing is known of cells. */
function isLookedAt({ isComplete, throws }: NonNullable<JudgedConjunct["without"]>): boolean {
  return isComplete && !throws;
}
