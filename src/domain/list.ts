/** Short lists as values of a domain. */
import { closed, kindOfValue, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { iterableOf } from "./asked.ts";
import { callable } from "./callable.ts";
import { type AnyDomain, type Domain, domainOf } from "./domain.ts";
import { labelOf, mustBeDomain } from "./is-domain.ts";
import { listStarts } from "./numbering.ts";
import { internedValue } from "./spread.ts";
import { outOfDomain } from "./why-not.ts";

/** The greatest `max` of a list. */
const LENGTH_LIMIT = 2 ** 16;

/** The domain of lists: what `list` makes. Called, it makes a list of what it is given. (An intersection: see SubsetDomain.) */
export type ListDomain<T> = Domain<readonly T[]> & ((items?: Iterable<T>) => readonly T[]);

/**
 * Lists of `min` to `max` of a domain's values, as values: frozen arrays. They are made as arrays are, `[...log, entry]`,
 * `log.slice(0, n)`, `log.with(i, entry)` and stored wherever one is wanted; equal ones that were read from states, or made by
 * calling the domain (`Log([entry])`), are identical. What was just made is another array: compare it with `same`. A variable
 * of it is the shortest list at first.
 *
 * A state has a `sequence` where values come in at one end and go out at the other, and a `list` where a list is passed on as
 * a whole.
 *
 * @throws SynodError SYN202 for what is no domain, or bounds that are none.
 *
 * @example
 * ```ts
 * const Node = range(1, 3);
 * const Log = list(enumeration("put", "get"), { max: 3 });
 * model({
 *   state: { log: map(Node, Log) },
 *   rules: {
 *     append: {
 *       for: { n: Node },
 *       when: (s, { n }) => s.log.get(n).length < 3,
 *       do: (s, { n }) => { s.log.set(n, [...s.log.get(n), "put"]); },
 *     },
 *     copy: { for: { from: Node, to: Node }, do: (s, { from, to }) => { s.log.set(to, s.log.get(from)); } },
 *   },
 * });
 * ```
 */
export function list<T>(
  element: Domain<T>,
  options: {
    /** The greatest length: `max: 4`. */
    readonly max: number;
    /** The least length: `min: 1`; 0 unless said otherwise. */
    readonly min?: number | undefined;
  },
): ListDomain<T> {
  const written = `list(${labelOf(element)})`;
  mustBeDomain(written, "its element", element);
  const bad = (problem: string, domain = written) => synodError("bad-domain", { domain, problem, misplaced: "length" });
  if (options === undefined) throw bad("it has no `max`");
  closed(options, ["max", "min"], (problem, wrong) =>
    synodError("bad-domain", {
      domain: written,
      problem: `its options: ${wrong === undefined ? kindOfValue(options) : problem}`,
      ...(wrong === undefined ? { misplaced: "length" as const } : { wrong }),
    }),
  );
  const { max, min = 0 } = options;
  const bounds = options.min === undefined ? `max: ${shown(max)}` : `min: ${shown(min)}, max: ${shown(max)}`;
  const label = `list(${labelOf(element)}, { ${bounds} })`;
  if (max === undefined) throw bad("it has no `max`", label);
  for (const bound of [min, max])
    if (!Number.isSafeInteger(bound) || bound < 0 || bound > LENGTH_LIMIT)
      throw bad(`\`min\` and \`max\` must be whole numbers from 0 to ${LENGTH_LIMIT}`, label);
  if (min > max) throw bad("its `min` is above its `max`", label);
  const starts = listStarts(element.size, min, max);
  const base = element.size;
  const domain = domainOf<readonly T[]>({
    label,
    size: starts.at(-1) as number,
    structure: { kind: "list", element: element as AnyDomain, min, max },
    encode: (value) => {
      if (!Array.isArray(value) || value.length < min || value.length > max) return -1;
      let code = 0;
      for (let at = 0; at < value.length; at++) {
        const item = element.encode(value[at]);
        if (item < 0) return -1;
        code = code * base + item;
      }
      return (starts[value.length - min] as number) + code;
    },
    build: (code) => {
      let length = max;
      while ((starts[length - min] as number) > code) length--;
      const items = new Array<T>(length);
      let rest = code - (starts[length - min] as number);
      for (let at = length - 1; at >= 0; at--) {
        items[at] = element.decode(rest % base);
        rest = Math.floor(rest / base);
      }
      return Object.freeze(items);
    },
    assemble: (items) => Object.freeze([...items]) as readonly T[],
    format: (value) => `<${value.map((item) => element.format(item)).join(", ")}>`,
  });
  return callable(domain, (items: Iterable<T> = []) => {
    const given = itemsOf(label, items, max);
    if (domain.encode(given) < 0) throw outOfDomain(label, domain, given);
    return internedValue(domain, given) as readonly T[];
  });
}

/** The items that are given; of too many as many as it takes to refuse them, since there may be no end of them. */
function itemsOf<T>(label: string, items: Iterable<T>, max: number): readonly T[] {
  const given = iterableOf(label, items);
  if (Array.isArray(given) && given.length > max) return given as readonly T[];
  const taken: T[] = [];
  for (const item of given) {
    taken.push(item);
    if (taken.length > LENGTH_LIMIT) break;
  }
  return taken;
}
