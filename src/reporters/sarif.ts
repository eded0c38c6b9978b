/**
 * What is not as expected as SARIF 2.1.0 (OASIS), within what GitHub's code scanning takes: every result has a location; a
 * fingerprint that neither another run nor a line above changes, made of the check, what is wrong and the property; the trace
 * as a code flow, at the lines of the rules.
 */
import { createHash } from "node:crypto";
import type { Counterexample } from "../check/counterexample.ts";
import { changeLines } from "../formats/drawn-graph.ts";
import { printable, printableLines } from "../printable.ts";
import { endingText } from "../report/counterexample-text.ts";
import { happenedText } from "../report/trace-text.ts";
import { shownOf } from "../report/verdict-text.ts";
import type { CheckedEntry, SourcePlace, SuiteReport } from "../suite/suite-report.ts";
import type { Grounds } from "./grounds.ts";
import { type Problem, placeOfRule, problemsOf } from "./problems.ts";
import { shownText } from "./shown-trace.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** GitHub takes no more results, and shows no more steps of a flow; the steps left out are those in the middle. */
const MOST_RESULTS = 5000;
const MOST_LOCATIONS = 1000;
/** Of the whole text of a trace. */
const MOST_CHARACTERS = 30_000;

/** What can be wrong, by the ids that alerts have from run to run. */
const RULES: Readonly<Record<string, { readonly name: string; readonly says: string }>> = {
  outcome: { name: "UnexpectedOutcome", says: "A check has another outcome than its suite expects." },
  property: { name: "UnexpectedProperty", says: "A property is violated that must hold, or the other way round." },
  steps: { name: "UnexpectedLength", says: "A violation takes another number of steps than expected." },
  score: { name: "MutationScore", says: "Too few changes of a model are noticed by its properties." },
  budget: { name: "OverBudget", says: "A check does not end within its budget." },
  counts: { name: "CountsDiffer", says: "States, rules or lengths are not those that the lock records." },
  error: { name: "CheckFailed", says: "A check cannot be run, or the model throws." },
  warning: {
    name: "ModelWarning",
    says: "Something casts doubt on what a check says, such as a rule that is never enabled.",
  },
};

export function sarifText(report: SuiteReport, grounds: Grounds): string {
  const all = problemsOf(report, grounds);
  const problems = all.slice(0, MOST_RESULTS);
  const ids = Object.keys(RULES);
  const results = problems.map((problem) => resultOf(problem, ids, grounds));
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "synod",
            semanticVersion: report.synod,
            rules: Object.entries(RULES).map(([id, { name, says }]) => ({
              id: `synod/${id}`,
              name,
              shortDescription: { text: says },
              fullDescription: { text: says },
              help: { text: `${says} The command in the alert runs the check again.` },
              defaultConfiguration: { level: id === "warning" ? "warning" : "error" },
              properties: { tags: ["model-checking", "correctness"] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: leftOut(all.length - problems.length) }],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

function leftOut(count: number) {
  return count === 0 ? [] : [{ level: "warning", message: { text: `${count} results more are left out` } }];
}

function resultOf(problem: Problem, ids: readonly string[], grounds: Grounds) {
  const { level, entry, text, counterexample } = problem;
  const rule = level === "warning" ? "warning" : problem.kind;
  const about = entry === null ? "" : `${printable(entry.id)}: `;
  const again = entry === null ? "" : `\n\nAgain: ${printable(entry.command)}`;
  return {
    ruleId: `synod/${rule}`,
    ruleIndex: ids.indexOf(rule),
    level,
    message: { text: `${about}${printableLines(text)}${shownPart(problem)}${again}` },
    locations: [{ physicalLocation: physical(problem.place, entry, grounds) }],
    partialFingerprints: { primaryLocationLineHash: fingerprintOf(problem) },
    ...(entry !== null &&
      counterexample !== null && { codeFlows: [{ threadFlows: [flowOf(entry, counterexample, grounds)] }] }),
    ...(entry !== null && { properties: { check: printable(entry.id), command: printable(entry.command) } }),
  };
}

/** Behind the first sentence, which is what lists of alerts show. */
function shownPart({ entry, counterexample }: Problem): string {
  if (entry === null || counterexample === null) return "";
  const text = shownText(entry, counterexample);
  return text.length > MOST_CHARACTERS ? "" : `\n\n${text}`;
}

function fingerprintOf({ kind, level, entry, property, text }: Problem): string {
  const what = entry === null ? text.replace(/\d+/g, "#") : property;
  const hash = createHash("sha256").update(JSON.stringify([level, kind, entry?.id ?? null, what]));
  return `${hash.digest("hex").slice(0, 16)}:1`;
}

/** Of what is in no file, the name of the model stands there: GitHub takes no result without a location. */
function physical(place: SourcePlace | null, entry: CheckedEntry | null, grounds: Grounds) {
  const file = place === null ? null : grounds.fromTop(place.file);
  const line = file === null ? null : (place as SourcePlace).line;
  const uri = (file ?? entry?.model ?? "synod").split("/").map(encoded).join("/");
  return { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: { startLine: line ?? 1 } };
}

/** Half a character, which a file's name may have, is none of a URI. */
function encoded(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString());
}

function flowOf(entry: CheckedEntry, counterexample: Counterexample, grounds: Grounds) {
  const { trace } = counterexample;
  const at = (place: SourcePlace | null, text: string, order: number) => ({
    location: {
      physicalLocation: physical(place ?? entry.places.model, entry, grounds),
      message: { text: printable(text) },
    },
    executionOrder: order,
  });
  const steps = trace.failing === null ? trace.steps : [...trace.steps, { ...trace.failing, changes: [] }];
  const all = steps.map((step, index) => {
    const changes = step.changes.flatMap(changeLines).join(", ");
    const text = `${index + 1} ${happenedText(step).text}${changes === "" ? "" : `: ${changes}`}`;
    return at(placeOfRule(entry, step.rule), text, index + 2);
  });
  const ending = endingText(shownOf(entry.verdict, counterexample), trace);
  const first = at(null, "the initial state", 1);
  const last = at(null, ending, steps.length + 2);
  const most = MOST_LOCATIONS - 3;
  if (all.length <= most) return { locations: [first, ...all, last] };
  const left = all.length - most;
  const half = Math.floor(most / 2);
  const gap = at(null, `${left} steps are left out here`, half + 2);
  return { locations: [first, ...all.slice(0, half), gap, ...all.slice(half + left), last] };
}
