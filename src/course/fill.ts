/** Prose with its marks replaced: slots by what they stand for, the others by the elements that run in a reader's browser. */
import { commandLine } from "./asked.ts";
import { grouped } from "./grouped.ts";
import type { CourseLanguage, Lesson, Slot } from "./lesson.ts";
import { type ProseMark, withMarks } from "./prose.ts";
import { regionsOf } from "./regions.ts";

/** A lesson, its files by name, and its folder from the root of the repository: `lessons/04-paxos`. */
export interface LessonFolder {
  readonly lesson: Lesson;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Markdown, with elements of HTML in it. */
export function filledIn(markdown: string, { lesson, folder, files }: LessonFolder, language: CourseLanguage): string {
  const put = ({ kind, name, text }: ProseMark): string => {
    switch (kind) {
      case "slot": {
        const slot = lesson.slots[name];
        return slot === undefined ? text : slotText(slot, files, language);
      }
      case "command": {
        const experiment = lesson.experiments[name];
        return experiment === undefined ? text : `\`${commandLine(experiment.asked, experiment.args, folder)}\``;
      }
      case "predict":
        return `<synod-prediction lesson="${lesson.id}" id="${name}"></synod-prediction>`;
      case "run":
        return `<synod-experiment lesson="${lesson.id}" name="${name}"></synod-experiment>`;
      case "exercise":
        return name === "exercise"
          ? `<synod-exercise lesson="${lesson.id}"></synod-exercise>`
          : `<synod-exercise lesson="${lesson.id}" name="${name}"></synod-exercise>`;
    }
  };
  return withMarks(markdown, put);
}

/** Numbers grouped by thousands, what synod prints as code, words of the glossary as `<dfn>` with their English name. */
export function slotText(slot: Slot, files: ReadonlyMap<string, string>, language: CourseLanguage): string {
  switch (slot.kind) {
    case "number":
    case "position":
    case "formula":
      return grouped(slot.is);
    case "step":
    case "text":
      return `\`${slot.is}\``;
    case "code":
      return `\n\`\`\`ts\n${lessonCode(files.get(slot.file) ?? "", slot.file, slot.region)}\n\`\`\`\n`;
    case "term":
      return `<dfn data-term="${slot.en}">${slot[language]}</dfn>`;
  }
}

/** A region, or all of a file without its markers; indented as little as may be. */
export function lessonCode(text: string, file: string, region: string | null): string {
  const code =
    region === null
      ? text.replace(/^[ \t]*\/\/ edit:(begin|end).*\r?\n/gm, "").trimEnd()
      : (regionsOf(text, file).find(({ name }) => name === region)?.text ?? "");
  const indents = code.split("\n").flatMap((line) => (line.trim() === "" ? [] : [/^ */.exec(line)?.[0].length ?? 0]));
  const least = Math.min(...indents);
  return code
    .split("\n")
    .map((line) => line.slice(least))
    .join("\n");
}
