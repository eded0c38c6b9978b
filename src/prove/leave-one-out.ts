/**
 * What each conjunct of an invariant is needed for: the invariant is judged again without it. A step that then breaks another
 * conjunct, and did not before, is one that the conjunct kept away; where there is none, and everything that is claimed still
 * follows, it is redundant: what remains is inductive, and shows as much.
 */
import { isSynodError, synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { type JudgedInduction, judgeInduction } from "../verify/induction/induction.ts";
import { isSameClaim } from "./asked-invariant.ts";
import type { WithoutConjunct } from "./proof.ts";

export type Predicates = Readonly<Record<string, (state: object) => boolean>>;

/** `whole`: what came of the invariant with all its conjuncts. */
export function without(
  model: Model,
  {
    conjuncts,
    dropped,
    goals,
    whole,
    most,
  }: {
    readonly conjuncts: readonly Property[];
    readonly dropped: Property;
    readonly goals: readonly Property[];
    readonly whole: JudgedInduction;
    /** States after which it is given up. */
    readonly most: number;
  },
  halt: () => boolean,
): WithoutConjunct {
  const rest = conjuncts.filter((each) => each !== dropped);
  let looked = 0;
  const isOver = () => ++looked > most * CHOICES_PER_STATE || (looked % 256 === 0 && halt());
  // A claim of the model that is a conjunct has to follow from the others.
  const claims = model.properties.some((each) => each.kind === "always" && isSameClaim(each, dropped))
    ? [...goals, dropped]
    : goals;
  let judged: JudgedInduction;
  try {
    judged = judgeInduction(model, conjunctPredicates(rest), { goals: claims, halt: isOver });
  } catch (error) {
    // It was what kept the states away in which another makes no sense.
    if (!isSynodError(error, "property-threw")) throw error;
    return { states: 0, escapes: 0, neededFor: {}, unimplied: [], isComplete: false, throws: true, verdict: "needed" };
  }
  const neededFor = Object.fromEntries(
    rest.flatMap(({ name }) => {
      const rules = rulesBroken(model, judged, name).filter((rule) => !rulesBroken(model, whole, name).includes(rule));
      return rules.length === 0 ? [] : [[name, rules] as const];
    }),
  );
  const unimplied = [...judged.goals].filter(([, { states }]) => states > 0).map(([name]) => name);
  const lost = unimplied.filter((name) => (whole.goals.get(name)?.states ?? 0) === 0);
  const throwsMore = judged.throwing.some((count, at) => count > 0 && (whole.throwing[at] ?? 0) === 0);
  const isNeeded = Object.keys(neededFor).length > 0 || lost.length > 0 || throwsMore;
  const isRedundant = !isNeeded && judged.isComplete && whole.isComplete && whole.escapes === 0;
  const verdict = isNeeded ? "needed" : isRedundant ? "redundant" : "unknown";
  const { states, escapes, isComplete } = judged;
  return { states, escapes, neededFor, unimplied: lost, isComplete, throws: false, verdict };
}

/** Choices that may be made for each state that is found. */
const CHOICES_PER_STATE = 50;

/** Throws `internal` for two of one name, of which one would be lost. */
export function conjunctPredicates(conjuncts: readonly Property[]): Predicates {
  const twice = conjuncts.find(({ name }, at) => conjuncts.findIndex((each) => each.name === name) < at);
  if (twice !== undefined) throw synodError("internal", { problem: `two conjuncts are called ${twice.name}` });
  return Object.fromEntries(conjuncts.map(({ name, predicate }) => [name, predicate as (state: object) => boolean]));
}

/** The rules that break a conjunct. */
export function rulesBroken(model: Model, judged: JudgedInduction, conjunct: string): readonly string[] {
  const row = judged.byRule.get(conjunct) ?? [];
  return model.rules.filter((_, at) => (row[at] ?? 0) > 0).map(({ name }) => name);
}
