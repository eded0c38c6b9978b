/**
 * The one object that a suite is as JSON (`--report json=FILE`). Names and meanings of its fields are a contract
 * (docs/reference/json.md): one may be added, none changes. A check's `result` is what `synod check --json` prints of it.
 */
import { asWritten, type Wording } from "../errors/wording.ts";
import { plainErrorJson } from "../report/error-json.ts";
import type { Json } from "../report/state-json.ts";
import { checkJson } from "../report/verdict-json.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { NO_REASONS } from "../why/all-reasons.ts";

export type JsonObject = { readonly [key: string]: Json };

/** `wording`: how errors speak of options. */
export function suiteJson(report: SuiteReport, wording: Wording = asWritten): JsonObject {
  const { schemaVersion, synod, config, wallMs, checks, left, surprises = [] } = report;
  const wrong = checks.filter((each) => each.surprises.length > 0).length;
  return {
    schemaVersion,
    synod,
    config,
    asExpected: wrong === 0 && surprises.length === 0,
    summary: { checks: checks.length, asExpected: checks.length - wrong, notAsExpected: wrong, left: left.length },
    checks: checks.map((entry) => entryJson(entry, wording)),
    surprises: surprises.map((each) => ({ ...each })),
    left: left.map((each) => ({ ...each })),
    wallMs: Math.round(wallMs),
  };
}

function entryJson(entry: CheckedEntry, wording: Wording): Json {
  const { id, model, file, parameters, mutant, tags, expected, surprises, cached, wallMs, command, error } = entry;
  const { places, reasons } = entry;
  const reasonsOf = ({ property }: { readonly property: string | null }) =>
    property !== null && Object.hasOwn(reasons, property) ? (reasons[property] ?? NO_REASONS) : NO_REASONS;
  return {
    id,
    model,
    file,
    parameters: { ...parameters },
    mutant,
    tags,
    expected: { ...expected },
    asExpected: surprises.length === 0,
    surprises: surprises.map((each) => ({ ...each })),
    cached,
    wallMs: Math.round(wallMs),
    command,
    places: places as unknown as Json,
    mutations: (entry.mutations ?? null) as unknown as Json,
    result: checkJson(entry, null, wording, reasonsOf),
    error: plainErrorJson(error, wording),
  };
}
