/**
 * What a teacher collects: one file per lesson, made in the browser and saved by the student, who can read it. It says what was
 * predicted first, what each check came to and after how many attempts, how many hints were opened, and the answer itself.
 */
import type { PublishedLesson } from "../course/published.ts";
import type { KeptExercise, KeptLesson } from "./kept.ts";

export interface ResultFile {
  readonly lesson: string;
  /** The exercise of the lesson: `exercise` is the first. */
  readonly exercise: string;
  /** The version of synod that judged it. */
  readonly synod: string;
  /** When the lesson was first touched; null: it never was. */
  readonly started: string | null;
  readonly minutes: number;
  /** `first`: the choice that was locked in, in English; null: it was skipped. Those that were not asked are left out. */
  readonly predictions: readonly { readonly id: string; readonly first: string | null; readonly right: boolean }[];
  readonly checks: readonly {
    readonly index: number;
    readonly pass: boolean;
    /** How many attempts there had been, this one included. */
    readonly attempt: number;
    readonly found: {
      readonly property: string | null;
      readonly steps: number | null;
      readonly loop: number | null;
    } | null;
  }[];
  readonly hints: number;
  /** The answer; null: nothing was changed. */
  readonly file: string | null;
}

declare const SYNOD_VERSION: string;

export function resultFile(data: PublishedLesson, exercise: string, kept: KeptLesson, of: KeptExercise): ResultFile {
  const asked = [
    ...data.predictions.map((each) => [each.id, each] as const),
    ...data.exercises.flatMap(({ id, questions }) =>
      questions.map((each) => [questionKey(id, each.id), each] as const),
    ),
  ];
  return {
    lesson: data.id,
    exercise,
    synod: SYNOD_VERSION,
    started: kept.started,
    minutes: Math.round(kept.minutes),
    predictions: asked.flatMap(([id, { choices, right }]) => {
      if (!Object.hasOwn(kept.predictions, id)) return [];
      const locked = kept.predictions[id] ?? null;
      return [{ id, first: locked === null ? null : (choices[locked]?.en ?? null), right: locked === right }];
    }),
    checks: of.rows.map(({ pass, found }, index) => ({ index, pass, attempt: of.attempts, found })),
    hints: of.hints,
    file: of.text,
  };
}

/** Under which an answer to a question of an exercise is kept: beside predictions, whose ids are others. */
export const questionKey = (exercise: string, question: string) => `${exercise}/${question}`;

/** Hands it to the browser, which saves it. */
export function saveResult(result: ResultFile): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(result, null, 2)}\n`], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: `synod-${result.lesson}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
