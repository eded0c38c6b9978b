/** The result of a check, told: as `synod check` prints it, and as `synod check --json` does. */
import type { CheckResult } from "../check/check-result.ts";
import { closed, isNamedParts, keysOf } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { colourPaint, plainPaint } from "./paint.ts";
import { placeInModel } from "./place-in-model.ts";
import type { Json } from "./state-json.ts";
import { checkJson } from "./verdict-json.ts";
import { checkText } from "./verdict-text.ts";

export interface ResultTextOptions {
  /** Columns of the page, 40 or more; absent: 80. */
  readonly width?: number;
  /** Whether to colour it, by escape sequences that terminals obey; absent: it is not. */
  readonly color?: boolean;
}

const NARROWEST = 40;
const USUAL = 80;

export function toText(result: CheckResult, options: ResultTextOptions = {}): string {
  mustBeResult("toText", result);
  closed(options, keysOf<ResultTextOptions>({ width: true, color: true }), (problem, wrong) =>
    wrong === undefined
      ? bad("what toText(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of toText(...)", ...wrong }),
  );
  const { width = USUAL, color = false } = options;
  if (!Number.isSafeInteger(width) || width < NARROWEST)
    throw bad("the option width of toText(...)", `is ${whatIs(width)}`, `an integer from ${NARROWEST} on`);
  if (typeof color !== "boolean") throw bad("the option color of toText(...)", `is ${whatIs(color)}`, "true or false");
  return checkText(result, { paint: color ? colourPaint : plainPaint, width, place: placeOf(result) });
}

export function toJson(result: CheckResult): { readonly [key: string]: Json } {
  mustBeResult("toJson", result);
  return checkJson(result, placeOf(result));
}

function placeOf({ verdict }: CheckResult): string | null {
  return verdict.error === null ? null : placeInModel(verdict.error);
}

function mustBeResult(name: string, result: unknown): void {
  const { verdict, counterexamples } = (isNamedParts(result) ? result : {}) as Partial<CheckResult>;
  if (isNamedParts(verdict) && Array.isArray(verdict.properties) && Array.isArray(counterexamples)) return;
  throw bad(`what ${name}(...) is given`, `is ${whatIs(result)}`, "the result of check(...), verdict and all");
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
