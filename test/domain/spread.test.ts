// Values laid out by parts: the laws that layout, symmetry and the order of members rest on.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Code, codeIn, firstCode, inOrder, valueByCode } from "../../src/domain/coded.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { isSpread, slotsOf } from "../../src/domain/spread/slots.ts";
import { internedValue, spreadOf } from "../../src/domain/spread.ts";
import { boolean, optional, range, record, scalarset, tuple, union } from "../../src/index.ts";
import { setThresholds } from "../../src/thresholds.ts";
import { domains } from "./arbitrary-domain.ts";

const codesOf = (domain: AnyDomain, value: unknown, guarded = false) => [
  ...(spreadOf(domain, guarded).encode(value) as Int32Array),
];

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((code, each) => code !== other[each]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}

describe("of every domain, laid out by parts as far as it can be", () => {
  beforeAll(() => setThresholds({ numberedValues: 0 }));
  afterAll(() => setThresholds({}));

  test("what is read from a value's slots is the value", () => {
    fc.assert(
      fc.property(domains, fc.boolean(), ({ domain, values }, guarded) => {
        const spread = spreadOf(domain, guarded);
        expect(slotsOf(domain)).toBe(spread.slots.length);
        for (const [code, value] of values.entries()) {
          const codes = codesOf(domain, structuredClone(value), guarded);
          expect(codes.length).toBe(spread.slots.length);
          codes.forEach((each, slot) => {
            expect(each).toBeGreaterThanOrEqual(0);
            expect(each).toBeLessThan((spread.slots[slot] as { size: number }).size);
          });
          const source = { read: (slot: number) => codes[slot - 7] as number };
          expect(spread.read(source, 7)).toBe(domain.decode(code));
          expect(spread.readCode(source, 7)).toBe(code);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("slots are in the order of the domain, from the first on, and zero for its first value", () => {
    fc.assert(
      fc.property(domains, fc.boolean(), ({ domain, values }, guarded) => {
        const rows = values.map((value) => codesOf(domain, value, guarded));
        for (let at = 1; at < rows.length; at++)
          expect(compare(rows[at - 1] as number[], rows[at] as number[])).toBeLessThan(0);
        if (!guarded) expect(new Set(rows[0])).toEqual(new Set([0]));
      }),
      { numRuns: 200 },
    );
  });

  test("what is not in the domain has no codes", () => {
    fc.assert(
      fc.property(domains, fc.anything(), ({ domain }, value) => {
        expect(spreadOf(domain).encode(value) === null).toBe(domain.encode(value) < 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a domain of more values than can be counted", () => {
  const Node = scalarset("n", 3);
  const Entry = record({ term: range(0, 99_999), by: optional(Node) });
  const Log = tuple(Entry, Entry, Entry, Entry);
  const { append, ...Message } = union({ append: { to: Node, log: Log, whole: boolean }, ask: { from: Node } });
  const at = (term: number, by: "n1" | "n2" | "n3" | null) => ({ term, by });
  const log = [at(1, null), at(99_999, "n3"), at(0, "n1"), at(7, "n2")] as const;

  test("is neither refused nor listed", () => {
    expect(Log.size).toBe(Number.POSITIVE_INFINITY);
    expect([isSpread(Log), isSpread(Message as AnyDomain), isSpread(Entry)]).toEqual([true, true, false]);
    expect(() => Log.values.length).toThrow(/has more than .* values; here the limit is 65536/);
    expect(Log.encode([...log, at(1, null)])).toBe(-1);
    expect(Log.encode(log.with(0, at(100_000, null)))).toBe(-1);
    expect(append.encode({ kind: "ask", from: "n1" })).toBe(-1);
  });

  test("has each value once, wherever it comes from", () => {
    const one = append({ to: "n1", log, whole: true });
    expect(append({ to: "n1", log: structuredClone(log) as typeof log, whole: true })).toBe(one);
    expect(internedValue(Message as AnyDomain, { kind: "append", to: "n1", log, whole: true })).toBe(one);
    const codes = (spreadOf(Message as AnyDomain).encode(one) as Int32Array).slice();
    expect(spreadOf(Message as AnyDomain).read({ read: (slot) => codes[slot] as number }, 0)).toBe(one);
    expect(internedValue(Log, log)).toBe(one.log);
    expect(internedValue(Log, Log.decode(0))).toBe(Log.decode(0));
    expect(Log.format(one.log)).toBe(
      "({term: 1, by: none}, {term: 99999, by: n3}, {term: 0, by: n1}, {term: 7, by: n2})",
    );
  });

  test("tells values apart by texts that are in its order", () => {
    const values = [0, 1, 2, 65_535, 65_536, 70_000, 99_999].flatMap((term) =>
      ([null, "n1", "n3"] as const).map((by) => log.with(1, at(term, by))),
    );
    const codes = values.map((value) => codeIn(Log, value)) as Code[];
    expect([...codes].reverse().sort(inOrder)).toEqual(codes);
    for (const [each, code] of codes.entries()) expect(valueByCode(Log, code)).toEqual(values[each]);
    expect(valueByCode(Log, firstCode(Log))).toBe(Log.decode(0));
    expect(codeIn(Log, "none")).toBe(-1);
  });
});
