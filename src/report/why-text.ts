/** The reasons of a counterexample for people: each claim with what it rests on, and the steps that wrote that. */
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { countText } from "../errors/counts.ts";
import { isFair, isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import { printable, printableParts } from "../printable.ts";
import type { Mistake, NearestMiss, Reasons, Why } from "../why/reasons.ts";
import { chaptersLines } from "./chapters-text.ts";
import { needsLines } from "./needs-text.ts";
import { type NeverReached, neverReached } from "./never-reached.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** Of the counterexamples of a check those of which something is known, one by one as they are asked for. */
export function* reasonsTexts(
  { verdict, counterexamples }: CheckResult,
  reasons: (shown: Counterexample | NeverReached) => Reasons,
  options: TextOptions,
): Iterable<string> {
  for (const shown of counterexamples) {
    const property = verdict.properties.find(({ name }) => name === shown.property);
    if (shown.claim !== "property" || property === undefined || isWitnessed(property.kind)) continue;
    const known = reasons(shown);
    yield* reasonsBlocks(property, known, options);
  }
  for (const property of verdict.properties) {
    const unreached = neverReached(property);
    const nearest = unreached === null ? null : printableParts(reasons(unreached)).nearest;
    if (nearest !== null) yield nearestText(printable(property.name), nearest, options);
  }
}

/** Why, what keeps it so, and where the mistake acted: of each what is known. */
export function reasonsBlocks(
  property: { readonly name: string; readonly kind: PropertyKind },
  reasons: Reasons,
  options: TextOptions,
): readonly string[] {
  const chapters = isWitnessed(property.kind) ? [] : chaptersLines(reasons, options);
  const why = [whyText(property, reasons, options), ...chapters];
  const told = [why.join("\n"), needsText(reasons, options), mistakeText(reasons, options)];
  return told.filter((text) => text !== "");
}

/** Empty: there is nothing to say. */
export function whyText(
  property: { readonly name: string; readonly kind: PropertyKind },
  reasons: Reasons,
  options: TextOptions,
): string {
  const { why } = printableParts(reasons);
  if (why === null) return "";
  const { name, kind } = printableParts(property);
  return [options.paint.bold(titleOf(name, kind)), ...whyLines(why, options)].join("\n");
}

/** Where the trace parts from what it was held against. Empty: that was nothing, or is not known. */
function mistakeText(reasons: Reasons, options: TextOptions): string {
  const { mistake } = printableParts(reasons);
  if (mistake === null) return "";
  return [options.paint.bold(mistakeTitle(mistake)), ...broken([mistake.says], options)].join("\n");
}

function mistakeTitle({ step, kind, against }: Mistake): string {
  if (step !== null) return "Where the mistake acted";
  return kind === "none" || kind === "state" ? `Beside the model ${against}` : "What the mistake is";
}

function titleOf(name: string, kind: PropertyKind): string {
  if (kind === "deadlock") return "Why nothing can happen any more";
  if (kind === "eventuallyAlways") return `Why ${name} does not stay true`;
  if (kind === "leadsTo") return `Why ${name} does not follow`;
  if (isFair(kind))
    return `Why ${name} ${kind === "alwaysEventually" ? "does not keep coming true" : "never becomes true"}`;
  return `Why ${name} is ${isWitnessed(kind) ? "true" : "false"}`;
}

/** Of what never comes, why nothing brings it. Empty: that is not known. */
function needsText(reasons: Reasons, options: TextOptions): string {
  const lines = needsLines(printableParts(reasons).needs);
  return lines.length === 0
    ? ""
    : [options.paint.bold("Why nothing changes that"), ...broken(lines, options)].join("\n");
}

function nearestText(name: string, { says, proof, states }: NearestMiss, options: TextOptions): string {
  const tested = `(the closest of what was tried in ${countText(states)} states)`;
  const lines = [says, ...(proof === "proved" ? [] : [options.paint.dim(tested)])];
  return [options.paint.bold(`Why ${name} is never reached`), ...broken(lines, options)].join("\n");
}

/** So many lines are taken in at a glance: what would take more has no line of its own for each fact, or for each claim. */
const GLANCE = 3;

function whyLines(why: Why, options: TextOptions): readonly string[] {
  const tight = whyClaims(why, true);
  // The first way of these that can be taken in at a glance, or the last.
  const ways = [whyClaims(why, false), tight, [tight.join("; ")]].map((lines) => broken(lines, options));
  const chosen = ways.find(({ length }) => length <= GLANCE) ?? (ways[1] as readonly string[]);
  const tested = `(tested in ${countText(why.runs)} runs, not proved)`;
  return [...chosen, ...(why.proof === "proved" ? [] : [`  ${options.paint.dim(tested)}`])];
}

/** A line for each claim, or, of one without words, for each of the facts that it rests on; `isTight`: one for all of these. */
function whyClaims({ parts, others }: Why, isTight: boolean): readonly string[] {
  const lines = parts.flatMap(({ says, because }) => {
    const reasons = because.map((each) => `${each.says}${stepsText(each.steps)}`);
    if (says === "") return isTight ? [reasons.join("; ")] : reasons;
    return [reasons.length === 0 ? says : `${says}: ${reasons.join("; ")}`];
  });
  const more = others === 0 ? [] : [`and so for ${countText(others)} more`];
  return [...lines, ...more];
}

function broken(lines: readonly string[], { width }: TextOptions): readonly string[] {
  return lines.flatMap((line) =>
    wrap(line, width - 4).map((part, at) => `${at === 0 ? "  " : "    "}${part.replaceAll(JOINED, " ")}`),
  );
}

/** Kept on one line: a space that does not break, until the line has been broken. */
const JOINED = "\u00a0";

/** ` (step 6)`, ` (steps 6, 8)`; nothing of what has been so from the beginning. */
function stepsText(steps: readonly number[]): string {
  if (steps.length === 0) return "";
  return ` (${steps.length === 1 ? "step" : "steps"}${JOINED}${steps.join(`,${JOINED}`)})`;
}
