import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragmentOf, placeIn } from "../../src/page/fragment.ts";

describe("the fragment of an address", () => {
  it("is short where nothing is special", () => {
    expect(fragmentOf({ trace: 0, state: 9, branch: [], taken: 0 })).toBe("#9");
    expect(fragmentOf({ trace: 2, state: 9, branch: [], taken: 0 })).toBe("#2:9");
    expect(fragmentOf({ trace: 0, state: 9, branch: [10, 3], taken: 2 })).toBe("#9~CgM");
    expect(fragmentOf({ trace: 0, state: 9, branch: [10, 3], taken: 1 })).toBe("#9~CgM.1");
  });

  it("leads back to the place that it was written for", () => {
    const place = fc
      .record({
        trace: fc.nat(99),
        state: fc.nat(9999),
        branch: fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 30 }),
        part: fc.nat(30),
      })
      .map(({ part, ...rest }) => ({ ...rest, taken: Math.min(part, rest.branch.length) }));
    fc.assert(
      fc.property(place, (each) => {
        expect(placeIn(fragmentOf(each))).toEqual(each);
      }),
    );
  });

  it.each(["", "#", "#x", "#9~", "#9~*", "#9~A", "#-1", "#9~gA", "#1:2:3", "#9~CgM.x"])(
    "is refused: %j",
    (fragment) => {
      expect(placeIn(fragment)).toBeNull();
    },
  );
});
