/** Sets as values of a domain: all sets of another domain's values, or those of some size. */
import { closed, kindOfValue, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { callable } from "./callable.ts";
import { type AnyDomain, DOMAIN_SIZE_LIMIT, type Domain, domainOf, LISTED_VALUES_LIMIT } from "./domain.ts";
import { labelOf, mustBeDomain } from "./is-domain.ts";
import { SubsetNumbers } from "./numbering.ts";
import { codesOfAll, memberCodes, setsOf } from "./set-pool.ts";
import type { ValueSet } from "./value-set.ts";
import { outOfDomain } from "./why-not.ts";

/**
 * The domain of sets: what `subset` makes. Called, it makes a set of what it is given.
 *
 * An intersection on purpose: of an interface with a call signature TypeScript would infer nothing where it stands among
 * bindings, and all the bindings of the rule would be unknown.
 */
export type SubsetDomain<T> = Domain<ValueSet<T>> & ((members?: Iterable<T>) => ValueSet<T>);

/**
 * Sets of a domain's values, as values: in fields of records and messages, as items of maps, members of collections, and
 * bindings (`for: { quorum: subset(Node, { min: 2 }) }`). Called, it makes one: `Config(["n1", "n2"])`. Equal ones are
 * identical. A variable of it is the empty set at first, or the first `min` values.
 *
 * A state has a `set` where its members come and go one by one, and a `subset` where a set is passed on as a whole.
 *
 * @throws SynodError SYN202 for what is no domain, or bounds that are none; SYN203 for more than 2^31 - 1 sets with a `min`.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const Config = subset(Node);
 * model({
 *   state: { config: Config },
 *   rules: {
 *     join: { for: { n: Node }, do: (s, { n }) => { s.config = s.config.with(n); } },
 *     form: { for: { quorum: subset(Node, { min: 2 }) }, do: (s, { quorum }) => { s.config = quorum; } },
 *   },
 *   reachable: { everybody: (s) => s.config.size === 3 },
 * });
 * ```
 */
export function subset<T>(
  element: Domain<T>,
  options: {
    /** The least number of members: `min: 2`; 0 unless said otherwise. */
    readonly min?: number | undefined;
    /** The greatest number of members: `max: 2`; all unless said otherwise. */
    readonly max?: number | undefined;
  } = {},
): SubsetDomain<T> {
  const written = `subset(${labelOf(element)})`;
  mustBeDomain(written, "its element", element);
  closed(options, ["min", "max"], (problem, wrong) =>
    synodError("bad-domain", {
      domain: written,
      problem: `its options: ${wrong === undefined ? kindOfValue(options) : problem}`,
      ...(wrong !== undefined && { wrong }),
    }),
  );
  const min = options.min ?? 0;
  const bounds = [
    options.min === undefined ? [] : `min: ${shown(min)}`,
    options.max === undefined ? [] : `max: ${shown(options.max)}`,
  ].flat();
  const label = bounds.length === 0 ? written : `subset(${labelOf(element)}, { ${bounds.join(", ")} })`;
  for (const bound of [min, options.max === undefined ? 0 : options.max])
    if (!Number.isSafeInteger(bound) || bound < 0)
      throw synodError("bad-domain", { domain: label, problem: "`min` and `max` must be whole numbers, from 0 on" });
  const max = Math.min(options.max ?? element.size, element.size);
  if (min > max)
    throw synodError("bad-domain", {
      domain: label,
      problem:
        min > element.size
          ? `there are ${element.size} values, and a set is to have ${min} at least`
          : "its `min` is above its `max`",
    });
  if (!Number.isFinite(element.size))
    throw synodError("domain-too-large", {
      domain: element.label,
      size: Number.MAX_VALUE,
      limit: DOMAIN_SIZE_LIMIT,
    });
  const numbers = new SubsetNumbers(element.size, min, max);
  const pool = setsOf(element);
  const { size } = numbers;
  const forever = size <= LISTED_VALUES_LIMIT;
  // The first of those with `min` members is not made of zeros only, whatever is done: only its number can be.
  const isSpreadable = min === 0;
  const domain = domainOf<ValueSet<T>>({
    label,
    size,
    structure: { kind: "subset", element: element as AnyDomain, min, max },
    interned: pool.values,
    encode: (value) => {
      const codes = memberCodes(pool, value);
      return codes === null || codes.length < min || codes.length > max ? -1 : numbers.codeOf(codes);
    },
    build: (code) => pool.of(numbers.membersOf(code), forever),
    ...(isSpreadable && { assemble: (codes) => pool.of(codes as readonly number[]) }),
    format: (value) => `{${value.map((member) => element.format(member)).join(", ")}}`,
  });
  return callable(domain, (members: Iterable<T> = []) => {
    const set = pool.of(codesOfAll(element, members, label));
    if (domain.encode(set) < 0) throw outOfDomain(label, domain, set);
    return set;
  });
}
