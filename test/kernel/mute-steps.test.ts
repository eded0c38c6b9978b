import { expect, it } from "vitest";
import { judgeStep } from "../../src/kernel/judge.ts";
import * as map from "../../src/kernel/map.ts";
import { SmallMemory } from "./small-memory.ts";

const FALSE = -2;
const [BEFORE, AFTER, LEAST, CELLS, PARTS, UNIT] = Array.from({ length: 6 }, (_, at) => 2 ** 21 + 256 * at) as [
  number,
  number,
  number,
  number,
  number,
  number,
];

/** How many notes there are of a step of which a unit is false that was found false of a lesser state before. */
function noted(after: readonly number[], forgets: boolean): number {
  const shape = { words: 2, isNumbered: false, lineCount: 10, reachLines: 2, blockStates: 4, batchEntries: 10 };
  const memory = new SmallMemory("typed arrays", { ...shape, waveMargin: 0 });
  memory.ints.set([5, 6], BEFORE / 4);
  memory.ints.set(after, AFTER / 4);
  memory.ints.set([5, 5], LEAST / 4);
  memory.ints.set([0, FALSE], CELLS / 4);
  memory.ints.set([CELLS], PARTS / 4);
  memory.ints.set([0, PARTS, 1, LEAST], UNIT / 4);
  memory.set(map.SHAPE_STEP_UNITS, UNIT);
  memory.set(map.SHAPE_RECIPIENTS, forgets ? BEFORE : 0);
  memory.open();
  judgeStep(BEFORE, AFTER, 1, 0, 0);
  return memory.mine(map.NOTED);
}

it("leaves a step that may only send what has expired to the host, however bad a state is known", () => {
  expect([noted([5, 6], true), noted([5, 7], true)]).toEqual([1, 0]);
  expect([noted([5, 6], false), noted([5, 7], false)]).toEqual([0, 0]);
});
