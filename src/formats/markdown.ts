/**
 * A trace as a report to paste into a pull request: what is violated, why, the steps as a table, the diagram folded in. What
 * the model names stands in code spans, where it is neither markup nor a mention; law: whatever a name is, the report has the
 * same structure.
 */
import { printable } from "../printable.ts";
import { plainText } from "../state/plain.ts";
import { changeLines } from "./drawn-graph.ts";
import { mermaidText } from "./mermaid.ts";
import { calledText, type ToldTrace } from "./told-trace.ts";

/** The most characters of a diagram that GitHub draws. */
const LONGEST_DIAGRAM = 50_000;

/** What is told here of a trace: all but its states as a recording. */
type Told = Omit<ToldTrace, "recording">;

export function markdownText(told: Told): string {
  const { subject, property, heading, ending, trace, causality, command, reasons } = told;
  const count = trace.steps.length;
  const length = count === 0 ? "the initial state" : `${count} step${count === 1 ? "" : "s"}`;
  const { why = null, nearest = null, mistake = null } = reasons ?? {};
  return [
    `### ${property === null ? heading : `${property.title} ${codeSpan(property.name)}`}`,
    `${codeSpan(subject)}, ${length}`,
    ...(why === null ? [] : [`Why: ${codeSpan(why.sentence)}`]),
    ...(nearest === null ? [] : [`What comes closest: ${codeSpan(nearest.says)}`]),
    ...(mistake === null ? [] : [`Where the mistake acted: ${codeSpan(mistake.says)}`]),
    ...(ending === "" ? [] : [`At its end: ${codeSpan(ending)}`]),
    stepsTable(told),
    ...loopLines(told),
    folded("The initial state", fieldsTable(told)),
    ...(causality === null ? [] : [diagram(told)]),
    ...(command === "" ? [] : ["Again:", fenced("sh", command)]),
  ]
    .join("\n\n")
    .concat("\n");
}

function stepsTable({ trace, causality }: Told): string {
  const lanes = causality === null || causality.hosts.length < 2 ? null : causality;
  const rows = trace.steps.map((step, at) => {
    const by = lanes === null ? [] : [cell(lanes.hosts[lanes.steps[at]?.host as number] as string)];
    const changes = step.changes.flatMap(changeLines).map(cell).join("<br>");
    return [String(at + 1), ...by, cell(calledText(step)), changes === "" ? "nothing" : changes];
  });
  if (trace.failing !== null) {
    const by = lanes === null ? [] : [cell(lanes.hosts[lanes.steps.at(-1)?.host as number] as string)];
    rows.push(["!", ...by, cell(calledText(trace.failing)), "throws"]);
  }
  if (rows.length === 0) return "There is no step: it is so from the beginning.";
  return table(["", ...(lanes === null ? [] : ["by"]), "step", "changes"], rows);
}

function loopLines({ trace: { loop, steps, fairness } }: Told): string[] {
  if (loop === null) return [];
  const where =
    loop === steps.length
      ? `Nothing happens ever after state ${loop}.`
      : `After step ${steps.length} it is in state ${loop} again, and goes on like that for ever.`;
  return [
    where,
    ...(fairness.length === 0 ? [] : [`Fair, because:\n\n${fairness.map((line) => `- ${codeSpan(line)}`).join("\n")}`]),
  ];
}

function fieldsTable({ trace }: Told): string {
  const fields = Object.entries(trace.initial).filter(([name]) => trace.unsaid?.includes(name) !== true);
  return table(
    ["field", "value"],
    fields.map(([name, field]) => [cell(name), cell(plainText(field))]),
  );
}

function diagram(told: Told): string {
  const text = mermaidText(told);
  if (text.length > LONGEST_DIAGRAM)
    return `The sequence diagram is left out: it has ${text.length} characters, and GitHub draws no more than ${LONGEST_DIAGRAM}.`;
  return folded("As a sequence diagram", fenced("mermaid", text.trimEnd()));
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, at) => (at === 0 ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

function folded(summary: string, contents: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${contents}\n\n</details>`;
}

function fenced(language: string, contents: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(contents) + 1));
  return `${fence}${language}\n${contents}\n${fence}`;
}

/** A code span in a cell of a table, where a bar would end the cell, even in code. */
function cell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}

/** Text as it is. */
export function codeSpan(text: string): string {
  const safe = printable(text);
  if (safe === "") return "";
  const fence = "`".repeat(longestRun(safe) + 1);
  // What begins or ends with a backtick, or with spaces at both ends, keeps them by one space more.
  const pad = /^`|`$|^ .* $/su.test(safe) ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
