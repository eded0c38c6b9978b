import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankOf } from "../../src/program/mixing.ts";
import { ENTRY_EXTRA, LeastStates } from "../../src/store/least-states.ts";

const least = (limit: number) => {
  const kept = new LeastStates(1);
  kept.begin(limit, 2 ** 32 - 1);
  return kept;
};

const offer = (kept: LeastStates, states: readonly number[]) => {
  for (const state of states) {
    const rank = rankOf(state);
    if (rank <= kept.below) kept.add(Int32Array.of(state), 0, rank, 1, state);
  }
};

const statesOf = (kept: LeastStates) => Array.from(kept.entries()).filter((_, at) => at % (1 + ENTRY_EXTRA) === 0);

describe("the least states", () => {
  it("are those that rank least, in whatever order and in whatever shares they come", () => {
    const different = fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 400 });
    fc.assert(
      fc.property(
        different,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 5 }),
        (states, limit, shares) => {
          const expected = states.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, limit);
          const all = least(limit);
          for (let share = 0; share < shares; share++) {
            const part = least(limit);
            offer(
              part,
              states.filter((_, at) => at % shares === share),
            );
            all.merge(part.entries());
          }
          expect(statesOf(all)).toEqual(expected);
        },
      ),
    );
  });

  it("are none when none is wanted", () => {
    const none = least(0);
    offer(none, [1, 2, 3]);
    expect(none.entries()).toHaveLength(0);
  });
});
