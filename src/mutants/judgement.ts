/**
 * One mutant of a catalogue, checked: whether it breaks the property that it names, by a counterexample of the length that
 * it names, or nothing at all when it is an equivalent one. No more is searched than that takes. After DeMillo, Lipton and
 * Sayward, *Hints on Test Data Selection* (1978): a mistake that nobody notices is a claim that is not made.
 */

import type { CheckOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import { formatError, reviveError, synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { namesOf, ownClaims, propertiesNamed } from "../model/property.ts";
import { isTemporal, isWitnessed, type PropertyKind } from "../model/property-kinds.ts";
import type { Mutant } from "../model/protocol.ts";
import type { Outcome, PropertyVerdict } from "../verify/verdict.ts";

/** What a mutant says of itself. Property null: nothing breaks. Loop null: any will do, or there is none. Steps null: there are none. */
export interface Expectation {
  readonly property: string | null;
  readonly steps: number | "any" | null;
  readonly loop: number | null;
}

/** What came out: of the property named, or, when none is, of the first one broken. */
export interface MutantFinding {
  readonly outcome: Outcome | "error";
  readonly property: string | null;
  readonly steps: number | null;
  readonly loop: number | null;
  /** What went wrong, formatted; null when nothing did. */
  readonly problem: string | null;
}

/** undecided: the search was cut short, by an interrupt or the memory budget, and found nothing that differs. */
export type Status = "ok" | "differs" | "undecided";

export interface Judgement {
  readonly found: MutantFinding;
  readonly status: Status;
  /** Other properties of states and steps that break no later, in the same or in fewer steps. */
  readonly alsoBroken: readonly { readonly property: string; readonly steps: number | null }[];
  /** Distinct states, over all searches that it took. */
  readonly states: number;
  /** States and steps that lay beyond the model's constraint, over all these searches: what holds does so within it. */
  readonly beyond: number;
  readonly wallMs: number;
}

/** Checks the one model that a judgement is about. */
export type Search = (options: Pick<CheckOptions, "properties" | "keepGoing" | "fairness">) => Promise<CheckResult>;

export function expectationOf({ breaks, steps = "any", loop }: Mutant): Expectation {
  return { property: breaks, steps, loop: loop ?? null };
}

/**
 * Checks a mutant at its configuration. Every property of states and steps is judged together with the one named, so that
 * one that breaks earlier is noticed; such a one ends the search, and then the one named is looked for by itself.
 */
export async function judgeMutant(model: Model, mutant: Mutant, search: Search): Promise<Judgement> {
  const { breaks, fairness } = mutant;
  const chosen = { ...(fairness !== undefined && { fairness }) };
  if (breaks === null) return judgement(expectationOf(mutant), null, [await search(chosen)]);
  const kind = kindOf(model, breaks);
  const wanted = propertiesNamed(model.properties, breaks);
  const own = ownClaims(model.properties);
  const others = model.properties.filter(
    (each) => isSafety(each.kind) && own.includes(each.name) && !wanted.includes(each),
  );
  const results = [
    await search({
      ...chosen,
      properties: [breaks, ...others.map(({ name }) => name)],
      // These are decided only by all states, so nothing is saved by stopping at another property.
      keepGoing: !isSafety(kind),
    }),
  ];
  const [{ verdict }] = results as [CheckResult];
  if (verdict.ending === "violation" && outcomeOf(breaks, verdict.properties)?.outcome === "undecided")
    results.push(await search({ ...chosen, properties: [breaks] }));
  return judgement(expectationOf(mutant), breaks, results);
}

/** Checks that a mutant does not show at a configuration that is too small for it. */
export async function judgeTooSmall(model: Model, mutant: Mutant, search: Search): Promise<Judgement> {
  const { breaks, fairness } = mutant;
  const wanted = breaks === null ? {} : { properties: [breaks] };
  if (breaks !== null) kindOf(model, breaks);
  const result = await search({ ...wanted, ...(fairness !== undefined && { fairness }) });
  return judgement({ property: null, steps: null, loop: null }, null, [result]);
}

/**
 * Checks the model without a mutant: where it breaks a property by itself, a mutant that breaks it shows nothing. `properties`
 * are those that mutants break; null: all, as for an equivalent mutant.
 */
export async function judgeUnchanged(properties: readonly string[] | null, search: Search): Promise<Judgement> {
  const results = [await search(properties === null ? {} : { properties })];
  return judgement({ property: null, steps: null, loop: null }, null, results);
}

/** What could not even be begun: parameters that the model does not take, a property that it does not have. */
export function failedJudgement(error: unknown): Judgement {
  const found = { outcome: "error", property: null, steps: null, loop: null, problem: formatError(error) } as const;
  return { found, status: "differs", alsoBroken: [], states: 0, beyond: 0, wallMs: 0 };
}

function kindOf(model: Model, name: string): PropertyKind {
  const [property] = propertiesNamed(model.properties, name);
  if (property !== undefined) return property.kind;
  throw synodError("unknown-property", { model: model.name ?? "the model", name, known: namesOf(model.properties) });
}

/** Decided by the first state or step that is wrong. */
function isSafety(kind: PropertyKind): boolean {
  return !isWitnessed(kind) && !isTemporal(kind);
}

/** Of a property, or of the part of a family that says most: the one that is broken in the fewest steps, or not decided. */
function outcomeOf(name: string, properties: readonly PropertyVerdict[]): PropertyVerdict | undefined {
  const rank = { violated: 0, undecided: 1, holds: 2 } as const;
  const named = properties.filter((each) => isNamed(each, name));
  const length = ({ steps }: PropertyVerdict) => steps ?? Number.POSITIVE_INFINITY;
  return named.reduce<PropertyVerdict | undefined>((best, each) => {
    if (best === undefined || rank[each.outcome] < rank[best.outcome]) return each;
    return rank[each.outcome] === rank[best.outcome] && length(each) < length(best) ? each : best;
  }, undefined);
}

/** Whether a property, or the family that it is of, has a name. */
function isNamed(property: Pick<PropertyVerdict, "name" | "family">, name: string): boolean {
  return property.name === name || property.family === name;
}

function judgement(expected: Expectation, named: string | null, results: readonly CheckResult[]): Judgement {
  const [first] = results as readonly [CheckResult];
  const found = foundIn(named, (results.at(-1) as CheckResult).verdict);
  const alsoBroken = first.verdict.properties
    .filter(({ kind, outcome }) => isSafety(kind) && outcome === "violated")
    .filter((each) => found.property === null || !isNamed(each, found.property))
    .filter(({ steps }) => found.steps === null || steps === null || steps <= found.steps)
    .map(({ name, steps }) => ({ property: name, steps }));
  return {
    found,
    status: statusOf(expected, found),
    alsoBroken: named === null ? [] : alsoBroken,
    states: results.reduce((sum, { verdict }) => sum + verdict.states.distinct, 0),
    beyond: results.reduce(
      (sum, { verdict: { constraint } }) => sum + (constraint?.states ?? 0) + (constraint?.steps ?? 0),
      0,
    ),
    wallMs: results.reduce((sum, { verdict }) => sum + verdict.wallMs, 0),
  };
}

function foundIn(named: string | null, { properties, outcome, error, ending }: CheckResult["verdict"]): MutantFinding {
  const first = named === null ? properties.find((each) => each.outcome === "violated") : outcomeOf(named, properties);
  const broken = first?.outcome === "violated" ? first : undefined;
  const problem = error === null ? null : formatError(reviveError(error));
  if (broken !== undefined) {
    const { name, steps, loop } = broken;
    return { outcome: "violated", property: named ?? name, steps, loop, problem: ending === "error" ? problem : null };
  }
  const undecided = outcome === "error" ? "error" : "undecided";
  const own = named === null ? outcome : outcomeOf(named, properties)?.outcome;
  return { outcome: own === "holds" ? "holds" : undecided, property: named, steps: null, loop: null, problem };
}

function statusOf(expected: Expectation, { outcome, property, steps, loop }: MutantFinding): Status {
  if (outcome === "undecided") return "undecided";
  const isAsExpected =
    expected.property === null
      ? outcome === "holds"
      : outcome === "violated" &&
        property === expected.property &&
        (expected.steps === "any" || steps === expected.steps) &&
        (expected.loop === null || loop === expected.loop);
  return isAsExpected ? "ok" : "differs";
}
