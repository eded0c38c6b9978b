/** Domains without parts: booleans, ranges of integers, enumerations, scalarsets. */
import { closed, kindOfValue, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { type Domain, domainOf } from "./domain.ts";

/**
 * false, true; a variable of it is false at first.
 *
 * @example
 * ```ts
 * model({ state: { up: boolean }, rules: { toggle: { do: (s) => { s.up = !s.up; } } } });
 * ```
 */
export const boolean: Domain<boolean> = domainOf<boolean>({
  label: "boolean",
  size: 2,
  structure: { kind: "boolean" },
  encode: (value) => (value === false ? 0 : value === true ? 1 : -1),
  build: (code) => code === 1,
  format: String,
});

/**
 * The integers low .. high, both included. A variable of it is `low` at first, or the value that `first` says; a value
 * outside is an error of the effect that assigns it (SYN301), never a wrap.
 *
 * @throws SynodError SYN202 for what are no integers, or out of order; SYN203 for more than 2^31 - 1 of them.
 *
 * @example
 * ```ts
 * const Ballot = range(-1, 3); // -1: none yet
 * const Balance = range(-3, 3, { first: 0 }); // 0 at first
 * ```
 */
export function range(
  low: number,
  high: number,
  options: {
    /** What a variable of it is at first: `first: 0`; `low` unless said otherwise. It is the first of the domain's values, too. */
    readonly first?: number | undefined;
  } = {},
): Domain<number> {
  const bounds = `${shown(low)}, ${shown(high)}`;
  closed(options, ["first"], (problem, wrong) =>
    synodError("bad-domain", {
      domain: `range(${bounds})`,
      problem: `what follows its bounds ${wrong === undefined ? problem : `(${problem})`}`,
      ...(wrong !== undefined && { wrong }),
    }),
  );
  const { first = low } = options;
  const label = first === low ? `range(${bounds})` : `range(${bounds}, { first: ${shown(first)} })`;
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw synodError("bad-domain", { domain: label, problem: "its bounds must be integers, of 53 bits at most" });
  }
  if (low > high)
    throw synodError("bad-domain", { domain: label, problem: "its lower bound is above its upper bound" });
  const isIn = (value: unknown) => Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
  if (first === low)
    return domainOf<number>({
      label,
      size: high - low + 1,
      structure: { kind: "range", low, high },
      encode: (value) => (isIn(value) ? (value as number) - low : -1),
      build: (code) => code + low,
      format: String,
    });
  if (!isIn(first))
    throw synodError("bad-domain", { domain: label, problem: "its first value is not one of its values" });
  return domainOf<number>({
    label,
    size: high - low + 1,
    structure: { kind: "range", low, high, first },
    encode: (value) => {
      if (!isIn(value)) return -1;
      return value === first ? 0 : (value as number) - low + ((value as number) < first ? 1 : 0);
    },
    build: (code) => (code === 0 ? first : code + low - (code <= first - low ? 1 : 0)),
    format: String,
  });
}

/**
 * The given names, in the given order. A variable of it has the first one at first.
 *
 * @throws SynodError SYN201 for no names, SYN202 for a name twice, or for a list of names instead of names.
 *
 * @example
 * ```ts
 * const Phase = enumeration("idle", "waiting", "done");
 * ```
 */
export function enumeration<const Name extends string>(...names: readonly Name[]): Domain<Name> {
  for (const name of names as readonly unknown[]) {
    if (Array.isArray(name))
      throw synodError("bad-domain", {
        domain: "enumeration([...])",
        problem: "it takes names, not a list of them: write enumeration(...names)",
        misplaced: "names",
      });
    if (typeof name !== "string")
      throw synodError("bad-domain", {
        domain: "enumeration(...)",
        problem: `${kindOfValue(name)} is no name`,
        misplaced: "names",
      });
  }
  const label = `enumeration(${names.join(", ")})`;
  const codes = new Map<unknown, number>(names.map((name, code) => [name, code]));
  if (codes.size < names.length) throw synodError("bad-domain", { domain: label, problem: "a name occurs twice" });
  return domainOf<Name>({
    label,
    size: names.length,
    structure: { kind: "enumeration", names },
    encode: (value) => codes.get(value) ?? -1,
    build: (code) => names[code] as Name,
    format: (value) => value,
  });
}

/**
 * `size` interchangeable identities, written name1, name2, ... A model may only copy them and compare them for
 * equality, so any renaming of a behaviour is a behaviour too, and of states that are renamings of each other one is
 * visited (Ip and Dill, *Better Verification through Symmetry*, 1996). Made twice it is one scalarset: the elements are
 * the same texts.
 *
 * @throws SynodError SYN201 for none, SYN202 for a name that is not letters only, or a size that is no integer.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * console.log(Node.values); // ["n1", "n2", "n3"]
 * ```
 */
export function scalarset<const Name extends string>(name: Name, size: number): Domain<`${Name}${number}`> {
  const label = `scalarset(${shown(name)}, ${shown(size)})`;
  if (!Number.isSafeInteger(size))
    throw synodError("bad-domain", { domain: label, problem: "its size must be an integer" });
  if (typeof name !== "string" || !/^[A-Za-z_]+$/.test(name))
    throw synodError("bad-domain", { domain: label, problem: "its name must be letters only" });
  const prefix = name.length;
  return domainOf<`${Name}${number}`>({
    label,
    size,
    structure: { kind: "scalarset", name, identity: Symbol.for(`synod scalarset ${name} ${size}`) },
    encode: (value) => {
      if (typeof value !== "string" || !value.startsWith(name)) return -1;
      const ordinal = Number(value.slice(prefix));
      return ordinal >= 1 && ordinal <= size && value === `${name}${ordinal}` ? ordinal - 1 : -1;
    },
    build: (code) => `${name}${code + 1}`,
    format: (value) => value,
  });
}
