/** The rows under a verdict's first line: an error, what is covered, counts and times, how states were kept and judged again. */
import { countOf, countText } from "../errors/counts.ts";
import { reviveError } from "../errors/errors.ts";
import { asWritten } from "../errors/wording.ts";
import { isFair } from "../model/property-kinds.ts";
import { REDUCTIONS } from "../reduce/table.ts";
import type { Verdict } from "../verify/verdict.ts";
import { beyondText, coverageSentence } from "./covered-text.ts";
import { listOf } from "./list-of.ts";
import { bytesText, durationText, probabilityText, rateText } from "./quantities.ts";
import type { TextOptions } from "./trace-text.ts";
import { beside } from "./wrap.ts";

/** Where lines beside a label begin. */
export const LABEL = 12;
/** The longest label, and a gap. */
const JUDGED_LABEL = 16;
/** A rate over less time is mostly start-up. */
const RATE_MS = 200;

export interface SummaryOptions extends TextOptions {
  /** Where in the model's source its error came from, if it is known. */
  readonly place?: string | null;
}

export function summaryRows(verdict: Verdict, { width, place, wording = asWritten }: SummaryOptions): string[] {
  const { states, terminalStates, store, collisionProbability, fairness, outcome, error } = verdict;
  const row = (label: string, text: string) => beside(`  ${label}`, LABEL, text, width);
  const failure = outcome === "error" && error !== null ? reviveError(error) : null;
  const reason =
    failure === null
      ? []
      : [
          ...row("error", `${failure.code} (${failure.title}): ${wording(failure.message)}`),
          ...(place ? row("", `at ${place}`) : []),
        ];
  if (states.distinct === 0) return [...reason, ...row("covered", "nothing")];
  const terminal = terminalStates > 0 ? `, ${countText(terminalStates)} terminal` : "";
  // A page does not know it.
  const peak = Number.isNaN(verdict.peakRssBytes) ? "" : `, peak memory ${bytesText(verdict.peakRssBytes)}`;
  const unreduced = states.unreduced === undefined ? "" : ` (${countText(states.unreduced)} without symmetry)`;
  const speed = verdict.wallMs > RATE_MS ? ` (${rateText((1000 * states.distinct) / verdict.wallMs)})` : "";
  const missed = `chance of two states taken for one: ${probabilityText(collisionProbability)}`;
  return [
    ...reason,
    ...row("covered", coverageSentence(verdict)),
    ...beyondText(verdict.constraint).flatMap((text, at) => row(at === 0 ? "beyond" : "", text)),
    ...row(
      "states",
      `${countText(states.distinct)} distinct${unreduced}, ${countText(states.generated)} generated, depth ${states.depth}${terminal}`,
    ),
    ...(fairness === null || !isAsked(fairness, verdict) ? [] : row("fairness", fairnessSentence(fairness))),
    ...symmetryRow(verdict, row),
    ...row("time", `${durationText(verdict.wallMs)}${speed}, ${countOf(verdict.workers, "worker")}${peak}`),
    ...aloneRow(verdict, (label, text) => row(label, wording(text))),
    ...row("store", store === "exact" ? "exact" : `compact, ${missed}`),
    ...judgedLines(verdict, width),
    ...REDUCTIONS.flatMap(({ name, says }) =>
      says === null || !verdict.reductions.includes(name) ? [] : row(...says),
    ),
    ...verdict.dropped.flatMap(({ reduction, reason }) => row("not used", `${reduction}: ${reason}`)),
  ];
}

/** Whether anything that is claimed depends on fairness: that nothing is assumed is of no interest to what knows none. */
function isAsked(fairness: string, { properties }: Verdict): boolean {
  return fairness !== "none" || properties.some(({ kind }) => isFair(kind));
}

/** Why there was one worker where more were asked for. */
function aloneRow({ alone }: Verdict, row: (label: string, text: string) => string[]): string[] {
  if (alone === null) return [];
  const { code, message, remedy } = reviveError(alone);
  return row("alone", `${code}: ${message}; remedy: ${remedy}`);
}

/** How much of the search was judged a second time; of a sample, what follows for all of it. */
function judgedLines({ judged }: Verdict, width: number): string[] {
  if (judged === null) return [];
  const row = (text: string) => beside("  judged again", JUDGED_LABEL, text, width);
  const { states, of, all, differFewerThan } = judged;
  const some = partlyRenamed(judged);
  if (all) return row(`all ${countOf(of, "state")}${some}`);
  const drawn = `${countText(states)} of ${countOf(of, "state")} drawn by fingerprint${some}`;
  const oneIn = differFewerThan === null ? 0 : roundedDown(1 / differFewerThan);
  // Too few say nothing.
  if (oneIn < 2) return row(drawn);
  return row(`${drawn}; with 95 % confidence fewer than 1 in ${countText(oneIn)} differ`);
}

/** Under symmetry, how many renamings of each state were looked at, where it is not all. */
function partlyRenamed({ renamings }: NonNullable<Verdict["judged"]>): string {
  if (renamings === null || renamings.tried === renamings.of) return "";
  const all = renamings.of === null ? "very many renamings" : countOf(renamings.of, "renaming");
  return `, each in ${countText(renamings.tried)} of ${all}`;
}

/** To two digits. */
function roundedDown(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / unit) * unit;
}

/** What symmetry did, or why it did nothing where one would expect it to. */
function symmetryRow({ symmetry, properties }: Verdict, row: (label: string, text: string) => string[]): string[] {
  if (symmetry === null || symmetry.off === "asked" || symmetry.off === "no-gain") return [];
  const { scalarsets, apart, named = [], off } = symmetry;
  const begun = apart.filter((name) => !named.includes(name));
  const told = [
    ...(begun.length === 0 ? [] : [`the initial states tell the elements of ${listOf(begun)} apart`]),
    ...(named.length === 0 ? [] : [`an enumeration, a case or a field names elements of ${listOf(named)}`]),
  ].join(", and ");
  if (off === "initial-states" || off === "named") return row("symmetry", `off: ${told}`);
  if (off === "families") {
    const families = new Set(properties.flatMap(({ family }) => family ?? []));
    return row("symmetry", `off: it takes elements for one another that parts of ${listOf([...families])} tell apart`);
  }
  if (off === "fair-behaviours") {
    const lost = properties.filter(({ kind }) => isFair(kind)).map(({ name }) => name);
    return row("symmetry", `off: it would not preserve ${listOf(lost)}`);
  }
  const partly = apart.length === 0 ? "" : ` (not of ${listOf(apart)}: ${told})`;
  return row(
    "symmetry",
    `of ${listOf(scalarsets)}${partly}: a state stands for all that renaming makes of it; verdicts and shortest lengths are those without it`,
  );
}

function fairnessSentence(name: string): string {
  return name === "none" ? "none: any step may be put off for ever" : name;
}
