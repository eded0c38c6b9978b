/**
 * The prose of a lesson in one language, `en.md` or `zh.md`:
 *
 *     # Any step may be next            the title
 *     ## {#idea}                        sections in the order of LESSON_SECTIONS; `text`, the source text quoted, only where there is one
 *     It has [[1]] states.              a slot of lesson.json by its number
 *     [[command right]]                 the command of an experiment, as code in the line
 *     [[predict p1]]                    on a line of their own: a question, below its text;
 *     [[run right]]                     an experiment to run;
 *     [[exercise]]  [[exercise own]]    the exercise, or a further one by its id
 *     ## {#hints}
 *     1. Look at step ...               a ladder: a numbered list
 *
 * Both languages have the same sections, and in each of them the same marks, in whatever order the language wants them. No digit
 * stands in prose that is not in a mark, in code, or in a quotation (`>`): names such as a1 are fine.
 */
import { synodError } from "../errors/errors.ts";
import { COURSE_LANGUAGES, type CourseLanguage, type Lesson } from "./lesson.ts";

export const LESSON_SECTIONS = [
  ...["idea", "needs", "text", "question", "predict", "run", "explain"],
  ...["misconception", "exercise", "hints", "teacher"],
] as const;

/** What stands in double brackets. */
export interface ProseMark {
  readonly kind: "slot" | "command" | "predict" | "run" | "exercise";
  /** The number of a slot, the name of an experiment, the id of a question or an exercise. */
  readonly name: string;
  /** As it is written. */
  readonly text: string;
  readonly line: number;
}

export interface ProseSection {
  readonly id: string;
  /** The line of its heading. */
  readonly line: number;
  readonly markdown: string;
  readonly marks: readonly ProseMark[];
}

export interface Prose {
  readonly language: CourseLanguage;
  readonly file: string;
  readonly title: string;
  readonly sections: readonly ProseSection[];
}

const HEADING = /^## (?:.*\S )?\{#([a-z]+)\}\s*$/;
const FENCE = /^\s*(```|~~~)/;
const MARK = /\[\[([^\][]*)\]\]/g;

/** Throws `bad-lesson-text` for what is no prose of a lesson; whether it fits lesson.json is for `misfits` to say. */
export function readProse(text: string, language: CourseLanguage, file: string): Prose {
  const lines = text.split(/\r?\n/);
  const title = /^# (\S.*)$/.exec(lines[0] ?? "")?.[1];
  if (title === undefined)
    throw wrongText(file, 1, "does not begin with a title", "write `# ` and the title into its first line");
  const starts: { readonly id: string; readonly at: number }[] = [];
  let isCode = false;
  for (const [at, line] of lines.entries()) {
    if (FENCE.test(line)) isCode = !isCode;
    if (isCode || !line.startsWith("## ")) continue;
    const id = HEADING.exec(line)?.[1];
    if (id === undefined || !LESSON_SECTIONS.some((each) => each === id))
      throw wrongText(
        file,
        at + 1,
        `has the heading "${line}"`,
        `let it be \`## {#ID}\`, of ${LESSON_SECTIONS.join(", ")}`,
      );
    starts.push({ id, at });
  }
  const known = LESSON_SECTIONS.filter((id) => id !== "text" || starts.some((each) => each.id === id));
  const wrong = known.findIndex((id, at) => starts[at]?.id !== id);
  if (wrong !== -1 || starts.length !== known.length)
    throw wrongText(
      file,
      (starts[wrong]?.at ?? 0) + 1,
      `has the sections ${starts.map(({ id }) => id).join(", ")}`,
      `let them be ${known.join(", ")}, each once and in this order`,
    );
  return {
    language,
    file,
    title,
    sections: starts.map(({ id, at }, index) => {
      const inside = lines.slice(at + 1, starts[index + 1]?.at);
      return { id, line: at + 1, markdown: inside.join("\n").trim(), marks: marksOf(inside, at + 2, file) };
    }),
  };
}

function marksOf(lines: readonly string[], first: number, file: string): readonly ProseMark[] {
  return lines.flatMap((line, at) => [...line.matchAll(MARK)].map((found) => asMark(found, first + at, file)));
}

function asMark([text, inside = ""]: RegExpExecArray | RegExpMatchArray, line: number, file: string): ProseMark {
  if (/^\d+$/.test(inside)) return { kind: "slot", name: inside, text, line };
  const [, kind = "", name] = /^(command|predict|run|exercise)(?: ([\w-]+))?$/.exec(inside) ?? [];
  if (kind === "exercise") return { kind, name: name ?? "exercise", text, line };
  if (name === undefined)
    throw wrongText(
      file,
      line,
      `has ${text}`,
      "write the number of a slot, `command`, `run` or `predict` with a name, or `exercise`, between the brackets",
    );
  return { kind: kind as ProseMark["kind"], name, text, line };
}

/** Each mark of a text replaced. */
export function withMarks(markdown: string, replaced: (mark: ProseMark) => string): string {
  return markdown.replace(MARK, (...found) => replaced(asMark(found.slice(0, 2) as RegExpMatchArray, 0, "")));
}

/** The steps of the ladder in a section `hints`. */
export function hintsOf(markdown: string): readonly string[] {
  return markdown
    .split(/^\d+\. /m)
    .slice(1)
    .map((hint) => hint.trim().replace(/\n\s+/g, "\n"));
}

/** Digits that stand for themselves: a test would not notice when they are no longer right. */
export function bareDigits(markdown: string): readonly string[] {
  const prose = markdown
    .replace(/^\s*(```|~~~)[\s\S]*?^\s*\1.*$/gm, "")
    .replace(/`[^`]*`/g, "")
    .replace(/^>.*$/gm, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(MARK, "")
    .replace(/^\s*\d+\. /gm, "");
  return prose.match(/(?<![\p{L}\p{N}_-])\p{Nd}[\p{Nd}.,]*/gu) ?? [];
}

/** What is wrong with prose beside its lesson and the other language, as errors `bad-lesson-text`; empty: nothing. */
export function misfits(lesson: Lesson, proses: readonly Prose[]): readonly Error[] {
  const [first, ...others] = proses;
  if (first === undefined) return [];
  const errors: Error[] = [];
  const used = new Set(first.sections.flatMap(({ marks }) => marks.map(({ kind, name }) => `${kind} ${name}`)));
  const unused = [
    ...Object.keys(lesson.slots).map((number) => `slot ${number}`),
    ...lesson.predictions.map(({ id }) => `predict ${id}`),
    ...lesson.exercises.map(({ id }) => `exercise ${id}`),
  ].filter((each) => !used.has(each) && !isNamedElsewhere(lesson, each));
  for (const each of unused)
    errors.push(wrongText(first.file, 0, `never has the ${each} of lesson.json`, "use it, or remove it there"));
  for (const prose of proses) {
    for (const { marks, markdown, line } of prose.sections) {
      for (const mark of marks)
        if (!knows(lesson, mark))
          errors.push(
            wrongText(prose.file, mark.line, `has ${mark.text}, which lesson.json has not`, "correct one of the two"),
          );
      for (const digits of bareDigits(markdown))
        errors.push(
          wrongText(prose.file, line, `has the bare number ${digits}`, "make it a slot of lesson.json, or code"),
        );
    }
  }
  for (const other of others)
    for (const [at, section] of first.sections.entries()) {
      const theirs = other.sections[at];
      const [ours, others] = [markTexts(section), theirs === undefined ? [] : markTexts(theirs)];
      if (theirs?.id === section.id && ours.join() === others.join()) continue;
      const differ = [
        ...ours.filter((each) => !others.includes(each)),
        ...others.filter((each) => !ours.includes(each)),
      ];
      errors.push(
        wrongText(
          other.file,
          theirs?.line ?? 0,
          `has other marks than ${first.file} in the section ${section.id}: ${differ.join(" ") || "one of them another time"}`,
          "let both have the same marks in each section",
        ),
      );
    }
  return errors;
}

/** Slots may be for predictions and formulas alone. */
function isNamedElsewhere(lesson: Lesson, named: string): boolean {
  const number = /^slot (\d+)$/.exec(named)?.[1];
  if (number === undefined) return false;
  const questions = [...lesson.predictions, ...lesson.exercises.flatMap((each) => each.questions)];
  return (
    questions.some(({ slot }) => slot === number) ||
    Object.values(lesson.slots).some((slot) => slot.kind === "formula" && slot.of.includes(`[[${number}]]`))
  );
}

function knows(lesson: Lesson, { kind, name }: ProseMark): boolean {
  switch (kind) {
    case "slot":
      return Object.hasOwn(lesson.slots, name);
    case "command":
    case "run":
      return Object.hasOwn(lesson.experiments, name);
    case "predict":
      return lesson.predictions.some(({ id }) => id === name);
    case "exercise":
      return lesson.exercises.some(({ id }) => id === name);
  }
}

function markTexts({ marks }: ProseSection): readonly string[] {
  return marks.map(({ text }) => text).toSorted();
}

function wrongText(file: string, line: number, problem: string, remedy: string): Error {
  return synodError("bad-lesson-text", { file, line, problem, remedy });
}

/** `en.md`, `zh.md`. */
export const PROSE_FILES = COURSE_LANGUAGES.map((language) => `${language}.md`);
