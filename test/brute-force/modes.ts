/** The kinds of models and of checks that are compared, each with its own random choices. */
import type { CheckOptions } from "../../src/check/check-options.ts";
import type { Model } from "../../src/model/model.ts";
import { Dice } from "../random/dice.ts";
import { domainsOf } from "../random/domain-values.ts";
import type { ModelData, Value } from "../random/model-data.ts";
import { modelSource, run } from "../random/model-source.ts";
import { type Check, type Comparison, compare, type Manner, type Subject } from "./differences.ts";
import { machineOf } from "./plain-model.ts";
import { systemMachine } from "./plain-system.ts";
import { MOST_STATES, randomModelData } from "./random-model-data.ts";
import { randomSystemData } from "./random-system-data.ts";
import type { SystemData } from "./system-data.ts";
import { systemSource } from "./system-source.ts";
import { valueText } from "./value-text.ts";

export const MODES = [
  ...(["plain", "symmetric", "temporal", "declared", "careless", "asymmetric"] as const),
  ...(["system", "system-reduced", "system-temporal"] as const),
  ...(["values", "symmetric-values", "system-values", "asymmetric-values"] as const),
] as const;
/** So many modes there were when seeds were first kept: the models of those are numbered as they were. */
const NUMBERED = 9;
export type Mode = (typeof MODES)[number];
export type AnyData = ModelData | SystemData;

/** A model and how to check it. */
export interface Case {
  readonly mode: Mode;
  readonly seed: number;
  readonly data: AnyData;
  readonly manner: Manner;
}

export function caseOf(mode: Mode, seed: number): Case {
  const dice = new Dice(seed ^ 0x77777);
  // Another model of each mode, that runs of all modes see more.
  const place = MODES.indexOf(mode);
  // Of these, each is checked twice, without symmetry and with it.
  const model = mode === "symmetric-values" ? seed >>> 1 : seed;
  const number = model * NUMBERED + (place % NUMBERED) + Math.floor(place / NUMBERED) * 0x20000000;
  const isSystem = mode.startsWith("system");
  const temporal = mode === "temporal" || mode === "system-temporal";
  const values = mode.endsWith("values");
  const symmetric = mode.startsWith("symmetric") || (isSystem && dice.chance(45)) || (temporal && dice.chance(30));
  const declared = mode === "declared" || (mode === "values" && dice.chance(25));
  const careless = mode === "careless" || (mode === "values" && !declared && dice.chance(30));
  const data = isSystem
    ? randomSystemData(number, {
        symmetric,
        temporal,
        values,
        expiring: (mode === "system-reduced" || mode === "system-values") && dice.chance(60),
      })
    : randomModelData(number, { symmetric, careless, temporal, declared, values });
  const reductions = dice.shuffled(["stale-messages", "partial-order"] as const).slice(0, dice.between(1, 2));
  const manner: Manner = {
    symmetry:
      mode === "symmetric-values"
        ? seed % 2 === 1
        : mode.startsWith("asymmetric") || (symmetric && (mode !== "system" || dice.chance(50))),
    reductions: declared ? ["partial-order"] : mode === "system-reduced" || mode === "system-values" ? reductions : [],
    store: dice.pick(["compact", "exact"] as const),
    keepGoing: dice.chance(70),
    fairness: temporal && dice.chance(40) ? dice.pick(["none", ...data.fairness.map(([name]) => name)]) : null,
    thresholds: dice.chance(40) ? seed : null,
    judgeAgain: dice.chance(10),
    certify: false,
    mayRefuse: mode.startsWith("asymmetric"),
  };
  return { mode, seed, data, manner: { ...manner, certify: manner.judgeAgain && dice.chance(50) } };
}

/** The package, or its sources: what models are made with and checked by. */
export interface Synod {
  readonly check: Check;
  readonly turnedDown: <T>(seed: number, byParts: boolean, run: () => Promise<T>) => Promise<T>;
}

export function sourceOf(data: AnyData): string {
  return data.is === "model" ? modelSource(data) : systemSource(data);
}

export function modelOf(data: AnyData, synod: Synod): Model {
  const made = run(sourceOf(data), synod);
  if (data.is === "system" || (data.parameters.length === 0 && data.mutants.length === 0)) return made as Model;
  const parameters = Object.fromEntries(data.parameters.map(({ name, chosen }) => [name, chosen]));
  return (made as (given: object, mutant: string | null) => Model)(parameters, data.mutant);
}

export function subjectOf(data: AnyData, synod: Synod, model: Model = modelOf(data, synod)): Subject {
  return data.is === "system"
    ? { machine: systemMachine(data), model, textOf: processText(data) }
    : { machine: machineOf(data), model, textOf: bindingText(data) };
}

function bindingText(data: ModelData): Subject["textOf"] {
  const domains = domainsOf(data);
  return (rule, name, value: Value) => {
    const [, binding] = data.rules.find((each) => each.name === rule)?.for.find(([bound]) => bound === name) ?? [];
    if (binding === undefined) return "?";
    const domain = "domain" in binding ? binding.domain : binding.of;
    return valueText(domains, domain, value);
  };
}

/** Of a rule that a system lowers to. */
function processText(data: SystemData): Subject["textOf"] {
  const domains = domainsOf(data);
  const role = (name: string) => data.roles.find((each) => each.name === name)?.processes;
  return (rule, name, value: Value) => {
    if (name === "message") {
      const { kind, ...rest } = value as Record<string, Value>;
      const message = data.messages.find((each) => each.name === kind);
      const of: Record<string, string | undefined> = {
        ...Object.fromEntries(message?.fields ?? []),
        from: role(message?.from ?? ""),
        to: role(message?.to ?? ""),
      };
      const parts = ["from", "to", ...(message?.fields ?? []).map(([field]) => field)].filter((part) => part in rest);
      return `${kind}(${parts.map((part) => `${part}: ${valueText(domains, of[part] as string, rest[part] as Value)}`).join(", ")})`;
    }
    const own = data.roles.flatMap(({ rules }) => rules).find((each) => each.name === rule);
    const binding = own?.for.find(([bound]) => bound === name)?.[1];
    return binding === undefined ? String(value) : valueText(domains, binding.domain, value);
  };
}

/** Null: the model is too large to compare, or has no initial state. `model`: if it is made elsewhere. */
export function compareCase(
  { data, manner }: Pick<Case, "data" | "manner">,
  synod: Synod,
  { model, ...more }: CheckOptions & { readonly model?: Model } = {},
): Promise<Comparison | null> {
  const run = () => compare(subjectOf(data, synod, model), manner, synod.check, MOST_STATES, more);
  // What is reduced then, and what fairness can ask, is not what the answers are made for.
  const byParts = manner.reductions.length === 0 && data.fairness.length === 0;
  return manner.thresholds === null ? run() : synod.turnedDown(manner.thresholds, byParts, run);
}
