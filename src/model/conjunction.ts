/**
 * Predicates that are conjunctions and say so. A claim about many places, such as "no node's version ever falls", reads the
 * whole state, and has as many cases as the state has; each place alone has a few. An engine that knows the parts judges
 * them one by one, each compiled on its own.
 */
import { kindOfValue } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";

const PARTS = Symbol("parts");
/** What they are for, in the same order. */
const VALUES = Symbol("values");

/**
 * The predicate that holds when `part` holds for every one of `values`, of one state or of the two of a step. Means the
 * same as `values.every(...)`, is judged faster when it reads much, and a counterexample says for which values it is
 * false.
 *
 * @throws SynodError SYN212 for what is no list, or a part that is no predicate.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * model({
 *   state: { version: map(Node, range(0, 3)) },
 *   rules: { bump: { for: { n: Node }, when: (s, { n }) => s.version.get(n) < 3, do: (s, { n }) => { s.version.set(n, 3); } } },
 *   always: { small: forEvery(Node.values, (n) => (s) => s.version.get(n) <= 3) },
 *   step: { grows: forEvery(Node.values, (n) => (before, after) => before.version.get(n) <= after.version.get(n)) },
 * });
 * ```
 */
export function forEvery<V, States extends readonly unknown[]>(
  values: readonly V[],
  part: (value: V) => (...states: States) => boolean,
): (...states: States) => boolean {
  const bad = (subject: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject, problem, expected });
  if (!Array.isArray(values))
    throw bad("what forEvery(...) goes through", `is ${whatIs(values)}`, "a list, a domain's values say: Node.values");
  if (typeof part !== "function")
    throw bad("what forEvery(...) claims", `is ${kindOfValue(part)}`, "a function, (n) => (s) => s.known.get(n) <= 3");
  const parts = values.map((value) => part(value));
  const odd = parts.find((each) => typeof each !== "function");
  if (odd !== undefined || parts.includes(undefined as never))
    throw bad(
      "what forEvery(...) claims of one of its values",
      `is ${kindOfValue(odd)}`,
      "a function that answers a predicate, (n) => (s) => s.known.get(n) <= 3",
    );
  return conjunction(parts, values);
}

type Predicate<States extends readonly unknown[]> = (...states: States) => boolean;

function conjunction<S extends readonly unknown[]>(
  parts: readonly Predicate<S>[],
  values: readonly unknown[],
): Predicate<S> {
  const all = (...states: S) => parts.every((each) => each(...states));
  return Object.assign(all, { [PARTS]: parts, [VALUES]: values });
}

/** The same claim with each part put another way; it tells its parts, and what they are for, as before. */
export function mapParts<S extends readonly unknown[]>(
  predicate: Predicate<S>,
  change: (part: Predicate<S>) => Predicate<S>,
): Predicate<S> {
  const told = predicate as { readonly [PARTS]?: readonly Predicate<S>[]; readonly [VALUES]?: readonly unknown[] };
  const parts = told[PARTS];
  if (parts === undefined) return change(predicate);
  const changed = parts.map((part) => mapParts(part, change));
  return conjunction(changed, told[VALUES] ?? parts);
}

/** A part, and the values that it is for, the outermost first: none where a predicate tells of no parts. */
export interface NamedPart<P> {
  readonly values: readonly unknown[];
  readonly predicate: P;
}

export function namedPartsOf<P extends (...states: never[]) => unknown>(predicate: P): readonly NamedPart<P>[] {
  const told = predicate as P & { readonly [PARTS]?: readonly P[]; readonly [VALUES]?: readonly unknown[] };
  const parts = told[PARTS];
  if (parts === undefined) return [{ values: [], predicate }];
  return parts.flatMap((part, at) =>
    namedPartsOf(part).map((named) => ({ ...named, values: [told[VALUES]?.[at], ...named.values] })),
  );
}

/** The parts that a predicate is the conjunction of, none of them one itself; the predicate alone where it tells of none. */
export function conjunctsOf<P extends (...states: never[]) => unknown>(predicate: P): readonly P[] {
  const parts = (predicate as P & { readonly [PARTS]?: readonly P[] })[PARTS];
  return parts === undefined ? [predicate] : parts.flatMap((part) => conjunctsOf(part));
}
