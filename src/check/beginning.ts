/** A program's initial states, made in slices: they may be millions, and the clock, the budget and signals are heeded meanwhile. */
import { type Halt, Halted } from "../halt.ts";
import type { Program } from "../program/program.ts";

const SLICE_MS = 40;

/** "memory": they take more than `memoryBytes`. Throws `Halted`. */
export async function makeInitialStates(program: Program, memoryBytes: number, halt: Halt): Promise<"made" | "memory"> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    const isOver = () => program.initialSoFar.bytes > memoryBytes;
    const isDone = program.makeInitialStates(() => performance.now() >= until || isOver() || halt() !== null);
    if (isOver()) return "memory";
    if (isDone) return "made";
    await new Promise((resolve) => setImmediate(resolve));
    const reason = halt();
    if (reason !== null) throw new Halted(reason);
  }
}
