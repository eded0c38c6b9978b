import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Halted } from "../../../src/halt.ts";
import { ComponentSearch } from "../../../src/verify/liveness/components.ts";
import type { StateGraph } from "../../../src/verify/liveness/graph.ts";
import { graphOf, type PlainCase, plainCases } from "./plain-case.ts";

function componentsOf(graph: StateGraph, outside: Uint8Array | null): number[][] {
  const search = new ComponentSearch(graph);
  const found: number[][] = [];
  search.reset(outside);
  search.run(null, (members, from, to) => found.push([...members.slice(from, to)].sort((a, b) => a - b)));
  return found;
}

describe("strongly connected components", () => {
  test("are the classes of mutual reachability in the part, targets before sources", () => {
    const parts = plainCases({ maxStates: 7, maxSteps: 16, maxConstraints: 0 }).chain((plain) =>
      fc.tuple(fc.constant(plain), fc.uniqueArray(fc.nat({ max: plain.states - 1 }), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(parts, ([plain, left]) => {
        const outside = Uint8Array.from({ length: plain.states }, (_, s) => (left.includes(s) ? 1 : 0));
        const found = componentsOf(graphOf(plain), outside);
        const inside = (s: number): boolean => !left.includes(s);
        const classes = new Set(
          Array.from({ length: plain.states }, (_, s) => s)
            .filter(inside)
            .map((s) => String(mutual(plain, s, inside))),
        );
        expect(new Set(found.map(String))).toEqual(classes);
        const place = (s: number): number => found.findIndex((members) => members.includes(s));
        for (const { from, to } of plain.steps) {
          if (inside(from) && inside(to)) expect(place(to)).toBeLessThanOrEqual(place(from));
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test("need no stack of calls: a ring and a line of 300,000 states", () => {
    const states = 300_000;
    const line = Array.from({ length: states - 1 }, (_, s) => ({ from: s, to: s + 1, label: 0 }));
    expect(componentsOf(graphOf({ states, initial: [0], steps: line }), null)).toHaveLength(states);
    const ring = [...line, { from: states - 1, to: 0, label: 0 }];
    expect(componentsOf(graphOf({ states, initial: [0], steps: ring }), null)).toHaveLength(1);
  });

  test("are left when somebody says so, asked once in 65,536 states", () => {
    const states = 200_000;
    const line = Array.from({ length: states - 1 }, (_, s) => ({ from: s, to: s + 1, label: 0 }));
    let asked = 0;
    const search = new ComponentSearch(graphOf({ states, initial: [0], steps: line }), () =>
      ++asked === 2 ? "time" : null,
    );
    search.reset(null);
    expect(() => search.run(null, () => {})).toThrow(Halted);
    expect(asked).toBe(2);
  });
});

function mutual({ steps }: PlainCase, s: number, inside: (s: number) => boolean): number[] {
  const reach = (start: number, ends: (step: PlainCase["steps"][number]) => [number, number]): number[] => {
    const seen = [start];
    for (const state of seen) {
      for (const step of steps) {
        const [near, far] = ends(step);
        if (near === state && inside(far) && !seen.includes(far)) seen.push(far);
      }
    }
    return seen;
  };
  const after = reach(s, ({ from, to }) => [from, to]);
  const before = reach(s, ({ from, to }) => [to, from]);
  return after.filter((t) => before.includes(t)).sort((a, b) => a - b);
}
