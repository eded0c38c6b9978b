/** `synod grade`: an answer to an exercise of the course, judged as a lesson's page judges it. */
import { readFileSync } from "node:fs";
import { isPassed, judged, type Row } from "../../course/judge.ts";
import type { Exercise } from "../../course/lesson.ts";
import type { PublishedLesson } from "../../course/published.ts";
import { keepsTheRest } from "../../course/regions.ts";
import { synodError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { rowsText } from "../../report/grade-text.ts";
import { SCHEMA_VERSION } from "../../report/schema-version.ts";
import { askingInFolder } from "../ask-in-folder.ts";
import { interruptible } from "../interrupt.ts";
import { findLesson } from "../lessons.ts";
import { account } from "../newsroom.ts";
import type { Terminal } from "../terminal.ts";

export interface GradeRequest {
  readonly lesson: string;
  readonly file: string;
  /** Of several exercises, one by its name; absent: the first. */
  readonly exercise?: string;
}

/** 0: passed; 22: not. */
export async function gradeAnswer(request: GradeRequest, { json, page, print, note }: Terminal): Promise<number> {
  const lesson = findLesson(request.lesson);
  const { exercise, file } = exerciseOf(lesson, request.exercise ?? "exercise");
  const files = new Map(Object.entries(lesson.files));
  const answer = textOf(request.file);
  if (!keepsTheRest(files.get(file) ?? "", answer, request.file))
    note(`only what stands between // edit:begin and // edit:end is graded: the rest is taken from ${file}`);
  return interruptible(async (signal) => {
    const rows = await askingInFolder(signal, (ask) => judged({ exercise, answer, files, ask }));
    account().setAnswered();
    const passed = isPassed(rows);
    if (json) print(JSON.stringify({ ...asked(lesson, exercise, request.file), passed, rows: rows.map(rowJson) }));
    else print(rowsText(rows, { lesson, exercise, file: request.file }, page));
    return passed ? exitCodes.ok : exitCodes.countsDiffer;
  });
}

function exerciseOf(lesson: PublishedLesson, name: string): { readonly exercise: Exercise; readonly file: string } {
  const graded = lesson.exercises.flatMap((exercise) =>
    exercise.file === null ? [] : [{ exercise, file: exercise.file }],
  );
  const found = graded.find(({ exercise }) => exercise.id === name);
  if (found !== undefined) return found;
  const known = graded.map(({ exercise }) => exercise.id);
  throw synodError("unknown-lesson", { name: `${lesson.id}, exercise ${name}`, known });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const remedy = "give the path of the file that you changed, from the current folder";
    const problem = `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`;
    throw synodError("bad-answer", { file, problem, remedy, isUnread: true });
  }
}

function asked({ id }: PublishedLesson, exercise: Exercise, file: string) {
  return { schemaVersion: SCHEMA_VERSION, lesson: id, exercise: exercise.id, file };
}

function rowJson({ index, check, pass, found }: Row) {
  return { index, pass, hidden: check.isHidden, bonus: check.isBonus, check: { ...check }, found };
}
