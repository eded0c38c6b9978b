// What synod says today at the places that a lesson quotes, and what the lesson says.
import { atPointer, stepWords, type TraceJson } from "../../src/course/answer-json.ts";
import { formulaValue } from "../../src/course/formula.ts";
import type { Lesson, LessonQuestion, Slot } from "../../src/course/lesson.ts";

/** A claim of a lesson beside what is found. */
export interface Told {
  readonly place: string;
  readonly says: unknown;
  readonly found: unknown;
}

/** Claims of slots and questions about the experiments whose objects are given by name. */
export function claimsOf(lesson: Lesson, answers: ReadonlyMap<string, unknown>): readonly Told[] {
  const slots = Object.entries(lesson.slots).flatMap(([number, slot]) =>
    "from" in slot && answers.has(slot.from)
      ? [{ place: `slot ${number}`, says: slot.is, found: foundBy(slot, answers.get(slot.from)) }]
      : [],
  );
  const questions: readonly LessonQuestion[] = [
    ...lesson.predictions,
    ...lesson.exercises.flatMap((exercise) => exercise.questions),
  ];
  const evidence = questions.flatMap((question) =>
    question.evidence.flatMap(({ from, at, is }) =>
      answers.has(from)
        ? [{ place: `question ${question.id}: ${from} ${at}`, says: is, found: atPointer(answers.get(from), at) }]
        : [],
    ),
  );
  return [...slots, ...evidence];
}

function foundBy(slot: Extract<Slot, { readonly from: string }>, answer: unknown): unknown {
  const found = atPointer(answer, slot.at);
  switch (slot.kind) {
    case "step":
      return stepWords(found as TraceJson["steps"][number]);
    case "position": {
      const { trace } = found as { readonly trace: TraceJson };
      return 1 + trace.steps.findIndex((step) => stepWords(step) === slot.step);
    }
    default:
      return found;
  }
}

/** Formulas worked out; their slots are those of the lesson. */
export function formulasOf(lesson: Lesson): readonly Told[] {
  const ofSlot = (number: string): bigint | null => {
    const slot = lesson.slots[number];
    return slot !== undefined && "is" in slot && /^\d+$/.test(String(slot.is)) ? BigInt(slot.is) : null;
  };
  return Object.entries(lesson.slots).flatMap(([number, slot]) =>
    slot.kind === "formula"
      ? [{ place: `slot ${number}`, says: slot.is, found: formulaValue(slot.of, ofSlot)?.toString() }]
      : [],
  );
}
