import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundle } from "../../src/cli/bundle.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import {
  type CheckOptions,
  check,
  enumeration,
  lags,
  type Model,
  map,
  model,
  range,
  ranks,
  type StateDraft,
  scalarset,
  strong,
} from "../../src/index.ts";
import type { Numbers } from "../../src/model/normalise.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";
import { lagging } from "./fixtures/lagging-protocol.ts";

/** A place over an array, as a draft's map is one over keys. */
function place(values: (number | null)[]): Numbers {
  return {
    entries: () => values.map((value, at) => [at as never, value] as const),
    set: (at, value) => {
      values[at] = value;
    },
  };
}

const numbers = fc.array(fc.option(fc.integer({ min: -3, max: 9 })), { maxLength: 6 });

describe("ranks", () => {
  it("law: keep every comparison, use 0, 1, 2, ... without a gap, and leave ranks alone", () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const before = [...one, ...other];
        ranks([place(one), place(other)]);
        const after = [...one, ...other];
        const used = new Set(after.filter((value) => value !== null));
        expect([...used].sort((a, b) => a - b)).toEqual([...used].map((_, at) => at));
        for (const [i, x] of before.entries())
          for (const [j, y] of before.entries())
            if (x !== null && y !== null)
              expect(Math.sign((after[i] as number) - (after[j] as number))).toBe(Math.sign(x - y));
            else expect(after[i] === null).toBe(x === null);
        ranks([place(one), place(other)]);
        expect([...one, ...other]).toEqual(after);
      }),
    );
  });

  it("keep a number that stands for none where it is the least", () => {
    const values = [7, 0, 4];
    ranks([place(values)], { keep: [0] });
    expect(values).toEqual([2, 0, 1]);
    const without = [7, 4];
    ranks([place(without)], { keep: [0] });
    expect(without).toEqual([2, 1]);
  });
});

describe("lags", () => {
  it("law: keep distances from the largest up to the limit, and leave lags alone", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), (values, most) => {
        const before = [...values];
        lags([place(values)], { most });
        const largest = Math.max(...before.filter((value) => value !== null));
        for (const [at, value] of before.entries())
          expect(values[at]).toBe(value === null ? null : most - Math.min(most, largest - value));
        const once = [...values];
        lags([place(values)], { most });
        expect(values).toEqual(once);
      }),
    );
  });
});

const Process = scalarset("p", 2);
const state = {
  at: map(Process, enumeration("away", "waiting", "inside")),
  ticket: map(Process, range(0, 3)), // 0 stands for none
};

/** Lamport's bakery (1974), drawing a ticket in one step: tickets grow for ever, but only their order is looked at. */
function bakery(normalise?: (s: StateDraft<typeof state>) => void): Model {
  return model({
    state,
    rules: {
      draw: {
        for: { p: Process },
        when: (s, { p }) => s.at.get(p) === "away",
        do: (s, { p }) => {
          s.ticket.set(p, 1 + Math.max(...s.ticket.values()));
          s.at.set(p, "waiting");
        },
      },
      enter: {
        for: { p: Process },
        when: (s, { p }) =>
          s.at.get(p) === "waiting" &&
          Process.values.every((q) => s.ticket.get(q) === 0 || s.ticket.get(p) <= s.ticket.get(q)),
        do: (s, { p }) => s.at.set(p, "inside"),
      },
      leave: {
        for: { p: Process },
        when: (s, { p }) => s.at.get(p) === "inside",
        do: (s, { p }) => {
          s.ticket.set(p, 0);
          s.at.set(p, "away");
        },
      },
    },
    always: { "one at a time": (s) => s.at.values().filter((at) => at === "inside").length <= 1 },
    ...(normalise && { normalise }),
  });
}

describe("a model that normalises", () => {
  it("has finitely many states where it would have infinitely many", () => {
    expect(() => search(bakery())).toThrow(/ticket\[p\d\] cannot hold 4/);
    const finite = bakery((s) => ranks([s.ticket], { keep: [0] }));
    // Nobody; one of two, waiting or inside; the first of two waiting or inside, the second waiting.
    const counts = { distinct: 1 + 2 * 2 + 2 * 2, generated: 1 + 2 + 2 * (2 + 2) + 2 * (1 + 1), depth: 3 };
    expect(search(finite)).toMatchObject(counts);
    expect(referenceOf(finite, { keepGoing: true, limit: 100 })).toMatchObject(counts);
    expect(search(finite).violations.size).toBe(0);
  });

  it("normalises its initial states too", () => {
    const started = model({
      state: { count: map(Process, range(0, 9)) },
      init: (s) => s.count.set("p2", 9),
      rules: { raise: { for: { p: Process }, do: (s, { p }) => s.count.set(p, 1 + Math.max(...s.count.values())) } },
      normalise: (s) => ranks([s.count]),
    });
    // One ahead of the other, in either order: who is behind overtakes, who is ahead stays so.
    expect(search(started)).toMatchObject({ distinct: 2, generated: 1 + 2 * 2, depth: 1 });
  });

  it("has rules that may touch anything", () => {
    expect(bakery((s) => ranks([s.ticket])).rules.map(({ footprint }) => footprint)).toEqual([null, null, null]);
  });
});

/** One node raises its version for ever and tells two others, who tell each other; kept as lags behind it. */
function updatesForEver(most: number): Model {
  const Node = scalarset("n", 3);
  const known = { version: map(Node, range(0, most + 1)) };
  return model({
    state: known,
    init: (s) => {
      for (const n of Node.values) s.version.set(n, most);
    },
    rules: {
      update: { do: (s) => s.version.set("n1", 1 + s.version.get("n1")) },
      contact: {
        for: { from: Node, to: Node },
        when: (_, { from, to }) => from !== to && to !== "n1",
        do: (s, { from, to }) => s.version.set(to, Math.max(s.version.get(to), s.version.get(from))),
      },
    },
    normalise: (s) => lags([s.version], { most }),
    alwaysEventually: { converged: (s) => Node.values.every((n) => s.version.get(n) === most) },
    fairness: { strong: strong(["update", "contact"], { per: "instance" }) },
  });
}

/** Numbers that are never more than one apart. */
function catchingUp(): Model {
  const Node = range(0, 2);
  return model({
    state: { version: map(Node, range(0, 2)) },
    init: (s) => {
      for (const n of Node.values) s.version.set(n, 1);
    },
    rules: {
      update: {
        for: { node: Node },
        when: (s) => Node.values.every((n) => s.version.get(n) === 1),
        do: (s, { node }) => s.version.set(node, 2),
      },
      follow: { for: { node: Node }, do: (s, { node }) => s.version.set(node, 1) },
    },
    normalise: (s) => lags([s.version], { most: 1 }),
  });
}

describe("a limit on lags", () => {
  it("may hide a counterexample: two nodes that are never up to date at the same time", async () => {
    const shapes = await Promise.all([1, 2, 3].map(async (most) => (await overTime(updatesForEver(most))).shapes));
    expect(shapes.map(({ converged }) => converged === "holds")).toEqual([true, false, false]);
  });

  it("is warned of where a number falls further behind, by whichever thread sees it, and not elsewhere", async () => {
    const kinds = async (checked: Model, options: CheckOptions = {}) => {
      const { verdict } = await check(checked, options);
      expect(verdict.workers).toBe(options.crew?.size ?? 1);
      return verdict.warnings.map(({ kind }) => kind);
    };
    expect(await kinds(updatesForEver(2))).toContain("lags-cut");
    expect(await kinds(catchingUp())).not.toContain("lags-cut");
    // The calling thread makes the initial state only, and that is not cut.
    const path = join(import.meta.dirname, "fixtures", "lagging-protocol.ts");
    const module = await bundle({ given: path, path, export: null });
    for (const [gap, cut] of [
      [1, false],
      [2, true],
    ] as const) {
      const crew = threadCrew({ module, export: "lagging", parameters: { gap }, mutant: null }, 2);
      try {
        const warned = await kinds(lagging({ gap }), { crew, eager: true });
        expect(warned.includes("lags-cut"), `gap ${gap}`).toBe(cut);
      } finally {
        await crew.close();
      }
    }
  });
});

describe("numbers to renumber", () => {
  it.each<[string, () => void, string]>([
    ["none at all", () => ranks([]), "ranks(...) is given no maps"],
    ["none at all, of lags", () => lags([], { most: 1 }), "lags(...) is given no maps"],
    ["with what is no number to keep", () => ranks([place([1, 2])], { keep: [0, Number.NaN] }), "is given NaN among"],
    ["with a part of a number to keep", () => ranks([place([1, 2])], { keep: [0.5] }), "is given 0.5 among"],
  ])("are refused: %s", (_, renumber, problem) => {
    expect(renumber).toThrow(
      expect.objectContaining({ id: "bad-definition", message: expect.stringContaining(problem) }),
    );
  });
});
