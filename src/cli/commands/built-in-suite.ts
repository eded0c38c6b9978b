/** `synod suite` where there is no suite: the built-in protocols, row by row, and the mistake of the text that they come from. */
import type { CheckResult } from "../../check/check-result.ts";
import { countOf, countText } from "../../errors/counts.ts";
import { formatError, reviveError } from "../../errors/errors.ts";
import { exitCodes } from "../../errors/exit-codes.ts";
import { instantiate } from "../../model/instance.ts";
import { counterexampleText } from "../../report/counterexample-text.ts";
import { durationText } from "../../report/quantities.ts";
import { subjectText } from "../../report/subject-text.ts";
import { type Column, tableText, titlesOf } from "../../report/table.ts";
import { outcomeText, shownOf } from "../../report/verdict-text.ts";
import { wrap } from "../../report/wrap.ts";
import { defaultWorkers } from "../arguments.ts";
import { commandName } from "../command-name.ts";
import { findModel } from "../find-model.ts";
import { asFlags } from "../flags.ts";
import { interruptible } from "../interrupt.ts";
import { progressLine } from "../progress.ts";
import { runCheck } from "../run-check.ts";
import { type SuiteCheck, suiteChecks, textsMistake, WORTH_WORKERS } from "../suite-checks.ts";
import type { Terminal } from "../terminal.ts";

/** The command line, as far as it is of the built-in protocols. */
export interface BuiltInSuiteRequest {
  readonly workers?: number;
  readonly symmetry?: boolean;
}

/** 0 iff everything came out as expected. */
export async function builtInSuite(request: BuiltInSuiteRequest, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const threads = request.workers ?? defaultWorkers();
  const { symmetry } = request;
  return interruptible(async (signal) => {
    const { print, page } = terminal;
    const columns = columnsFor(page.width, symmetry);
    const surprises: string[] = [];
    const visits = symmetry === false ? "" : "; of states that are renamings of each other one is visited";
    print("no synod.config.ts here, so the built-in protocols are checked;");
    print(`\`${commandName()} init\` writes a first suite of your own\n`);
    print(
      wrap(
        `Every reachable state of each protocol, with up to ${countOf(threads, "worker")}${visits}:`,
        page.width,
      ).join("\n"),
    );
    print("");
    print(page.paint.dim(tableText(columns, [titlesOf(columns)])));
    for (const expected of suiteChecks) {
      const workers = expected.distinct >= WORTH_WORKERS ? threads : 1;
      const result = await checkOne(expected, { workers, mutant: null, symmetry, signal }, terminal);
      if (signal.aborted) return interrupted(terminal);
      const wrong = differences(expected, result);
      print(tableText(columns, [rowOf(expected, result, { isWrong: wrong.length > 0, symmetry }, terminal)]));
      if (wrong.length > 0) surprises.push(`${subjectText(result.verdict)}: ${wrong.join(", ")}`);
    }
    surprises.push(...(await showMistake(signal, terminal)));
    if (signal.aborted) return interrupted(terminal);
    print(`\n${closing(page.paint.dim, performance.now() - started)}`);
    for (const surprise of surprises) terminal.note(terminal.notePaint.red(`not as expected: ${surprise}`));
    return surprises.length === 0 ? exitCodes.ok : exitCodes.countsDiffer;
  });
}

type Checked = Pick<SuiteCheck, "model" | "parameters">;

async function checkOne(
  { model, parameters }: Checked,
  {
    symmetry,
    ...given
  }: {
    readonly workers: number;
    readonly mutant: string | null;
    readonly symmetry: boolean | undefined;
    readonly signal: AbortSignal;
  },
  terminal: Terminal,
): Promise<CheckResult> {
  const found = await findModel(model);
  const progress = progressLine(terminal, `${model}: `);
  const options = { ...given, progress: progress.show, ...(symmetry !== undefined && { symmetry }) };
  return runCheck(found, instantiate(found, parameters, given.mutant), options).finally(progress.clear);
}

function differences({ distinct, generated, depth }: SuiteCheck, { verdict }: CheckResult): string[] {
  if (verdict.outcome === "error" && verdict.error !== null) return [asFlags(formatError(reviveError(verdict.error)))];
  const { states } = verdict;
  const wrong: string[] = [];
  if (verdict.outcome !== "holds") wrong.push(`it is ${verdict.outcome}, not holds`);
  const all = states.unreduced ?? states.distinct;
  if (all !== distinct) wrong.push(`${countOf(all, "distinct state")}, not ${countText(distinct)}`);
  // With symmetry these are the steps of the states visited, which nobody has published.
  if (generated !== null && verdict.reductions.length === 0 && states.generated !== generated)
    wrong.push(`${countOf(states.generated, "generated state")}, not ${countText(generated)}`);
  if (states.depth !== depth) wrong.push(`depth ${states.depth}, not ${depth}`);
  return wrong;
}

function columnsFor(width: number, symmetry: boolean | undefined): Column[] {
  const right = "right" as const;
  const others = [8, 7, 9, 5, 6];
  const fixed = 16 + others.reduce((sum, each) => sum + each, 0) + 2 * 6;
  return [
    { title: "model", width: 16 },
    // Broken at a space where the page is narrow.
    { title: "parameters", width: Math.max(18, Math.min(36, width - fixed)) },
    { title: "verdict", width: 8 },
    { title: "states", width: 7, align: right },
    { title: symmetry === false ? "generated" : "visited", width: 9, align: right },
    { title: "depth", width: 5, align: right },
    { title: "time", width: 6, align: right },
  ];
}

function rowOf(
  { model, parameters }: Checked,
  { verdict }: CheckResult,
  { isWrong, symmetry }: { readonly isWrong: boolean; readonly symmetry: boolean | undefined },
  { page }: Terminal,
): string[] {
  const { distinct, unreduced, generated, depth } = verdict.states;
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const mark = isWrong ? page.paint.red : (text: string) => text;
  return [
    model,
    settings.join(" "),
    outcomeText(verdict.outcome, page),
    mark(countText(unreduced ?? distinct)),
    mark(countText(symmetry === false ? generated : distinct)),
    mark(String(depth)),
    durationText(verdict.wallMs),
  ];
}

/** The mutant that reads the text as it is written; what was not as expected of it. */
async function showMistake(signal: AbortSignal, terminal: Terminal): Promise<string[]> {
  const { mutant, property, steps, quotation } = textsMistake;
  const { page, print } = terminal;
  const result = await checkOne(textsMistake, { workers: 1, mutant, symmetry: undefined, signal }, terminal);
  const { verdict, counterexamples } = result;
  const shown = counterexamples.find((each) => each.property === property);
  const length =
    verdict.properties.find(({ name, outcome }) => name === property && outcome === "violated")?.steps ?? null;
  const subject = subjectText(verdict);
  if (signal.aborted) return [];
  if (shown === undefined || length === null) return [`${subject}: ${property} is not violated`];
  const intro = `The text lets a proposer take “${quotation}”, the one that more than half of all the replies report. With its own value where no value has more than half (${subject}), two values get chosen:`;
  print(`\n${wrap(intro, page.width).join("\n")}\n\n${counterexampleText(shown, shownOf(verdict, shown), page)}`);
  return length === steps ? [] : [`${subject}: ${property} is violated after ${length} steps, not ${steps}`];
}

function interrupted(terminal: Terminal): number {
  terminal.note("interrupted");
  return exitCodes.undecided;
}

function closing(dim: (text: string) => string, wallMs: number): string {
  const synod = commandName();
  const next = [
    [`${synod} list`, "what there is to check"],
    [`${synod} check paxos-retold --mutant p-tie ballots=3`, "another mistake"],
    [`${synod} mutants basic-paxos`, "the text's other mistakes"],
    [`${synod} check ./my-model.ts`, "a model of your own"],
  ] as const;
  const column = Math.max(...next.map(([command]) => command.length)) + 2;
  const lines = next.map(([command, purpose]) => `  ${command.padEnd(column)}${dim(purpose)}`);
  return [dim(`all in ${durationText(wallMs)}`), "", "What next:", ...lines].join("\n");
}
