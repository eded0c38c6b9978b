/** Prints a check's result in two thousand bytes: `synod check --brief`. */
import type { CheckResult } from "../check/check-result.ts";
import { exitCodeOf } from "../check/exit-code.ts";
import { exitCodes } from "../errors/exit-codes.ts";
import { BRIEF_PAGE, BRIEF_REASONS, checkBrief } from "../report/brief/check-brief.ts";
import { placeInModel } from "../report/place-in-model.ts";
import { reasonsTexts } from "../report/why-text.ts";
import type { Reasons } from "../why/reasons.ts";
import type { CheckedModel } from "./beside.ts";
import { asFlags } from "./flags.ts";
import { account, report } from "./newsroom.ts";
import { type AlreadyDone, nextCommand } from "./next-command.ts";
import { reasonsWithin } from "./reasons.ts";
import type { Terminal } from "./terminal.ts";
import { type Typed, typed } from "./typed.ts";

export function briefly(
  result: CheckResult,
  request: Typed & AlreadyDone & { readonly strict?: boolean },
  { model, against, beside, declaredMutants }: CheckedModel,
  terminal: Terminal,
): void {
  const { verdict } = result;
  const ofVerdict = exitCodeOf(verdict, request.strict);
  const exitCode = ofVerdict === exitCodes.ok && beside.differs ? exitCodes.countsDiffer : ofVerdict;
  report({ kind: "verdict", verdict, exitCode });
  const explain = reasonsWithin(model, against);
  let first: Reasons | null = null;
  const reasons = new Set<string>();
  const texts = reasonsTexts(
    result,
    (shown) => {
      const known = explain(shown);
      first ??= known;
      return known;
    },
    BRIEF_PAGE,
  );
  // One by one, as they are found: for more there is no room.
  for (const text of texts) {
    reasons.add(text);
    if (reasons.size === BRIEF_REASONS) break;
  }
  const text = checkBrief(result, {
    exitCode,
    place: verdict.error === null ? null : placeInModel(verdict.error),
    reasons,
    more: beside.lines,
    next: nextCommand(result, request, {
      reasons: first,
      mutants: beside.mutants,
      mutation: beside.mutation,
      declared: { mutants: declaredMutants, fairness: [...model.fairness.keys()].filter((name) => name !== "none") },
    }),
    whole: typed("check", request),
    wording: asFlags,
  });
  account().setAnswered();
  terminal.print(text);
}
