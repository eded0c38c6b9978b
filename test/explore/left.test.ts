// A search that is told to stop in the midst of a state: what it counted is what it did.
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { explore } from "../../src/explore/explorer.ts";
import { members, model, range, set } from "../../src/index.ts";

const Bird = range(0, 11);

/** Birds come and leave: 4,096 flocks at each of 4 hours, and few rule instances. */
function birds() {
  const flock = set(Bird);
  return model({
    state: { flock, hour: range(0, 3) },
    rules: {
      leave: { for: { bird: members(flock) }, do: (s, { bird }) => void s.flock.delete(bird) },
      come: {
        for: { bird: Bird },
        when: (s, { bird }) => !s.flock.has(bird),
        do: (s, { bird }) => s.flock.add(bird),
      },
      strike: {
        do: (s) => {
          s.hour = (s.hour + 1) % 4;
        },
      },
    },
  });
}

const Guest = range(0, 4999);

/** Everybody is there, and may leave: as `for` or members, by a gate for each or by a list. */
const crowds = {
  "a gate of each": () => {
    const there = set(Guest);
    return model({
      state: { there },
      init: (s) => {
        for (const guest of Guest.values) s.there.add(guest);
      },
      rules: {
        leave: {
          for: { guest: Guest },
          when: (s, { guest }) => s.there.has(guest),
          do: (s, { guest }) => void s.there.delete(guest),
        },
      },
    });
  },
  "who is there": () => {
    const there = set(Guest);
    return model({
      state: { there },
      init: (s) => {
        for (const guest of Guest.values) s.there.add(guest);
      },
      rules: { leave: { for: { guest: members(there) }, do: (s, { guest }) => void s.there.delete(guest) } },
    });
  },
  "one gate for all": () =>
    model({
      state: { open: range(0, 1), last: Guest },
      rules: {
        come: {
          for: { guest: Guest },
          when: (s) => s.open === 0,
          do: (s, { guest }) => {
            s.open = 1;
            s.last = guest;
          },
        },
      },
    }),
};

/** Aborted when it is asked for the nth time, wherever that is. */
function abortedAt(nth: number): AbortSignal {
  let asked = 0;
  return {
    get aborted() {
      return ++asked >= nth;
    },
    addEventListener: () => {},
    removeEventListener: () => {},
  } as unknown as AbortSignal;
}

describe("a search that stops in the midst of a state", () => {
  test.each([5, 10, 14, 20, 25, 30, 40, 60])(
    "has counted all steps that it took: asked for the %sth time",
    async (nth) => {
      const options = { help: null, store: "compact", memoryBytes: 1e9, properties: [], keepGoing: false } as const;
      const walk = await explore(compile(birds()), { ...options, signal: abortedAt(nth) });
      expect(walk.ending).toBe("interrupted");
      const enabled = walk.enabled.reduce((sum, count) => sum + count, 0);
      expect(enabled).toBeGreaterThan(0);
      // And the one initial state. Every flock has 12 steps to others, and one to the next hour.
      expect(walk.generated).toBe(1 + enabled);
      expect(enabled % 13).toBe(0);
    },
  );
});

describe("a state with many instances", () => {
  test.each(Object.keys(crowds) as (keyof typeof crowds)[])("is left soon, reached by %s", (by) => {
    const program = compile(crowds[by]());
    const [initial] = program.initialStates();
    let asked = 0;
    program.heed(() => {
      asked++;
      return null;
    });
    for (let time = 0; time < 8; time++) {
      program.load(initial as Int32Array, 0);
      expect(program.expand({ visit: () => {}, fail: () => {} })).toBe(5000);
    }
    // Once per 1,024 instances.
    expect(asked).toBe(39);
  });
});
