/**
 * Trees and gates say all by themselves what a rule over members does: who goes by these alone, without ever asking what is
 * in a collection, finds the instances that the interpreter finds, whatever the collections are laid out like. And gates
 * find what going through seats one by one finds, however much was known when they were made.
 */
import { describe, expect, it } from "vitest";
import { packStored } from "../../src/certify/stored-words.ts";
import { answerOf, walk } from "../../src/compile/forest.ts";
import { GATES_HEADER, gatesOf } from "../../src/compile/gates.ts";
import { MemberLoop, rangesOverMembers } from "../../src/compile/member-loop.ts";
import { DISABLED, UNKNOWN } from "../../src/compile/outcome.ts";
import { RuleTree } from "../../src/compile/rule-tree.ts";
import { type Model, members, model, range, set } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { fingerprintTable } from "../../src/program/fingerprint.ts";
import { instancesOf } from "../../src/program/instances.ts";
import { layoutOf } from "../../src/state/layout.ts";
import { Dice } from "../random/dice.ts";
import { membersModel } from "../support/members-model.ts";
import { randomModel } from "../support/random-model.ts";
import { LEAST, under } from "../support/thresholds.ts";

/** What gates lead to in a state: seats, and the cells to walk on from; and how many are enabled and change nothing. */
function throughGates(
  gates: Int32Array,
  work: Int32Array,
): { readonly seats: [seat: number, cell: number][]; readonly still: number } {
  const seats: [number, number][] = [];
  let still = 0;
  const add = (list: number) => {
    if (list === 0) return;
    still += gates[list + 1]!;
    for (let item = 0; item < gates[list]!; item++)
      seats.push([gates[list + 2 + 2 * item]!, gates[list + 3 + 2 * item]!]);
  };
  add(gates[2]!);
  let node = GATES_HEADER;
  for (let gate = 0; gate < gates[0]!; gate++, node += 3) {
    // A gate is a node whose answers are elsewhere.
    const answer = answerOf(gates, node, work) - (node + 2);
    add(gates[gates[node + 2]! + answer]!);
  }
  for (let gate = 0; gate < gates[1]!; gate++, node += 3)
    for (let bit = 0; bit < 32; bit++)
      if (((work[gates[node]!]! & gates[node + 1]!) >>> bit) & 1) add(gates[gates[node + 2]! + bit]!);
  return { seats, still };
}

/** That so many were found without saying who, and these; all of `expected`, together. */
function expectAll(found: readonly number[], still: number, expected: readonly number[]): void {
  expect(found.length + still).toBe(expected.length);
  expect(found.filter((instance) => !expected.includes(instance))).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
}

/** One rule's trees, and what is met with them alone. */
class Walker {
  readonly tree: RuleTree;
  readonly #work: Int32Array;
  learned = 0;
  /** How many were found last that are enabled and change nothing, without being told who. */
  still = 0;
  /** States for which gates are made. */
  readonly met: number[] = [];
  constructor(given: Model, rule: number, layout: ReturnType<typeof layoutOf>, work: Int32Array) {
    const one = given.rules[rule]!;
    const loop = rangesOverMembers(one) ? new MemberLoop(one, layout) : null;
    const count = instancesOf(given.rules).count[rule]!;
    this.tree = new RuleTree(one, count, loop, layout, fingerprintTable(layout.words), work);
    this.#work = work;
  }
  #enabled(seats: Iterable<[seat: number, cell: number]>): number[] {
    const found: number[] = [];
    for (const [seat, cell] of seats) {
      let outcome = walk(this.tree.forest.cells, cell, this.#work);
      if (outcome === UNKNOWN) {
        this.learned++;
        outcome = this.tree.learn(seat);
      }
      if (outcome !== DISABLED) found.push(this.tree.instance(seat));
    }
    return found.sort((a, b) => a - b);
  }
  bySeat(): number[] {
    this.still = 0;
    return this.#enabled(
      Array.from({ length: this.tree.count }, (_, seat): [number, number] => [seat, this.tree.root(seat)]),
    );
  }
  byGates(): number[] {
    expect(this.tree.makeGates()).toBe(true);
    expect(this.tree.gates.outdated).toBe(0);
    return this.byOldGates();
  }
  byOldGates(): number[] {
    // Gates that are not outdated are those that would be made.
    if (this.tree.gates.outdated === 0)
      expect(this.tree.gates.made).toEqual(
        gatesOf(this.tree.forest, this.tree.count, { states: new Int32Array(0), words: 1 }),
      );
    return this.#by(this.tree.gates.made!);
  }
  /** By gates made for the states that were met. */
  byGatesForMet(): number[] {
    this.met.push(...this.#work.subarray(0, this.#work.length / 2));
    const words = this.#work.length / 2;
    return this.#by(gatesOf(this.tree.forest, this.tree.count, { states: Int32Array.from(this.met), words }));
  }
  #by(gates: Int32Array): number[] {
    const { seats, still } = throughGates(gates, this.#work);
    this.still = still;
    return this.#enabled(seats);
  }
}

/** Goes through states of the model; answers how many enabled instances of rules over members were found. */
function compare(given: Model, dice: Dice, states = 25): number {
  const layout = layoutOf(given.schema);
  const work = new Int32Array(2 * layout.words);
  const interpreter = interpret(given);
  const { first, count } = instancesOf(given.rules);
  const walkers = given.rules.map((_, rule) => new Walker(given, rule, layout, work));
  const queue = interpreter.initialStates().slice(0, 3);
  const met = new Set(queue.map(({ text }) => text));
  let found = 0;
  const each = (visit: (walker: Walker, expected: readonly number[], rule: number) => void) => {
    for (const state of queue) {
      packStored(layout, state.stored, work);
      const steps = interpreter.successors(state).map(({ step }) => step);
      walkers.forEach((walker, rule) => {
        const end = first[rule]! + count[rule]!;
        visit(
          walker,
          steps.filter((step) => step >= first[rule]! && step < end).map((step) => step - first[rule]!),
          rule,
        );
      });
    }
  };
  for (const state of queue) {
    if (met.size >= states) break;
    for (const { state: next } of interpreter.successors(state))
      if (!met.has(next.text)) {
        met.add(next.text);
        queue.push(next);
      }
  }
  // Learning: by gates made at different times, tidied or not.
  each((walker, expected, rule) => {
    if (walker.tree.gates.made === null || dice.below(4) === 0) walker.tree.prepare();
    const way = dice.below(4);
    const answer =
      way === 0 || walker.tree.gates.made === null
        ? walker.byGates()
        : way === 1
          ? walker.bySeat()
          : way === 2
            ? walker.byGatesForMet()
            : walker.byOldGates();
    expectAll(answer, walker.still, expected);
    if (rangesOverMembers(given.rules[rule]!)) found += answer.length + walker.still;
  });
  each((walker, expected) => expect(walker.bySeat()).toEqual(expected));
  // Nothing is asked any more of whoever goes by trees.
  for (const walker of walkers) walker.learned = 0;
  each((walker, expected) => expectAll(walker.byGates(), walker.still, expected));
  each((walker, expected) => expectAll(walker.byGatesForMet(), walker.still, expected));
  for (const walker of walkers) expect(walker.learned).toBe(0);
  return found;
}

describe("who goes by trees and gates alone", () => {
  it("finds what the interpreter finds of rules over members, wherever these are", () => {
    let found = 0;
    for (let seed = 0; seed < 40; seed++) found += compare(membersModel(new Dice(seed)), new Dice(seed));
    expect(found).toBeGreaterThan(1000);
  });

  it.each(["numberedValues", "nodeBits", "scanBits", "tidyCells", "gatesFrom"] as const)(
    "finds the same with %s turned down",
    async (name) => {
      await under({ [name]: LEAST[name], tidyCells: LEAST.tidyCells }, async () => {
        for (let seed = 200; seed < 220; seed++) compare(membersModel(new Dice(seed)), new Dice(seed));
      });
    },
  );

  it("finds what the interpreter finds of any model", () => {
    for (let seed = 0; seed < 40; seed++) compare(randomModel(seed, { space: 2000, fault: null }), new Dice(seed), 25);
  });

  it("is not led to seats in which nobody has ever been, and no closure was run to know that", () => {
    const sent = set(range(0, 99));
    let asked = 0;
    const given = model({
      state: { sent },
      rules: {
        take: {
          for: { m: members(sent) },
          when: () => {
            asked++;
            return true;
          },
          do: (s, { m }) => void s.sent.delete(m),
        },
      },
      terminal: "allowed",
    });
    const layout = layoutOf(given.schema);
    const work = new Int32Array(2 * layout.words);
    const walker = new Walker(given, 0, layout, work);
    expect(walker.byGates()).toEqual([]);
    expect(walker.learned).toBe(0);
    // A gate for each word, and nobody loose.
    expect(walker.tree.gates.made?.slice(0, 3)).toEqual(Int32Array.of(0, 4, 0));
    work[1] = 1 << 3;
    expect(asked).toBe(0);
    expect(walker.byGates()).toEqual([35]);
    expect(asked).toBeGreaterThan(0);
    expect(walker.learned).toBe(1);
  });
});
