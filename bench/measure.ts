/** Measures a case: everybody once, then everybody again, so that what the machine does meanwhile meets all alike. */
import { countOf } from "../src/errors/counts.ts";
import type { Contender, Counts, Sample } from "./contender.ts";

export interface Measured {
  readonly contender: Contender;
  /** One for each round. */
  readonly samples: readonly Sample[];
}

export async function measure(
  contenders: readonly Contender[],
  runs: number,
  tell: (what: string) => void,
): Promise<Measured[]> {
  for (const contender of contenders) {
    tell(`preparing ${contender.program}`);
    await contender.prepare();
  }
  const samples = contenders.map((): Sample[] => []);
  for (let round = 1; round <= runs; round++) {
    for (const [at, contender] of contenders.entries()) {
      tell(`run ${round} of ${runs}: ${contender.program}, ${countOf(contender.threads, "thread")}`);
      samples[at]?.push(await contender.run());
    }
  }
  return contenders.map((contender, at) => ({ contender, samples: samples[at] ?? [] }));
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How many times as much of it `one` takes as `other`: the median over the rounds, each compared within itself. */
export function ratio(one: Measured, other: Measured, what: "wallMs" | "userMs" = "wallMs"): number {
  return median(
    one.samples.map((sample, round) => (sample[what] ?? Number.NaN) / (other.samples[round]?.[what] ?? Number.NaN)),
  );
}

/** What is counted other than it has to be, in whichever run. */
export function disagreements(measured: readonly Measured[]): string[] {
  const wrong = measured.flatMap(({ contender: { program, threads, expected }, samples }) =>
    samples
      .filter(({ counts }) => !agree(counts, expected))
      .map(({ counts }) => {
        return `${program} with ${countOf(threads, "thread")} counts ${text(counts)}, not ${text(expected)}`;
      }),
  );
  return [...new Set(wrong)];
}

function agree(one: Counts, other: Counts): boolean {
  const sameDepth = one.depth === null || other.depth === null || one.depth === other.depth;
  return sameDepth && one.distinct === other.distinct && one.generated === other.generated;
}

function text({ distinct, generated, depth }: Counts): string {
  return `${distinct} distinct, ${generated} generated${depth === null ? "" : `, depth ${depth}`}`;
}
