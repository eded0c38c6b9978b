// Values of domains too large to keep them all: within a run of a closure, and with what a module keeps, equal ones are one object.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newLease, runClosure } from "../../src/closed-room.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { internedValue } from "../../src/domain/spread.ts";
import { list, oneOf, optional, range, record, subset, tuple, union } from "../../src/index.ts";
import { setThresholds } from "../../src/thresholds.ts";

const site = { subject: "a test", leases: [newLease()] };
const run = (closure: () => unknown) => runClosure(site, closure as never, null, null);

describe.each([
  ["as it is", {}],
  ["with generations of one value", { internedValues: 1 }],
])("%s", (_, thresholds) => {
  beforeEach(() => setThresholds(thresholds));
  afterEach(() => setThresholds({}));

  const wide = () => record({ a: range(0, 999), b: range(0, 999) });
  const sets = () => subset(range(1, 20));
  const lists = () => list(range(0, 9), { max: 6 });

  it("what one run decodes twice is one object, whatever it decodes in between", () => {
    for (const domain of [wide(), sets(), lists()]) {
      expect(domain.size).toBeGreaterThan(65_536);
      run(() => {
        const first = domain.decode(12_345);
        for (let code = 0; code < 40_000; code += 7) domain.decode(code);
        expect(domain.decode(12_345)).toBe(first);
        expect(domain.encode(first)).toBe(12_345);
      });
    }
  });

  it("what a module keeps is what runs decode, also after many runs", () => {
    for (const domain of [wide(), sets(), lists()]) {
      const kept = domain.decode(777);
      for (let time = 0; time < 50; time++) run(() => domain.decode(10_000 + time));
      run(() => expect(domain.decode(777)).toBe(kept));
    }
  });

  it("what a module asks for after a run has decoded it is kept from then on", () => {
    const domain = wide();
    let first: object | undefined;
    run(() => {
      first = domain.decode(3);
    });
    const kept = domain.decode(3);
    if (Object.keys(thresholds).length === 0) expect(kept).toBe(first);
    for (let time = 0; time < 50; time++) run(() => domain.decode(10_000 + time));
    run(() => expect(domain.decode(3)).toBe(kept));
  });

  it("what operations make of sets is what the domain decodes", () => {
    const domain = sets();
    run(() => {
      const some = domain.decode(0b1011);
      for (let code = 0; code < 40_000; code += 7) domain.decode(code);
      expect(some.without(2)).toBe(domain.decode(0b1001));
      expect(domain.decode(0b1001).with(2)).toBe(some);
      expect(subset(range(1, 20))([1, 2, 4])).not.toBe(some);
    });
  });
});

describe.each([
  ["as it is", {}],
  ["with generations of one value", { internedValues: 1 }],
  ["with generations of three values", { internedValues: 3 }],
])("parts, %s", (_, thresholds) => {
  beforeEach(() => setThresholds(thresholds));
  afterEach(() => setThresholds({}));

  // Numbered, and too many to have numbers.
  describe.each([6, 20])("of lists of up to %i", (max) => {
    const items = () => list(range(0, 9), { max });
    // biome-ignore lint/suspicious/noExplicitAny: values of several kinds.
    type Part = (value: any) => unknown;
    const wholes: readonly (readonly [string, (part: AnyDomain) => AnyDomain, (part: unknown) => unknown, Part])[] = [
      ["a record", (part) => record({ part, n: range(0, 3) }), (part) => ({ part, n: 1 }), ({ part }) => part],
      ["a tuple", (part) => tuple(range(0, 3), part), (part) => [1, part], ([, part]) => part],
      ["a list", (part) => list(part, { max: 2 }), (part) => [part], ([part]) => part],
      ["a value or null", optional, (part) => part, (part) => part],
      ["one of two domains", (part) => oneOf(range(0, 3), part), (part) => part, (part) => part],
      ["a case", (part) => union({ log: { part } }), (part) => ({ kind: "log", part }), ({ part }) => part],
    ];

    it.each(wholes)("%s that was kept has the part that is read elsewhere", (_, wholeOf, make, partOf) => {
      for (const value of [[3, 1], []]) {
        const part = items();
        const whole = wholeOf(part);
        for (let time = 0; time < 40; time++) {
          run(() => internedValue(whole, make(value)));
          run(() => internedValue(part, [time % 10, time % 7]));
          if (time % 10 < 9) continue;
          run(() => expect(partOf(internedValue(whole, make(value)) as never)).toBe(internedValue(part, value)));
        }
      }
    });

    it.each(wholes)("%s that a module keeps has the part that runs read", (_, wholeOf, make, partOf) => {
      const part = items();
      const whole = wholeOf(part);
      run(() => internedValue(whole, make([5])));
      const kept = internedValue(whole, make([5])) as never;
      for (let time = 0; time < 20; time++) run(() => internedValue(part, [time % 10, time % 7]));
      run(() => expect(partOf(kept)).toBe(internedValue(part, [5])));
    });
  });

  it("records and lists of sets have the sets that are read elsewhere", () => {
    const Some = subset(range(1, 20));
    const Box = record({ some: Some });
    const Boxes = list(Box, { max: 2 });
    const look = () => {
      const [box] = Boxes.decode(1 + 12_345) as readonly { some: object }[];
      expect(box).toBe(Box.decode(12_345));
      expect(box?.some).toBe(Some.decode(12_345));
    };
    run(look);
    for (let time = 0; time < 50; time++) run(() => [Boxes.decode(1 + 12_345), Some.decode(70_000 + time)]);
    run(look);
  });

  it("nothing that one run was handed is dropped before it is over", () => {
    const [one, other] = [items(6), items(6)];
    run(() => {
      const first = one.decode(99_999);
      for (let code = 0; code < 40_000; code += 7) [other.decode(code), one.decode(code)];
      expect(one.decode(99_999)).toBe(first);
    });
  });
  const items = (max: number) => list(range(0, 9), { max });
});

describe("from run to run", () => {
  it("values are made once, as long as there are not too many", () => {
    const domain = record({ a: range(0, 999), b: range(0, 999) });
    let first: object | undefined;
    run(() => {
      first = domain.decode(5);
    });
    for (let time = 0; time < 100; time++) run(() => domain.decode(1000 + time));
    run(() => expect(domain.decode(5)).toBe(first));
  });
});
