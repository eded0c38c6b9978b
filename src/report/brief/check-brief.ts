/**
 * A check's result in two thousand bytes, whatever the model: for coding agents, whose context it fills, and for everyone who
 * asks again and again. The verdict first, then what would make it mean nothing, why, the steps as calls of rules, and the
 * next command worth running. Claims no more than the whole text does; what was left out is said, and how to have it.
 */
import type { CheckResult } from "../../check/check-result.ts";
import type { Counterexample } from "../../check/counterexample.ts";
import { countOf, countText } from "../../errors/counts.ts";
import { reviveError } from "../../errors/errors.ts";
import { asWritten } from "../../errors/wording.ts";
import { isWitnessed } from "../../model/property-kinds.ts";
import { printable, printableParts, shortName } from "../../printable.ts";
import { plainText } from "../../state/plain.ts";
import type { Trace, TraceStep } from "../../trace/trace.ts";
import type { Verdict } from "../../verify/verdict.ts";
import { isCut } from "../../verify/within.ts";
import { beyondText, coverageSentence } from "../covered-text.ts";
import { plainPaint } from "../paint.ts";
import { subjectText } from "../subject-text.ts";
import { happenedText, type TextOptions } from "../trace-text.ts";
import { propertyOutcomeText } from "../verdict-text.ts";
import { type BriefPart, utf8Bytes, withinBytes } from "./within-bytes.ts";

/** The last line break included. */
export const BRIEF_BYTES = 2000;

/** Of a line that must not be shortened. */
const COMMAND_BYTES = 400;

export interface BriefOptions {
  readonly exitCode: number;
  /** Where in the model's source its error came from, if it is known. */
  readonly place: string | null;
  /** Texts of reasons.ts, each a heading and lines below it. */
  readonly reasons: Iterable<string>;
  /** What else was looked at, a line each: mutants, mutations. */
  readonly more?: readonly string[];
  /** The next command worth running, or what is to be done; and the step that it is about, which is not left out. */
  readonly next: { readonly text: string; readonly step: number | null } | null;
  /** What prints all of it. */
  readonly whole: string;
  readonly wording?: TextOptions["wording"];
}

/** Lines in so many bytes, for other answers than a check's; `whole`: what prints all of it. */
export function briefLines(lines: readonly string[], next: string | null, whole: string): string {
  const [first = "", ...others] = lines.map(printable);
  const fitted = withinBytes(
    [
      fixed([first]),
      { lines: others, spare: "end", least: 4, of: "line" },
      ...(next === null ? [] : [nextPart(next)]),
    ].filter((part): part is BriefPart => part.lines.length > 0),
    BRIEF_BYTES - CUT_BYTES,
  );
  return fitted.isCut ? `${fitted.text}\n${cutText("cut", { whole })}` : fitted.text;
}

/** How reasons are written for it: a line each. */
export const BRIEF_PAGE: TextOptions = { paint: plainPaint, width: 400 };

export function checkBrief(result: CheckResult, options: BriefOptions): string {
  const { verdict, counterexamples } = printableParts(result);
  const shown = shownFirst(verdict, counterexamples);
  const fitted = (changes: boolean) => withinBytes(partsOf(verdict, shown, options, changes), BRIEF_BYTES - CUT_BYTES);
  const full = fitted(true);
  if (!full.isCut) return full.text;
  // Steps without what they change, before any step is left out.
  if (shown === null) return `${full.text}\n${cutText("cut", options)}`;
  const bare = fitted(false);
  const missing = `${bare.isCut ? "cut; " : ""}steps without what they change`;
  return `${bare.text}\n${cutText(missing, options)}`;
}

/** So many texts of reasons are told. */
export const BRIEF_REASONS = 4;

/** For the line that says what is missing. */
const CUT_BYTES = 250;

function cutText(missing: string, { whole }: Pick<BriefOptions, "whole">): string {
  const all = printable(whole);
  const isShort = utf8Bytes(all) + utf8Bytes(missing) + 20 <= CUT_BYTES;
  return `(${missing}; all of it: ${isShort ? all : "the same command, not brief"})`;
}

/** The counterexample to tell: of a violated property before what is only a witness. */
function shownFirst(verdict: Verdict, counterexamples: CheckResult["counterexamples"]): Counterexample | null {
  const violates = ({ claim, property }: Counterexample) => {
    const kind = verdict.properties.find(({ name }) => name === property)?.kind;
    return claim !== "property" || (kind !== undefined && !isWitnessed(kind));
  };
  return counterexamples.find(violates) ?? null;
}

function partsOf(
  verdict: Verdict,
  shown: Counterexample | null,
  options: BriefOptions,
  changes: boolean,
): readonly BriefPart[] {
  const reasons = [...new Set(options.reasons)].map((text): BriefPart => {
    const [title = "", ...lines] = text.split("\n");
    const [first = "", ...rest] = lines.map((line) => line.trim());
    return { lines: [`${title}: ${first}`, ...rest.map((line) => `  ${line}`)], spare: "end", least: 1, of: "line" };
  });
  const parts: readonly BriefPart[] = [
    fixed([headline(verdict, options)]),
    fixed(errorLines(verdict, options)),
    fixed([countsLine(verdict)]),
    // What is behind is left out first.
    { lines: warningLines(verdict), spare: "end", least: 2, of: "warning" },
    ...reasons.slice(0, 2),
    ...(shown === null ? [] : [traceOf(shown.trace, changes, options.next?.step ?? null)]),
    ...reasons.slice(2, BRIEF_REASONS),
    { lines: propertyLines(verdict), spare: "end", least: 2, of: "property line" },
    { lines: options.more ?? [], spare: "end", least: 2, of: "line" },
    ...(options.next === null ? [] : [nextPart(options.next.text)]),
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function fixed(lines: readonly string[]): BriefPart {
  return { lines, spare: "never", least: lines.length, of: "line" };
}

/** A command that is cut is none. */
function nextPart(next: string): BriefPart {
  const line = `next: ${printable(next)}`;
  return fixed(utf8Bytes(line) <= COMMAND_BYTES ? [line] : []);
}

function headline(verdict: Verdict, { exitCode }: BriefOptions): string {
  const { outcome, properties } = verdict;
  const within = outcome === "holds" && isCut(verdict.constraint) ? " within the constraint" : "";
  const what = outcome === "holds" && properties.length === 0 ? " nothing: it states no property" : within;
  return `${outcome.toUpperCase()}${what}  ${subjectText(verdict)}  (exit ${exitCode})`;
}

function errorLines({ error }: Verdict, { place, wording = asWritten }: BriefOptions): string[] {
  if (error === null) return [];
  const { code, title, message, likelyCause, remedy } = reviveError(error);
  const at = place === null ? "" : ` at ${place}`;
  return [
    `${code} ${title}${at}: ${wording(message)}`,
    `cause: ${wording(likelyCause)}`,
    `remedy: ${wording(remedy)}`,
  ].map((line) => printable(line.replaceAll("\n", " ")));
}

function countsLine(verdict: Verdict): string {
  const { states, coverage, terminalStates } = verdict;
  if (states.distinct === 0) return "covered nothing";
  const taken = coverage.filter(({ enabled }) => enabled > 0).length;
  const counts = [
    `${countText(states.distinct)} distinct states`,
    `${countText(states.generated)} generated`,
    `depth ${states.depth}`,
    ...(terminalStates > 0 ? [`${countText(terminalStates)} terminal`] : []),
    `${taken} of ${countOf(coverage.length, "rule")} ever enabled`,
  ];
  const beyond = isCut(verdict.constraint) ? `; beyond: ${beyondText(verdict.constraint).join("; ")}` : "";
  return `covered ${coverageSentence(verdict)}: ${counts.join(", ")}${beyond}`;
}

function warningLines({ warnings }: Verdict): string[] {
  return warnings.map(({ message }) => `warning: ${message}`);
}

/** What is violated first, then what is not known, then what holds; those of which the same is to be said in one line. */
function propertyLines(verdict: Verdict): string[] {
  const told = new Map<string, string[]>();
  for (const outcome of ["violated", "undecided", "holds"] as const) {
    for (const property of verdict.properties.filter((each) => each.outcome === outcome)) {
      const text = propertyOutcomeText(property, verdict);
      const names = told.get(text) ?? [];
      told.set(text, names);
      names.push(shortName(property.name));
    }
  }
  return [...told].map(([text, names]) => `${text}: ${names.join(", ")}`);
}

/** `kept`: the step that is there in any case; null: none. */
function traceOf(trace: Trace, changes: boolean, kept: number | null): BriefPart {
  const numbers = String(trace.steps.length).length;
  const lines: string[] = [];
  if (changes) lines.push(`${"0".padStart(numbers)} ${initialText(trace)}`);
  trace.steps.forEach((step, at) => {
    const back = at === trace.loop ? "  <- the loop comes back to before this step" : "";
    const number = String(at + 1).padStart(numbers);
    lines.push(`${number} ${happenedText(step).text}${changes ? changesText(step) : ""}${back}`);
  });
  if (trace.loop !== null && trace.loop === trace.steps.length) lines.push("and nothing happens ever after");
  if (trace.failing !== null) lines.push(`! ${happenedText(trace.failing).text}  throws here`);
  const keep = kept === null ? {} : { keep: changes ? kept : kept - 1 };
  return { lines, spare: "middle", least: 4, of: "step", ...keep };
}

function initialText({ initial, unsaid }: Trace): string {
  const said = Object.entries(initial).filter(([name]) => unsaid?.includes(name) !== true);
  return said.map(([name, plain]) => `${name}: ${plainText(plain)}`).join("; ");
}

/** `  [noted[clerk1]: none → 2; sent: +prepare(ballot: 0)]`. */
function changesText({ changes, process }: TraceStep): string {
  const told = changes
    .filter(({ unsaid, shown }) => unsaid !== true && (process === undefined || shown !== process.called))
    .map((change) => {
      const { added = [], removed = [] } = change;
      const moved = [...removed.map((each) => `-${each}`), ...added.map((each) => `+${each}`)].join(" ");
      const text = moved === "" && change.kind === "set" ? `${change.before} → ${change.after}` : moved;
      return `${change.shown ?? change.path}: ${text}`;
    });
  return told.length === 0 ? "" : `  [${told.join("; ")}]`;
}
