/** Measures a case: everybody once, then everybody again, so that what the machine does meanwhile meets all alike. */
import { countOf } from "../src/errors/counts.ts";
import type { Case } from "./cases.ts";
import type { Contender, Counts, Sample } from "./contender.ts";

export interface Measured {
  readonly contender: Contender;
  /** One for each round. */
  readonly samples: readonly Sample[];
}

export function measure(contenders: readonly Contender[], runs: number, tell: (what: string) => void): Measured[] {
  for (const contender of contenders) {
    tell(`preparing ${contender.program}`);
    contender.prepare();
  }
  const samples = contenders.map((): Sample[] => []);
  for (let round = 1; round <= runs; round++) {
    contenders.forEach((contender, at) => {
      tell(`run ${round} of ${runs}: ${contender.program}, ${countOf(contender.threads, "thread")}`);
      samples[at]?.push(contender.run());
    });
  }
  return contenders.map((contender, at) => ({ contender, samples: samples[at] ?? [] }));
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How many times as long as `other` this one takes: the median over the rounds, each compared within itself. */
export function timeRatio(one: Measured, other: Measured): number {
  return median(one.samples.map(({ wallMs }, round) => wallMs / (other.samples[round]?.wallMs ?? Number.NaN)));
}

/** Where somebody's counts are not those of the first contender's first run, or that one's not the known ones. */
export function disagreements({ distinct }: Pick<Case, "distinct">, measured: readonly Measured[]): string[] {
  const expected = measured[0]?.samples[0]?.counts;
  if (expected === undefined) return [];
  const wrong = measured.flatMap(({ contender: { program, threads }, samples }) =>
    samples
      .filter(({ counts }) => !agree(counts, expected))
      .map(
        ({ counts }) => `${program} with ${countOf(threads, "thread")} counts ${text(counts)}, not ${text(expected)}`,
      ),
  );
  if (expected.distinct !== distinct) wrong.push(`there are ${distinct} distinct states, not ${expected.distinct}`);
  return [...new Set(wrong)];
}

function agree(one: Counts, other: Counts): boolean {
  const sameDepth = one.depth === null || other.depth === null || one.depth === other.depth;
  return sameDepth && one.distinct === other.distinct && one.generated === other.generated;
}

function text({ distinct, generated, depth }: Counts): string {
  return `${distinct} distinct, ${generated} generated${depth === null ? "" : `, depth ${depth}`}`;
}
