/**
 * Claims about every one of some values, which say so: of states and of steps they are conjunctions, over time (and of what
 * is to be reachable) families, whose parts are properties of their own. A claim about many places, such as "no node's
 * version ever falls", reads the whole state, and has as many cases as the state has; each place alone has a few. An engine
 * that knows the parts judges them one by one, each compiled on its own; and of a claim over time the conjunction would be
 * another claim.
 */
import { kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import type { Domain } from "../domain/domain.ts";
import { isDomain, whatIs } from "../domain/is-domain.ts";
import { isValueSet, type ValueSet } from "../domain/value-set.ts";
import { synodError } from "../errors/errors.ts";
import { structuredAs } from "./structure.ts";

/** The same in every copy of synod in a program: a claim may be made by one and judged by another. */
const PARTS = Symbol.for("synod parts of a claim");
/** What they are for, in the same order. */
const VALUES = Symbol.for("synod values of a claim");
/** What these are called. */
const TEXTS = Symbol.for("synod texts of a claim");

type Predicate<States extends readonly unknown[]> = (...states: States) => boolean;
type AnyPredicate = (...states: never[]) => boolean;

/**
 * True or false, of a claim about every one of some values: so `leadsTo`, which takes pairs, tells such a claim from a plain
 * predicate. (Of types alone: it is a boolean.)
 */
export type OfEvery = boolean & { readonly ofEvery: unknown };

/** One of the parts of such a claim. */
type Part<States extends readonly unknown[]> =
  | Predicate<States>
  | readonly [from: Predicate<States>, to: Predicate<States>];

/**
 * What `forEvery` makes, whatever its parts are. Not of the parts' own type: inferred from where the claim stands, the state
 * would be any state, and a misspelt field would compile.
 */
export type EveryOne<States extends readonly unknown[]> = (...states: States) => OfEvery;

/**
 * The same claim for every one of some values, of a domain, a list or a set: where `always`, `step` or a bound takes a
 * predicate, their conjunction, which is judged faster than `values.every(...)`, and a counterexample says for which values
 * it is false. Under `reachable`, `alwaysReachable` and over time it is a family: each part is a property of its own,
 * called `"who wants gets in: p"`, with its own verdict and trace; the family's name chooses all of them.
 *
 * @throws SynodError SYN212 for what is neither a domain nor a list, or a part that is no claim.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * model({
 *   state: { version: map(Node, range(0, 3)) },
 *   rules: { bump: { for: { n: Node }, when: (s, { n }) => s.version.get(n) < 3, do: (s, { n }) => { s.version.set(n, 3); } } },
 *   always: { small: forEvery(Node, (n) => (s) => s.version.get(n) <= 3) },
 *   step: { grows: forEvery(Node, (n) => (before, after) => before.version.get(n) <= after.version.get(n)) },
 *   leadsTo: { "from 0 to 3": forEvery(Node, (n) => [(s) => s.version.get(n) === 0, (s) => s.version.get(n) === 3]) },
 *   fairness: { fair: weak("bump", { per: "n" }) },
 * });
 * ```
 */
export function forEvery<V, States extends readonly unknown[]>(
  over: Domain<V> | readonly V[] | ValueSet<V>,
  part: (value: V) => Part<States>,
): EveryOne<States> {
  const bad = (subject: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject, problem, expected });
  if (isValueSet(over)) return forEvery([...(over as ValueSet<V>)], part);
  if (!Array.isArray(over) && !isDomain(over))
    throw bad(
      "what forEvery(...) goes through",
      `is ${whatIs(over)}`,
      "a domain or a list: Node, or some of Node.values",
    );
  if (typeof part !== "function")
    throw bad("what forEvery(...) claims", `is ${kindOfValue(part)}`, "a function, (n) => (s) => s.known.get(n) <= 3");
  const values: readonly V[] = Array.isArray(over) ? over : (over as Domain<V>).values;
  const texts = values.map((value) => (Array.isArray(over) ? textOf(value) : (over as Domain<V>).format(value)));
  const parts: readonly Part<States>[] = values.map((value) => part(value));
  const at = parts.findIndex((each) => typeof each !== "function" && !isPairOfPredicates(each));
  if (at >= 0)
    throw bad(
      "what forEvery(...) claims of one of its values",
      `is ${kindOfValue(parts[at])}`,
      "a function that answers a predicate, (n) => (s) => s.known.get(n) <= 3, or a pair of them",
    );
  if (!parts.some(isPairOfPredicates))
    return conjunction(parts as readonly never[], { values, texts }) as EveryOne<States>;
  // For every p, every other q: a part over nothing may be either, and has no part of its own.
  if (!parts.every((each) => isPairOfPredicates(each) || isOverNothing(each)))
    throw bad(
      "what forEvery(...) claims",
      "is a pair for some of its values and a predicate for others",
      "one of them",
    );
  return pairs(parts as unknown as readonly Pair[], { values, texts }) as unknown as EveryOne<States>;
}

type Pair = readonly [from: AnyPredicate, to: AnyPredicate];

function isPairOfPredicates(value: unknown): value is Pair {
  if (typeof value === "object" && value !== null && PARTS in value) return true;
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "function");
}

function conjunction<S extends readonly unknown[]>(
  parts: readonly Predicate<S>[],
  { values, texts }: Of,
): Predicate<S> {
  const all = (...states: S) => parts.every((each) => each(...states));
  return Object.assign(all, { [PARTS]: parts, [VALUES]: values, [TEXTS]: texts });
}

/**
 * What tells parts that are pairs. It is typed as a pair and is none: who takes it for one, and would lose the parts, has
 * nothing in hand, and not a claim that holds of everything.
 */
function pairs(parts: readonly Pair[], { values, texts }: Of): Pair {
  return Object.freeze({ [PARTS]: parts, [VALUES]: values, [TEXTS]: texts }) as unknown as Pair;
}

/** What parts are for, in their order, and how that is written. */
interface Of {
  readonly values: readonly unknown[];
  readonly texts: readonly string[];
}

/** As traces have values: names without quotes, and no value as `none`. Of a domain's values the domain says it. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "none" : describe(value);
}

interface Told<P> {
  readonly [PARTS]?: readonly P[];
  readonly [VALUES]?: readonly unknown[];
  readonly [TEXTS]?: readonly string[];
}

/** What the parts are for, of a claim that tells its parts. */
function ofParts({ [VALUES]: values = [], [TEXTS]: texts = [] }: Told<unknown>): Of {
  return { values, texts };
}

/** The same claim with each part put another way; it tells its parts, and what they are for, as before. */
export function mapParts<S extends readonly unknown[]>(
  predicate: Predicate<S>,
  change: (part: Predicate<S>) => Predicate<S>,
): Predicate<S> {
  const told = predicate as Told<Predicate<S>>;
  const parts = told[PARTS];
  if (parts === undefined) {
    const put = (part: AnyPredicate) => mapParts(part as unknown as Predicate<S>, change) as unknown as AnyPredicate;
    return structuredAs(change(predicate) as never, predicate, put as never) as unknown as Predicate<S>;
  }
  const changed = parts.map((part) => mapParts(part, change));
  return conjunction(changed, ofParts(told));
}

/** The same of a claim that may be a pair, or one of many. What is no claim stays as it is, for others to refuse. */
export function mapClaim(claim: unknown, change: (part: Predicate<object[]>) => Predicate<object[]>): unknown {
  if (typeof claim === "function") return mapParts(claim as Predicate<object[]>, change);
  if (Array.isArray(claim)) return claim.map((each) => mapClaim(each, change));
  if (typeof claim !== "object" || claim === null || !(PARTS in claim)) return claim;
  const { [PARTS]: parts = [] } = claim as Told<Pair>;
  return pairs(parts.map((part) => mapClaim(part, change)) as unknown as readonly Pair[], ofParts(claim as Told<Pair>));
}

/** A part, and the values that it is for, the outermost first: none where a claim tells of no parts. */
export interface NamedPart<P> {
  readonly values: readonly unknown[];
  readonly texts: readonly string[];
  readonly predicate: P;
}

/** Whether a claim is made of every one of no values, also where every part of it is: it says nothing, and holds. */
export function isOverNothing(claim: unknown): boolean {
  if ((typeof claim !== "object" && typeof claim !== "function") || claim === null || !(PARTS in claim)) return false;
  return namedPartsOf(claim).length === 0;
}

/** The parts of a predicate, or of a pair (whose parts are pairs). */
export function namedPartsOf<P>(predicate: P): readonly NamedPart<P>[] {
  const told = predicate as P & Told<P>;
  const parts = told[PARTS];
  if (parts === undefined) return [{ values: [], texts: [], predicate }];
  return parts.flatMap((part, at) =>
    namedPartsOf(part).map((named) => ({
      ...named,
      values: [told[VALUES]?.[at], ...named.values],
      texts: [told[TEXTS]?.[at] ?? "", ...named.texts],
    })),
  );
}

/** What a part is called beside its family: `p`, or `p, 3` where one family stands in another. */
export function partText({ texts }: Pick<NamedPart<unknown>, "texts">): string {
  return texts.join(", ");
}

/** Whether a claim is one of many, of some value at least. */
export function isFamily(claim: unknown): boolean {
  if ((typeof claim !== "object" && typeof claim !== "function") || claim === null || !(PARTS in claim)) return false;
  return !isOverNothing(claim);
}

/** The parts that a predicate is the conjunction of, none of them one itself; the predicate alone where it tells of none. */
export function conjunctsOf<P extends (...states: never[]) => unknown>(predicate: P): readonly P[] {
  const parts = (predicate as P & { readonly [PARTS]?: readonly P[] })[PARTS];
  return parts === undefined ? [predicate] : parts.flatMap((part) => conjunctsOf(part));
}
