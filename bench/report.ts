/** A case's measurements, as numbers for a program and as a table for a person. */
import { countText } from "../src/errors/counts.ts";
import { bytesText, durationText, rateText } from "../src/report/quantities.ts";
import { type Column, tableText, titlesOf } from "../src/report/table.ts";
import type { Case } from "./cases.ts";
import type { Absentee, Counts } from "./contender.ts";
import { disagreements, type Measured, median, timeRatio } from "./measure.ts";

/** Times are medians over the runs, and rates come from them. */
export interface Row {
  readonly program: string;
  readonly threads: number;
  readonly wallMs: number;
  readonly runsMs: readonly number[];
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
  readonly peakBytes: number;
  readonly bytesPerState: number;
  /** How many times as long synod takes, by its number of workers. */
  readonly synodTakes: Readonly<Record<string, number>>;
}

export interface CaseReport {
  readonly name: string;
  readonly model: string;
  readonly parameters: Case["parameters"];
  readonly states: Counts;
  readonly rows: readonly Row[];
  readonly absent: readonly Absentee[];
  /** What the programs do not agree on. */
  readonly disagreements: readonly string[];
}

export function reportCase(which: Case, measured: readonly Measured[], absent: readonly Absentee[]): CaseReport {
  const states = measured[0]?.samples[0]?.counts ?? { distinct: 0, generated: 0, depth: null };
  const synods = measured.filter(({ contender }) => contender.program === "synod");
  const rows = measured.map((one): Row => {
    const { contender, samples } = one;
    const wallMs = median(samples.map((sample) => sample.wallMs));
    const peakBytes = median(samples.map((sample) => sample.peakBytes));
    return {
      program: contender.program,
      threads: contender.threads,
      wallMs,
      runsMs: samples.map((sample) => sample.wallMs),
      statesPerSecond: (states.distinct / wallMs) * 1000,
      transitionsPerSecond: (states.generated / wallMs) * 1000,
      peakBytes,
      bytesPerState: peakBytes / states.distinct,
      synodTakes: Object.fromEntries(synods.map((synod) => [synod.contender.threads, timeRatio(synod, one)])),
    };
  });
  const { name, model, parameters } = which;
  return { name, model, parameters, states, rows, absent, disagreements: disagreements(which, measured) };
}

export function caseText({ name, states, rows, absent, disagreements: wrong }: CaseReport): string {
  const { distinct, generated, depth } = states;
  const workers = Object.keys(rows[0]?.synodTakes ?? {});
  const columns: Column[] = [
    { title: "program" },
    ...["threads", "wall", "states", "transitions", "peak memory", "bytes/state"].map(rightAligned),
    ...workers.map((count) => rightAligned(`synod ${count} /this`)),
  ];
  const cells = rows.map((row) => [
    row.program,
    String(row.threads),
    durationText(row.wallMs),
    rateText(row.statesPerSecond),
    rateText(row.transitionsPerSecond),
    bytesText(row.peakBytes),
    countText(Math.round(row.bytesPerState)),
    ...workers.map((count) => ratioText(row.synodTakes[count] ?? Number.NaN)),
  ]);
  return [
    `${name}: ${countText(distinct)} states, ${countText(generated)} transitions, depth ${depth}`,
    tableText(columns, [titlesOf(columns), ...cells], 2),
    ...absent.map(({ program, reason }) => `  ${program}: not measured: ${reason}`),
    ...wrong.map((problem) => `  COUNTS DIFFER: ${problem}`),
  ].join("\n");
}

function rightAligned(title: string): Column {
  return { title, align: "right" };
}

function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1);
}
