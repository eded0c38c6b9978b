/**
 * Which claims a proof is asked of: those that a model offers as invariants, by name, its properties under `always`, and single
 * conjuncts of the invariants; several together are one invariant, the conjunction of all.
 */
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";

/** An invariant to be proved, and what is to follow from it. */
export interface AskedInvariant {
  /** As it was asked for. */
  readonly names: readonly string[];
  /** Each claim once, under names of their own. */
  readonly conjuncts: readonly Property[];
  /** The model's other properties under `always`. */
  readonly goals: readonly Property[];
}

/**
 * Without names: the only invariant that the model offers, or, if it offers none, the conjunction of what it claims under
 * `always`. Throws `unknown-invariant`.
 */
export function askedInvariant(model: Model, names: readonly string[]): AskedInvariant {
  const claims = model.properties.filter(({ kind }) => kind === "always");
  const asked = names.length > 0 ? names : namesByDefault(model, claims);
  const conjuncts: Property[] = [];
  for (const name of asked)
    for (const conjunct of found(model, claims, name)) {
      if (conjuncts.some((each) => isSameClaim(each, conjunct))) continue;
      const isTaken = conjuncts.some((each) => each.name === conjunct.name);
      conjuncts.push(isTaken ? { ...conjunct, name: `${name}: ${conjunct.name}` } : conjunct);
    }
  // One that has the name of a conjunct and says something else is to follow all the same.
  const goals = claims.filter((claim) => !conjuncts.some((each) => isSameClaim(each, claim)));
  return { names: [...asked], conjuncts, goals };
}

/** Told by what is claimed: two claims of one name need not be one. */
export function isSameClaim(one: Property, other: Property): boolean {
  return one.predicate === other.predicate;
}

function namesByDefault({ invariants, name }: Model, claims: readonly Property[]): readonly string[] {
  if (invariants.length === 1) return invariants.map((each) => each.name);
  if (invariants.length === 0 && claims.length > 0) return claims.map((each) => each.name);
  throw synodError("unknown-invariant", {
    model: name ?? "the model",
    name: null,
    known: invariants.map((each) => each.name),
  });
}

/** An invariant's conjuncts, a claim, or one conjunct; of equal names in several invariants the one they share. */
function found(model: Model, claims: readonly Property[], name: string): readonly Property[] {
  const { invariants } = model;
  const invariant = invariants.find((each) => each.name === name);
  if (invariant !== undefined) return invariant.conjuncts;
  const claim = claims.find((each) => each.name === name || each.family?.name === name);
  if (claim !== undefined) return claims.filter((each) => each.name === name || each.family?.name === name);
  const all = invariants.flatMap((each) =>
    each.conjuncts.map((conjunct) => ({ conjunct, full: `${each.name}: ${conjunct.name}` })),
  );
  const exact = all.find(({ full }) => full === name);
  if (exact !== undefined) return [exact.conjunct];
  const named = all.filter(({ conjunct }) => conjunct.name === name);
  const [first] = named;
  if (first !== undefined && named.every(({ conjunct }) => conjunct.predicate === first.conjunct.predicate))
    return [first.conjunct];
  throw synodError("unknown-invariant", {
    model: model.name ?? "the model",
    name,
    known:
      named.length > 1
        ? named.map(({ full }) => full)
        : [
            ...new Set([
              ...invariants.map((each) => each.name),
              ...claims.map((each) => each.name),
              ...all.map(({ conjunct }) => conjunct.name),
            ]),
          ],
  });
}
