import fc from "fast-check";
import { expect, it } from "vitest";
import { lowestSet } from "../../src/compile/forest.ts";
import { sieved } from "../../src/engine/sieves.ts";

/** Gates over two words, each question once: bits, slots, and scans, with a list of one item, or none, for each answer. */
const gates = fc
  .uniqueArray(fc.record({ where: fc.integer({ min: 0, max: 63 }), mask: fc.constantFrom(1, 1, 1, 3, -2) }), {
    selector: ({ where, mask }) => `${where} ${mask}`,
    maxLength: 40,
  })
  .chain((questions) =>
    fc.tuple(
      fc.constant(questions.filter(({ where, mask }) => (where & 31) + (mask === 1 ? 1 : 2) < 32)),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 200, maxLength: 200 }),
    ),
  )
  .map(([questions, chosen]) => {
    let used = 2 + 3 * questions.length;
    const code: number[] = [questions.length, 0];
    const answers: number[] = [];
    const lists: number[] = [];
    const counts = questions.map(({ mask }) => (mask < 0 ? 1 - mask : mask + 1));
    const all = counts.reduce((sum, count) => sum + count, 0);
    for (const [at, { where, mask }] of questions.entries()) {
      code.push(where, mask, used);
      used += counts[at] as number;
    }
    for (let answer = 0; answer < all; answer++) {
      const isEmpty = chosen[answer % 200] !== 2;
      answers.push(isEmpty ? 0 : used + lists.length);
      if (!isEmpty) lists.push(1, answer, 0);
    }
    return Int32Array.from([...code, ...answers, ...lists]);
  });

/** The lists that a state is let through to, by gates alone. */
function passed(code: Int32Array, state: readonly number[]): number[] {
  const lists: number[] = [];
  for (let gate = 2; gate < 2 + 3 * (code[0] as number); gate += 3) {
    const [where, mask, answers] = [...code.subarray(gate, gate + 3)] as [number, number, number];
    const bits = (state[where >>> 5] as number) >>> (where & 31);
    const list = code[answers + (mask >= 0 ? bits & mask : lowestSet(bits | (1 << -mask)))] as number;
    if (list !== 0) lists.push(list);
  }
  return lists;
}

function passedBy(sieves: Int32Array, state: readonly number[]): number[] {
  const lists: number[] = [];
  for (let sieve = 1; sieve < 1 + 34 * (sieves[0] as number); sieve += 34) {
    let bits = (state[sieves[sieve] as number] as number) & (sieves[sieve + 1] as number);
    for (; bits !== 0; bits &= bits - 1) lists.push(sieves[sieve + 2 + lowestSet(bits)] as number);
  }
  return lists;
}

it("lets every state through to the same lists, and no gate of one bit stays that does nothing when it is not set", () => {
  let moved = 0;
  fc.assert(
    fc.property(gates, fc.tuple(fc.integer(), fc.integer()), (all, state) => {
      const result = sieved(all);
      const lists = [...passed(result.gates, state), ...passedBy(result.sieves, state)];
      expect(lists.toSorted()).toEqual(passed(all, state).toSorted());
      expect(lists).not.toContain(0);
      moved += (all[0] as number) - (result.gates[0] as number);
    }),
  );
  expect(moved).toBeGreaterThan(100);
});
