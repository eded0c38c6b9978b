/** The result of a check, told: as `synod check` prints it, and as `synod check --json` does. */
import type { CheckResult } from "../check/check-result.ts";
import { closed, isNamedParts, keysOf } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { asWritten } from "../errors/wording.ts";
import { isModel, type Model } from "../model/model.ts";
import type { Explainable, Unreached } from "../why/all-reasons.ts";
import type { Reference } from "../why/reference.ts";
import { colourPaint, plainPaint } from "./paint.ts";
import { placeInModel } from "./place-in-model.ts";
import type { Json } from "./state-json.ts";
import { checkJson } from "./verdict-json.ts";
import { checkText } from "./verdict-text.ts";
import { watchedReasons } from "./watched-reasons.ts";
import { reasonsTexts } from "./why-text.ts";

/** How `toText` is to write. */
export interface ResultTextOptions {
  /** Columns of the page, 40 or more: `width: 100`. Absent: 80. */
  readonly width?: number;
  /** `color: true` colours it by escape sequences that terminals obey. Absent: it is not. */
  readonly color?: boolean;
  /** The model that was checked, `model: paxos()`: then it says why each counterexample is one. Absent: it does not. */
  readonly model?: Model;
  /** With `model`: one without the mistake, which each counterexample is held against: `against: paxos()`. Absent: none is. */
  readonly against?: Model;
}

/** What a result's counterexamples are held against, as the command line has it. */
function referenceOf({ verdict }: CheckResult, against: Model | undefined): Reference | null {
  if (against === undefined) return null;
  const { mutant } = verdict;
  return mutant === null
    ? { model: against, called: "that it is held against", where: "in the other model" }
    : { model: against, called: `without ${mutant}`, where: "without the mutant" };
}

const NARROWEST = 40;
const USUAL = 80;

/**
 * A result as a person reads it: the verdict first, what it covers, property by property, then the evidence. What
 * `synod check` prints, which has the model.
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
  closed(
    options,
    keysOf<ResultTextOptions>({ width: true, color: true, model: true, against: true }),
    (problem, wrong) =>
      wrong === undefined
        ? bad("what toText(...) is given for options", problem, "an object")
        : synodError("unknown-key", { subject: "the options of toText(...)", ...wrong }),
  );
  const { width = USUAL, color = false, model, against } = options;
  if (!Number.isSafeInteger(width) || width < NARROWEST)
    throw bad("the option width of toText(...)", `is ${whatIs(width)}`, `an integer from ${NARROWEST} on`);
  if (typeof color !== "boolean") throw bad("the option color of toText(...)", `is ${whatIs(color)}`, "true or false");
  mustBeModel("toText", "model", model);
  mustBeModel("toText", "against", against);
  const page = { paint: color ? colourPaint : plainPaint, width, place: placeOf(result) };
  const asked = { against: referenceOf(result, against) };
  const told = model === undefined ? [] : reasonsTexts(result, (shown) => watchedReasons(model, shown, asked), page);
  return [checkText(result, page), ...told].join("\n\n");
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
export function toJson(
  result: CheckResult,
  options: {
    /** The model that was checked: then it says why each counterexample is one. Absent: `reasons` are null. */
    readonly model?: Model;
    /** With `model`: one without the mistake, which each counterexample is held against. Absent: `reasons.mistake` is null. */
    readonly against?: Model;
  } = {},
): { readonly [key: string]: Json } {
  mustBeResult("toJson", result);
  closed(options, ["model", "against"], (problem, wrong) =>
    wrong === undefined
      ? bad("what toJson(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of toJson(...)", ...wrong }),
  );
  const { model, against } = options;
  mustBeModel("toJson", "model", model);
  mustBeModel("toJson", "against", against);
  const asked = { against: referenceOf(result, against) };
  const reasons = model === undefined ? null : (shown: Explainable | Unreached) => watchedReasons(model, shown, asked);
  return checkJson(result, placeOf(result), asWritten, reasons);
}

function mustBeModel(name: string, option: "model" | "against", given: unknown): void {
  if (given === undefined || isModel(given)) return;
  const expected = option === "model" ? "the model that was checked" : "a model to hold it against";
  throw bad(`the option ${option} of ${name}(...)`, `is ${whatIs(given)}`, expected);
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
