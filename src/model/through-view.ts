/**
 * Claims of a model that is lowered to another one, from roles or with programs: what its writer says of a state is asked of
 * the state as the writer sees it. Properties, bounds of a constraint and conditions of fairness, families and pairs alike.
 */
import { isNamedParts } from "../closed.ts";
import { mapClaim } from "./conjunction.ts";

type Predicate = (...states: object[]) => boolean;

/** The keys of a definition that are no claims. */
const OTHERS: readonly string[] = ["name", "normalise", "init", "rules", "state", "programs", "roles", "words", "view"];

/** What stands under a key of a definition, with its predicates asked of what `view` makes of a state. */
export function throughView(key: string, given: unknown, view: (state: object) => object): unknown {
  const claim = (said: unknown): unknown =>
    onceFor(view, said, () => mapClaim(said, (predicate) => seeing(predicate, view)));
  if (OTHERS.includes(key)) return given;
  if (key === "terminal") return claim(given);
  if (key === "refines") return eachOf(given, (link) => mappedThrough(link, view));
  if (key === "invariants") return eachOf(given, (conjuncts) => eachOf(conjuncts, claim));
  if (key === "constraint") return eachOf(given, (bounds) => eachOf(bounds, claim));
  if (key !== "fairness") return eachOf(given, claim);
  const assumed = (each: unknown): unknown =>
    isNamedParts(each) && typeof each["when"] === "function" ? { ...each, when: claim(each["when"]) } : each;
  return eachOf(given, (said) => (Array.isArray(said) ? said.map(assumed) : assumed(said)));
}

/** A link, with its map of what `view` makes of a state. */
function mappedThrough(given: unknown, view: (state: object) => object): unknown {
  if (!isNamedParts(given) || typeof given["map"] !== "function") return given;
  const map = given["map"] as (state: object) => unknown;
  return { ...given, map: (state: object) => map(view(state)) };
}

const seen = new WeakMap<object, WeakMap<object, unknown>>();

/** What is claimed in two places, of properties and of an invariant, is one claim through a view, too. */
function onceFor(view: object, said: unknown, make: () => unknown): unknown {
  if (typeof said !== "function") return make();
  const ofView = seen.get(view) ?? new WeakMap<object, unknown>();
  seen.set(view, ofView);
  const made = ofView.get(said) ?? make();
  ofView.set(said, made);
  return made;
}

/** What is no object of named parts stays as it is, for others to refuse. */
function eachOf(given: unknown, change: (part: unknown) => unknown): unknown {
  if (!isNamedParts(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([name, said]) => [name, change(said)]));
}

function seeing(predicate: Predicate, view: (state: object) => object): Predicate {
  const through: Predicate = (before, after) =>
    predicate(view(before as object), (after === undefined ? undefined : view(after)) as object);
  // How many states it asks for is looked at when the model is made.
  return Object.defineProperty(through, "length", { value: predicate.length });
}
