// Closures that loop for ever without looking at anything: the search ends, and says which one it was and where.
import { afterEach, describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { room } from "../../src/closed-room.ts";
import { reviveError } from "../../src/errors/errors.ts";
import { boolean, map, model, range, scalarset, weak } from "../../src/index.ts";
import { setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

/** Loops for ever, if it is to. */
function spin(isTo: boolean): boolean {
  while (isTo) {
    try {
      JSON.parse("no JSON");
    } catch {}
  }
  return true;
}

const state = { n: range(0, 5), done: boolean };

describe.each<[string, string, object]>([
  ["a guard", "the guard of up", { when: (s: { n: number }) => spin(s.n === 2) && s.n < 5 }],
  [
    "an effect",
    "the effect of up",
    {
      do: (s: { n: number }) => {
        if (spin(s.n === 2)) s.n++;
      },
    },
  ],
])("%s that does not end", (_, subject, rule) => {
  test("is named, with the state that it was run in", async () => {
    setThresholds({ hangMs: 400 });
    const up = { when: (s: { n: number }) => s.n < 5, do: (s: { n: number }) => void s.n++, ...rule };
    const { verdict } = await check(model({ state, rules: { up } } as never));
    expect(verdict.outcome).toBe("error");
    const error = reviveError(verdict.error as NonNullable<typeof verdict.error>);
    expect(error.code).toBe("SYN322");
    expect(error.message).toContain(subject);
    expect(error.message).toContain("in the state n: 2, done: false");
    expect(room.depth).toBe(0);
  });
});

test("a property that does not end is named, with the state", async () => {
  setThresholds({ hangMs: 400 });
  const always = { ends: (s: { n: number }) => spin(s.n === 3) };
  const up = { when: (s: { n: number }) => s.n < 5, do: (s: { n: number }) => void s.n++ };
  const { verdict } = await check(model({ state, rules: { up }, always } as never));
  expect(reviveError(verdict.error as NonNullable<typeof verdict.error>).message).toContain(
    "property ends does not come to an end: it was stopped after 0.41 s, in the state n: 3, done: false",
  );
  const { verdict: other } = await check(model({ state, rules: { up } } as never));
  expect(other.outcome).toBe("holds");
});

test("many closures that take long, each, are no closure that does not end", async () => {
  // 64 of them take longer than the limit, and one does not on the busiest of machines.
  setThresholds({ hangMs: 500 });
  const long = (n: number) => {
    let sum = n;
    for (let at = 0; at < 1e7; at++) sum = (sum * 31 + at) | 0;
    return sum !== 0.5;
  };
  const field = { one: range(0, 8), other: range(0, 8) };
  const one = { when: (s: { one: number }) => s.one < 8, do: (s: { one: number }) => void s.one++ };
  const other = { when: (s: { other: number }) => s.other < 8, do: (s: { other: number }) => void s.other++ };
  const always = { long: (s: { one: number; other: number }) => long(9 * s.one + s.other) };
  const { verdict } = await check(model({ state: field, rules: { one, other }, always } as never), {
    judgeAgain: false,
  });
  expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 81 }, error: null });
});

describe("in the first state", () => {
  const Place = scalarset("place", 4);
  test.each<[string, string, object, { readonly symmetry?: boolean }]>([
    ["a guard", "the guard of up", { rules: { up: { when: () => spin(true), do: () => {} } } }, {}],
    [
      "a guard that is renamed",
      "the guard of up",
      { rules: { up: { when: () => spin(true), do: () => {} } } },
      { symmetry: true },
    ],
    ["an effect", "the effect of up", { rules: { up: { do: () => void spin(true) } } }, {}],
    ["a claim", "property ends", { always: { ends: () => spin(true) } }, {}],
    ["a claim over time", "property ends", { eventually: { ends: () => spin(true) } }, {}],
    ["init", "init", { init: () => void spin(true) }, {}],
    [
      "`where` of an assumption",
      "`where` of the fairness of up",
      { eventually: { ends: () => true }, fairness: { w: weak("up", { where: () => spin(true) }) } },
      {},
    ],
  ])("%s that does not end is named", async (_, subject, defined, options) => {
    setThresholds({ hangMs: 400 });
    const up = { when: (s: { n: number }) => s.n < 5, do: (s: { n: number }) => void s.n++ };
    const state = { n: range(0, 5), at: map(Place, boolean) };
    const { verdict } = await check(model({ state, rules: { up }, ...defined } as never), options);
    expect(verdict.outcome).toBe("error");
    const { code, message } = reviveError(verdict.error as NonNullable<typeof verdict.error>);
    expect(code).toBe("SYN322");
    expect(message).toContain(`${subject} does not come to an end`);
    expect(room.depth).toBe(0);
  });
});
