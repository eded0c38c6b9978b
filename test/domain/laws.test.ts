import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { union } from "../../src/domain/composites.ts";
import { type AnyDomain, domainOf, LISTED_VALUES_LIMIT } from "../../src/domain/domain.ts";
import { type DescribedDomain, domains } from "./arbitrary-domain.ts";

/** Whether two values are the same to a person: 0 and -0 are, and so are equal fields whatever the order or prototype. */
function alike(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && alike(at(a, key), at(b, key)))
  );
}

const at = (value: object, key: string) => (value as Record<string, unknown>)[key];

/** A copy that shares no object with the original. */
const copyOf = <T>(value: T): T => structuredClone(value);

const STRANGERS = fc.oneof(
  fc.constantFrom(null, undefined, Number.NaN, 0.5, -1, 99, "", "node0", "node01", "node9", "toString", true, {}, []),
  fc.anything(),
);

/** Values that are nearly in the domain: a part replaced, left out, added or called otherwise. */
function spoilt({ values }: DescribedDomain): fc.Arbitrary<unknown> {
  const choices = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
  return fc.tuple(fc.constantFrom(...values), choices, STRANGERS).map(([value, numbers, other]) => {
    let used = 0;
    const choose = (count: number) => (numbers[used++ % numbers.length] as number) % count;
    const spoil = (part: unknown): unknown => {
      if (typeof part !== "object" || part === null || choose(3) === 0) return other;
      const entries = Object.entries(part);
      if (entries.length === 0) return Array.isArray(part) ? [other] : other;
      const place = choose(entries.length);
      const [name, inner] = entries[place] as [string, unknown];
      const changed = [
        () => entries.splice(place, 1),
        () => entries.push(["extra", other]),
        () => entries.splice(place, 1, [`${name}_`, inner]),
        () => entries.splice(place, 1, [name, spoil(inner)]),
        () => entries.splice(place, 1, [name, spoil(inner)]),
      ];
      (changed[choose(changed.length)] as () => unknown)();
      return Array.isArray(part) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
    };
    return spoil(value);
  });
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe("every domain", () => {
  test("lists exactly its values, in order", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        expect(domain.size).toBe(values.length);
        expect(domain.values).toEqual(values);
      }),
      { numRuns: 200 },
    );
  });

  test("decodes what it encoded, whether the value is its own object or a copy: decode(encode(v)) = v", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        for (const value of values) {
          expect(domain.decode(domain.encode(copyOf(value)))).toEqual(value);
          expect(domain.decode(domain.encode(domain.decode(domain.encode(value))))).toEqual(value);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("has the codes 0 .. size - 1: encode(decode(c)) = c", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        for (let code = 0; code < domain.size; code++) {
          expect(domain.encode(domain.decode(code))).toBe(code);
          expect(domain.encode(copyOf(values[code]))).toBe(code);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("answers -1 for everything that is not one of its values", () => {
    const withStrangers = domains.chain((described) =>
      fc.tuple(fc.constant(described), fc.array(spoilt(described), { minLength: 20, maxLength: 20 })),
    );
    let strangers = 0;
    fc.assert(
      fc.property(withStrangers, ([{ domain, values }, near]) => {
        for (const value of near) {
          const code = values.findIndex((known) => alike(known, value));
          if (code < 0) strangers++;
          expect(domain.encode(value) + 0).toBe(code);
        }
      }),
      { numRuns: 200 },
    );
    expect(strangers).toBeGreaterThan(3000);
  });

  test("makes each value once, deeply frozen, and no two alike", () => {
    fc.assert(
      fc.property(domains, ({ domain }) => {
        expect(domain.values.every(isDeeplyFrozen)).toBe(true);
        expect(Object.isFrozen(domain.values)).toBe(true);
        expect(new Set(domain.values).size).toBe(domain.size);
        domain.values.forEach((value, code) => {
          expect(domain.decode(code)).toBe(value);
        });
      }),
      { numRuns: 100 },
    );
  });

  test("stays usable when it is copied by a rest pattern", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        const { ...copy } = domain;
        expect(copy.values).toEqual(values);
        expect(values.map((value) => copy.encode(value))).toEqual(values.map((_, code) => code));
      }),
    );
  });
});

const unions = domains.map(({ domain }) =>
  domain.structure.kind === "union" ? domain : union({ only: { value: domain } }),
);

type Constructor = AnyDomain & ((fields: object) => { readonly kind: string });

const casesOf = ({ structure }: AnyDomain) =>
  structure.kind === "union" ? (structure.cases as (readonly [string, Constructor])[]) : [];

describe("every union", () => {
  test("numbers the values of a case one behind the other, from the case's offset", () => {
    fc.assert(
      fc.property(unions, (domain) => {
        let offset = 0;
        for (const [kind, make] of casesOf(domain)) {
          expect(make.offset).toBe(offset);
          expect(make.root).toBe(domain.root);
          make.values.forEach((value, code) => {
            expect(value.kind).toBe(kind);
            expect(make.encode(value)).toBe(code);
            expect(domain.encode(value)).toBe(offset + code);
            expect(domain.decode(offset + code)).toBe(value);
          });
          offset += make.size;
        }
        expect(domain.size).toBe(offset);
      }),
    );
  });

  test("keeps its cases apart: a case does not encode another's values", () => {
    fc.assert(
      fc.property(unions, (domain) => {
        for (const [kind, make] of casesOf(domain)) {
          for (const value of domain.values) {
            expect(make.encode(value) >= 0).toBe((value as { kind: string }).kind === kind);
          }
        }
      }),
    );
  });

  test("has constructors that make the interned value, whatever objects the fields came in", () => {
    fc.assert(
      fc.property(unions, (domain) => {
        for (const [, make] of casesOf(domain)) {
          for (const value of make.values) {
            const { kind: _, ...fields } = copyOf(value);
            expect(make(fields)).toBe(value);
            expect(make({ ...value })).toBe(value);
          }
        }
      }),
    );
  });
});

describe("a domain too large to be listed", () => {
  const size = LISTED_VALUES_LIMIT + 1;
  const large = domainOf<number>({
    label: "large",
    size,
    structure: { kind: "range", low: 0, high: size - 1 },
    encode: (value) => (typeof value === "number" ? value : -1),
    build: (code) => code,
    format: String,
  });

  test("encodes and decodes all the same", () => {
    fc.assert(fc.property(fc.nat({ max: size - 1 }), (code) => large.encode(large.decode(code)) === code));
  });

  test("throws when its values are asked for, not when it is copied", () => {
    const { ...copy } = large;
    expect(() => copy.values.length).toThrow(/65537 values; here the limit is 65536/);
    expect(() => [...large.values]).toThrow(expect.objectContaining({ id: "domain-too-large" }));
  });
});
