/** A suite run from a program: what it is asked, looked at; all that runs it is loaded then. */
import { resolve } from "node:path";
import { checkWorkers } from "../check/check-options.ts";
import { closed, keysOf, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import type { Suite } from "../suite/define.ts";
import type { Shard } from "../suite/order.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";

/** How `runSuite` is to go about it. */
export interface RunSuiteOptions {
  /** That paths of models are from: `folder: import.meta.dirname`. Absent: the current folder; of a suite's file, its own. */
  readonly folder?: string;
  /** Checks with one of these tags only: `tags: ["quick"]`. Absent: all. Throws SYN122 for one that there is not. */
  readonly tags?: readonly string[];
  /** One part of several of about the same work: `shard: { number: 1, of: 3 }`. */
  readonly shard?: Shard;
  /** Threads that search: `workers: 4`. Absent: the calling one alone. */
  readonly workers?: number;
  /** `cache: true` looks for results of earlier runs, and keeps those of this one, as the command does. */
  readonly cache?: boolean;
  /** Ends the run when it is aborted; what is not done by then is in `left`: `signal: AbortSignal.timeout(60_000)`. */
  readonly signal?: AbortSignal;
  /** Told of each check when it is done: `done: ({ id, surprises }) => console.log(id, surprises.length)`. */
  readonly done?: (entry: CheckedEntry) => void;
}

const OPTIONS = keysOf<RunSuiteOptions>({
  folder: true,
  tags: true,
  shard: true,
  workers: true,
  cache: true,
  signal: true,
  done: true,
});

/**
 * Runs the checks of a suite, or of the file that exports one, and says what came of each: in `checks`, where `surprises` are
 * what is not as expected. What is wrong with one check is a surprise of it; it rejects for what is wrong with the suite.
 *
 * @throws SynodError SYN120 and SYN121 for what is no suite, SYN122 for a tag that there is not, SYN211 and SYN212 for options
 * that there are not.
 *
 * @example
 * ```ts
 * const report = await runSuite(defineSuite({ checks: [{ model: "two-phase-commit", parameters: { participants: [2, 3] } }] }));
 * for (const { id, surprises } of report.checks) console.log(id, surprises.length === 0 ? "as expected" : surprises[0]?.text);
 * ```
 */
export async function runSuite(suite: Suite | string, options: RunSuiteOptions = {}): Promise<SuiteReport> {
  const wrong = (subject: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject, problem, expected });
  closed(options, OPTIONS, (problem, slip) =>
    slip === undefined
      ? wrong("what runSuite(...) is given for options", problem, "an object")
      : synodError("unknown-key", { subject: "the options of runSuite(...)", ...slip }),
  );
  const { folder, tags, shard, workers, cache = false, signal = new AbortController().signal, done } = options;
  const threads = checkWorkers(workers);
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((each) => typeof each === "string")))
    throw wrong("the option tags of runSuite(...)", `is ${kindOfValue(tags)}`, "a list of names");
  if (folder !== undefined && typeof folder !== "string")
    throw wrong("the option folder of runSuite(...)", `is ${kindOfValue(folder)}`, "the path of a folder");
  if (shard !== undefined && !isShard(shard))
    throw wrong("the option shard of runSuite(...)", `is ${kindOfValue(shard)}`, "{ number: 1, of: 3 }");
  const { planSuite, runPlanned } = await import("./run-suite.ts");
  const selection = { ...(tags !== undefined && { tag: tags }), ...(shard !== undefined && { shard }) };
  const at = resolve(folder ?? ".");
  const planned = await planSuite(await suiteOf(suite, at), selection);
  const { report, notePasses } = await runPlanned(planned, {
    workers: threads,
    cache,
    signal,
    ...(done !== undefined && { ends: (entry) => done(entry) }),
  });
  notePasses(report);
  return report;
}

async function suiteOf(suite: Suite | string, folder: string) {
  const { findSuiteFile, loadSuiteFile } = await import("./suite-file.ts");
  if (typeof suite === "string") {
    const file = findSuiteFile(suite, folder);
    if (file !== null) return loadSuiteFile(file);
  }
  const { readSuite } = await import("../suite/read-suite.ts");
  return { given: null, folder, module: null, checks: readSuite(suite, "the suite") };
}

function isShard(shard: unknown): shard is Shard {
  const { number, of } = shard as Shard;
  return Number.isInteger(number) && Number.isInteger(of) && number >= 1 && number <= of;
}
