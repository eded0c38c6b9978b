/** Rows of a graded answer as text: a line for each check, then the first counterexample and the hint that is about it. */

import { isPassed, type Row, type RowFound } from "../course/judge.ts";
import type { Exercise, LessonCheck } from "../course/lesson.ts";
import type { PublishedLesson } from "../course/published.ts";
import { countOf } from "../errors/counts.ts";
import type { TextOptions } from "./trace-text.ts";
import { wrap } from "./wrap.ts";

export interface GradedOf {
  readonly lesson: PublishedLesson;
  readonly exercise: Exercise;
  readonly file: string;
}

export function rowsText(rows: readonly Row[], { lesson, exercise, file }: GradedOf, page: TextOptions): string {
  const { bold, green, red } = page.paint;
  const passed = isPassed(rows);
  const head = `${passed ? green("PASSED") : red("NOT YET")}  ${bold(`lesson ${lesson.id}, ${lesson.title.en}`)}`;
  const part = exercise.id === "exercise" ? file : `${file}, ${exercise.id}`;
  const lines = rows.flatMap(({ index, check, pass, found }) => {
    const text = `${titleOf(check)}: ${foundText(found)}${check.isBonus ? " (bonus)" : ""}`;
    const [first = "", ...rest] = wrap(text, page.width - 13);
    return [`  ${String(index + 1).padStart(2)}  ${pass ? green("ok     ") : red("not yet")}  ${first}`].concat(
      rest.map((line) => `${" ".repeat(15)}${line}`),
    );
  });
  const failed = rows.find(({ pass, check }) => !pass && !check.isBonus);
  const count = rows.filter(({ pass }) => pass).length;
  return [
    head,
    `  ${part}: ${count} of ${countOf(rows.length, "check")}`,
    "",
    ...lines,
    ...(failed === undefined ? [] : failureLines(failed, lesson, page)),
  ].join("\n");
}

function failureLines({ index, found, check }: Row, { hints }: PublishedLesson, { width }: TextOptions): string[] {
  // An error in the file is no matter of ideas.
  const hint = check.hint === null || found.outcome === "error" ? undefined : hints.en[check.hint - 1];
  const linesOf = (text: string) =>
    text.split("\n").flatMap((line) => (line.length <= width ? [line] : wrap(line, width)));
  return [
    ...(found.text === "" ? [] : ["", `What check ${index + 1} found`, ...linesOf(found.text)]),
    ...(found.mutants.length === 0 ? [] : ["", `What check ${index + 1} found`, ...found.mutants.map(mutantLine)]),
    ...(hint === undefined
      ? []
      : ["", "Hint", ...wrap(hint.replaceAll("\n", " "), width - 2).map((line) => `  ${line}`)]),
  ];
}

/** Broken after another number of steps than it takes, it is not killed: something else was noticed. */
function mutantLine({ mutant, steps, killed }: RowFound["mutants"][number]): string {
  const found = steps === null ? "is not noticed" : `is violated after ${countOf(steps, "step")}`;
  return `  ${killed ? "ok     " : "not yet"}  ${mutant} ${found}`;
}

function titleOf(check: LessonCheck): string {
  if (check.title !== null) return check.title.en;
  switch (check.kind) {
    case "property":
      return check.property;
    case "mutants":
      return `${check.property} is broken by ${countOf(check.killed, "mutant")}`;
    case "proof":
      return `the invariant ${check.prove.join(" and ")}`;
    case "score":
      return `${check.score} % of the changes are noticed`;
    case "declared":
      return "it claims something, and a mutant shows it";
  }
}

function foundText({ outcome, steps, loop, count, mutants, reachable, states }: RowFound): string {
  const length = steps === null ? "" : ` after ${countOf(steps, "step")}`;
  switch (outcome) {
    case "violated":
      return loop === null ? `violated${length}` : `violated${length}, in a loop from state ${loop} on`;
    case "reached":
      return `reached${length}`;
    case "never reached":
      return states === null ? outcome : `never reached, in ${countOf(states, "state")}`;
    case "killed":
      return `${count} of ${mutants.length}`;
    case "score":
      return count === null ? "not scored: the model does not hold" : `${count} %`;
    case "missing":
      return "there is no property of that name";
    case "error":
      return "an error";
    case "proved":
      return "proved for this configuration";
    case "not-inductive": {
      const where = { yes: "reachable: the invariant is false", no: "unreachable: it says too little" };
      return `${countOf(count ?? 0, "step")} out of it, the first from a state that is ${where[reachable as "yes" | "no"] ?? "perhaps reachable"}`;
    }
    default:
      return outcome;
  }
}
