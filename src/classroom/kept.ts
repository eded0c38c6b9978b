/**
 * What a student has done in a lesson, kept in this browser and nowhere else. Where nothing can be kept (a private window, a
 * full store) it lasts as long as the page.
 */

/** An answer to a question: the index of the choice that was locked in; null: it was skipped. */
export type Locked = number | null;

/** A row of an exercise, as an attempt left it. */
export interface KeptRow {
  readonly pass: boolean;
  readonly found: {
    readonly property: string | null;
    readonly steps: number | null;
    readonly loop: number | null;
  } | null;
}

export interface KeptExercise {
  /** What the editor has; null: the lesson's file as it is. */
  readonly text: string | null;
  readonly attempts: number;
  readonly rows: readonly KeptRow[];
  /** How many hints were opened. */
  readonly hints: number;
}

export interface KeptLesson {
  /** When it was first touched, as ISO 8601 says it; null: it was not. */
  readonly started: string | null;
  /** Minutes in which something was done. */
  readonly minutes: number;
  readonly predictions: Readonly<Record<string, Locked>>;
  /** Names of experiments that were run. */
  readonly ran: readonly string[];
  readonly exercises: Readonly<Record<string, KeptExercise>>;
}

export const NOTHING_KEPT: KeptLesson = { started: null, minutes: 0, predictions: {}, ran: [], exercises: {} };

const keyOf = (lesson: string) => `synod.course.1.${lesson}`;

export function keptOf(lesson: string): KeptLesson {
  try {
    const text = localStorage.getItem(keyOf(lesson));
    const kept: unknown = text === null ? null : JSON.parse(text);
    return isKept(kept) ? kept : NOTHING_KEPT;
  } catch {
    return NOTHING_KEPT;
  }
}

/** Of what an earlier version kept, or somebody wrote there, nothing is taken that is not as it should be. */
function isKept(kept: unknown): kept is KeptLesson {
  if (typeof kept !== "object" || kept === null) return false;
  const { minutes, predictions, ran, exercises } = kept as Partial<KeptLesson>;
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  return (
    typeof minutes === "number" &&
    isObject(predictions) &&
    Array.isArray(ran) &&
    isObject(exercises) &&
    Object.values(exercises ?? {}).every((each) => Array.isArray(each?.rows) && typeof each.attempts === "number")
  );
}

export function keep(lesson: string, kept: KeptLesson): void {
  try {
    localStorage.setItem(keyOf(lesson), JSON.stringify(kept));
  } catch {
    // Then it is not kept.
  }
}
