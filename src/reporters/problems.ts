/**
 * What a report is about: each thing that is not as expected, and each warning, with its place and what shows it. SARIF, the
 * annotations and the summary tell the same list, in the order of the suite. Law: as many problems of level `error` as there
 * are surprises.
 */
import type { Counterexample } from "../check/counterexample.ts";
import { reviveError } from "../errors/errors.ts";
import { placeInModel } from "../report/place-in-model.ts";
import type { CheckedEntry, SourcePlace, SuiteReport, Surprise } from "../suite/suite-report.ts";
import type { Warning } from "../verify/verdict.ts";
import type { Grounds } from "./grounds.ts";

export interface Problem {
  readonly level: "error" | "warning";
  /** Of a surprise its kind; of a warning of a verdict that kind. */
  readonly kind: Surprise["kind"] | Warning["kind"];
  /** A sentence, as it was written: nothing in it is escaped. */
  readonly text: string;
  /** The check; null: the suite as a whole. */
  readonly entry: CheckedEntry | null;
  readonly property: string | null;
  /** As from the folder of the suite; null: nothing of it is in a file. */
  readonly place: SourcePlace | null;
  readonly counterexample: Counterexample | null;
}

export function problemsOf(report: SuiteReport, grounds: Grounds): readonly Problem[] {
  const warned = new Set<string>();
  const ofChecks = report.checks.flatMap((entry) => [
    ...entry.surprises.map((surprise) => ofSurprise(entry, surprise, report, grounds)),
    ...warningsOf(entry, report, warned),
  ]);
  const config = placeOfConfig(report);
  const ofSuite = (report.surprises ?? []).map(({ kind, text, property }) => ({
    ...{ level: "error" as const, kind, text, property, entry: null, place: config, counterexample: null },
  }));
  return [...ofChecks, ...ofSuite];
}

/** What shows that a property is not as it should be. */
export function counterexampleTo(entry: CheckedEntry, property: string | null): Counterexample | null {
  const { counterexamples } = entry;
  const found = counterexamples.find((each) => each.claim === "property" && each.property === property);
  return found ?? counterexamples.find(({ claim }) => claim !== "property") ?? null;
}

/** Where the rule of a step is written; null: nobody knows. */
export function placeOfRule({ places }: CheckedEntry, rule: string): SourcePlace | null {
  return own(places.rules, rule) ?? places.model;
}

function ofSurprise(entry: CheckedEntry, surprise: Surprise, report: SuiteReport, grounds: Grounds): Problem {
  const { kind, text, property, rule } = surprise;
  const shown = property !== null || kind === "error" ? counterexampleTo(entry, property) : null;
  const named =
    (property === null ? null : own(entry.places.properties, property)) ??
    (rule === null ? null : own(entry.places.rules, rule));
  const place =
    (kind === "error" ? thrownAt(entry, grounds) : null) ?? named ?? entry.places.model ?? placeOfConfig(report);
  return { level: "error", kind, text, entry, property, place, counterexample: shown };
}

/** Warnings of models as they are, each once however many parameters show it; those that are surprises are told as such. */
function warningsOf(entry: CheckedEntry, report: SuiteReport, warned: Set<string>): Problem[] {
  if (entry.mutant !== null || entry.surprises.some(({ kind }) => kind === "warning")) return [];
  return entry.verdict.warnings.flatMap(({ kind, subject, message: text }): Problem[] => {
    // What is said as a surprise already is no warning beside it.
    if (entry.surprises.some(({ property }) => property === subject)) return [];
    const said = JSON.stringify([entry.file, entry.model, kind, subject]);
    if (warned.has(said)) return [];
    warned.add(said);
    const { rules, properties, model } = entry.places;
    const place = own(rules, subject) ?? own(properties, subject) ?? model ?? placeOfConfig(report);
    const property = entry.verdict.properties.some(({ name }) => name === subject) ? subject : null;
    return [{ level: "warning", kind, text, entry, property, place, counterexample: null }];
  });
}

/** Where a closure threw, or a file does not load, if that is beside the suite. */
function thrownAt({ error, verdict }: CheckedEntry, { beside }: Grounds): SourcePlace | null {
  const plain = error ?? verdict.error;
  if (plain === null) return null;
  const place = placeInModel(plain) ?? /^(\S+:\d+:\d+): /.exec(wordsOf(plain))?.[1] ?? null;
  const [, path, line] = (place === null ? null : /^(.+):(\d+):\d+$/.exec(place)) ?? [];
  const file = path === undefined ? null : beside(path);
  return file === null ? null : { file, line: Number(line) };
}

/** `bank.ts:3:7: Expected ";"`, of a file that the bundler does not read. */
function wordsOf(plain: NonNullable<CheckedEntry["error"]>): string {
  const { problem } = reviveError(plain).details as { readonly problem?: unknown };
  return typeof problem === "string" ? problem : "";
}

function placeOfConfig({ config }: SuiteReport): SourcePlace | null {
  return config === null ? null : { file: config.replaceAll("\\", "/").split("/").at(-1) as string, line: null };
}

function own(places: Readonly<Record<string, SourcePlace>>, name: string): SourcePlace | null {
  return Object.hasOwn(places, name) ? (places[name] as SourcePlace) : null;
}
