/**
 * A suite as JUnit XML, which most CI services show: a check is a test suite, a property of it a test case. A check that must
 * find a violation, as of a mutant, is one test case, which passes when it is found. Undecided is skipped; what could not run
 * is an error. Written as both schemas have it that are about, Jenkins's and the one of its xUnit plugin: what the former
 * allows beyond (the line of a test case) stands in the text instead.
 */
import { countOf, countText } from "../errors/counts.ts";
import { formatError, reviveError } from "../errors/errors.ts";
import type { CheckedEntry, Expected, SuiteReport, Surprise } from "../suite/suite-report.ts";
import { counterexampleTo } from "./problems.ts";
import { shownText } from "./shown-trace.ts";
import { xmlLine, xmlLines } from "./xml.ts";

/** A test case. */
export interface JUnitCase {
  readonly name: string;
  readonly result: "passed" | "failure" | "error" | "skipped";
  /** In one line; empty where it passed. */
  readonly message: string;
  readonly text: string;
}

/** A test suite. */
export interface JUnitSuite {
  readonly name: string;
  readonly wallMs: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JUnitCase[];
}

export function junitText(report: SuiteReport): string {
  const suites = report.checks.map(suiteOf);
  const others = report.surprises ?? [];
  if (others.length > 0) {
    const cases = others.map(({ text }, at) => failed(`(suite) ${at + 1}`, text, ""));
    suites.push({ name: "synod suite", wallMs: 0, properties: [], cases });
  }
  return junitXml(suites, report.wallMs);
}

export function junitXml(suites: readonly JUnitSuite[], wallMs: number): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="synod" ${counted(all)} time="${seconds(wallMs)}">`,
  ];
  for (const { name, cases, properties, wallMs: time } of suites) {
    const skipped = cases.filter(({ result }) => result === "skipped").length;
    lines.push(`  <testsuite name="${xmlLine(name)}" ${counted(cases)} skipped="${skipped}" time="${seconds(time)}">`);
    if (properties.length > 0) {
      const each = properties.map(
        ([key, value]) => `      <property name="${xmlLine(key)}" value="${xmlLine(value)}"/>`,
      );
      lines.push("    <properties>", ...each, "    </properties>");
    }
    // The time is the search's: what a property took of it nobody can say.
    for (const [at, testCase] of cases.entries()) lines.push(caseXml(testCase, name, at === 0 ? time : 0));
    lines.push("  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}\n`;
}

function caseXml({ name, result, message, text }: JUnitCase, suite: string, wallMs: number): string {
  const head = `    <testcase name="${xmlLine(name)}" classname="${xmlLine(suite)}" time="${seconds(wallMs)}"`;
  if (result === "passed") return `${head}/>`;
  const type = result === "skipped" ? "" : ` type="${result}"`;
  const inside = text === "" ? "/>" : `>${xmlLines(within(text))}</${result}>`;
  return `${head}>\n      <${result}${type} message="${xmlLine(message)}"${inside}\n    </testcase>`;
}

/** Services refuse files of some tens of megabytes: of a very long trace the beginning is told, and that it is no more. */
const MOST_CHARACTERS = 200_000;

function within(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)}\n... and ${countText(text.length - MOST_CHARACTERS)} characters more`;
}

function counted(cases: readonly JUnitCase[]): string {
  const count = (wanted: JUnitCase["result"]) => cases.filter(({ result }) => result === wanted).length;
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function suiteOf(entry: CheckedEntry): JUnitSuite {
  const { id, wallMs, verdict, command, file, cached } = entry;
  const { distinct, generated, depth, unreduced } = verdict.states;
  return {
    name: id,
    wallMs,
    properties: [
      ...(file === null ? [] : [["file", file] as const]),
      ["command", command],
      ["outcome", verdict.outcome],
      ["states.distinct", String(distinct)],
      ...(unreduced === undefined ? [] : [["states.unreduced", String(unreduced)] as const]),
      ["states.generated", String(generated)],
      ["states.depth", String(depth)],
      ...(cached ? [["cached", "true"] as const] : []),
    ],
    cases: casesOf(entry),
  };
}

function casesOf(entry: CheckedEntry): readonly JUnitCase[] {
  const { verdict, expected, surprises } = entry;
  const error = entry.error ?? (verdict.outcome === "error" ? verdict.error : null);
  if (error !== null) {
    const shown = counterexampleTo(entry, null);
    const text = [formatError(reviveError(error)), ...(shown === null ? [] : [shownText(entry, shown)]), again(entry)];
    const message = reviveError(error).message;
    return [{ name: "(check)", result: "error", message, text: text.join("\n\n") }];
  }
  const names = expected.outcome === "violated" ? [] : verdict.properties.map(({ name }) => name);
  // Of an expected violation all that is not about another property is about it.
  const about = (surprise: Surprise, name: string) =>
    surprise.property === name || (names.length === 0 && isOfOutcome(surprise));
  const whole = expected.outcome === "violated" ? [expectedCase(entry, expected)] : [];
  const properties =
    expected.outcome === "violated" ? [] : verdict.properties.map((each) => propertyCase(entry, each.name));
  const told = expected.outcome === "violated" ? [expected.property] : names;
  const rest = surprises.filter((surprise) => !told.some((name) => about(surprise, name)));
  const others = [...new Set(rest.map(({ kind }) => kind))].map((kind) => {
    const texts = rest.filter((each) => each.kind === kind).map(({ text }) => text);
    return failed(KIND_NAMES[kind], texts.join("; "), [...texts, again(entry)].join("\n\n"));
  });
  const cases = [...whole, ...properties, ...others];
  return cases.length > 0 ? cases : [{ name: "(check)", result: "passed", message: "", text: "" }];
}

/** Of what is about no property, the name of its test case: not that of a property, or readers would take them for one. */
const KIND_NAMES: Readonly<Record<Surprise["kind"], string>> = {
  outcome: "(outcome)",
  property: "(properties)",
  steps: "(length)",
  score: "(mutation score)",
  warning: "(warnings)",
  budget: "(budget)",
  counts: "(counts)",
  error: "(check)",
};

const isOfOutcome = ({ kind }: Surprise) => kind === "outcome" || kind === "property" || kind === "steps";

function expectedCase(entry: CheckedEntry, expected: Expected & { readonly outcome: "violated" }): JUnitCase {
  const { property, steps } = expected;
  const after = steps === null ? "" : ` after ${countOf(steps, "step")}`;
  const name = `${property} is violated${after}`;
  const wrong = entry.surprises.filter((each) => each.property === property || isOfOutcome(each));
  return wrong.length === 0 ? { name, result: "passed", message: "", text: "" } : failure(entry, name, wrong, null);
}

function propertyCase(entry: CheckedEntry, name: string): JUnitCase {
  const wrong = entry.surprises.filter(({ property }) => property === name);
  if (wrong.length > 0) return failure(entry, name, wrong, name);
  const { outcome } = entry.verdict.properties.find((each) => each.name === name) as { outcome: string };
  if (outcome !== "undecided") return { name, result: "passed", message: "", text: "" };
  const message = `undecided: ${countText(entry.verdict.states.distinct)} states were seen, and not all (${entry.verdict.ending})`;
  return { name, result: "skipped", message, text: "" };
}

function failure(entry: CheckedEntry, name: string, wrong: readonly Surprise[], property: string | null): JUnitCase {
  const message = wrong.map(({ text }) => text).join("; ");
  const about = property ?? wrong.find((each) => each.property !== null)?.property ?? null;
  const shown = counterexampleTo(entry, about);
  const place = (about === null ? undefined : entry.places.properties[about]) ?? entry.places.model;
  const at = place ? [`at ${place.file}${place.line === null ? "" : `:${place.line}`}`] : [];
  const parts = [[message, ...at].join("\n"), ...(shown === null ? [] : [shownText(entry, shown)]), again(entry)];
  return { name, result: "failure", message, text: parts.join("\n\n") };
}

function failed(name: string, message: string, text: string): JUnitCase {
  return { name, result: "failure", message, text };
}

function again({ command }: CheckedEntry): string {
  return `Again: ${command}`;
}
