/** From a suite's file to its report: expanded, selected, ordered, run with one crew. For the command line, and for programs. */
import { type ResultCache, resultCache } from "../cache/result-cache.ts";
import { synodError } from "../errors/errors.ts";
import { threadCrew } from "../explore/pool.ts";
import { contentKey, passKey } from "../suite/content-key.ts";
import { expandSuite, type PlannedCheck } from "../suite/expand.ts";
import { inOrderOfWork, inShard, type KnownStates, type Shard } from "../suite/order.ts";
import { type Explaining, runChecks, type SuiteRun } from "../suite/run-checks.ts";
import type { CheckedEntry, SuiteReport } from "../suite/suite-report.ts";
import { installationId } from "./installation.ts";
import { breathe } from "./interrupt.ts";
import { REASONS_MS, reasonsWithin } from "./reasons.ts";
import type { LoadedSuite } from "./suite-file.ts";
import { suiteModels } from "./suite-model.ts";
import { version } from "./version.ts";

export interface SuiteSelection {
  /** Checks with one of these; absent: all. */
  readonly tag?: readonly string[];
  readonly shard?: Shard;
  /** False: of no check. Absent: as each says. */
  readonly symmetry?: boolean;
  /** Only those whose content key, or what must come out of them, is not that of their last run that passed. */
  readonly changed?: boolean;
  /** What is known of checks on every machine, by the lock: for the order, and for shards. Absent: nothing. */
  readonly known?: KnownStates;
  /** What a lock records of a check, which is looked at as well before one counts as unchanged. Absent: nothing. */
  readonly recorded?: (id: string) => unknown;
  /** False: results of earlier runs are neither looked for nor kept. */
  readonly cache?: boolean;
}

export interface PlannedSuite {
  /** Null: a program's. */
  readonly file: string | null;
  /** All of the suite, in its order. */
  readonly all: readonly PlannedCheck[];
  /** Those to run, smallest first. */
  readonly checks: readonly PlannedCheck[];
  readonly left: SuiteReport["left"];
  readonly installation: string;
  readonly cache: ResultCache;
  readonly recorded: (id: string) => unknown;
}

/** Throws what is wrong with the suite, or with what is asked of it. */
export async function planSuite(suite: LoadedSuite, asked: SuiteSelection): Promise<PlannedSuite> {
  const { tag, shard, symmetry, changed, known = () => null, recorded = () => null } = asked;
  const expanded = await expandSuite(suite.checks, suiteModels(suite.folder, suite.module));
  const all = expanded.map((each) =>
    symmetry === undefined ? each : { ...each, options: { ...each.options, symmetry } },
  );
  const tags = [...new Set(all.flatMap((each) => each.tags))].toSorted();
  for (const each of tag ?? [])
    if (!tags.includes(each)) throw synodError("nothing-selected", { tag: each, known: tags });
  const installation = installationId();
  const cache = resultCache(suite.folder);
  const tagged = all.filter((each) => tag === undefined || tag.some((one) => each.tags.includes(one)));
  const sharded = shard === undefined ? tagged : inShard(tagged, shard, known);
  const isNew = (check: PlannedCheck) => {
    const content = contentKey(check, installation);
    return content === null || !cache.hasPassed(check.id, passKey(check, content, recorded(check.id)));
  };
  const checks = changed ? sharded.filter(isNew) : sharded;
  const whyNot = (check: PlannedCheck) =>
    sharded.includes(check) ? "unchanged" : tagged.includes(check) ? "shard" : "tag";
  const left = all.flatMap((each) => (checks.includes(each) ? [] : [{ id: each.id, why: whyNot(each) } as const]));
  return { file: suite.given, all, checks: inOrderOfWork(checks, known), left, installation, cache, recorded };
}

export interface RunAsked
  extends Pick<SuiteSelection, "cache">,
    Pick<SuiteRun, "signal" | "begins" | "progress" | "judging" | "ends"> {
  readonly workers: number;
  readonly isCausal?: boolean;
}

export interface RanSuite {
  readonly report: SuiteReport;
  readonly isInterrupted: boolean;
  /** What somebody should know and is no failure. */
  readonly notes: readonly string[];
  /** Remembers which checks passed, by a report in which the lock has had its say. */
  readonly notePasses: (report: SuiteReport) => void;
}

export async function runPlanned(planned: PlannedSuite, asked: RunAsked): Promise<RanSuite> {
  const started = performance.now();
  const { workers, cache: isKept = true, isCausal = false, ends, ...watching } = asked;
  const { installation, cache } = planned;
  const crew = workers > 1 ? threadCrew(workers) : null;
  try {
    const entries = await runChecks(planned.checks, {
      ...watching,
      crew,
      installation,
      memory: isKept ? cache : null,
      ends: (entry, check) => ends?.(entry, check),
      explain: explaining,
      isCausal,
    });
    await breathe();
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const open = planned.checks.filter(({ id }) => !byId.has(id));
    const whys = new Map([
      ...planned.left.map((each) => [each.id, each] as const),
      ...open.map(({ id }) => [id, { id, why: "interrupted" }] as const),
    ]);
    const report: SuiteReport = {
      schemaVersion: 1,
      synod: version(),
      config: planned.file,
      wallMs: performance.now() - started,
      checks: planned.all.flatMap(({ id }) => byId.get(id) ?? []),
      left: planned.all.flatMap(({ id }) => whys.get(id) ?? []),
    };
    cache.tidy();
    const problem = cache.problem();
    const notePasses = ({ checks }: SuiteReport) => {
      if (!isKept) return;
      const passed = new Set(checks.filter(isPassed).map(({ id }) => id));
      for (const check of planned.checks) {
        const content = contentKey(check, installation);
        if (content !== null && passed.has(check.id))
          cache.notePass(check.id, passKey(check, content, planned.recorded(check.id)));
      }
    };
    const notes = problem === null ? [] : [`note: ${problem}`];
    return { report, isInterrupted: open.length > 0, notes, notePasses };
  } finally {
    await crew?.close();
  }
}

/** As expected, and by a search that came to its end: what a limit cut short may come out otherwise another time. */
function isPassed({ surprises, verdict }: CheckedEntry): boolean {
  return surprises.length === 0 && (verdict.ending === "complete" || verdict.ending === "violation");
}

const explaining: SuiteRun["explain"] = (model, against): Explaining => {
  const before = process.cpuUsage();
  const reasons = reasonsWithin(model, against);
  return {
    reasons,
    isCut: () => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000 >= REASONS_MS;
    },
  };
};
