/** A single check as the suite of one that reports tell: that it holds is what is expected of it, as its exit code says. */
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckResult } from "../check/check-result.ts";
import { toPlainError } from "../errors/errors.ts";
import type { ExitCode } from "../errors/exit-codes.ts";
import { causalityOf } from "../formats/causality.ts";
import type { Instance } from "../model/instance.ts";
import { neverReached } from "../report/never-reached.ts";
import type { AskedReport } from "../reporters/report-names.ts";
import { verdictOfError } from "../suite/run-checks.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { surprisesOf } from "../suite/surprises.ts";

import type { Reference } from "../why/reference.ts";
import type { FoundModel } from "./found-model.ts";
import { reasonsWithin } from "./reasons.ts";
import { type PreparedReports, prepareReports } from "./reports.ts";
import { NO_PLACES, placesIn } from "./suite-places.ts";
import type { Terminal } from "./terminal.ts";
import { type Typed, typed } from "./typed.ts";
import { version } from "./version.ts";

interface Asked extends Typed {
  readonly report: readonly AskedReport[];
  readonly strict?: boolean;
}

/** What was found, and what its page needs. */
interface Found {
  readonly found: FoundModel;
  readonly instance: Instance;
  readonly against: Reference | null;
  readonly result: CheckResult;
}

export interface CheckReports {
  /** Answers with the exit code of what could not be written; null: all was. */
  readonly write: (found: Found) => Promise<ExitCode | null>;
  /** Of a check that could not begin. */
  readonly writeFailure: (error: unknown) => Promise<void>;
}

/** Throws what `prepareReports` throws. */
export function checkReports(asked: Asked, terminal: Terminal): CheckReports {
  const started = performance.now();
  const reports = prepareReports(asked.report, process.cwd());
  const suite = (entry: CheckedEntry): SuiteReport => ({
    schemaVersion: 1,
    synod: version(),
    config: null,
    wallMs: performance.now() - started,
    checks: [entry],
    left: [],
  });
  return {
    write: (found) => {
      const entry = entryOf(asked, found, reports);
      return reports.write(suite(entry), [{ entry, page: () => pageFor(found, entry) }], terminal);
    },
    writeFailure: async (thrown) => {
      const entry = failedEntry(asked, thrown, performance.now() - started);
      await reports.write(suite(entry), [{ entry }], terminal);
    },
  };
}

function entryOf(
  asked: Asked,
  { found, instance, against, result }: Found,
  { isCausal }: PreparedReports,
): CheckedEntry {
  const { verdict, counterexamples } = result;
  const reasons = reasonsWithin(instance.model, against);
  const shown = counterexamples.filter(({ claim }) => claim === "property");
  const isBuiltIn = found.name === asked.model;
  const explained = verdict.properties.flatMap((property) => {
    const trace = property.outcome === "violated" && shown.find((each) => each.property === property.name);
    const what = trace || neverReached(property);
    return what ? [[property.name, reasons(what)] as const] : [];
  });
  const causal = isCausal
    ? shown.map(({ property, list }) => [property, causalityOf(instance.model, list)] as const)
    : [];
  const expected = { outcome: "holds" } as const;
  const wanted = { expected, strict: asked.strict ?? false, mutationScore: null };
  return {
    ...named(asked),
    model: found.name,
    file: isBuiltIn ? null : relative(process.cwd(), found.source).split(sep).join("/"),
    parameters: instance.parameters,
    expected,
    surprises: surprisesOf({ verdict, error: null, mutations: null }, wanted),
    wallMs: verdict.wallMs,
    verdict,
    counterexamples,
    reasons: Object.fromEntries(explained),
    causalities: Object.fromEntries(causal),
    error: null,
    places: isBuiltIn ? NO_PLACES : placesOf(found, instance),
  };
}

function placesOf(found: FoundModel, instance: Instance): CheckedEntry["places"] {
  const script = readFileSync(fileURLToPath(found.module), "utf8");
  return placesIn({ ...found, script }, process.cwd())(instance);
}

/** The same id as a suite would give it. */
function named(asked: Asked): Pick<CheckedEntry, "id" | "mutant" | "tags" | "cached" | "command"> {
  const { model, parameters, mutant } = asked;
  const words = [model.replace(/^\.\//, ""), ...parameters, ...(mutant === undefined ? [] : [`mutant=${mutant}`])];
  return { id: words.join(" "), mutant: mutant ?? null, tags: [], cached: false, command: typed("check", asked) };
}

function failedEntry(asked: Asked, thrown: unknown, wallMs: number): CheckedEntry {
  const error = toPlainError(thrown);
  const expected = { outcome: "holds" } as const;
  const about = { model: asked.model, parameters: {}, defaults: {}, mutant: asked.mutant ?? null };
  const verdict = verdictOfError(about, error, wallMs);
  const surprises = surprisesOf({ verdict, error, mutations: null }, { expected, strict: false, mutationScore: null });
  const nothing = { counterexamples: [], reasons: {}, places: NO_PLACES };
  return { ...named(asked), ...about, ...nothing, file: null, expected, surprises, wallMs, verdict, error };
}

async function pageFor(
  { found, instance, against, result }: Found,
  { mutant, command }: CheckedEntry,
): Promise<string> {
  const { pageOf } = await import("./page-of.ts");
  return (await pageOf({ found, instance, mutant, against, command }))(result);
}
