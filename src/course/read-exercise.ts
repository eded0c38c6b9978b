/** Of `lesson.json` what asks something of a student: questions with choices, exercises, and what these are graded by. */
import { readAsked } from "./asked.ts";
import { grouped } from "./grouped.ts";
import type { JsonPlace } from "./json-place.ts";
import type { CheckKind, Exercise, LessonCheck, LessonQuestion, WrongAnswer } from "./lesson.ts";
import { type KnownParts, readArguments, readFileName, readName, readPointer, readWords } from "./read-parts.ts";

const ID = /^[a-z][a-z0-9-]*$/;

export function readQuestions(place: JsonPlace, known: KnownParts): readonly LessonQuestion[] {
  const ids = new Set<string>();
  return place.list("a list of questions").map((each) => {
    const question = readQuestion(each, known);
    if (ids.has(question.id)) each.at("id").refuse("an id that no other question has");
    ids.add(question.id);
    return question;
  });
}

/** With a `slot` the choices are numbers, and the right one is its value; else they are words, one of them `right`. */
function readQuestion(place: JsonPlace, { experiments, slots }: KnownParts): LessonQuestion {
  const parts = place.object(["id", "slot", "choices", "right", "evidence"]);
  const part = (key: string) => parts[key] as JsonPlace;
  const id = part("id").text("an id, such as p1", ID);
  const choices = part("choices").list("a list of two choices or more");
  if (choices.length < 2) part("choices").refuse("a list of two choices or more");
  const evidence = part("evidence")
    .list("a list of places in experiments")
    .map((each) => {
      const { from, at, is } = each.object(["from", "at", "is"]) as Record<"from" | "at" | "is", JsonPlace>;
      if (is.isAbsent) is.refuse("what is found there");
      return { from: readName(from, experiments), at: readPointer(at), is: is.value };
    });
  if (part("slot").isAbsent) {
    const words = choices.map(readWords);
    const right = part("right").count("the index of the right choice, from 0 on");
    if (right >= words.length) part("right").refuse("the index of the right choice, from 0 on");
    return { id, choices: words, right, slot: null, evidence };
  }
  const number = readName(slotName(part("slot")), slots);
  const slot = slots[number];
  if (slot === undefined || !("is" in slot) || slot.kind === "step" || slot.kind === "text")
    return part("slot").refuse("the number of a slot that is a number");
  const numbers = choices.map((each) => String(each.count("a number")));
  const right = numbers.indexOf(String(slot.is));
  if (right === -1)
    part("choices").refuse(`a list with ${slot.is}, the value of slot ${number}`, "has not the right one");
  if (!part("right").isAbsent) part("right").refuse("left out: the slot says which choice is right");
  return {
    id,
    choices: numbers.map((each) => ({ en: grouped(each), zh: grouped(each) })),
    right,
    slot: number,
    evidence,
  };
}

/** Slots are named by numbers, in JSON as texts or as numbers. */
function slotName(place: JsonPlace): JsonPlace {
  return typeof place.value === "number" ? place.as(String(place.value)) : place;
}

/** `id`: what it is called where it does not say. */
export function readExercise(place: JsonPlace, id: string | null, known: KnownParts): Exercise {
  const parts = place.object([
    ...(id === null ? ["id"] : []),
    ...["file", "reference", "alsoRight", "wrong", "checks", "questions"],
  ]);
  const part = (key: string) => parts[key] as JsonPlace;
  const checks = part("checks").list("a list of checks").map(readCheck);
  const file = part("file").orNull(readFileName);
  if (file === null && checks.length > 0) part("file").refuse("the file that the checks are of");
  return {
    id: id ?? part("id").text("an id, such as own", ID),
    file,
    reference: part("reference").orNull(readFileName),
    alsoRight: part("alsoRight").list("a list of files").map(readFileName),
    wrong: part("wrong")
      .list("a list of wrong answers")
      .map((each) => readWrong(each, checks.length)),
    checks,
    questions: readQuestions(part("questions"), known),
  };
}

function readWrong(place: JsonPlace, checks: number): WrongAnswer {
  const parts = place.object(["file", "fails", "steps", "title"]);
  const part = (key: string) => parts[key] as JsonPlace;
  const expected = `the numbers of the checks that it fails, from 1 to ${checks}`;
  const listed = Array.isArray(part("fails").value) ? part("fails").list(expected) : [part("fails")];
  const fails = listed.map((each) => {
    const number = each.count(expected);
    return number >= 1 && number <= checks ? number : each.refuse(expected);
  });
  if (fails.length === 0) part("fails").refuse(expected);
  return {
    file: readFileName(part("file")),
    fails,
    steps: part("steps").orNull((each) => each.count("the length of the counterexample")),
    title: part("title").orNull(readWords),
  };
}

const EVERY = ["title", "args", "hidden", "bonus", "hint"];
/** The keys that a check of a kind has; the first says which kind it is. */
const KEYS: Readonly<Record<CheckKind, readonly string[]>> = {
  mutants: ["mutants", "property", "killed"],
  proof: ["prove", "implies", "conjuncts"],
  score: ["score"],
  declared: ["declares", "mutants"],
  property: ["property", "is", "steps"],
};

function kindOf(place: JsonPlace): CheckKind {
  if (place.has("declares")) return "declared";
  const kinds = Object.keys(KEYS) as CheckKind[];
  const kind = kinds.find((each) => place.has(KEYS[each][0] as string));
  return kind ?? place.refuse("a check, which has one of property, mutants, prove, score, declares");
}

function readCheck(place: JsonPlace): LessonCheck {
  const kind = kindOf(place);
  const parts = place.object([...KEYS[kind], ...EVERY]);
  const part = (key: string) => parts[key] as JsonPlace;
  const args = readArguments(part("args"));
  readAsked("check", ["model", ...args], (problem) => part("args").refuse("parameters and options", problem));
  const every = {
    title: part("title").orNull(readWords),
    args,
    isHidden: part("hidden").flag(),
    isBonus: part("bonus").flag(),
    hint: part("hint").orNull((each) => each.count("the number of a hint")),
  };
  switch (kind) {
    case "property":
      return {
        kind,
        ...every,
        property: part("property").text("the name of a property"),
        is: part("is").oneOf(["holds", "reached", "violated"]),
        steps: part("steps").orNull((each) => each.count("a number of steps")),
      };
    case "mutants":
      return {
        kind,
        ...every,
        property: part("property").text("the name of a property"),
        mutants: part("mutants").entries("an object: how many steps by the names of mutants").map(readMutant),
        killed: part("killed").count("how many mutants are to be killed"),
      };
    case "proof":
      return {
        kind,
        ...every,
        prove: part("prove")
          .list("a list of names")
          .map((each) => each.text("the name of an invariant")),
        implies: part("implies").orNull((each) => each.text("the name of a property")),
        conjuncts: part("conjuncts").orNull((each) => each.count("a number of conjuncts")),
      };
    case "score":
      return { kind, ...every, score: part("score").count("a percentage") };
    case "declared":
      return {
        kind,
        ...every,
        declares: part("declares")
          .list("a list of groups of kinds")
          .map((group) => group.list("a list of kinds").map((each) => each.text("a kind of property"))),
        mutants: part("mutants").orNull((each) => each.count("how many mutants of its own")) ?? 0,
      };
  }
}

/** A mutant, and after how many steps it is to break the property; null: after any number. */
function readMutant([mutant, place]: readonly [string, JsonPlace]) {
  return { mutant, steps: place.value === null ? null : place.count("a number of steps, or null") };
}
