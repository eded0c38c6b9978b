/** `lesson.json`, read: every key looked at, every name that leads elsewhere in the file followed. Throws `bad-lesson`. */
import { synodError } from "../errors/errors.ts";
import { COMMANDS, readAsked } from "./asked.ts";
import { JsonPlace } from "./json-place.ts";
import { COURSE_LANGUAGES, type Experiment, type Lesson, type Slot } from "./lesson.ts";
import { readExercise, readQuestions } from "./read-exercise.ts";
import { readArguments, readFileName, readName, readPointer, readWords } from "./read-parts.ts";

const KEYS = [
  ...["id", "needs", "minutes", "source", "needs-feature"],
  ...["experiments", "slots", "predictions", "exercise", "further"],
];

/** `file`: what errors call it. */
export function readLesson(text: string, file: string): Lesson {
  const all = parsed(text, file);
  const parts = all.object(KEYS);
  const part = (key: string) => parts[key] as JsonPlace;
  const experiments = Object.fromEntries(
    part("experiments")
      .entries("an object of experiments by name")
      .map(([name, place]) => [name, readExperiment(place)]),
  );
  const slots = Object.fromEntries(
    part("slots")
      .entries("an object of slots by number")
      .map(([number, place]) => [number, readSlot(number, place, experiments)]),
  );
  const known = { experiments, slots };
  return {
    id: part("id").text("two digits, such as 04", /^\d\d$/),
    needs: part("needs")
      .list("a list of ids of lessons")
      .map((place) => place.text("the id of a lesson, such as 02", /^\d\d$/)),
    minutes: part("minutes").count("a number of minutes"),
    source: part("source").orNull((place) =>
      place.text("a claim of docs/the-text.md by its id, such as L1", /^[A-Z]\d+$/),
    ),
    needsFeature: part("needs-feature").orNull((place) => place.text("the name of a feature")),
    experiments,
    slots,
    predictions: readQuestions(part("predictions"), known),
    exercises: [
      ...(part("exercise").isAbsent ? [] : [readExercise(part("exercise"), "exercise", known)]),
      ...part("further")
        .list("a list of exercises")
        .map((place) => readExercise(place, null, known)),
    ],
  };
}

function parsed(text: string, file: string): JsonPlace {
  try {
    return new JsonPlace(file, JSON.parse(text));
  } catch (error) {
    throw synodError("bad-lesson", { file, place: "", problem: "is no JSON", expected: "a JSON object" }, error);
  }
}

function readExperiment(place: JsonPlace): Experiment {
  const parts = place.object(["command", "args", "exit", "heavy", "title"]);
  const part = (key: string) => parts[key] as JsonPlace;
  const command = part("command").orNull((given) => given.oneOf(COMMANDS)) ?? "check";
  const args = readArguments(part("args"));
  const asked = readAsked(command, args, (problem) =>
    part("args").refuse(`what comes after \`synod ${command}\`, a model first`, problem),
  );
  return {
    args,
    asked,
    exit: part("exit").count("the exit code of the command"),
    isHeavy: part("heavy").flag(),
    title: part("title").orNull(readWords),
  };
}

function readSlot(number: string, place: JsonPlace, experiments: Lesson["experiments"]): Slot {
  if (!/^[1-9]\d*$/.test(number)) place.refuse("a slot with a number for a name, from 1 on", `is called ${number}`);
  const kind = place.at("kind").oneOf(["number", "step", "position", "text", "formula", "code", "term"]);
  const keys = {
    number: ["kind", "from", "at", "is"],
    step: ["kind", "from", "at", "is"],
    text: ["kind", "from", "at", "is"],
    position: ["kind", "from", "at", "step", "is"],
    formula: ["kind", "is", "of"],
    code: ["kind", "file", "region"],
    term: ["kind", ...COURSE_LANGUAGES],
  } as const;
  const parts = place.object(keys[kind]);
  const part = (key: string) => parts[key] as JsonPlace;
  const finding = () => ({ from: readName(part("from"), experiments), at: readPointer(part("at")) });
  switch (kind) {
    case "number":
      return { kind, ...finding(), is: part("is").count("a number") };
    case "step":
    case "text":
      return { kind, ...finding(), is: part("is").text("the text") };
    case "position":
      return {
        kind,
        ...finding(),
        step: part("step").text("the text of a step"),
        is: part("is").count("the number of the step"),
      };
    case "formula": {
      const is = part("is");
      const value = typeof is.value === "number" ? String(is.count("a number")) : is.text("a number", /^\d+$/);
      return { kind, is: value, of: part("of").text("a formula, such as C(18, 9)") };
    }
    case "code":
      return {
        kind,
        file: readFileName(part("file")),
        region: part("region").orNull((each) => each.text("the name of a region")),
      };
    case "term":
      return { kind, en: part("en").text("a text"), zh: part("zh").text("a text") };
  }
}
