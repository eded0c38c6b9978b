// Random domains, each beside the list of values that it must have, made without it.
import fc from "fast-check";
import { optional, record, tuple, union } from "../../src/domain/composites.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { list } from "../../src/domain/list.ts";
import { oneOf } from "../../src/domain/one-of.ts";
import { boolean, enumeration, range, scalarset } from "../../src/domain/scalars.ts";

export interface DescribedDomain {
  readonly domain: AnyDomain;
  /** Every value, in the order of its codes. */
  readonly values: readonly unknown[];
}

/** Composite domains are cut down to about this many values: small enough to be listed again and again. */
const MOST_VALUES = 150;

const FIELDS = ["a", "b", "c", "kindness", "to"] as const;
const CASES = ["ping", "pong", "stop"] as const;

export const scalarDomains: fc.Arbitrary<DescribedDomain> = fc.oneof(
  fc.constant({ domain: boolean, values: [false, true] }),
  fc.record({ low: fc.integer({ min: -4, max: 4 }), size: fc.integer({ min: 1, max: 7 }) }).map(({ low, size }) => ({
    domain: range(low, low + size - 1),
    values: Array.from({ length: size }, (_, at) => low + at),
  })),
  fc
    .record({ low: fc.integer({ min: -4, max: 4 }), size: fc.integer({ min: 1, max: 7 }), at: fc.nat({ max: 6 }) })
    .map(({ low, size, at }) => {
      const first = low + (at % size);
      const all = Array.from({ length: size }, (_, each) => low + each);
      return {
        domain: range(low, low + size - 1, { first }),
        values: [first, ...all.filter((each) => each !== first)],
      };
    }),
  fc
    .uniqueArray(fc.constantFrom("idle", "busy", "none", "true", "1", ""), { minLength: 1 })
    .map((names) => ({ domain: enumeration(...names), values: names })),
  fc.integer({ min: 1, max: 4 }).map((size) => ({
    domain: scalarset("node", size),
    values: Array.from({ length: size }, (_, at) => `node${at + 1}`),
  })),
);

/** Scalars, and optionals, records, tuples, unions and lists of them, nested. (Sets have tests of their own: value-sets.test.ts.) */
export const domains: fc.Arbitrary<DescribedDomain> = fc.letrec<{ any: DescribedDomain }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalarDomains,
    tie("any").map(optionalOf),
    shapes(tie("any"), 1).map(recordOf),
    fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map(tupleOf),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...CASES), shapes(tie("any"), 0)), {
        minLength: 1,
        selector: ([kind]) => kind,
      })
      .map(unionOf),
    fc.tuple(tie("any"), fc.nat({ max: 2 }), fc.nat({ max: 3 })).map(([inner, min, more]) => listOf(inner, min, more)),
    fc.array(tie("any"), { minLength: 1, maxLength: 3 }).map(oneOfThem),
  ),
})).any;

type DescribedShape = readonly (readonly [name: string, domain: DescribedDomain])[];

function shapes(inner: fc.Arbitrary<DescribedDomain>, minLength: number): fc.Arbitrary<DescribedShape> {
  const field = fc.tuple(fc.constantFrom(...FIELDS), inner);
  return fc.uniqueArray(field, { minLength, maxLength: 3, selector: ([name]) => name });
}

function optionalOf(inner: DescribedDomain): DescribedDomain {
  if (inner.values.includes(null)) return inner;
  return { domain: optional(inner.domain), values: [null, ...inner.values] };
}

function recordOf(shape: DescribedShape): DescribedDomain {
  const fields = shape.slice(0, affordable(shape.map(([, { values }]) => values.length)));
  return { domain: record(domainsOf(fields)), values: recordsOf(fields) };
}

function tupleOf(all: readonly DescribedDomain[]): DescribedDomain {
  const members = all.slice(0, affordable(all.map(({ values }) => values.length)));
  return {
    domain: tuple(...members.map(({ domain }) => domain)),
    values: product(members.map(({ values }) => values)),
  };
}

function unionOf(all: readonly (readonly [string, DescribedShape])[]): DescribedDomain {
  const cases = all.map(([kind, shape]) => {
    const sizes = shape.map(([, { values }]) => values.length * CASES.length);
    return [kind, shape.slice(0, Math.max(0, affordable(sizes) - 1))] as const;
  });
  return {
    domain: union(Object.fromEntries(cases.map(([kind, shape]) => [kind, domainsOf(shape)]))),
    values: cases.flatMap(([kind, shape]) => recordsOf(shape).map((fields) => ({ kind, ...fields }))),
  };
}

function listOf(inner: DescribedDomain, least: number, more: number): DescribedDomain {
  const { length: size } = inner.values;
  const most = [3, 2, 1, 0].find((length) => size ** length <= MOST_VALUES / 2) as number;
  const min = Math.min(least, most);
  const max = Math.min(min + more, most);
  const values: unknown[] = [];
  for (let length = min; length <= max; length++) values.push(...product(Array.from({ length }, () => inner.values)));
  return { domain: list(inner.domain, { min, max }), values };
}

/** Of these those that have no value of another. */
function oneOfThem(all: readonly DescribedDomain[]): DescribedDomain {
  const apart: DescribedDomain[] = [];
  for (const each of all) {
    const isNew = apart.every(({ domain }) => each.values.every((value) => domain.encode(value) < 0));
    if (isNew) apart.push(each);
  }
  return { domain: oneOf(...apart.map(({ domain }) => domain)), values: apart.flatMap(({ values }) => values) };
}

/** How many of the parts, at least one, can be multiplied without too many values. */
function affordable(sizes: readonly number[]): number {
  let total = 1;
  const first = sizes.findIndex((size) => {
    total *= size;
    return total > MOST_VALUES;
  });
  return first < 0 ? sizes.length : Math.max(1, first);
}

function recordsOf(shape: DescribedShape): object[] {
  return product(shape.map(([, { values }]) => values)).map((values) =>
    Object.fromEntries(shape.map(([name], at) => [name, values[at]])),
  );
}

function domainsOf(shape: DescribedShape): Record<string, AnyDomain> {
  return Object.fromEntries(shape.map(([name, { domain }]) => [name, domain]));
}

/** All choices of one from each list, the first list changing slowest. */
function product(lists: readonly (readonly unknown[])[]): unknown[][] {
  return lists.reduce<unknown[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
}
