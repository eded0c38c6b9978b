/**
 * A lesson as data: what `lesson.json` says of it, checked by read-lesson.ts. A lesson is a folder `lessons/NN-name/`:
 *
 *     lesson.json      all that is not prose: experiments, slots, predictions, the exercise and how it is graded
 *     en.md  zh.md     prose (prose.ts): a title, and the same sections with the same slots in both
 *     NAME.ts          models; the file of the exercise has regions that a student may write (regions.ts)
 *     reference.ts     a whole file each: the exercise solved, and solved wrongly in a way that is worth understanding
 *     wrong-1.ts ...
 *
 * Experiments may also be of `examples/NAME.ts`. A model file imports `synod`, `synod/invariants` and files of its own folder
 * (`./paxos.ts`): nothing else is there in a browser. Numbers in prose are slots, so that one test holds every number against
 * what synod says today.
 */

import type { LessonAsked } from "./asked.ts";

/** The languages of the course. */
export const COURSE_LANGUAGES = ["en", "zh"] as const;
export type CourseLanguage = (typeof COURSE_LANGUAGES)[number];
/** The same, said in each of them. */
export type InBothLanguages = Readonly<Record<CourseLanguage, string>>;

export interface Lesson {
  /** Two digits: `04`. */
  readonly id: string;
  /** Ids of lessons that come before. */
  readonly needs: readonly string[];
  /** How long a class takes over it. */
  readonly minutes: number;
  /** The claim of docs/the-text.md that it is about, `L1`; null: none. */
  readonly source: string | null;
  /** A feature of synod without which it cannot be shown; null: it is published. */
  readonly needsFeature: string | null;
  /** By the names that `[[run NAME]]` and slots have for them. */
  readonly experiments: Readonly<Record<string, Experiment>>;
  /** By their numbers, `1`, `2`, ... */
  readonly slots: Readonly<Record<string, Slot>>;
  /** Asked before anything is run. */
  readonly predictions: readonly LessonQuestion[];
  /** The first is *the* exercise of the lesson; its id is `exercise`. */
  readonly exercises: readonly Exercise[];
}

/** A command that a student runs, and how it ends. Lessons are tested with it, and a page runs it. */
export interface Experiment {
  /** As after `synod check`: a built-in model or a file of the lesson, parameters, options (asked.ts has those there are). */
  readonly args: readonly string[];
  /** The same as data. Its command is `check` where lesson.json does not say. */
  readonly asked: LessonAsked;
  /** The exit code. */
  readonly exit: number;
  /** Takes more than a moment, so a page does not run it unasked. */
  readonly isHeavy: boolean;
  /** What a heading calls it; null: its command says it. */
  readonly title: InBothLanguages | null;
}

/** A place in what `--json` prints for an experiment. */
export interface FoundAt {
  /** The experiment's name. */
  readonly from: string;
  /** A JSON pointer (RFC 6901); `/properties/agreement/steps` also finds an element of a list by its `name`. */
  readonly at: string;
}

/** What stands in prose for something that a test can hold against synod. `is`: what it is today. */
export type Slot =
  | (FoundAt & { readonly kind: "number"; readonly is: number })
  /** The text of a step, `accept(by: a2, ballot: 0, value: v1)`; `at` leads to it: `/properties/agreement/trace/steps/7`. */
  | (FoundAt & { readonly kind: "step"; readonly is: string })
  /** Which step of a trace that is, from 1 on; `at` leads to what has the trace: `/properties/agreement`. */
  | (FoundAt & { readonly kind: "position"; readonly step: string; readonly is: number })
  /** InBothLanguages that synod prints: `undecided`. */
  | (FoundAt & { readonly kind: "text"; readonly is: string })
  /** What synod does not compute; `of` is worked out (formula.ts), and may be about slots: `[[2]] + 1`, `C(18, 9)`. */
  | { readonly kind: "formula"; readonly is: string; readonly of: string }
  /** A region of a file of the lesson, or all of the file: a block of code. */
  | { readonly kind: "code"; readonly file: string; readonly region: string | null }
  /** A word of the glossary (lessons/glossary.json), where the lesson first uses it. */
  | ({ readonly kind: "term" } & InBothLanguages);

export type SlotKind = Slot["kind"];

/** A question with a few answers, locked before the run. Its text is the prose around `[[predict ID]]`. */
export interface LessonQuestion {
  readonly id: string;
  readonly choices: readonly InBothLanguages[];
  /** The index of the right one. */
  readonly right: number;
  /** The number of the slot whose value the right choice is; null: choices are words. */
  readonly slot: string | null;
  /** What shows that it is right, beside a slot: held against synod, and linked by a page. */
  readonly evidence: readonly (FoundAt & { readonly is: unknown })[];
}

export interface Exercise {
  readonly id: string;
  /** The file that a student changes, in its regions; one without regions is open as a whole. Null: it has only questions. */
  readonly file: string | null;
  readonly reference: string | null;
  /** Other right answers, which get full marks as well. */
  readonly alsoRight: readonly string[];
  readonly wrong: readonly WrongAnswer[];
  readonly checks: readonly LessonCheck[];
  /** LessonAsked after it, graded as data. */
  readonly questions: readonly LessonQuestion[];
}

/** An answer that is wrong in a way that is worth understanding. */
export interface WrongAnswer {
  readonly file: string;
  /** Which checks it fails, numbered from 1 on: all that it fails, and no others. */
  readonly fails: readonly number[];
  /** The length of the shortest counterexample to the first of them; null: it has none. */
  readonly steps: number | null;
  /** What it is called where it is offered as a change to try. */
  readonly title: InBothLanguages | null;
}

/** One thing that an answer is graded by. */
export type LessonCheck = PropertyCheck | MutantsCheck | ProofCheck | ScoreCheck | DeclaredCheck;

interface EveryCheck {
  /** What its row says; null: the page makes it from the rest. */
  readonly title: InBothLanguages | null;
  /** Parameters and options, as of an experiment, without a model. */
  readonly args: readonly string[];
  /** Is not shown before a first attempt has failed or passed the others. */
  readonly isHidden: boolean;
  /** Does not count for a pass. */
  readonly isBonus: boolean;
  /** The hint to open next when it fails, from 1 on; null: the first that is not open. */
  readonly hint: number | null;
}

/** `holds`: it does, search complete. `reached`: a `reachable` was. `violated`: it is, after `steps` where they are given. */
export interface PropertyCheck extends EveryCheck {
  readonly kind: "property";
  readonly property: string;
  readonly is: "holds" | "reached" | "violated";
  readonly steps: number | null;
}

/** At least `killed` of these mutants make the property false, each after its `steps`, and without a mutant it holds. */
export interface MutantsCheck extends EveryCheck {
  readonly kind: "mutants";
  readonly property: string;
  readonly mutants: readonly { readonly mutant: string; readonly steps: number | null }[];
  readonly killed: number;
}

/** The invariant is inductive: true initially, no step leads out of it, and `implies` follows. */
export interface ProofCheck extends EveryCheck {
  readonly kind: "proof";
  /** Names, as those of `--invariant`. */
  readonly prove: readonly string[];
  /** The property that must follow; null: none but those that the model claims. */
  readonly implies: string | null;
  /** The most conjuncts that it may have; null: any number. */
  readonly conjuncts: number | null;
}

/** At least so many percent of the mutations of rules are noticed, as `synod mutate` counts. */
export interface ScoreCheck extends EveryCheck {
  readonly kind: "score";
  readonly score: number;
}

/**
 * The model holds, and has a property of each of these groups of kinds, `[["always", "step"], ["reachable"]]`, and so many
 * mutants of its own, each of which breaks what it says.
 */
export interface DeclaredCheck extends EveryCheck {
  readonly kind: "declared";
  readonly declares: readonly (readonly string[])[];
  readonly mutants: number;
}

/** Of `lesson.json`, by their names. */
export type CheckKind = LessonCheck["kind"];
