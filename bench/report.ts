/** A case's measurements, as numbers for a program and as a table for a person. */
import { countText } from "../src/errors/counts.ts";
import { bytesText, durationText, rateText } from "../src/report/quantities.ts";
import { type Column, tableText, titlesOf } from "../src/report/table.ts";
import type { Case } from "./cases.ts";
import type { Absentee, Counts } from "./contender.ts";
import { disagreements, type Measured, median, ratio } from "./measure.ts";

/** Times are medians over the runs, and rates come from them. */
export interface Row {
  readonly program: string;
  readonly threads: number;
  /** Of the space that this program searches: where a check is reduced, the others search all states. */
  readonly states: number;
  readonly wallMs: number;
  readonly runsMs: readonly number[];
  /** Null where the shell does not say. */
  readonly userMs: number | null;
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
  readonly peakBytes: number;
  /** Of the peak, what an empty Node process does not take as well. */
  readonly searchBytes: number;
  readonly bytesPerState: number;
  /** Which of its engines synod used in the last run, where it says so. */
  readonly engine: string | null;
  /** How many times as long synod takes, by its number of workers. */
  readonly synodTakes: Readonly<Record<string, number>>;
  /** The same of the processors' time. */
  readonly synodComputes: Readonly<Record<string, number>>;
}

export interface CaseReport {
  readonly name: string;
  readonly command: string;
  readonly states: Counts;
  readonly rows: readonly Row[];
  readonly absent: readonly Absentee[];
  /** What somebody counts other than it has to. */
  readonly disagreements: readonly string[];
}

export function reportCase(
  { name, argv, counts }: Case,
  measured: readonly Measured[],
  absent: readonly Absentee[],
  emptyNodeBytes: number,
): CaseReport {
  const synods = measured.filter(({ contender }) => contender.program === "synod");
  const rows = measured.map((one): Row => {
    const { contender, samples } = one;
    const { distinct, generated } = contender.expected;
    const wallMs = median(samples.map((sample) => sample.wallMs));
    const userMs = median(samples.map((sample) => sample.userMs ?? Number.NaN));
    const peakBytes = median(samples.map((sample) => sample.peakBytes));
    const searchBytes = Math.max(0, peakBytes - (contender.onNode ? emptyNodeBytes : 0));
    const byWorkers = (what: "wallMs" | "userMs") =>
      Object.fromEntries(synods.map((each) => [each.contender.threads, ratio(each, one, what)]));
    return {
      program: contender.program,
      threads: contender.threads,
      states: distinct,
      wallMs,
      runsMs: samples.map((sample) => sample.wallMs),
      userMs: Number.isNaN(userMs) ? null : userMs,
      statesPerSecond: (distinct / wallMs) * 1000,
      transitionsPerSecond: (generated / wallMs) * 1000,
      peakBytes,
      searchBytes,
      bytesPerState: searchBytes / distinct,
      engine: samples.at(-1)?.engine ?? null,
      synodTakes: byWorkers("wallMs"),
      synodComputes: byWorkers("userMs"),
    };
  });
  return {
    name,
    command: ["synod check", ...argv].join(" "),
    states: counts,
    rows,
    absent,
    disagreements: disagreements(measured),
  };
}

export function caseText({ name, states, rows, absent, disagreements: wrong }: CaseReport): string {
  const { distinct, generated, depth } = states;
  const workers = Object.keys(rows[0]?.synodTakes ?? {});
  const columns: Column[] = [
    { title: "program" },
    ...["threads", "wall", "user CPU", "states", "transitions", "memory", "bytes/state"].map(rightAligned),
    ...workers.map((count) => rightAligned(`synod ${count} /this`)),
  ];
  const cells = rows.map((row) => [
    row.engine === null ? row.program : `${row.program} (${row.engine})`,
    String(row.threads),
    durationText(row.wallMs),
    row.userMs === null ? "-" : durationText(row.userMs),
    rateText(row.statesPerSecond),
    rateText(row.transitionsPerSecond),
    bytesText(row.searchBytes),
    bytesPerStateText(row),
    ...workers.map((count) => ratioText(row.synodTakes[count] ?? Number.NaN)),
  ]);
  return [
    `${name}: ${countText(distinct)} states, ${countText(generated)} transitions, depth ${depth}`,
    tableText(columns, [titlesOf(columns), ...cells], 2),
    ...absent.map(({ program, reason }) => `  ${program}: skipped: ${reason}`),
    ...wrong.map((problem) => `  COUNTS DIFFER: ${problem}`),
  ].join("\n");
}

/** Of few states it would say what the program takes, not what a state does. */
export function bytesPerStateText({ states, bytesPerState }: Pick<Row, "states" | "bytesPerState">): string {
  return states < 100_000 ? "-" : countText(Math.round(bytesPerState));
}

export function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1);
}

function rightAligned(title: string): Column {
  return { title, align: "right" };
}
