/** Somebody for the benchmark to measure, who takes as long and counts as the test says. */
import type { Contender, Counts } from "../../bench/contender.ts";
import { type Measured, measure } from "../../bench/measure.ts";

export const counts: Counts = { distinct: 145_000, generated: 609_000, depth: 12 };

export interface Pretence {
  readonly program?: string;
  readonly threads?: number;
  /** In each round. */
  readonly wallMs?: readonly number[];
  readonly finds?: Counts;
  readonly peakBytes?: number;
  readonly onNode?: boolean;
}

export function contender({
  program = "synod",
  threads = 1,
  wallMs = [1],
  finds = counts,
  peakBytes = 0,
  onNode = true,
}: Pretence): Contender {
  const rounds = [...wallMs];
  return {
    program,
    threads,
    expected: counts,
    onNode,
    prepare: async () => {},
    run: async () => {
      const time = rounds.shift() as number;
      return { counts: finds, wallMs: time, userMs: 2 * time, peakBytes };
    },
  };
}

export function measured(...pretences: readonly Pretence[]): Promise<Measured[]> {
  return measure(pretences.map(contender), pretences[0]?.wallMs?.length ?? 1, () => {});
}
