/** What a check makes of a model's properties over time, in few words. Counts are of all states. */

import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Model } from "../../src/model/model.ts";
import { isTemporal } from "../../src/model/property-kinds.ts";

export interface OverTime {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Per property over time: "holds", or the shape of the lasso, `prefix + cycle`; of a path, its length. */
  readonly shapes: Readonly<Record<string, string>>;
  /** Whether all other properties hold. */
  readonly safe: boolean;
}

export async function overTime(model: Model, options: CheckOptions = {}): Promise<OverTime> {
  const { verdict } = await check(model, { symmetry: false, ...options });
  const temporal = verdict.properties.filter(({ kind }) => isTemporal(kind));
  const shapes = temporal.map(({ name, outcome, steps, loop }) => {
    if (outcome !== "violated") return [name, outcome] as const;
    return [name, loop === null ? `${steps}` : `${loop} + ${(steps as number) - loop}`] as const;
  });
  const others = verdict.properties.filter((property) => !temporal.includes(property));
  const safe = others.every(({ outcome }) => outcome === "holds");
  return { ...verdict.states, shapes: Object.fromEntries(shapes), safe };
}
