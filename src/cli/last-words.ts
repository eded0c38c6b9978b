/**
 * What is printed for a command that was told to stop and did not: it is in the midst of something that nobody can
 * interrupt from within, such as a closure of the model. Says what is known, and claims nothing else.
 */
import { platform } from "#platform";
import { exitCodeOf } from "../check/exit-code.ts";
import { durationOf } from "../check/limits.ts";
import { asSynodError, reviveError, type SynodError, synodError, toPlainError } from "../errors/errors.ts";
import { type HaltReason, reasonOf } from "../halt.ts";
import { checkBrief } from "../report/brief/check-brief.ts";
import { plainPaint } from "../report/paint.ts";
import { checkJson, failureJson } from "../report/verdict-json.ts";
import { checkText } from "../report/verdict-text.ts";
import { NOTHING_FOUND } from "../verify/nothing-found.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { Account } from "./account.ts";
import { asFlags } from "./flags.ts";
import { pageWidth, type Streams } from "./streams.ts";
import { noteError, type Terminal } from "./terminal.ts";
import type { AskedNews } from "./thread-message.ts";

export interface Known {
  readonly account: Account;
  readonly asked: AskedNews | null;
  readonly doing: string | null;
  readonly verdict: Verdict | null;
  /** Milliseconds allowed; null: as long as it takes. */
  readonly limitMs: number | null;
  readonly elapsedMs: number;
  /** Whether the answer is to be brief. */
  readonly isBrief: boolean;
}

/** Prints them, nothing having been printed as an answer; answers the exit code. */
export function lastWords(known: Known, terminal: Terminal): number {
  const { asked, verdict } = known;
  if (verdict !== null) return retold(verdict, known.isBrief, terminal);
  const error = endingOf(known);
  if (asked?.isCheck) {
    const undecided = verdictSoFar(known, asked, error);
    print({ verdict: undecided, counterexamples: [] }, known.isBrief, terminal);
    return exitCodeOf(undecided);
  }
  if (terminal.json)
    terminal.print(JSON.stringify(failureJson(error, asked ?? { model: null, parameters: {}, mutant: null }, asFlags)));
  noteError(error, terminal);
  return error.exitCode;
}

/** Of a thread that ended by itself, or could not go on. */
export function obituary(problem: string, cause: unknown, { account, asked }: Known, terminal: Terminal): number {
  const error = cause === null ? synodError("worker-died", { problem }) : asSynodError(cause);
  if (terminal.json && !account.answered)
    terminal.print(JSON.stringify(failureJson(error, asked ?? { model: null, parameters: {}, mutant: null }, asFlags)));
  noteError(error, terminal);
  return error.exitCode;
}

/** A verdict whose traces were still being written. */
function retold(verdict: Verdict, isBrief: boolean, terminal: Terminal): number {
  print({ verdict, counterexamples: [] }, isBrief, terminal);
  terminal.note("interrupted before everything was printed: traces are missing");
  return exitCodeOf(verdict);
}

function print(result: Parameters<typeof checkJson>[0], isBrief: boolean, terminal: Terminal): void {
  if (isBrief) {
    const exitCode = exitCodeOf(result.verdict);
    const whole = "the same command without --brief";
    terminal.print(checkBrief(result, { exitCode, place: null, reasons: [], next: null, whole, wording: asFlags }));
    return;
  }
  terminal.print(
    terminal.json
      ? JSON.stringify(checkJson(result, null, asFlags))
      : checkText(result, { ...terminal.page, place: null }),
  );
  const { outcome, error } = result.verdict;
  if (outcome === "error" && error !== null) noteError(reviveError(error), terminal);
}

function endingOf({ account, doing, limitMs }: Known): SynodError {
  const { distinct: states, level: depth } = account.progress;
  const during = doing === null ? {} : { during: doing };
  const reason: HaltReason | null = reasonOf(account.stopped);
  return reason === "time" && limitMs !== null
    ? synodError("limit-reached", { option: "timeMs", limit: durationOf(limitMs), states, depth, ...during })
    : synodError("interrupted", { states, depth, ...during });
}

function verdictSoFar(
  { account, elapsedMs }: Known,
  { model, parameters, mutant }: AskedNews,
  error: SynodError,
): Verdict {
  const { distinct, generated, level, engine } = account.progress;
  return {
    ...NOTHING_FOUND,
    engine,
    model: model ?? "model",
    parameters,
    defaults: {},
    mutant,
    outcome: "undecided",
    states: { distinct, generated, depth: level },
    ending: error.id === "limit-reached" ? "time" : "interrupted",
    store: "compact",
    workers: 1,
    alone: null,
    fairness: null,
    wallMs: elapsedMs,
    peakRssBytes: platform.peakRssBytes(),
    error: toPlainError(error),
  };
}

/** This thread's own terminal, for words of its own. */
export function plainTerminal(
  json: boolean,
  { stdout }: Streams,
  write: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Terminal {
  return {
    json,
    page: { paint: plainPaint, width: pageWidth(stdout), wording: asFlags },
    notePaint: plainPaint,
    isWatched: false,
    noteWidth: 80,
    print: (text) => write.out(`${text}\n`),
    note: (text) => write.err(`${text}\n`),
    rewrite: () => {},
    flush: async () => {},
  };
}
