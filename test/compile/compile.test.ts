import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { boolean, range } from "../../src/domain/scalars.ts";
import { toPlainError } from "../../src/errors/errors.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import { members } from "../../src/model/members.ts";
import { type Model, model } from "../../src/model/model.ts";
import type { Program } from "../../src/program/program.ts";
import { unpackState } from "../../src/state/codec.ts";
import { map, set } from "../../src/state/field.ts";
import { compiledMoves, interpretedMoves, reachableTwins, type Twin, textOf } from "../program/random-walks.ts";
import { faults } from "../random/faults.ts";
import { randomModel } from "../support/random-model.ts";

const random = fc.record({
  seed: fc.nat({ max: 1_000_000 }),
  fault: fc.oneof(fc.constant(null), fc.constantFrom(...faults)),
});

const modelOf = ({ seed, fault }: { seed: number; fault: (typeof faults)[number] | null }) =>
  randomModel(seed, { space: 5000, fault });

/** What the interpreter says of a property in a state: true, false or the id of an error. */
function interpretedAnswer(
  model: Model,
  at: number,
  before: InterpretedState,
  after: InterpretedState,
): boolean | string {
  try {
    return interpret(model).holds(model.properties[at]!, before, after);
  } catch (error) {
    const { id } = toPlainError(error);
    return id === "internal" ? "property-threw" : id;
  }
}

function compiledAnswer(program: Program, at: number): boolean | string {
  try {
    return program.holds(at);
  } catch (error) {
    return toPlainError(error).id;
  }
}

describe("a compiled program", () => {
  test("has the initial states that the interpreter has, in its order", () => {
    fc.assert(
      fc.property(random, (choice) => {
        const model = modelOf(choice);
        const program = compile(model);
        expect([...program.initialStates()].map((state) => textOf(unpackState(program.layout, state, 0)))).toEqual(
          interpret(model)
            .initialStates()
            .map(({ plain }) => textOf(plain)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test("makes of every state what the interpreter makes of it: successors, enabled steps and errors", () => {
    let states = 0;
    fc.assert(
      fc.property(random, (choice) => {
        const model = modelOf(choice);
        const program = compile(model);
        const twins = reachableTwins(model, program, 30);
        states += twins.length;
        for (const { packed, interpreted } of twins) {
          const expected = interpretedMoves(model, interpreted);
          // By now the trees know these states; a program that meets one first learns it.
          expect(compiledMoves(program, packed)).toEqual(expected);
          expect(compiledMoves(compile(model), packed)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
    expect(states).toBeGreaterThan(300);
  });

  test("goes on making the same of them when it has seen them many times, in any order", () => {
    fc.assert(
      fc.property(random, fc.infiniteStream(fc.nat()), (choice, choices) => {
        const model = modelOf(choice);
        const program = compile(model);
        const twins = reachableTwins(model, program, 400);
        const moves = twins.map(({ packed }) => compiledMoves(program, packed));
        // Enough evaluations for trees to be tidied and gates to be made, more than once.
        for (let again = 0; again < 1500; again++) {
          const at = (choices.next().value as number) % twins.length;
          program.load((twins[at] as Twin).packed, 0);
          program.expand({ visit: () => {}, fail: () => {} });
        }
        expect(twins.map(({ packed }) => compiledMoves(program, packed))).toEqual(moves);
      }),
      { numRuns: 30 },
    );
  });

  test("judges every property in every state, and step properties between states, as the interpreter does", () => {
    const answers = new Set<boolean | string>();
    fc.assert(
      fc.property(random, (choice) => {
        const model = modelOf(choice);
        const program = compile(model);
        for (const { packed, interpreted } of reachableTwins(model, program, 40)) {
          model.properties.forEach(({ kind }, at) => {
            if (kind === "step") return;
            const expected = interpretedAnswer(model, at, interpreted, interpreted);
            answers.add(expected);
            for (let again = 0; again < 3; again++) {
              program.load(packed, 0);
              expect(compiledAnswer(program, at)).toBe(expected);
            }
          });
          const found: [number, number, boolean | string][] = [];
          program.load(packed, 0);
          program.expand({
            visit: (step) => {
              model.properties.forEach(({ kind }, at) => {
                if (kind === "step") found.push([step, at, compiledAnswer(program, at)]);
              });
            },
            fail: () => {},
          });
          for (const [step, at, answer] of found) {
            const after = interpret(model).take(interpreted, step) as InterpretedState;
            expect(answer).toBe(interpretedAnswer(model, at, interpreted, after));
          }
        }
      }),
      { numRuns: 80 },
    );
    expect([...answers]).toEqual(expect.arrayContaining([true, false]));
  });

  test("counts the enabled instances per rule, those that change nothing and those that throw included", () => {
    fc.assert(
      fc.property(random, (choice) => {
        const model = modelOf(choice);
        const program = compile(model);
        const twins = reachableTwins(model, program, 20);
        program.enabled.fill(0);
        const total = twins.reduce((sum, { packed }) => sum + compiledMoves(program, packed).enabled, 0);
        expect(program.enabled.reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(twins.reduce((sum, { interpreted }) => sum + interpretedMoves(model, interpreted).enabled, 0)).toBe(
          total,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("finds nothing to complain of when it audits a pure model", () => {
    fc.assert(
      fc.property(random, (choice) => {
        const model = modelOf(choice);
        const program = compile(model);
        for (const { packed } of reachableTwins(model, program, 60)) {
          program.load(packed, 0);
          program.audit();
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Visits every reachable state, one by one; each one's successors are checked against `successors`. */
function sweep(
  model: Model,
  read: (program: Program) => string,
  successors: (state: string) => readonly string[],
): number {
  const program = compile(model);
  const pending = [...program.initialStates()];
  const known = new Set(pending.map(String));
  const wrong: string[] = [];
  for (let at = 0; at < pending.length; at++) {
    const found: string[] = [];
    program.load(pending[at] as Int32Array, 0);
    const source = read(program);
    program.expand({
      visit: () => {
        found.push(read(program));
        const state = program.work.slice(0, program.words);
        if (known.has(String(state))) return;
        known.add(String(state));
        pending.push(state);
      },
      fail: (_, error) => {
        throw error;
      },
    });
    if (String(found) !== String(successors(source))) wrong.push(`${source}: ${found}`);
  }
  expect(wrong).toEqual([]);
  return pending.length;
}

describe("a rule that is not worth a tree", () => {
  test("is run directly: one that reads the whole of a large state gives the right successors throughout", () => {
    // Every state is new to the rule, which reads all 13 flags: after 4096 learning runs the trees are given up.
    const Place = range(0, 12);
    const flags = model({
      state: { flags: map(Place, boolean) },
      rules: {
        flip: {
          for: { at: Place },
          when: (s, { at }) => s.flags.values().filter((flag) => flag).length % 3 !== at % 3,
          do: (s, { at }) => s.flags.set(at, !s.flags.get(at)),
        },
      },
    });
    const flip = (text: string, at: number) =>
      [...text].map((bit, place) => (place === at ? (bit === "1" ? "0" : "1") : bit)).join("");
    const states = sweep(
      flags,
      ({ work }) => Place.values.map((at) => ((work[0] as number) >>> at) & 1).join(""),
      (text) => {
        const ones = [...text].filter((bit) => bit === "1").length;
        return Place.values.filter((at) => ones % 3 !== at % 3).map((at) => flip(text, at));
      },
    );
    expect(states).toBe(8192);
  });

  test("has its guard compiled alone: one whose effect reads the whole of a large state", () => {
    // As above, but what the guard asks is little: trees are given up for the effect only.
    const Place = range(0, 12);
    const parities = model({
      state: { flags: map(Place, boolean), odd: boolean },
      rules: {
        flip: {
          for: { at: Place },
          when: (s, { at }) => s.flags.get(at) || s.flags.get((at + 1) % 13),
          do: (s, { at }) => {
            s.flags.set(at, !s.flags.get(at));
            s.odd = s.flags.values().filter((flag) => flag).length % 2 === 1;
          },
        },
        begin: {
          when: (s) => s.flags.values().every((flag) => !flag),
          do: (s) => {
            s.flags.set(0, true);
            s.odd = true;
          },
        },
      },
    });
    const flipped = (text: string, at: number) => {
      const flags = [...text.slice(0, 13)]
        .map((bit, place) => (place === at ? (bit === "1" ? "0" : "1") : bit))
        .join("");
      return `${flags}${[...flags].filter((bit) => bit === "1").length % 2}`;
    };
    const states = sweep(
      parities,
      ({ work }) => [...Place.values, 13].map((at) => ((work[0] as number) >>> at) & 1).join(""),
      (text) => {
        const enabled = Place.values.filter((at) => text[at] === "1" || text[(at + 1) % 13] === "1");
        return enabled.length === 0 ? [flipped(text, 0)] : enabled.map((at) => flipped(text, at));
      },
    );
    expect(states).toBe(8192);
  });

  test("is run directly: one over members, with more instances than have roots of their own", () => {
    const Item = range(0, 299);
    const held = set(Item, { capacity: 3 });
    const pairs = model({
      state: { held, swaps: range(0, 3) },
      init: (s) => {
        for (const item of [0, 7, 299]) s.held.add(item);
      },
      rules: {
        // 90,000 instances, of which at most 9 have their members present.
        mix: {
          for: { one: members(held), other: members(held) },
          when: (s, { one, other }) => s.swaps < 3 && one < other,
          do: (s, { one, other }) => {
            s.held.delete(other);
            s.held.add((one * 2 + other * 5) % 300);
            s.swaps++;
          },
        },
      },
    });
    const read = (program: Program) => textOf(unpackState(program.layout, program.work, 0));
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
    const states = sweep(pairs, read, (text) => {
      const swaps = numbers(text).at(-1) as number;
      const all = numbers(text).slice(0, -1);
      if (swaps === 3) return [];
      return all.flatMap((one) =>
        all
          .filter((other) => one < other)
          .map((other) => {
            const next = new Set(all.filter((item) => item !== other)).add((one * 2 + other * 5) % 300);
            const printed = [...next].sort((a, b) => a - b).join(", ");
            return `held = {${printed}}\nswaps = ${swaps + 1}`;
          }),
      );
    });
    expect(states).toBeGreaterThan(20);
  });

  test("is run directly when it fills its trees, with thousands of instances that each read something else", () => {
    const Counter = range(0, 4000);
    const wide = model({
      state: { n: Counter, m: range(0, 2) },
      rules: {
        jump: {
          for: { to: Counter },
          when: (s, { to }) => (s.n * 31 + s.m) % 4001 === to,
          do: (s, { to }) => {
            s.n = to;
          },
        },
        turn: {
          do: (s) => {
            s.m = (s.m + 1) % 3;
          },
        },
      },
    });
    const program = compile(wide);
    const read = () => textOf(unpackState(program.layout, program.work, 0));
    let [state] = [...program.initialStates()] as [Int32Array];
    let [n, m] = [0, 0];
    for (let step = 0; step < 60; step++) {
      const found: [string, Int32Array][] = [];
      program.load(state, 0);
      program.expand({
        visit: () => found.push([read(), program.work.slice(0, program.words)]),
        fail: () => {},
      });
      const to = (n * 31 + m) % 4001;
      const expected = [...(to === n ? [] : [`n = ${to}\nm = ${m}`]), `n = ${n}\nm = ${(m + 1) % 3}`];
      expect(found.map(([text]) => text)).toEqual(expected);
      [n, m] = step % 3 < 2 ? [n, (m + 1) % 3] : [to, m];
      state = (found.find(([text]) => text === `n = ${n}\nm = ${m}`) ?? found[0])![1];
    }
  });
});

describe("a scan of a set for its first member", () => {
  test("finds it wherever it is, also in sets that fill whole words", () => {
    // 64 one-bit slots: two words without a bit to spare. The guard asks for one bit after the other.
    const Item = range(0, 63);
    const schema = { held: set(Item), first: range(0, 64), next: range(0, 64) };
    const scanning = model({
      state: schema,
      rules: {
        hold: {
          when: (s) => s.next < 64,
          do: (s) => {
            s.held.clear();
            s.held.add((s.next * 37) % 64);
            s.next++;
          },
        },
        look: {
          do: (s) => {
            s.first = Item.values.find((item) => s.held.has(item)) ?? 64;
          },
        },
      },
    });
    const read = (program: Program) => {
      const texts = textOf(unpackState(program.layout, program.work, 0)).match(
        /\{(.*)\}\nfirst = (\d+)\nnext = (\d+)/,
      ) as RegExpMatchArray;
      return texts.slice(1).join("|");
    };
    const states = sweep(scanning, read, (text) => {
      const [held, first, next] = text.split("|") as [string, string, string];
      const seen = held === "" ? "64" : held;
      return [
        ...(Number(next) < 64 ? [[(Number(next) * 37) % 64, first, Number(next) + 1].join("|")] : []),
        ...(seen === first ? [] : [[held, seen, next].join("|")]),
      ];
    });
    expect(states).toBeGreaterThan(2000);
  });
});
