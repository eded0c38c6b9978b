/** A program's initial states, made in slices: they may be millions, and the clock, the budget and signals are heeded meanwhile. */
import { platform } from "#platform";
import { HangWatch } from "../explore/hang.ts";
import { type Halt, Halted } from "../halt.ts";
import type { Cuts } from "../model/cuts.ts";
import type { Program } from "../program/program.ts";

const SLICE_MS = 40;
/** Of a visited set that is as full as it gets. */
const SLOT_BYTES = 16;

/** What the states made so far take, and at least will take in the visited set and the first level. */
function neededBytes({ initialSoFar: { count, bytes }, words }: Program): number {
  return bytes + count * (SLOT_BYTES + 4 * (words + 3));
}

/** "memory": they take more than `memoryBytes`. Throws `Halted`. */
export async function makeInitialStates(
  program: Program,
  memoryBytes: number,
  halt: Halt,
  cuts: Cuts,
): Promise<"made" | "memory"> {
  const watch = new HangWatch(program);
  for (;;) {
    const until = performance.now() + SLICE_MS;
    const isOver = () => neededBytes(program) > memoryBytes;
    const isEnough = () => performance.now() >= until || isOver() || halt() !== null;
    const isDone = cuts.during(() => watch.run(() => program.makeInitialStates(isEnough), false));
    if (isOver()) return "memory";
    if (isDone) return "made";
    await platform.breathe();
    const reason = halt();
    if (reason !== null) throw new Halted(reason);
  }
}
