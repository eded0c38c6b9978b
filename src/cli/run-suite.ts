/** From a suite's file to its report: expanded, selected, ordered, run with one crew. For the command line, and for programs. */
import { synodError } from "../errors/errors.ts";
import { threadCrew } from "../explore/pool.ts";
import { expandSuite, type PlannedCheck } from "../suite/expand.ts";
import { inOrderOfWork, inShard, type KnownStates, type Shard } from "../suite/order.ts";
import { type Explaining, runChecks, type SuiteMemory, type SuiteRun } from "../suite/run-checks.ts";
import type { SuiteReport } from "../suite/suite-report.ts";
import { installationId } from "./installation.ts";
import { breathe } from "./interrupt.ts";
import { REASONS_MS, reasonsWithin } from "./reasons.ts";
import { loadSuiteFile, type SuiteFile } from "./suite-file.ts";
import { suiteModels } from "./suite-model.ts";
import { version } from "./version.ts";

export interface SuiteSelection {
  /** Checks with one of these; absent: all. */
  readonly tag?: readonly string[];
  readonly shard?: Shard;
  /** False: of no check. Absent: as each says. */
  readonly symmetry?: boolean;
}

export interface PlannedSuite {
  readonly file: SuiteFile;
  /** All of the suite, in its order. */
  readonly all: readonly PlannedCheck[];
  /** Those to run, smallest first. */
  readonly checks: readonly PlannedCheck[];
  readonly left: SuiteReport["left"];
}

/** Throws what is wrong with the suite, or with what is asked of it. */
export async function planSuite(file: SuiteFile, { tag, shard, symmetry }: SuiteSelection): Promise<PlannedSuite> {
  const { checks: read } = await loadSuiteFile(file);
  const expanded = await expandSuite(read, suiteModels(file.folder));
  const all = expanded.map((each) =>
    symmetry === undefined ? each : { ...each, options: { ...each.options, symmetry } },
  );
  const known: KnownStates = () => null;
  const tags = [...new Set(all.flatMap((each) => each.tags))].toSorted();
  for (const each of tag ?? [])
    if (!tags.includes(each)) throw synodError("nothing-selected", { tag: each, known: tags });
  const tagged = all.filter((each) => tag === undefined || tag.some((one) => each.tags.includes(one)));
  const sharded = shard === undefined ? tagged : inShard(tagged, shard, known);
  const left = all.flatMap((each) =>
    sharded.includes(each) ? [] : [{ id: each.id, why: tagged.includes(each) ? "shard" : "tag" } as const],
  );
  return { file, all, checks: inOrderOfWork(sharded, known), left };
}

export interface RunAsked extends Pick<SuiteRun, "signal" | "begins" | "progress" | "judging" | "ends"> {
  readonly workers: number;
  readonly memory?: SuiteMemory | null;
  readonly isCausal?: boolean;
}

export interface RanSuite {
  readonly report: SuiteReport;
  readonly isInterrupted: boolean;
  /** What somebody should know and is no failure. */
  readonly notes: readonly string[];
}

export async function runPlanned(planned: PlannedSuite, asked: RunAsked): Promise<RanSuite> {
  const started = performance.now();
  const { workers, memory = null, isCausal = false, ...watching } = asked;
  const crew = workers > 1 ? threadCrew(workers) : null;
  try {
    const entries = await runChecks(planned.checks, {
      ...watching,
      crew,
      installation: installationId(),
      memory,
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
      config: planned.file.given,
      wallMs: performance.now() - started,
      checks: planned.all.flatMap(({ id }) => byId.get(id) ?? []),
      left: planned.all.flatMap(({ id }) => whys.get(id) ?? []),
    };
    return { report, isInterrupted: open.length > 0, notes: [] };
  } finally {
    await crew?.close();
  }
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
