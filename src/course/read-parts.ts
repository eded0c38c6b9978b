/** Small parts that several keys of `lesson.json` have: arguments, files, words, names of what else is in it, places in JSON. */
import type { JsonPlace } from "./json-place.ts";
import { COURSE_LANGUAGES, type InBothLanguages, type Lesson } from "./lesson.ts";

const FILE = /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/;

/** What a lesson's parts may name. */
export interface KnownParts {
  readonly experiments: Lesson["experiments"];
  readonly slots: Lesson["slots"];
}

export function readArguments(place: JsonPlace): readonly string[] {
  return place.list("a list of texts").map((each) => each.text("a text"));
}

/** A name of a file of the lesson. */
export function readFileName(place: JsonPlace): string {
  return place.text("a file of the lesson, such as wrong-1.ts", FILE);
}

export function readWords(place: JsonPlace): InBothLanguages {
  const { en, zh } = place.object(COURSE_LANGUAGES);
  return { en: (en as JsonPlace).text("a text"), zh: (zh as JsonPlace).text("a text") };
}

/** The name of something that there is. */
export function readName(place: JsonPlace, all: Readonly<Record<string, unknown>>): string {
  const name = place.text(`one of ${Object.keys(all).join(", ")}`);
  if (!Object.hasOwn(all, name)) place.refuse(`one of ${Object.keys(all).join(", ")}`);
  return name;
}

export function readPointer(place: JsonPlace): string {
  return place.text("a JSON pointer, such as /states/distinct", /^(\/[^/]+)+$/);
}
