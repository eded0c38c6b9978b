// Members of one case of a union, drawn from every kind of collection that can hold them: of the whole union, or of the case.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { bag, boolean, type Model, members, model, range, set, union } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";

const N = range(0, 3);
// The case in question is neither the first nor the last.
const { call, answer, ...Message } = union({ call: { n: range(0, 8) }, answer: { n: N }, bye: { last: boolean } });

interface Draft {
  readonly box: { add(value: unknown): void; delete(value: unknown): boolean; readonly size: number };
  taken: number;
}

/** Puts two answers into `field` and takes them out, one after the other. */
function taking(field: unknown, within: unknown, others: boolean, access: object = {}): Model {
  return model({
    state: { box: field, taken: range(0, 8) },
    init: (s: Draft) => {
      for (const n of [1, 3]) s.box.add(answer({ n: n as 1 }));
      if (others) s.box.add(call({ n: 8 }));
    },
    rules: {
      take: {
        for: { a: within === null ? members(field as never) : members(field as never, within as never) },
        do: (s: Draft, { a }: { a: { n: number } }) => {
          s.box.delete(a);
          s.taken += a.n;
        },
        ...access,
      },
    },
    reachable: { all: (s: Draft) => s.taken === 4 },
    terminal: (s: Draft) => s.taken === 4,
  } as never);
}

const collections = [
  ["a set of the case", set(answer), null],
  ["a set of the case, by the case", set(answer), answer],
  ["a sorted set of the case", set(answer, { capacity: 1 + 1 }), null],
  ["a bag of the case", bag(answer, { capacity: 2 }), null],
  ["a bag of the case, by the case", bag(answer, { capacity: 2 }), answer],
  ["a set of the union", set(Message), answer],
  ["a sorted set of the union", set(Message, { capacity: 3 }), answer],
  ["a bag of the union", bag(Message, { capacity: 3 }), answer],
] as const;

describe("members of one case of a union", () => {
  test.each(collections)(
    "are those that are there, in the engine and in the interpreter: %s",
    async (_, field, within) => {
      const others = field.element !== answer;
      const given = taking(field, within, others);
      const { verdict } = await check(given);
      expect(verdict.outcome).toBe("holds");
      expect(verdict.states).toEqual({ distinct: 4, generated: 5, depth: 2 });
      expect(verdict.properties).toMatchObject([
        { name: "all", steps: 2 },
        { name: "no deadlock", outcome: "holds" },
      ]);
      const interpreter = interpret(given);
      const [initial] = interpreter.initialStates();
      const steps = interpreter.successors(initial as NonNullable<typeof initial>).map(({ step }) => step);
      expect(steps).toEqual([1, 3]);
      for (const step of [0, 2]) expect(interpreter.take(initial as NonNullable<typeof initial>, step)).toBeNull();
    },
  );

  test.each([false, true])(
    "take part in what partial order knows of a rule: it reads whether they are there, sorted %s",
    async (sorted) => {
      const field = sorted ? set(answer, { capacity: 3 }) : set(answer);
      const other = range(0, 3);
      const given = model({
        state: { box: field, taken: range(0, 4), ticks: other },
        rules: {
          put: {
            when: (s: { ticks: number }) => s.ticks === 0,
            do: (s: { box: Draft["box"]; ticks: number }) => {
              s.ticks = 1;
              s.box.add(answer({ n: 3 }));
            },
            reads: ["ticks", "box"],
            writes: ["ticks", "box"],
          },
          take: {
            for: { a: members(field) },
            do: (s: { taken: number }, { a }: { a: { n: number } }) => {
              s.taken = 1 + a.n;
            },
            reads: [],
            writes: ["taken"],
          },
        },
        reachable: { taken: (s: { taken: number }) => s.taken === 4 },
        terminal: "allowed",
      } as never);
      const { verdict } = await check(given, { reductions: ["partial-order"] });
      expect(verdict.reductions).toEqual(["partial-order"]);
      expect(verdict.properties).toMatchObject([{ name: "taken", outcome: "holds", steps: 2 }]);
    },
  );
});
