/**
 * A lesson as a page: its sections under headings, and within the elements that run in a reader's browser what stands there while
 * they do not, where scripts are off: the command to run, the choices, the file to edit. Shadow roots hide that when they are there.
 */
import { posix } from "node:path";
import type { Exercise, LessonQuestion } from "../../src/course/lesson.ts";
import type { PublishedLesson } from "../../src/course/published.ts";
import { linkedTerms } from "./glossary.ts";
import { asHtml, type Leads, withFrontmatter } from "./markdown.ts";

export type Language = "en" | "zh";

const HEADINGS = {
  en: {
    idea: "The one idea",
    needs: "What you need",
    text: "The text",
    question: "A question to begin with",
    predict: "Predict",
    run: "Run",
    explain: "Explain",
    misconception: "What many believe",
    exercise: "Exercise",
    hints: "Hints",
    teacher: "Teacher's notes",
  },
  zh: {
    idea: "只讲一件事",
    needs: "需要先知道",
    text: "原文",
    question: "先问一句",
    predict: "预测",
    run: "运行",
    explain: "讲解",
    misconception: "常见的误解",
    exercise: "练习",
    hints: "提示",
    teacher: "教师笔记",
  },
} as const;

export const WORDS = {
  en: {
    lesson: (id: string) => `Lesson ${Number(id)}`,
    minutes: (minutes: number) => `${minutes} minutes`,
    after: "after",
    about: "about the text's claim",
    choices: "Choose one, and write it down before you run anything:",
    terminal: "On a terminal:",
    page: "its result as a page to explore",
    edit: (file: string) => `Change ${file}, between its <code>edit</code> marks. Then let it be judged:`,
    editAll: (file: string) => `Change ${file}. Then let it be judged:`,
    holds: (property: string) => `“${property}” holds`,
    reached: (property: string) => `“${property}” is reached`,
    violated: (property: string, steps: number | null) =>
      `“${property}” is violated${steps === null ? "" : ` after ${steps} steps`}`,
    hint: (number: number) => `Hint ${number}`,
    teachers: "Teacher's notes",
    spoils: "These notes give the answers away: predictions, the reference solution, and what to expect of a class.",
    back: "Back to the lesson",
    all: "All lessons",
    glossary: "Glossary",
    sentence: " ",
  },
  zh: {
    lesson: (id: string) => `第 ${Number(id)} 课`,
    minutes: (minutes: number) => `${minutes} 分钟`,
    after: "先上",
    about: "对应原文的断言",
    choices: "先选一个，写下来，再运行：",
    terminal: "在终端里：",
    page: "把结果作为页面打开（英文界面）",
    edit: (file: string) => `修改 ${file} 中两个 <code>edit</code> 标记之间的部分。然后让它受评判：`,
    editAll: (file: string) => `修改 ${file}。然后让它受评判：`,
    holds: (property: string) => `“${property}”成立`,
    reached: (property: string) => `“${property}”已到达`,
    violated: (property: string, steps: number | null) =>
      `“${property}”不成立${steps === null ? "" : `，反例 ${steps} 步`}`,
    hint: (number: number) => `提示 ${number}`,
    teachers: "教师笔记",
    spoils: "这些笔记会泄露答案：预测、参考解答，以及课堂上可以预期的情况。",
    back: "回到这一课",
    all: "全部课程",
    glossary: "术语表",
    sentence: "",
  },
} as const;

/** What the pages of lessons need to know of each other and of the site. */
export interface Course {
  readonly lessons: readonly PublishedLesson[];
  readonly leads: Leads;
  /** Of an experiment's verdict as a page, from the site's root, by `04 name`. */
  readonly explore: ReadonlyMap<string, string>;
  /** Where the text's page is about that claim: `L1`. */
  readonly claims: ReadonlyMap<string, string>;
}

export const slugOf = ({ folder }: PublishedLesson): string => posix.basename(folder);
const up = { en: "..", zh: "../.." } as const;
const rootOf = { en: "", zh: "/zh" } as const;

export const linkTo = (lesson: PublishedLesson, language: Language): string =>
  `${rootOf[language]}/course/${slugOf(lesson)}.md`;

export function lessonPage(lesson: PublishedLesson, language: Language, course: Course): string {
  const words = WORDS[language];
  const sections = lesson.sections[language].flatMap(({ id, markdown }) => {
    if (id === "teacher" || id === "hints") return [];
    const heading = HEADINGS[language][id as keyof (typeof HEADINGS)["en"]];
    return [`## ${heading} {#${id}}\n\n${withElements(linkedTerms(markdown, language), lesson, language, course)}`];
  });
  const needed = course.lessons.filter(({ id }) => lesson.needs.includes(id));
  const claim = lesson.source === null ? undefined : course.claims.get(lesson.source);
  const facts = [
    words.minutes(lesson.minutes),
    ...(needed.length === 0
      ? []
      : [
          `${words.after}${language === "zh" ? "" : " "}${needed.map((each) => `[${words.lesson(each.id)}](${linkTo(each, language)})`).join(language === "zh" ? "、" : ", ")}`,
        ]),
    ...(claim === undefined
      ? []
      : [`${words.about} [${lesson.source}](${rootOf[language]}/docs/the-text.md#${claim})`]),
  ];
  return withFrontmatter(
    { title: lesson.title[language], classroom: true, outline: [2, 2] },
    `# <span class="number">${words.lesson(lesson.id)}</span> ${lesson.title[language]}

<div class="facts">

${facts.join(" · ")}

</div>

${sections.join("\n\n")}

---

[${words.teachers}](${rootOf[language]}/course/teacher/${slugOf(lesson)}.md) · [${words.glossary}](${rootOf[language]}/course/glossary.md) · [${words.all}](${rootOf[language]}/course/index.md)
`,
  );
}

export function teacherPage(lesson: PublishedLesson, language: Language): string {
  const words = WORDS[language];
  const markdown = lesson.sections[language].find(({ id }) => id === "teacher")?.markdown ?? "";
  const hints = lesson.hints[language].map((hint, at) => `${at + 1}. ${hint.replaceAll("\n", "\n   ")}`).join("\n");
  return withFrontmatter(
    { title: `${words.teachers}: ${lesson.title[language]}`, search: false, outline: false },
    `# ${words.teachers}${language === "zh" ? "：" : ": "}${lesson.title[language]}

::: warning ${words.lesson(lesson.id)}
${words.spoils} [${words.back}](${linkTo(lesson, language)})
:::

${linkedTerms(markdown, language)}

## ${HEADINGS[language].hints} {#hints}

${hints}
`,
  );
}

/** The notes of all lessons. */
export function teachersPage(lessons: readonly PublishedLesson[], language: Language): string {
  const words = WORDS[language];
  const items = lessons.map(
    (lesson) =>
      `- [${words.lesson(lesson.id)}${language === "zh" ? "：" : ": "}${lesson.title[language]}](${rootOf[language]}/course/teacher/${slugOf(lesson)}.md)`,
  );
  return withFrontmatter(
    { title: words.teachers, search: false, outline: false },
    `# ${words.teachers}\n\n${words.spoils}\n\n${items.join("\n")}\n`,
  );
}

/** Elements as src/course/fill.ts writes them, with what they hold while nothing runs. */
function withElements(markdown: string, lesson: PublishedLesson, language: Language, course: Course): string {
  return markdown
    .replace(/<synod-prediction lesson="\d+" id="([^"]+)"><\/synod-prediction>/g, (whole, id: string) => {
      const question = lesson.predictions.find((each) => each.id === id);
      return question === undefined
        ? whole
        : inside(whole, `<p>${WORDS[language].choices}</p>${choicesOf(question, language)}`);
    })
    .replace(/<synod-experiment lesson="\d+" name="([^"]+)"><\/synod-experiment>/g, (whole, name: string) =>
      experimentElement(whole, name, lesson, language, course),
    )
    .replace(/<synod-exercise lesson="\d+"(?: name="([^"]+)")?><\/synod-exercise>/g, (whole, name?: string) => {
      const exercise = lesson.exercises.find(({ id }) => id === (name ?? "exercise"));
      return exercise === undefined ? whole : inside(whole, exerciseInside(exercise, lesson, language, course));
    });
}

/** In a `div`, which begins a block of HTML wherever it stands. Hidden by a style once the element is there. */
const inside = (element: string, html: string) =>
  `<div>${element.replace("></", `><div class="at-rest">${html}</div></`)}</div>`;

function experimentElement(
  whole: string,
  name: string,
  lesson: PublishedLesson,
  language: Language,
  course: Course,
): string {
  const words = WORDS[language];
  const experiment = lesson.experiments[name];
  if (experiment === undefined) return whole;
  const title = experiment.title?.[language];
  const page = course.explore.get(`${lesson.id} ${name}`);
  const place = page === undefined ? undefined : `${up[language]}${page}`;
  const html = [
    title === undefined ? "" : `<p><strong>${asHtml(title)}</strong></p>`,
    `<p>${words.terminal}</p><pre><code>$ ${asHtml(experiment.commandLine)}</code></pre>`,
    place === undefined ? "" : `<p><a href="${place}" target="_blank">${words.page}</a></p>`,
  ].join("");
  return inside(place === undefined ? whole : whole.replace("></", ` page="${place}"></`), html);
}

const choicesOf = ({ choices }: LessonQuestion, language: Language) =>
  `<ul>${choices.map((choice) => `<li>${asHtml(choice[language])}</li>`).join("")}</ul>`;

function exerciseInside(exercise: Exercise, lesson: PublishedLesson, language: Language, { leads }: Course): string {
  const words = WORDS[language];
  const { file } = exercise;
  const hints = lesson.hints[language]
    .map((hint, at) => `<details><summary>${words.hint(at + 1)}</summary><p>${inline(hint)}</p></details>`)
    .join("");
  const questions = exercise.questions.map((question) => choicesOf(question, language)).join("");
  if (file === null) return questions + hints;
  const path = `${lesson.folder}/${file}`;
  const link = `<a href="${up[language]}${leads(path)}" target="_self"><code>${asHtml(path)}</code></a>`;
  const hasRegions = /\/\/ edit:begin/.test(lesson.files[file] ?? "");
  const rows = exercise.checks
    .filter(({ isHidden }) => !isHidden)
    .flatMap((check) => {
      if (check.kind !== "property") return [];
      const said =
        check.is === "violated" ? words.violated(check.property, check.steps) : words[check.is](check.property);
      return [`<li>${asHtml(check.title?.[language] ?? said)}</li>`];
    });
  const code = `<pre><code>${asHtml(lesson.files[file] ?? "").replaceAll("\n", "&#10;")}</code></pre>`;
  const list = rows.length === 0 ? "" : `<ul>${rows.join("")}</ul>`;
  const which = exercise.id === "exercise" ? "" : ` --exercise ${exercise.id}`;
  const grade = `<pre><code>$ synod grade ${lesson.id} ${asHtml(path)}${which}</code></pre>`;
  return `<p>${hasRegions ? words.edit(link) : words.editAll(link)}</p>${grade}${list}${code}${questions}${hints}`;
}

/** A line of Markdown as HTML: code and emphasis are all that hints have. */
const inline = (text: string) =>
  asHtml(text.replaceAll("\n", " "))
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>");
