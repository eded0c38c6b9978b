#!/usr/bin/env node
/**
 * The program `synod`: the thread that has the terminal. The command runs in a thread of its own (command.ts), so that this
 * one always hears signals and the clock. It tells the command to stop, waits for its answer, and gives one itself when
 * none comes; removes what lies about; and leaves once everything printed has gone out, with the exit code. What would
 * otherwise end the program silently or with a stack trace (a closed pipe, a full disk, a stray rejection, a model that
 * calls process.exit) ends it in order.
 */
import { rmSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { PlainError } from "../errors/errors.ts";
import { INTERRUPTED, TIME_IS_UP } from "../halt.ts";
import { Account } from "./account.ts";
import type { Known } from "./last-words.ts";
import { outlet } from "./outlet.ts";
import { streamFacts } from "./streams.ts";
import { type CommandData, type News, VERDICT_FILE } from "./thread-message.ts";

/** How long a command that was told to stop may take to answer: by a signal; by the clock, when there may be a trace to write. */
const GRACE_MS = 700;
const TIME_GRACE_MS = 2000;
/** Signals closer to the first one than this are the same wish: a terminal sends one to each process of a group. */
const ONE_WISH_MS = 1000;
/** How long what was printed may take to go out, once somebody has asked to stop. */
const DRAIN_MS = 1000;
/** What a shell reports of a process that a signal ended. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const argv = process.argv.slice(2);
const json = argv.includes("--json");
const account = new Account(performance.timeOrigin);
const facts = streamFacts();
const folders: string[] = [];
const known: { -readonly [K in keyof Known]: Known[K] } = {
  account,
  asked: null,
  doing: null,
  verdict: null,
  limitMs: null,
  elapsedMs: 0,
  isBrief: argv.includes("--brief"),
};
let exitCode: number | null = null;
/** That of the verdict, once it is known. */
let verdictCode: number | null = null;
let leavingWith: number | null = null;
let isEnding = false;
/** Whether it is being told that nothing can be printed. */
let isMute = false;
let firstSignalAt = Number.NaN;

process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const [signal, code] of Object.entries(signals)) process.on(signal, () => interrupt(code));
process.on("uncaughtException", (error) => void die("an unexpected error", error));

const stdout = outlet(process.stdout, (error) => void cannotPrint(error));
const stderr = outlet(process.stderr, () => {});
const worker = new Worker(createRequire(import.meta.url).resolve("#command"), {
  name: "synod",
  stdout: true,
  stderr: true,
  workerData: {
    argv,
    script: process.argv[1] ?? "synod",
    ...facts,
    account: account.memory,
    startedAt: account.startedAt,
  } satisfies CommandData,
});
stdout.follow(worker.stdout);
stderr.follow(worker.stderr);
worker.on("message", hear);
worker.on("error", (error) => void die("an unexpected error", error));
worker.on("exit", () => {
  if (isEnding) return;
  if (exitCode !== null) void leave(exitCode);
  else void die("the process was ended before the command was done", null);
});

function hear(news: News): void {
  switch (news.kind) {
    case "temporary":
      folders.push(news.folder);
      return;
    case "asked":
      known.asked = news;
      return;
    case "doing":
      known.doing = news.what;
      return;
    case "time":
      known.limitMs = news.limitMs;
      setTimeout(() => stop(TIME_IS_UP), Math.max(0, Math.min(news.limitMs - performance.now(), 2 ** 31 - 1))).unref();
      return;
    case "verdict":
      // For the `--watch` that started this process.
      if (process.env[VERDICT_FILE] !== undefined)
        writeFileSync(process.env[VERDICT_FILE], JSON.stringify(news.verdict));
      known.verdict = news.verdict;
      verdictCode = news.exitCode;
      return;
    case "failed":
      void dieOf(news.error);
      return;
    case "done":
      exitCode = news.exitCode;
  }
}

/** The first signal asks the command to stop; another one, later than by accident, ends the process. */
function interrupt(code: number): void {
  const now = performance.now();
  if (now - firstSignalAt >= ONE_WISH_MS) process.exit(code);
  if (!Number.isNaN(firstSignalAt)) return;
  firstSignalAt = now;
  // What was printed is not waited for any more: its reader may have gone to sleep.
  setTimeout(() => process.exit(leavingWith ?? exitCode ?? verdictCode ?? 20), GRACE_MS + DRAIN_MS).unref();
  stop(INTERRUPTED);
}

function stop(reason: number): void {
  account.stop(reason);
  // A search has a clock of its own.
  if (reason === INTERRUPTED) worker.postMessage("halt");
  setTimeout(() => void answer(), reason === TIME_IS_UP ? TIME_GRACE_MS : GRACE_MS);
}

/** In place of the command. */
async function answer(): Promise<void> {
  if (exitCode !== null || isEnding) return;
  // It is on its way out of the other thread: only what was not begun can be said by this one instead.
  if (account.answered) return;
  isEnding = true;
  known.elapsedMs = performance.now();
  stdout.deafen();
  stderr.deafen();
  const { lastWords, plainTerminal } = await import("./last-words.ts");
  await leave(lastWords(known, plainTerminal(json, facts, { out: stdout.write, err: stderr.write })));
}

async function dieOf(error: PlainError): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  if (!account.answered) {
    stdout.deafen();
    stderr.deafen();
  }
  const { reviveError } = await import("../errors/errors.ts");
  await bury("an unexpected error", reviveError(error));
}

async function die(problem: string, cause: unknown): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await bury(problem, cause);
}

async function bury(problem: string, cause: unknown): Promise<void> {
  const { obituary, plainTerminal } = await import("./last-words.ts");
  await leave(obituary(problem, cause, known, plainTerminal(json, facts, { out: stdout.write, err: stderr.write })));
}

/** A full disk, a device that is gone. A reader that has seen enough (`synod list | head`) is no reason to fail. */
async function cannotPrint(error: NodeJS.ErrnoException): Promise<void> {
  if (error.code === "EPIPE" || isMute) return;
  isEnding = true;
  isMute = true;
  const { formatError, synodError } = await import("../errors/errors.ts");
  const coded = synodError("output-lost", { problem: error.code ?? error.message });
  try {
    writeSync(2, `${formatError(coded)}\n`);
  } finally {
    process.exit(coded.exitCode);
  }
}

async function leave(code: number): Promise<void> {
  leavingWith = code;
  await stdout.flush();
  await stderr.flush();
  // A stream that failed just now says so first (cannotPrint).
  setImmediate(() => {
    if (!isMute) process.exit(code);
  });
}
