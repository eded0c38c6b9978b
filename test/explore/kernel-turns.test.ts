import { expect, it } from "vitest";
import type { Kernel } from "../../src/explore/kernel-machine.ts";
import { SEARCH, TRAPPED, Turns, takeTurns, turnBytes } from "../../src/explore/kernel-turns.ts";

/** A memory with turns of one helper at its start, called once. */
function called() {
  const buffer = new SharedArrayBuffer(4096 + turnBytes(1));
  const pages = { buffer, grow: () => 0 };
  const turns = new Turns(pages, 0, 1);
  turns.call([0], SEARCH, () => [7, 8, 9]);
  const task = { kind: "kernel", pages, turns: 0, control: 2048, region: 3072, helper: 0 } as const;
  return { turns, task };
}

it("a helper does what it is called for, and ends when its crew closes", () => {
  const { turns, task } = called();
  const searched: number[][] = [];
  const kernel = { open: () => {}, search: (...given: number[]) => searched.push(given) } as unknown as Kernel;
  takeTurns(task, kernel, () => searched.length > 0);
  expect(searched).toEqual([[7, 8]]);
  expect(turns.areDone(0)).toBe(true);
  expect(turns.outcomes).toEqual([1]);
});

it("a helper whose kernel throws is not waited for", () => {
  const { turns, task } = called();
  const kernel = {
    open: () => {},
    search: () => {
      throw new Error("out of bounds");
    },
  } as unknown as Kernel;
  expect(() => takeTurns(task, kernel, () => true)).toThrow("out of bounds");
  expect(turns.areDone(0)).toBe(true);
  expect(turns.outcomes).toEqual([TRAPPED]);
});
