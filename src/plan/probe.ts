/** A search that ends soon, as a check would begin it: what was found by then, level by level. */
import { asked } from "../check/ask.ts";
import { planned, Unbegun } from "../check/plan.ts";
import { searched } from "../check/search.ts";
import { Halted } from "../halt.ts";
import type { Model } from "../model/model.ts";
import { reductionsIn } from "../reduce/table.ts";
import { explainGrowth } from "../verify/growth.ts";
import type { Growth } from "../verify/verdict.ts";

export interface ProbeLimits {
  /** Milliseconds from now on. */
  readonly timeMs: number;
  readonly maxStates: number;
  readonly memoryBytes?: number;
  readonly signal?: AbortSignal;
}

export interface Probe {
  /** Whether these are all states there are. */
  readonly complete: boolean;
  /** All that were found, those of the last, unfinished level too. */
  readonly states: number;
  readonly generated: number;
  /** The levels that are complete. */
  readonly levels: readonly number[];
  readonly reductions: readonly string[];
  /** Of the search alone. */
  readonly wallMs: number;
  /** For its tables. */
  readonly bytes: number;
  /** 32-bit words of a packed state. */
  readonly words: number;
  /** Null of a search that came to its end, and of one that did not begin. */
  readonly growth: Growth | null;
}

const NOTHING: Probe = {
  complete: false,
  states: 0,
  generated: 0,
  levels: [],
  reductions: [],
  wallMs: 0,
  bytes: 0,
  words: 1,
  growth: null,
};

/** No property is judged: a violation would end the search of which the size is asked. Rejects with what the model throws. */
export async function probe(model: Model, { timeMs, maxStates, memoryBytes, signal }: ProbeLimits): Promise<Probe> {
  if (timeMs <= 0 || signal?.aborted) return NOTHING;
  const options = {
    help: null,
    keeper: null,
    missing: null,
    judgeAgain: false,
    properties: [],
    timeMs,
    maxStates,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(signal !== undefined && { signal }),
  };
  const ask = asked(model, options, performance.now());
  try {
    const plan = await planned(ask, []);
    const { walk, searchMs } = await searched(ask, plan, []);
    const coverage = model.rules.map(({ name: rule }, at) => ({
      rule,
      enabled: walk.enabled[at] as number,
      deeper: walk.deeper[at] as number,
    }));
    return {
      complete: walk.ending === "complete",
      states: walk.distinct,
      generated: walk.generated,
      levels: walk.levels.slice(0, walk.ending === "complete" ? undefined : walk.covered + 1),
      reductions: reductionsIn(plan.program.plan).map(({ name }) => name),
      wallMs: searchMs,
      bytes: walk.bytes,
      words: plan.program.layout.words,
      growth: walk.sample.length === 0 ? null : explainGrowth(plan.program.layout, walk.sample, coverage),
    };
  } catch (error) {
    if (error instanceof Unbegun) return { ...NOTHING, states: error.states };
    if (error instanceof Halted) return NOTHING;
    throw error;
  }
}
