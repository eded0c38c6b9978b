/** The kinds of models and of checks that are compared, each with its own random choices. */
import type { CheckOptions } from "../../src/check/check.ts";
import type { Model } from "../../src/model/model.ts";
import { Dice } from "./dice.ts";
import { type Check, type Comparison, compare, type Manner, type Subject } from "./differences.ts";
import type { ModelData, Value } from "./model-data.ts";
import { modelSource, run } from "./model-source.ts";
import { machineOf } from "./plain-model.ts";
import { domainsOf } from "./plain-values.ts";
import { MOST_STATES, randomModelData } from "./random-model-data.ts";
import { valueText } from "./value-text.ts";

export const MODES = ["plain", "symmetric", "temporal", "declared", "careless", "asymmetric"] as const;
export type Mode = (typeof MODES)[number];

/** A model and how to check it. */
export interface Case {
  readonly mode: Mode;
  readonly seed: number;
  readonly data: ModelData;
  readonly manner: Manner;
}

export function caseOf(mode: Mode, seed: number): Case {
  const dice = new Dice(seed ^ 0x77777);
  const symmetric = mode === "symmetric" || (mode === "temporal" && dice.chance(30));
  // Another model of each mode, that runs of all modes see more.
  const data = randomModelData(seed * MODES.length + MODES.indexOf(mode), {
    symmetric,
    careless: mode === "careless",
    temporal: mode === "temporal",
    declared: mode === "declared",
  });
  const manner: Manner = {
    symmetry: symmetric || mode === "asymmetric",
    reductions: mode === "declared" ? ["partial-order"] : [],
    store: dice.pick(["compact", "exact"] as const),
    keepGoing: dice.chance(70),
    fairness:
      mode === "temporal" && dice.chance(40) ? dice.pick(["none", ...data.fairness.map(([name]) => name)]) : null,
    mayRefuse: mode === "asymmetric",
  };
  return { mode, seed, data, manner };
}

/** The package, or its sources: what models are made with and checked by. */
export interface Synod {
  readonly check: Check;
}

export function subjectOf(data: ModelData, synod: Synod): Subject {
  const made = run(modelSource(data), synod);
  const parameters = Object.fromEntries(data.parameters.map(({ name, chosen }) => [name, chosen]));
  const isProtocol = data.parameters.length > 0 || data.mutants.length > 0;
  const model = isProtocol
    ? (made as (given: object, mutant: string | null) => Model)(parameters, data.mutant)
    : (made as Model);
  return { machine: machineOf(data), model, textOf: bindingText(data) };
}

function bindingText(data: ModelData): Subject["textOf"] {
  const domains = domainsOf(data);
  const fields = new Map(data.state);
  return (rule, name, value: Value) => {
    const [, binding] = data.rules.find((each) => each.name === rule)?.for.find(([bound]) => bound === name) ?? [];
    if (binding === undefined) return "?";
    const domain = "domain" in binding ? binding.domain : (fields.get(binding.members) as { of: string }).of;
    return valueText(domains, domain, value);
  };
}

/** Null: the model is too large to compare, or has no initial state. */
export function compareCase(
  { data, manner }: Pick<Case, "data" | "manner">,
  synod: Synod,
  more: CheckOptions = {},
): Promise<Comparison | null> {
  return compare(subjectOf(data, synod), manner, synod.check, MOST_STATES, more);
}
