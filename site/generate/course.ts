/**
 * The course: an overview, a page for each lesson and one for who teaches it, the glossary, in both languages. Lessons come from
 * dist/lessons, where the build has read them and filled their slots (src/course/published.ts); the verdict of every experiment
 * that a lesson runs is also a page, made by the command that it shows.
 */
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedLesson } from "../../src/course/published.ts";
import type { Group } from "./docs.ts";
import { putGlossary } from "./glossary.ts";
import {
  type Course,
  type Language,
  lessonPage,
  linkTo,
  slugOf,
  teacherPage,
  teachersPage,
  WORDS,
} from "./lesson-page.ts";
import { capitalised, type Leads } from "./markdown.ts";
import { generated, put, repository, site } from "./places.ts";
import { runSynod } from "./run-synod.ts";
import { putExplorePage } from "./shared-page.ts";

export interface CoursePages {
  readonly en: readonly Group[];
  readonly zh: readonly Group[];
  /** How many lessons. */
  readonly lessons: number;
  /** How many verdicts as pages. */
  readonly verdicts: number;
}

const LANGUAGES = ["en", "zh"] as const;

/** The lessons that the build has published, in order. */
export function publishedLessons(): readonly PublishedLesson[] {
  const folder = join(repository, "dist", "lessons");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^\d\d\.json$/.test(file))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as PublishedLesson);
}

export async function putCourse(leads: Leads): Promise<CoursePages> {
  const lessons = publishedLessons();
  const course: Course = { lessons, leads, explore: await verdictPages(lessons), claims: claimsOfText() };
  putGlossary();
  for (const language of LANGUAGES) {
    const folder = language === "zh" ? "zh/course" : "course";
    for (const lesson of lessons) {
      put(`${folder}/${slugOf(lesson)}.md`, lessonPage(lesson, language, course));
      put(`${folder}/teacher/${slugOf(lesson)}.md`, teacherPage(lesson, language));
    }
    put(`${folder}/teacher/index.md`, teachersPage(lessons, language));
    put(`${folder}/index.md`, overview(lessons, language));
  }
  putClassroom();
  return {
    en: sidebar(lessons, "en"),
    zh: sidebar(lessons, "zh"),
    lessons: lessons.length,
    verdicts: course.explore.size,
  };
}

/** What runs in a reader's browser, and its data. */
function putClassroom(): void {
  const to = join(generated, "public", "classroom");
  cpSync(join(repository, "dist", "lessons"), join(to, "lessons"), { recursive: true });
  const bundle = join(repository, "dist", "classroom");
  if (existsSync(bundle)) cpSync(bundle, to, { recursive: true });
}

/** Of every experiment that a lesson's prose runs, and that is a check or a proof: the others have no page. */
async function verdictPages(lessons: readonly PublishedLesson[]): Promise<ReadonlyMap<string, string>> {
  const shown = lessons.flatMap((lesson) =>
    Object.entries(lesson.experiments)
      .filter(([name, { asked }]) => ["check", "prove"].includes(asked.command) && isRun(lesson, name))
      .map(([name, experiment]) => ({ lesson, name, experiment })),
  );
  const pages = await Promise.all(
    shown.map(async ({ lesson, name, experiment }) => {
      const [, ...words] = wordsOf(experiment.commandLine);
      const { html } = await runSynod(words, [experiment.exit]);
      return [`${lesson.id} ${name}`, putExplorePage(`lesson-${lesson.id}-${name}`, html)] as const;
    }),
  );
  return new Map(pages);
}

const isRun = (lesson: PublishedLesson, name: string) =>
  lesson.sections.en.some(({ markdown }) =>
    markdown.includes(`<synod-experiment lesson="${lesson.id}" name="${name}">`),
  );

/** A command as src/course/asked.ts writes it: words, some in double quotes. */
const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Claims of the text by their ids, from the table of its page. */
function claimsOfText(): ReadonlyMap<string, string> {
  const text = readFileSync(join(repository, "docs", "the-text.md"), "utf8");
  const rows = [...text.matchAll(/^\| ([A-Z]\d(?:, [A-Z]\d)*) \| \[.*?\]\(#([\w-]+)\) \|/gm)];
  return new Map(rows.flatMap(([, ids = "", anchor = ""]) => ids.split(", ").map((id) => [id, anchor] as const)));
}

function sidebar(lessons: readonly PublishedLesson[], language: Language): readonly Group[] {
  const root = language === "zh" ? "/zh" : "";
  const [course, more] = language === "zh" ? ["课程", "另外"] : ["The course", "Besides"];
  return [
    {
      text: course,
      items: [
        { text: language === "zh" ? "概览" : "Overview", link: `${root}/course/index.md` },
        ...lessons.map((lesson) => ({
          text: `${Number(lesson.id)}. ${lesson.title[language]}`,
          link: linkTo(lesson, language),
        })),
      ],
    },
    {
      text: more,
      items: [
        { text: WORDS[language].glossary, link: `${root}/course/glossary.md` },
        { text: WORDS[language].teachers, link: `${root}/course/teacher/index.md` },
      ],
    },
  ];
}

function overview(lessons: readonly PublishedLesson[], language: Language): string {
  const words = WORDS[language];
  const items = lessons.map((lesson) => {
    const idea = lesson.sections[language].find(({ id }) => id === "idea")?.markdown ?? "";
    const needed = lessons.filter(({ id }) => lesson.needs.includes(id)).map(({ id }) => Number(id));
    const facts = [
      words.minutes(lesson.minutes),
      ...(needed.length === 0
        ? []
        : [`${words.after}${language === "zh" ? `第 ${needed.join("、")} 课` : ` ${needed.join(", ")}`}`]),
    ];
    return `<li value="${Number(lesson.id)}">

[${lesson.title[language]}](${linkTo(lesson, language)})

${capitalised(idea.replaceAll(/<\/?dfn[^>]*>/g, ""))}

<p class="facts">${facts.join(" · ")}</p>

</li>`;
  });
  const root = language === "zh" ? "/zh" : "";
  const links =
    language === "zh"
      ? `每一课都有[教师笔记](${root}/course/teacher/index.md)（会泄露答案）。词语见[术语表](${root}/course/glossary.md)。`
      : `Each lesson has [notes for who teaches it](/course/teacher/index.md), which give the answers away. Words: the [glossary](/course/glossary.md).`;
  return readFileSync(join(site, "content", `course.${language}.md`), "utf8")
    .replace("[[lessons]]", () => `<ol class="lessons">\n${items.join("\n")}\n</ol>`)
    .replace("[[links]]", links);
}
