/**
 * A lesson as a site and a page in a browser have it, one JSON object: `lessons/04.json`. All that `lesson.json` says (as
 * lesson.ts has it, so with every key), the prose of both languages filled in, and the files. Nothing in it is secret: hidden
 * checks and solutions are there for who looks, as in any book of exercises.
 */
import { synodError } from "../errors/errors.ts";
import { commandLine, type LessonAsked } from "./asked.ts";
import { filledIn, type LessonFolder } from "./fill.ts";
import {
  COURSE_LANGUAGES,
  type CourseLanguage,
  type Exercise,
  type InBothLanguages,
  type Lesson,
  type LessonQuestion,
} from "./lesson.ts";
import { hintsOf, misfits, type Prose, readProse } from "./prose.ts";
import { readLesson } from "./read-lesson.ts";

export interface PublishedLesson {
  readonly id: string;
  /** `lessons/04-paxos`. */
  readonly folder: string;
  readonly needs: readonly string[];
  readonly minutes: number;
  readonly source: string | null;
  readonly title: InBothLanguages;
  /** In order; markdown with elements of HTML where something is asked, run or written (fill.ts). */
  readonly sections: Readonly<Record<CourseLanguage, readonly { readonly id: string; readonly markdown: string }[]>>;
  /** The ladder, of the section `hints`. */
  readonly hints: Readonly<Record<CourseLanguage, readonly string[]>>;
  readonly experiments: Readonly<Record<string, PublishedExperiment>>;
  readonly predictions: readonly PublishedQuestion[];
  /** The first is the one that `<synod-exercise lesson="04">` is; others have a `name`. */
  readonly exercises: readonly Exercise[];
  /** InBothLanguages of the glossary that this lesson brings. */
  readonly terms: readonly InBothLanguages[];
  /** Models and answers by name. */
  readonly files: Readonly<Record<string, string>>;
}

export interface PublishedQuestion extends LessonQuestion {
  /** The experiments that show what is right; empty: none does by itself, as of what is only worked out. */
  readonly shownBy: readonly string[];
}

export interface PublishedExperiment {
  /** As somebody types it. */
  readonly commandLine: string;
  readonly asked: LessonAsked;
  readonly exit: number;
  readonly isHeavy: boolean;
  readonly title: InBothLanguages | null;
}

/** A lesson's folder, read; `files`: what is in it, by name. Throws `bad-lesson` or `bad-lesson-text`. */
export function openLesson(
  folder: string,
  files: ReadonlyMap<string, string>,
): LessonFolder & { readonly proses: readonly Prose[] } {
  const text = (name: string) => {
    const found = files.get(name);
    if (found !== undefined) return found;
    throw synodError("bad-lesson", {
      file: `${folder}/${name}`,
      place: "",
      problem: "is not there",
      expected: "a file of every lesson",
    });
  };
  const lesson = readLesson(text("lesson.json"), `${folder}/lesson.json`);
  for (const { place, name } of filesNamed(lesson))
    if (!files.has(name))
      throw synodError("bad-lesson", {
        file: `${folder}/lesson.json`,
        place,
        problem: `names ${name}, which is not there`,
        expected: "a file of the lesson",
      });
  const proses = COURSE_LANGUAGES.map((language) =>
    readProse(text(`${language}.md`), language, `${folder}/${language}.md`),
  );
  const [misfit] = misfits(lesson, proses);
  if (misfit !== undefined) throw misfit;
  return { lesson, folder, files, proses };
}

/** The files that a lesson names, and where. */
function filesNamed(lesson: Lesson): readonly { readonly place: string; readonly name: string }[] {
  const ofExperiments = Object.entries(lesson.experiments).flatMap(([name, { args }]) =>
    args[0]?.endsWith(".ts") ? [{ place: `/experiments/${name}`, name: args[0] }] : [],
  );
  const ofSlots = Object.entries(lesson.slots).flatMap(([number, slot]) =>
    slot.kind === "code" ? [{ place: `/slots/${number}`, name: slot.file }] : [],
  );
  const ofExercises = lesson.exercises.flatMap(({ id, file, reference, alsoRight, wrong }) =>
    [file, reference, ...alsoRight, ...wrong.map((each) => each.file)].flatMap((name) =>
      name === null ? [] : [{ place: `the exercise ${id}`, name }],
    ),
  );
  return [...ofExperiments, ...ofSlots, ...ofExercises];
}

/** Null: it waits for a feature. Throws as `openLesson` does. */
export function publishLesson(folder: string, files: ReadonlyMap<string, string>): PublishedLesson | null {
  const opened = openLesson(folder, files);
  const { lesson, proses } = opened;
  if (lesson.needsFeature !== null) return null;
  const inEach = <T>(of: (prose: Prose) => T) =>
    Object.fromEntries(proses.map((prose) => [prose.language, of(prose)])) as Readonly<Record<CourseLanguage, T>>;
  const sections = inEach((prose) =>
    prose.sections.map(({ id, markdown }) => ({ id, markdown: filledIn(markdown, opened, prose.language) })),
  );
  return {
    id: lesson.id,
    folder,
    needs: lesson.needs,
    minutes: lesson.minutes,
    source: lesson.source,
    title: inEach(({ title }) => title),
    sections,
    hints: {
      en: hintsOf(sections.en.find(({ id }) => id === "hints")?.markdown ?? ""),
      zh: hintsOf(sections.zh.find(({ id }) => id === "hints")?.markdown ?? ""),
    },
    experiments: Object.fromEntries(
      Object.entries(lesson.experiments).map(([name, { args, asked, exit, isHeavy, title }]) => [
        name,
        { commandLine: commandLine(asked, args, folder), asked, exit, isHeavy, title },
      ]),
    ),
    predictions: lesson.predictions.map((question) => ({ ...question, shownBy: shownBy(question, lesson) })),
    exercises: lesson.exercises,
    terms: Object.values(lesson.slots).flatMap((slot) => (slot.kind === "term" ? [{ en: slot.en, zh: slot.zh }] : [])),
    files: Object.fromEntries([...files].filter(([name]) => name.endsWith(".ts"))),
  };
}

function shownBy({ slot, evidence }: LessonQuestion, { slots }: Lesson): readonly string[] {
  const ofSlot = (number: string | null): readonly string[] => {
    const found = number === null ? undefined : slots[number];
    if (found?.kind === "formula")
      return [...found.of.matchAll(/\[\[(\d+)\]\]/g)].flatMap(([, other]) => ofSlot(other as string));
    return found !== undefined && "from" in found ? [found.from] : [];
  };
  return [...new Set([...ofSlot(slot), ...evidence.map(({ from }) => from)])];
}
