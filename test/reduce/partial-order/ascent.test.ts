import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optional, record } from "../../../src/domain/composites.ts";
import { range, scalarset } from "../../../src/domain/scalars.ts";
import { Ascent } from "../../../src/reduce/partial-order/ascent.ts";
import { allRenamings, Elements, scalarsetsOf } from "../../../src/reduce/symmetry/elements.ts";
import { SlotRenaming } from "../../../src/reduce/symmetry/slot-renaming.ts";
import { packSlots } from "../../../src/state/codec.ts";
import { bag, map, sequence, set } from "../../../src/state/field.ts";
import { layoutOf } from "../../../src/state/layout.ts";
import { SlotMemory } from "../../../src/state/memory.ts";
import { viewState } from "../../../src/state/views.ts";

const P = scalarset("p", 3);
const Note = record({ of: P, kind: range(0, 40) });
const schema = {
  holder: P,
  maybe: optional(P),
  pair: record({ of: P, number: range(0, 2) }),
  count: range(0, 3),
  phase: map(P, range(0, 3)),
  sent: set(record({ of: P, kind: range(0, 1) })),
  few: set(Note, { capacity: 2 }),
  heap: bag(P, { capacity: 3 }),
  queue: sequence(P, { capacity: 3 }),
};
const layout = layoutOf(schema);
const elements = new Elements(scalarsetsOf(layout));
const renaming = new SlotRenaming(layout, elements);
const renamings = allRenamings(elements, elements.blocks);

const process = fc.constantFrom(...P.values);
const contents = fc.record({
  holder: process,
  maybe: fc.option(process),
  pair: fc.record({ of: process, number: fc.nat(2) }),
  count: fc.nat(3),
  phase: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
  sent: fc.array(fc.record({ of: process, kind: fc.nat(1) }), { maxLength: 4 }),
  few: fc.array(fc.record({ of: process, kind: fc.nat(40) }), { maxLength: 2 }),
  heap: fc.array(process, { maxLength: 3 }),
  queue: fc.array(process, { maxLength: 3 }),
});

const states = contents.map(({ phase, sent, few, heap, queue, ...variables }) => {
  const memory = new SlotMemory(layout.slots);
  const state = viewState<typeof schema>(layout, memory);
  Object.assign(state, variables);
  for (const [at, each] of P.values.entries()) state.phase.set(each, phase[at] as number);
  for (const note of sent) state.sent.add(note);
  for (const note of few) state.few.add(note);
  for (const each of heap) state.heap.add(each);
  for (const each of queue) state.queue.push(each);
  const words = new Int32Array(layout.words);
  packSlots(layout, memory.codes, words, 0);
  return words;
});

describe("the order in which steps ascend", () => {
  const ascent = new Ascent(layout);
  const rises = (before: Int32Array, after: Int32Array) => ascent.isStep(before, 0, after, 0);

  test("is an order: nothing is above itself, above what is above it, or below what it is above in two steps", () => {
    fc.assert(
      fc.property(states, states, states, (one, two, three) => {
        expect(rises(one, one)).toBe(false);
        if (rises(one, two)) expect(rises(two, one)).toBe(false);
        if (rises(one, two) && rises(two, three)) expect(rises(one, three)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("is the same whatever elements are called", () => {
    const renamed = new Int32Array(layout.words);
    fc.assert(
      fc.property(states, states, fc.constantFrom(...renamings), (one, two, images) => {
        renaming.apply(images, one, 0, renamed);
        expect([rises(one, renamed), rises(renamed, one)]).toEqual([false, false]);
        expect(rises(renamed, two)).toBe(rises(one, two));
        expect(rises(two, renamed)).toBe(rises(two, one));
      }),
      { numRuns: 1000 },
    );
  });
});
