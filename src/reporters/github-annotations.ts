/**
 * What is not as expected as workflow commands, which GitHub shows at the lines of a pull request. It shows ten errors and ten
 * warnings of a step, so no more are written, and the last one says what is missing. Escaped as the runner unescapes: `%` and
 * line breaks in messages, in properties `:` and `,` too.
 */
import { countOf } from "../errors/counts.ts";
import { printable, printableLines, shortName } from "../printable.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import type { Grounds } from "./grounds.ts";
import { type Problem, problemsOf } from "./problems.ts";

const MOST_OF_A_LEVEL = 10;
/** Of a name or a sentence, before GitHub cuts it. */
const MOST_CHARACTERS = 4000;

/** A command a line; empty: there is nothing to say. */
export function annotations(report: SuiteReport, grounds: Grounds): readonly string[] {
  const problems = problemsOf(report, grounds);
  return (["error", "warning"] as const).flatMap((level) => ofLevel(level, problems, grounds));
}

function ofLevel(level: Problem["level"], problems: readonly Problem[], grounds: Grounds): readonly string[] {
  const all = problems.filter((each) => each.level === level);
  if (all.length <= MOST_OF_A_LEVEL) return all.map((each) => annotation(each, grounds));
  const shown = all.slice(0, MOST_OF_A_LEVEL - 1);
  const left = all.slice(shown.length);
  const checks = [...new Set(left.map(({ entry }) => (entry === null ? "the suite" : shortName(entry.id))))];
  const title = `${countOf(left.length, level)} more`;
  const message = within(`${title}, of ${checks.join("; ")}: the job's log and summary have them all`);
  return [...shown.map((each) => annotation(each, grounds)), command(level, { title }, message)];
}

function annotation({ level, place, entry, property, text }: Problem, { fromTop }: Grounds): string {
  const file = place === null ? null : fromTop(place.file);
  const about = entry === null ? "synod suite" : shortName(entry.id);
  const title = property === null ? about : `${about}: ${shortName(property)}`;
  const again = entry === null ? "" : `\nAgain: ${printable(entry.command)}`;
  const where = file === null ? {} : { file, ...(place?.line && { line: String(place.line) }) };
  return command(level, { ...where, title }, within(`${printableLines(text)}${again}`));
}

function within(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}... (${text.length} characters)`;
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const told = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${name} ${told.join(",")}::${escapedData(message)}`;
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
