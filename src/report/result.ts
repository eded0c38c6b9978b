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

/** How `toText` is to write. */
export interface ResultTextOptions {
  /** Columns of the page, 40 or more: `width: 100`. Absent: 80. */
  readonly width?: number;
  /** `color: true` colours it by escape sequences that terminals obey. Absent: it is not. */
  readonly color?: boolean;
}

const NARROWEST = 40;
const USUAL = 80;

/**
 * A result as a person reads it: the verdict first, what it covers, property by property, then the evidence. What
 * `synod check` prints.
 *
 * @throws SynodError SYN211 and SYN212 for what is no result, or no options.
 *
 * @example
 * ```ts
 * const result = await check(model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n = 1; } } } }));
 * console.log(toText(result, { width: 100 }));
 * ```
 */
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

/**
 * A result as one object of plain values: what `synod check --json` prints. Names and meanings of its fields are a
 * contract.
 *
 * @throws SynodError SYN212 for what is no result.
 *
 * @example
 * ```ts
 * const result = await check(model({ state: { n: range(0, 1) }, rules: { up: { do: (s) => { s.n = 1; } } } }));
 * console.log(JSON.stringify(toJson(result)));
 * ```
 */
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
