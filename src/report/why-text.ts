/** The reasons of a counterexample for people: each claim with what it rests on, and the steps that wrote that. */
import type { CheckResult } from "../check/check-result.ts";
import type { Counterexample } from "../check/counterexample.ts";
import { countText } from "../errors/counts.ts";
import { isFair, isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import { printable, printableParts } from "../printable.ts";
import type { Trace } from "../trace/trace.ts";
import type { Mistake, Reasons, Unanswered, Why } from "../why/reasons.ts";
import { inWords } from "../why/together.ts";
import { chaptersLines } from "./chapters-text.ts";
import { needsLines } from "./needs-text.ts";
import { type NeverReached, neverReached } from "./never-reached.ts";
import { happenedText, type TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

/** Of the counterexamples of a check those of which something is known, one by one as they are asked for. */
export function* reasonsTexts(
  { verdict, counterexamples }: CheckResult,
  reasons: (shown: Counterexample | NeverReached) => Reasons,
  options: TextOptions,
): Iterable<string> {
  for (const shown of counterexamples) {
    const property = verdict.properties.find(({ name }) => name === shown.property);
    if (shown.claim !== "property") yield* throwBlocks(shown, reasons(shown), options);
    else if (property !== undefined && !isWitnessed(property.kind))
      yield* reasonsBlocks(property, reasons(shown), options);
  }
  for (const property of verdict.properties) {
    const unreached = neverReached(property);
    if (unreached === null) continue;
    const known = reasons(unreached);
    const texts = [nearestText(property, known, options), unansweredText(known, options)];
    for (const text of texts) if (text !== "") yield text;
  }
}

/** Of a closure that throws where the trace ends. */
export function throwBlocks(
  { property, trace: { failing } }: Pick<Counterexample, "property"> & { readonly trace: Pick<Trace, "failing"> },
  reasons: Reasons,
  options: TextOptions,
): readonly string[] {
  const subject = failing === null ? (property ?? "it") : happenedText(failing).text;
  const { why } = printableParts(reasons);
  const title = wrap(printable(`Why ${subject} throws`), options.width).map(options.paint.bold);
  const told = why === null ? "" : [...title, ...whyLines(why, options), ...chaptersLines(reasons, options)].join("\n");
  return [told, unansweredText(reasons, options)].filter((text) => text !== "");
}

/** Why, what keeps it so, and where the mistake acted: of each what is known. */
export function reasonsBlocks(
  property: { readonly name: string; readonly kind: PropertyKind },
  reasons: Reasons,
  options: TextOptions,
): readonly string[] {
  const chapters = isWitnessed(property.kind) ? [] : chaptersLines(reasons, options);
  const why = [whyText(property, reasons, options), ...chapters];
  const told = [
    why.join("\n"),
    nearestText(property, reasons, options),
    needsText(reasons, options),
    mistakeText(reasons, options),
    unansweredText(reasons, options),
  ];
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

/** Empty: it is about something else, or is not known. */
function nearestText(
  { name, kind }: { readonly name: string; readonly kind: PropertyKind },
  reasons: Reasons,
  options: TextOptions,
): string {
  const { nearest } = printableParts(reasons);
  if (nearest === null) return "";
  const { says, proof, states } = nearest;
  const tested = `(the closest of what was tried in ${countText(states)} states)`;
  const lines = [says, ...(proof === "proved" ? [] : [options.paint.dim(tested)])];
  const title = `Why ${printable(name)} ${isWitnessed(kind) ? "is never reached" : "cannot be reached from there"}`;
  return [options.paint.bold(title), ...broken(lines, options)].join("\n");
}

/** What each question is about. */
const ABOUT = {
  why: "why",
  slice: "which steps mattered",
  mistake: "where the mistake acted",
  needs: "what keeps it so",
  nearest: "what comes closest",
} as const satisfies Record<Unanswered["what"], string>;

/** What was asked and is not known. Empty: there is nothing of the kind. */
function unansweredText({ unanswered }: Reasons, options: TextOptions): string {
  const about = (since: Unanswered["since"]) =>
    inWords(
      unanswered.filter((each) => each.since === since).map(({ what }) => ABOUT[what]),
      "and",
    );
  const [runs, stopped] = [about("runs"), about("stopped")];
  const lines = [
    ...(runs === "" ? [] : [`(not found within the runs of closures that it may take: ${runs})`]),
    ...(stopped === "" ? [] : [`(ended before it was through, for time or by a signal: ${stopped})`]),
  ];
  return broken(lines, options).map(options.paint.dim).join("\n");
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
