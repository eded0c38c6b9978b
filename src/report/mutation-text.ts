/** `synod mutate` for people: a table that grows row by row, and the score. */

import { countOf, countText } from "../errors/counts.ts";
import type { MutationReport, MutationRun } from "../mutants/mutation-report.ts";
import { type MutationResult, mutationSummary } from "../mutants/mutation-score.ts";
import { printable } from "../printable.ts";
import { columnsOf } from "./columns.ts";
import { durationText } from "./quantities.ts";
import { type Column, tableText, titlesOf } from "./table.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

const changes = {
  never: () => "is never taken",
  always: () => "ignores its guard",
  negated: () => "negates its guard",
  unwritten: (field: string | null) => `does not write ${field}`,
} as const;

function changeText({ mutation: { change, field } }: MutationResult): string {
  return changes[change](field);
}

/** Of each change that no property noticed: `look ignores its guard`. */
export function survivorTexts(results: readonly MutationResult[]): string[] {
  return results
    .filter(({ fate }) => fate === "survived")
    .map((result) => {
      const { mutation, sameStates } = result;
      return printable(`${mutation.rule} ${changeText(result)}${sameStates ? " (as many states)" : ""}`);
    });
}

export interface MutationTable {
  readonly head: string;
  readonly row: (result: MutationResult) => string;
}

/** `rules`: the names of all that are changed; the table is as wide as they need. */
export function mutationTable(rules: readonly string[], { paint, width }: TextOptions): MutationTable {
  const rule = Math.min(
    24,
    rules.reduce((most, name) => Math.max(most, columnsOf(printable(name))), 4),
  );
  const rest = width - rule - 6 - 3 * 2;
  const change = Math.floor(rest / 2);
  const columns: Column[] = [
    { title: "rule", width: rule },
    { title: "changed so that it", width: change },
    { title: "noticed by", width: rest - change },
    { title: "time", width: 6, align: "right" },
  ];
  return {
    head: paint.dim(tableText(columns, [titlesOf(columns)])),
    row: (result) => {
      const noticed = wrap(printable(noticedText(result)), rest - change);
      const marked = result.fate === "survived" ? noticed.map(paint.yellow) : noticed;
      const cells = [result.mutation.rule, changeText(result)].map((text, at) =>
        wrap(printable(text), at === 0 ? rule : change).join("\n"),
      );
      return tableText(columns, [[...cells, marked.join("\n"), durationText(result.wallMs)]]);
    },
  };
}

function noticedText({ fate, property, steps, loop, error, states, sameStates }: MutationResult): string {
  switch (fate) {
    case "caught":
      return `${property}, ${steps === null ? "never reached" : countOf(steps, "step")}${loop === null ? "" : `, loop at ${loop}`}`;
    case "error":
      return `an error, ${error}`;
    case "undecided":
      return error === null ? `open after ${countText(states.distinct)} states` : `open: ${error}`;
    case "survived":
      return sameStates ? "nothing, in as many states" : "nothing";
  }
}

export function mutationSummaryText({ results, interrupted, wallMs }: MutationRun, { width }: TextOptions): string {
  const { mutations, byProperty, byError, survived, undecided, score } = mutationSummary(results);
  const noticed = byProperty + byError;
  const parts = [`${countOf(mutations, "mutation")}${interrupted ? " so far" : ""}: ${countText(noticed)} noticed`];
  if (byError > 0) parts[0] += ` (${countText(byProperty)} by a property, ${countText(byError)} by an error)`;
  parts.push(`${countText(survived)} not`);
  if (undecided > 0) parts.push(`${countText(undecided)} open`);
  const share = score === null ? "" : ` Score ${Math.floor(100 * score)} %.`;
  const lines = [`${parts.join(", ")}.${share}`];
  if (survived > 0)
    lines.push(
      "What survived is worth a look: a property may be missing. Or nothing that matters was changed, which no tool can tell for certain.",
    );
  lines.push(`All in ${durationText(wallMs)}.`);
  return lines.flatMap((line) => wrap(line, width)).join("\n");
}

/** For `--brief`: what it adds up to, then what no property noticed. */
export function mutationLines(results: readonly MutationResult[], { summary, interrupted }: MutationReport): string[] {
  const { mutations, byProperty, byError, survived, undecided, score } = summary;
  const share = score === null ? "" : `, score ${Math.floor(100 * score)} %`;
  const open = undecided === 0 ? "" : `, ${undecided} open`;
  return [
    `mutation: ${mutations} changes of rules, ${byProperty + byError} noticed, ${survived} not${open}${share}${interrupted ? " (interrupted)" : ""}`,
    ...survivorTexts(results).map((text) => `  not noticed: ${text}`),
  ];
}
