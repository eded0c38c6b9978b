/** A difference as a file that a person runs: the model, what brute force answers, and where synod differs. */

import { EXPORTED } from "../random/model-source.ts";
import type { Case } from "./modes.ts";

export function findingText(
  { mode, seed, manner, data }: Pick<Case, "mode" | "seed" | "manner" | "data">,
  source: string,
  differences: readonly string[],
  expected: readonly string[],
): string {
  const options = [
    `--${manner.symmetry ? "" : "no-"}symmetry`,
    ...(manner.reductions.length > 0 ? [`--reduce ${manner.reductions.join(",")}`] : []),
    `--store ${manner.store}`,
    ...(manner.keepGoing ? ["--keep-going"] : []),
    ...(manner.fairness === null ? [] : [`--fairness ${manner.fairness}`]),
    ...(data.is === "system" ? [] : data.parameters).map(({ name, chosen }) => `${name}=${chosen}`),
    ...(data.is === "system" || data.mutant === null ? [] : [`--mutant ${data.mutant}`]),
  ];
  return [
    "/*",
    `  Brute force and synod differ: mode ${mode}, seed ${seed}, shrunk. To see it:`,
    "",
    `    synod check THIS-FILE#${EXPORTED} ${options.join(" ")}`,
    "",
    "  Where they differ:",
    ...differences.map((each) => `    ${each}`.replaceAll("*/", "* /")),
    "",
    "  Brute force answers:",
    ...expected.map((each) => `    ${each}`),
    "*/",
    source,
  ].join("\n");
}
