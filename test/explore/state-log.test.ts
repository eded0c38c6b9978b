import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { map, model, range } from "../../src/index.ts";
import { setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

const Place = range(0, 40);

/** Wide states, in a row: 41 slots of 16 bits are 21 words. */
function row() {
  return model({
    state: { at: map(Place, range(0, 65_535)), next: range(0, 41) },
    rules: {
      step: {
        when: (s) => s.next < 41,
        do: (s) => {
          s.at.set(s.next, 65_535 - s.next);
          s.next += 1;
        },
      },
    },
    always: { "comes to no end of its own": (s) => s.next <= 41 },
  });
}

describe("the states that are kept to be judged again", () => {
  it.each([3, 16, 24, 100])(
    "are kept whole, however small the chunks that they are kept in: %i integers",
    async (size) => {
      setThresholds({ logIntegers: size });
      const { verdict } = await check(row(), { certify: true });
      expect(verdict.error).toBeNull();
      expect(verdict).toMatchObject({ outcome: "holds", judged: { all: true, states: 42, closures: 42 } });
    },
  );
});
