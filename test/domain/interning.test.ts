// Values of domains too large to keep them all: within a run of a closure, and with what a module keeps, equal ones are one object.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newLease, runClosure } from "../../src/closed-room.ts";
import { list, range, record, subset } from "../../src/index.ts";
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
