// Random domains, each beside the list of values that it must have, made without it.
import fc from "fast-check";
import { optional, record, tuple, union } from "../../src/domain/composites.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { boolean, enumeration, range, scalarset } from "../../src/domain/scalars.ts";

export interface DescribedDomain {
  readonly domain: AnyDomain;
  /** Every value, in the order of its codes. */
  readonly values: readonly unknown[];
}

/** Domains with at most this many values: small enough to be listed again and again. */
const MOST_VALUES = 200;

const FIELDS = ["a", "b", "c", "kindness", "to"] as const;
const CASES = ["ping", "pong", "stop"] as const;

export const scalarDomains: fc.Arbitrary<DescribedDomain> = fc.oneof(
  fc.constant({ domain: boolean, values: [false, true] }),
  fc.record({ low: fc.integer({ min: -4, max: 4 }), size: fc.integer({ min: 1, max: 7 }) }).map(({ low, size }) => ({
    domain: range(low, low + size - 1),
    values: Array.from({ length: size }, (_, at) => low + at),
  })),
  fc
    .uniqueArray(fc.constantFrom("idle", "busy", "none", "true", "1", ""), { minLength: 1 })
    .map((names) => ({ domain: enumeration(...names), values: names })),
  fc.integer({ min: 1, max: 4 }).map((size) => ({
    domain: scalarset("node", size),
    values: Array.from({ length: size }, (_, at) => `node${at + 1}`),
  })),
);

/** Scalars, and optionals, records, tuples and unions of them, nested. */
export const domains: fc.Arbitrary<DescribedDomain> = fc.letrec<{ any: DescribedDomain }>((tie) => {
  const shapes = fc.dictionary(fc.constantFrom(...FIELDS), tie("any"), { maxKeys: 3 });
  return {
    any: fc
      .oneof(
        { maxDepth: 3, withCrossShrink: true },
        scalarDomains,
        tie("any").map(optionalOf),
        shapes.filter((shape) => Object.keys(shape).length > 0).map(recordOf),
        fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map(tupleOf),
        fc
          .uniqueArray(fc.tuple(fc.constantFrom(...CASES), shapes), { minLength: 1, selector: ([kind]) => kind })
          .map(unionOf),
      )
      .filter(({ values }) => values.length <= MOST_VALUES),
  };
}).any;

type DescribedShape = Readonly<Record<string, DescribedDomain>>;

function optionalOf(inner: DescribedDomain): DescribedDomain {
  if (inner.values.includes(null)) return inner;
  return { domain: optional(inner.domain), values: [null, ...inner.values] };
}

function recordOf(shape: DescribedShape): DescribedDomain {
  const fields = Object.entries(shape);
  return {
    domain: record(domainsOf(shape)),
    values: product(fields.map(([, { values }]) => values)).map((values) =>
      Object.fromEntries(fields.map(([name], at) => [name, values[at]])),
    ),
  };
}

function tupleOf(members: readonly DescribedDomain[]): DescribedDomain {
  return {
    domain: tuple(...members.map(({ domain }) => domain)),
    values: product(members.map(({ values }) => values)),
  };
}

function unionOf(cases: readonly (readonly [string, DescribedShape])[]): DescribedDomain {
  return {
    domain: union(Object.fromEntries(cases.map(([kind, shape]) => [kind, domainsOf(shape)]))),
    values: cases.flatMap(([kind, shape]) => {
      const fields = Object.entries(shape);
      return product(fields.map(([, { values }]) => values)).map((values) => ({
        kind,
        ...Object.fromEntries(fields.map(([name], at) => [name, values[at]])),
      }));
    }),
  };
}

function domainsOf(shape: DescribedShape): Record<string, AnyDomain> {
  return Object.fromEntries(Object.entries(shape).map(([name, { domain }]) => [name, domain]));
}

/** All choices of one from each list, the first list changing slowest; cut off where it is too long anyway. */
function product(lists: readonly (readonly unknown[])[]): unknown[][] {
  let rows: unknown[][] = [[]];
  for (const list of lists) {
    if (rows.length * list.length > 100 * MOST_VALUES) return new Array(rows.length * list.length).fill([]);
    rows = rows.flatMap((row) => list.map((value) => [...row, value]));
  }
  return rows;
}
