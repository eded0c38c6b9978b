/** The second judgement by the threads of a search: the calling thread watches them, tells of progress, and adds up. */
import type { Question } from "../certify/question.ts";
import { type Found, judgedSoFar, leastFound, type Shares, stopJudging } from "../certify/shares.ts";
import type { Examination } from "../explore/examination.ts";
import type { ThreadedJudges, Walk } from "../explore/walk.ts";
import { processHalt } from "../halt.ts";

const WATCH_MS = 20;
const TELL_MS = 50;

/** What is to be judged, and how one hears of it. */
export interface Shared {
  readonly walk: Walk;
  readonly shares: Shares;
  readonly question: Question;
  readonly by: Examination["by"];
  readonly renamesAll: boolean;
  readonly anew: boolean;
  /** Until then, by performance.now(). */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
  readonly progress: ((judged: number) => void) | undefined;
}

/** Sums over these threads. */
export interface SharedJudgement {
  readonly states: number;
  readonly terminal: number;
  readonly enabled: Float64Array;
  readonly crossed: Float64Array;
  readonly found: Found | null;
}

export async function judgeByThreads(threads: ThreadedJudges, shared: Shared): Promise<SharedJudgement> {
  const { walk, shares, question, by, renamesAll, anew } = shared;
  const reports = await watching(shared, () => threads.examine({ by, renamesAll, anew, question, shares }));
  const enabled = new Float64Array(walk.enabled.length);
  const crossed = new Float64Array(walk.crossed.length);
  let [states, terminal] = [0, 0];
  for (const report of reports) {
    states += report.states;
    terminal += report.terminal;
    report.crossed.forEach((count, at) => {
      crossed[at] = (crossed[at] as number) + count;
    });
    report.enabled.forEach((count, rule) => {
      enabled[rule] = (enabled[rule] as number) + count;
    });
  }
  return { states, terminal, enabled, crossed, found: leastFound(reports) };
}

/** Tells of progress meanwhile, and stops the threads when they are to stop. Throws what `progress` throws. */
async function watching<T>({ shares, until, signal, progress }: Shared, work: () => Promise<T>): Promise<T> {
  let failure: { readonly thrown: unknown } | null = null;
  let told = performance.now();
  const stop = () => stopJudging(shares);
  const watch = () => {
    const now = performance.now();
    if (now > until || signal?.aborted || processHalt() !== null) stop();
    if (progress === undefined || failure !== null || now - told < TELL_MS) return;
    told = now;
    try {
      progress(judgedSoFar(shares));
    } catch (thrown) {
      failure = { thrown };
      stop();
    }
  };
  signal?.addEventListener("abort", stop);
  watch();
  const timer = setInterval(watch, WATCH_MS);
  try {
    const done = await work();
    if (failure !== null) throw (failure as { readonly thrown: unknown }).thrown;
    return done;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", stop);
  }
}
