/**
 * An answer to an exercise, judged: each check of the exercise becomes a row of plain data. Who runs the checks is handed in
 * (asked.ts), so that the command line, tests and a page give the same rows. What is asked of one configuration is asked once;
 * a file that does not load is not asked about twice.
 */
import {
  type CheckAnswerJson,
  type ErrorAnswer,
  type MutantsAnswerJson,
  type ProofAnswerJson,
  type ScoreAnswerJson,
  traceWords,
} from "./answer-json.ts";
import { type AskSynod, type CommandName, type LessonAsked, readAsked } from "./asked.ts";
import type {
  DeclaredCheck,
  Exercise,
  LessonCheck,
  MutantsCheck,
  ProofCheck,
  PropertyCheck,
  ScoreCheck,
} from "./lesson.ts";
import { withAnswer } from "./regions.ts";

/** What synod found for a check. */
export interface RowFound {
  /**
   * `holds`, `reached`, `violated`, `never reached`, `undecided`, `error`; of a proof as `synod prove` says it, `proved`,
   * `not-inductive`, ...; `killed`, `score`, `declared` of those checks; `missing`: there is no such property.
   */
  readonly outcome: string;
  /** The property, invariant or mutant that it is about; null: all of the model. */
  readonly about: string | null;
  /** The length of the counterexample or of the witness. */
  readonly steps: number | null;
  /** Of a lasso, the state that it returns to. */
  readonly loop: number | null;
  /** Distinct states that were visited; without symmetry, where it is known. */
  readonly states: number | null;
  /** Mutants killed, a percentage, escapes; as the check counts. */
  readonly count: number | null;
  /** Of a counterexample to induction: whether its first state can be reached, `yes`, `no`, `unknown`. */
  readonly reachable: string | null;
  /** The counterexample as lines, or the text of the error; empty: there is neither. */
  readonly text: string;
  /** Of a check of mutants, one by one. */
  readonly mutants: readonly { readonly mutant: string; readonly steps: number | null; readonly killed: boolean }[];
}

/** A row of a judgement. */
export interface Row {
  /** Which check of the exercise, from 0 on. */
  readonly index: number;
  readonly check: LessonCheck;
  readonly pass: boolean;
  readonly found: RowFound;
}

/** An answer, and what it is judged with. */
export interface AnswerAsked {
  readonly exercise: Exercise;
  /** The text of the student's file; of a file with regions only these count. */
  readonly answer: string;
  /** The lesson's files by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly ask: AskSynod;
  /** Told of each row as it comes. */
  readonly hear?: (row: Row) => void;
}

/** A row for each check, in order. Throws `bad-answer` for a file whose regions are gone; rejects with what `ask` rejects with. */
export async function judged({ exercise, answer, files, ask, hear = () => {} }: AnswerAsked): Promise<readonly Row[]> {
  const { file } = exercise;
  if (file === null) return [];
  const original = files.get(file) ?? "";
  const judge = new Judge(exercise, new Map([...files, [file, withAnswer(original, answer, file)]]), ask);
  const rows: Row[] = [];
  for (const [index, check] of exercise.checks.entries()) {
    const { pass, found } = await judge.judged(check);
    const row = { index, check, pass, found };
    rows.push(row);
    hear(row);
  }
  return rows;
}

/** Whether all that counts is passed. */
export function isPassed(rows: readonly Row[]): boolean {
  return rows.every(({ pass, check }) => pass || check.isBonus);
}

type Judged = Pick<Row, "pass" | "found">;

const NOTHING: RowFound = {
  outcome: "undecided",
  about: null,
  steps: null,
  loop: null,
  states: null,
  count: null,
  reachable: null,
  text: "",
  mutants: [],
};

class Judge {
  readonly #exercise: Exercise;
  readonly #files: ReadonlyMap<string, string>;
  readonly #ask: AskSynod;
  /** Answers by what was asked. */
  readonly #answers = new Map<string, unknown>();
  /** Why nothing can be asked of the file. */
  #unusable: ErrorAnswer | null = null;

  constructor(exercise: Exercise, files: ReadonlyMap<string, string>, ask: AskSynod) {
    this.#exercise = exercise;
    this.#files = files;
    this.#ask = ask;
  }

  async judged(check: LessonCheck): Promise<Judged> {
    switch (check.kind) {
      case "property":
        return this.#property(check);
      case "mutants":
        return this.#mutants(check);
      case "proof":
        return this.#proof(check);
      case "score":
        return this.#score(check);
      case "declared":
        return this.#declared(check);
    }
  }

  /** Properties of one configuration are judged together: each counterexample is a shortest one even so. */
  async #property(check: PropertyCheck): Promise<Judged> {
    const together = this.#exercise.checks
      .filter((each) => each.kind === "property")
      .filter(({ args }) => args.join("\0") === check.args.join("\0"))
      .map(({ property }) => property);
    const answer = await this.#check(check.args, { properties: [...new Set(together)], keepGoing: true });
    return this.#ofProperty(answer, check);
  }

  #ofProperty(
    answer: CheckAnswerJson,
    { property, is, steps }: Pick<PropertyCheck, "property" | "is" | "steps">,
  ): Judged {
    const found = foundOf(answer, property);
    const wanted = is === "holds" ? found.outcome === "holds" : found.outcome === is;
    return { pass: wanted && (steps === null || found.steps === steps), found };
  }

  async #mutants(check: MutantsCheck): Promise<Judged> {
    const { property, args } = check;
    const asked = { properties: [property], keepGoing: false };
    const right = foundOf(await this.#check(args, asked), property);
    if (right.outcome !== "holds") return { pass: false, found: right };
    const mutants: { readonly mutant: string; readonly steps: number | null; readonly killed: boolean }[] = [];
    for (const { mutant, steps } of check.mutants) {
      const found = foundOf(await this.#check([...args, "--mutant", mutant], asked), property);
      const killed = found.outcome === "violated" && (steps === null || steps === found.steps);
      mutants.push({ mutant, steps: found.steps, killed });
    }
    const count = mutants.filter(({ killed }) => killed).length;
    const found = { ...NOTHING, outcome: "killed", about: property, count, mutants };
    return { pass: count >= check.killed, found };
  }

  async #proof({ prove, args, implies, conjuncts }: ProofCheck): Promise<Judged> {
    const invariants = prove.flatMap((name) => ["--invariant", name]);
    const answer = (await this.#asked("prove", [...args, ...invariants])) as ProofAnswerJson;
    if (isError(answer)) return this.#failed(answer.error);
    const { counterexample } = answer;
    // A claim that is a conjunct itself is none that has to follow; a conjunct that only has its name does not make it one.
    const goal = answer.implies.find((each) => each.property === implies);
    const follows =
      implies === null ||
      (goal === undefined ? answer.conjuncts.some(({ name }) => name === implies) : goal.false === 0);
    const tooMany = conjuncts !== null && answer.conjuncts.length > conjuncts;
    const isInductive = answer.isComplete && answer.initial.outside === 0 && answer.escapes === 0;
    return {
      pass: isInductive && follows && !tooMany,
      found: {
        ...NOTHING,
        outcome: answer.outcome,
        about: counterexample?.broken[0] ?? null,
        states: answer.states,
        steps: counterexample?.before.depth ?? null,
        count: answer.escapes,
        reachable: counterexample?.before.reachable ?? null,
        text: counterexample === null ? "" : traceWords(counterexample.trace),
      },
    };
  }

  async #score({ args, score }: ScoreCheck): Promise<Judged> {
    const answer = (await this.#asked("mutate", args)) as ScoreAnswerJson;
    if (isError(answer)) return this.#failed(answer.error);
    const share = answer.summary?.score ?? null;
    // As the command line rounds it: a score that is printed as 80 % is one.
    const count = share === null ? null : Math.floor(100 * share);
    return { pass: count !== null && count >= score, found: { ...NOTHING, outcome: "score", count } };
  }

  async #declared({ args, declares, mutants }: DeclaredCheck): Promise<Judged> {
    const answer = await this.#check(args, { properties: null, keepGoing: false });
    if (answer.outcome !== "holds") {
      const broken = answer.properties.find(({ outcome }) => outcome === "violated");
      return { pass: false, found: foundOf(answer, broken?.name ?? null) };
    }
    const has = declares.every((kinds) => answer.properties.some(({ kind }) => kinds.includes(kind)));
    if (!has || mutants === 0) return { pass: has, found: { ...NOTHING, outcome: "declared", count: null } };
    const report = (await this.#asked("mutants", [])) as MutantsAnswerJson;
    if (isError(report)) return this.#failed(report.error);
    const { mutants: own = [], unchanged = [] } = report;
    // One that says of itself that it breaks nothing is none that anything catches.
    const caught = own.filter(({ ok, expected }) => ok && expected.property !== null).length;
    const all = [...own, ...unchanged].every(({ ok }) => ok);
    return { pass: all && caught >= mutants, found: { ...NOTHING, outcome: "declared", count: caught } };
  }

  #failed(error: ErrorAnswer): Judged {
    return { pass: false, found: ofError(error) };
  }

  async #check(
    args: readonly string[],
    { properties, keepGoing }: Pick<LessonAsked, "properties" | "keepGoing">,
  ): Promise<CheckAnswerJson> {
    const named = (properties ?? []).flatMap((name) => ["--property", name]);
    return (await this.#asked("check", [...args, ...named, ...(keepGoing ? ["--keep-going"] : [])])) as CheckAnswerJson;
  }

  async #asked(command: CommandName, args: readonly string[]): Promise<unknown> {
    if (this.#unusable !== null) return { outcome: "error", error: this.#unusable, properties: [] };
    const key = [command, ...args].join("\0");
    if (!this.#answers.has(key)) {
      const asked = readAsked(command, [this.#exercise.file ?? "", ...args], (problem) => {
        throw new Error(`the check ${problem}`);
      });
      const answer = await this.#ask(asked, this.#files);
      if (isError(answer) && answer.error.id === "model-does-not-load") this.#unusable = answer.error;
      this.#answers.set(key, answer);
    }
    return this.#answers.get(key);
  }
}

function isError(answer: unknown): answer is { readonly error: ErrorAnswer } {
  return ((answer as { readonly error?: unknown }).error ?? null) !== null;
}

function foundOf({ properties, error, states, complete }: CheckAnswerJson, property: string | null): RowFound {
  if (error !== null) return ofError(error);
  const judged = properties.find(({ name }) => name === property);
  if (judged === undefined) return { ...NOTHING, outcome: "missing", about: property };
  const { name, kind, outcome, steps, loop, trace } = judged;
  const isReach = kind === "reachable";
  const said: Readonly<Record<string, string>> = isReach
    ? { holds: "reached", violated: "never reached" }
    : { holds: complete ? "holds" : "undecided" };
  return {
    ...NOTHING,
    outcome: said[outcome] ?? outcome,
    about: name,
    steps,
    loop,
    states: states.unreduced ?? states.distinct,
    text: trace === null || isReach ? "" : traceWords(trace),
  };
}

function ofError({ code, message, likelyCause, remedy, place, trace }: ErrorAnswer): RowFound {
  const lines = [
    `${code}: ${message}`,
    ...(place ? [place] : []),
    likelyCause,
    remedy,
    ...(trace ? [traceWords(trace)] : []),
  ];
  return { ...NOTHING, outcome: "error", about: code, text: lines.join("\n") };
}
