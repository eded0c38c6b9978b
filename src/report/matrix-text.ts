/**
 * The cases of a proof by induction as a table: a row for each rule, a column for each conjunct, by its number, so that many
 * fit into a line; where they do not, the table goes on below with the next ones.
 */
import { countText } from "../errors/counts.ts";
import { printable } from "../printable.ts";
import type { ProofMatrix } from "../prove/proof.ts";
import { columnsOf } from "./columns.ts";
import { tableText } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

const MOST_RULE = 24;
const INDENT = 2;

export function matrixText({ rules, rows, isComplete }: ProofMatrix, { paint, width }: TextOptions): string {
  const names = rows.map(({ conjunct }) => conjunct);
  const cellsOf = (row: number) => rules.map((_, at) => cellText(rows, row, at, rules[at]?.steps ?? 0));
  const columns = rows.map((_, row) => [String(row + 1), ...cellsOf(row)]);
  const ruleWidth = Math.min(MOST_RULE, Math.max(4, ...rules.map(({ rule }) => columnsOf(printable(rule)))));
  const blocks = inBlocks(columns, width - INDENT - ruleWidth - 2).map((block) => {
    const widths = block.map(widthOf);
    const tableColumns = [{ title: "rule", width: ruleWidth }, ...widths.map((each) => ({ title: "", width: each }))];
    const [title, ...body] = ["rule", ...rules.map(({ rule }) => printable(rule))].map((rule, at) => [
      rule,
      ...block.map((column) => column[at] as string),
    ]);
    return `${paint.dim(tableText(tableColumns, [title as string[]], INDENT))}\n${tableText(tableColumns, body, INDENT)}`;
  });
  const numbers = names.flatMap((name, at) => {
    const label = `  ${String(at + 1).padStart(String(names.length).length)}  `;
    return wrap(printable(name), width - label.length).map(
      (line, part) => `${part === 0 ? label : " ".repeat(label.length)}${line}`,
    );
  });
  const legend = [
    "kept: no step of the rule makes it false; +2: kept because 2 is true as well;",
    "x64: 64 steps make it false; -: the rule can do nothing there.",
    ...(isComplete ? [] : ["Not all states were looked at: there may be more that is needed."]),
  ].join(" ");
  return [
    paint.bold("What each rule does to each conjunct"),
    ...numbers,
    "",
    ...blocks,
    "",
    ...wrap(legend, width - INDENT).map((line) => `  ${line}`),
  ].join("\n");
}

function cellText(rows: ProofMatrix["rows"], row: number, rule: number, steps: number): string {
  const cell = rows[row]?.cells[rule];
  if (cell === undefined || steps === 0) return "-";
  if (cell.breaks > 0) return `x${countText(cell.breaks)}`;
  const needs = (cell.needs ?? []).map((name) => rows.findIndex(({ conjunct }) => conjunct === name) + 1);
  return needs.length === 0 ? "kept" : `+${needs.join("+")}`;
}

function widthOf(column: readonly string[]): number {
  return Math.max(...column.map((text) => text.length));
}

/** As many columns as fit beside each other; at least one. */
function inBlocks(columns: readonly (readonly string[])[], room: number): readonly (readonly (readonly string[])[])[] {
  const blocks: (readonly string[])[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = widthOf(column) + 2;
    if (blocks.length === 0 || needed > left) {
      blocks.push([]);
      left = room + 2;
    }
    left -= needed;
    blocks.at(-1)?.push(column);
  }
  return blocks;
}
