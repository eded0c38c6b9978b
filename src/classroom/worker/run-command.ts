/**
 * A command of a lesson, run in a page: the same functions that the command line runs, on one thread, and answered as its
 * `--json` and its text are.
 */
import { check } from "../../check/check.ts";
import type { Counterexample } from "../../check/counterexample.ts";
import { exitCodeOf } from "../../check/exit-code.ts";
import type { LessonAsked } from "../../course/asked.ts";
import { formatError, isSynodError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { noteDescent } from "../../model/origin.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { entriesOf, runCatalogue } from "../../mutants/catalogue.ts";
import { mutantsExitCode } from "../../mutants/mutants-exit-code.ts";
import { mutantsReport } from "../../mutants/mutants-report.ts";
import { mutationReport } from "../../mutants/mutation-report.ts";
import type { MutationResult } from "../../mutants/mutation-score.ts";
import type { Result } from "../../mutants/result.ts";
import { observedMutations, runMutations } from "../../mutants/run-mutations.ts";
import { prove } from "../../prove/prove.ts";
import { mutantsSummaryText, mutantsTable } from "../../report/mutants-text.ts";
import { mutationSummaryText, mutationTable } from "../../report/mutation-text.ts";
import type { NeverReached } from "../../report/never-reached.ts";
import { plainPaint } from "../../report/paint.ts";
import { proofJson } from "../../report/proof-json.ts";
import { proofText } from "../../report/proof-text.ts";
import { checkJson, failureJson } from "../../report/verdict-json.ts";
import { checkText } from "../../report/verdict-text.ts";
import { watchedReasons } from "../../report/watched-reasons.ts";
import { reasonsTexts } from "../../report/why-text.ts";
import type { Reasons } from "../../why/reasons.ts";
import { withoutMutant } from "../../why/without-mutant.ts";
import { foundByName } from "./found.ts";
import type { CommandAnswer, CommandQuestion, WorkerProgress } from "./question.ts";

/** So long a page waits for reasons: what is found by then is what there is. */
const REASONS_MS = 5000;
const PAGE = { paint: plainPaint, width: 80 };

/** Null: nothing is known, but that it goes on. */
type Tell = (progress: WorkerProgress | null) => void;
const BEAT_MS = 500;

/** Answers, with the object of an error as well; rejects with what is none of the model's. */
export async function ranCommand(question: CommandQuestion, tell: Tell): Promise<CommandAnswer> {
  try {
    return await answered(question, tell);
  } catch (error) {
    if (!isSynodError(error)) throw error;
    const { command, mutant } = question.asked;
    const about = { model: question.asked.model, parameters: {}, mutant };
    const json = failureJson(error, about) as CommandAnswer["json"];
    return { command, json, exit: error.exitCode, text: formatError(error) };
  }
}

async function answered({ asked, files }: CommandQuestion, tell: Tell): Promise<CommandAnswer> {
  const remake = await foundByName(asked.model, files);
  switch (asked.command) {
    case "check":
      return checked(asked, remake, tell);
    case "prove":
      return proved(asked, remake, tell);
    case "mutate":
      return mutated(asked, remake, tell);
    case "mutants":
      return judgedMutants(asked, remake, tell);
  }
}

type Remake = Awaited<ReturnType<typeof foundByName>>;

/** A check, as the worker of a page does it (page/checker/answer.ts), with reasons in its JSON. */
async function searched(asked: LessonAsked, remake: Remake, tell: Tell) {
  const { parameters: given, mutant, properties, fairness, symmetry, keepGoing } = asked;
  const found = remake();
  const instance = instantiate(found, given, mutant);
  const { model, parameters } = instance;
  const defaults = defaultsOf(found.protocol.protocol.parameters);
  noteDescent(model, { declaration: null, parameters, defaults, mutant, isSaid: true, elsewhere: null });
  const result = await check(model, {
    keepGoing,
    ...(properties !== null && { properties }),
    ...(fairness !== null && { fairness }),
    ...(symmetry !== null && { symmetry }),
    name: found.name,
    parameters,
    mutant,
    again: async () => instantiate(remake(), parameters, mutant).model,
    progress: ({ level, distinct }) => tell({ level, distinct }),
  });
  return { found, instance, result };
}

async function checked(asked: LessonAsked, remake: Remake, tell: Tell): Promise<CommandAnswer> {
  const { found, instance, result } = await searched(asked, remake, tell);
  const against = asked.mutant === null ? null : withoutMutant(found, instance, asked.mutant);
  const known = new Map<unknown, Reasons>();
  const until = performance.now() + REASONS_MS;
  const deadline = { isOver: () => performance.now() > until };
  const reasons = (shown: Counterexample | NeverReached): Reasons => {
    const key = "property" in shown ? shown.property : shown;
    const before = known.get(key);
    const found =
      before ?? watchedReasons(instance.model, shown as Parameters<typeof watchedReasons>[1], { deadline, against });
    known.set(key, found);
    return found;
  };
  return {
    command: "check",
    json: checkJson(result, null, undefined, reasons),
    exit: exitCodeOf(result.verdict),
    text: [checkText(result, { ...PAGE, place: null }), ...reasonsTexts(result, reasons, PAGE)].join("\n\n"),
  };
}

/**
 * A proof goes through its states in one go, and asks now and then whether it is to end: a sign of life for whoever would take it
 * for a closure that does not end.
 */
function beating(tell: Tell): AbortSignal {
  const { signal } = new AbortController();
  let last = performance.now();
  Object.defineProperty(signal, "aborted", {
    get: () => {
      const now = performance.now();
      if (now - last > BEAT_MS) {
        last = now;
        tell(null);
      }
      return false;
    },
  });
  return signal;
}

async function proved(
  { parameters: given, mutant, invariants }: LessonAsked,
  remake: Remake,
  tell: Tell,
): Promise<CommandAnswer> {
  const found = remake();
  const { model, parameters } = instantiate(found, given, mutant);
  const proof = {
    ...(await prove(model, { invariant: invariants, signal: beating(tell) })),
    model: found.name,
    parameters,
    mutant,
  };
  const exit =
    proof.outcome === "proved"
      ? exitCodes.ok
      : proof.outcome === "undecided"
        ? exitCodes.undecided
        : exitCodes.notInductive;
  return {
    command: "prove",
    json: proofJson(proof),
    exit,
    text: proofText(proof, defaultsOf(found.protocol.protocol.parameters), PAGE),
  };
}

/** How many changes of its rules a model notices; of one that does not hold, its verdict. */
async function mutated(asked: LessonAsked, remake: Remake, tell: Tell): Promise<CommandAnswer> {
  const { found, instance, result } = await searched(asked, remake, tell);
  if (result.verdict.outcome !== "holds") return checked(asked, remake, tell);
  const { model, parameters } = instance;
  const { signal } = new AbortController();
  const mutations = await observedMutations(model, signal);
  const results: MutationResult[] = [];
  const watch = () => ({ show: () => {}, clear: () => {} });
  for await (const each of runMutations(model, mutations, { unchanged: result.verdict, signal, watch })) {
    results.push(each);
    tell({ distinct: results.length, level: mutations.length });
  }
  const run = { model: found.name, parameters, results, interrupted: false, wallMs: 0 };
  const table = mutationTable(
    mutations.map(({ rule }) => rule),
    PAGE,
  );
  return {
    command: "mutate",
    json: mutationReport(run) as unknown as CommandAnswer["json"],
    exit: exitCodes.ok,
    text: [table.head, ...results.map(table.row), "", mutationSummaryText(run, PAGE)].join("\n"),
  };
}

/** Whether each deliberate mistake is caught, as it says it is. */
async function judgedMutants({ mutant }: LessonAsked, remake: Remake, tell: Tell): Promise<CommandAnswer> {
  const found = remake();
  const entries = entriesOf(found, mutant === null ? undefined : [mutant], false, (home) => home);
  const results: Result[] = [];
  const run = runCatalogue([entries], {
    check: ({ name }, { model, parameters }, asked) => check(model, { ...asked, name, parameters }),
    signal: new AbortController().signal,
    watch: () => ({ show: () => {}, clear: () => {} }),
  });
  for await (const result of run) {
    results.push(result);
    tell({ distinct: results.length, level: entries.length });
  }
  const report = mutantsReport({ results, wallMs: 0, interrupted: false });
  const table = mutantsTable(
    entries.map(({ name }) => name),
    PAGE,
  );
  return {
    command: "mutants",
    json: report as unknown as CommandAnswer["json"],
    exit: mutantsExitCode(results, false),
    text: [table.head, ...results.map(table.rows), "", mutantsSummaryText(results, 0, PAGE)].join("\n"),
  };
}
