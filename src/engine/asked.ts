/** What threads are asked of the states of a level, in the control page: which units are judged, and whether states are let in. */
import type { LevelOrder } from "../explore/engine.ts";
import * as at from "../kernel/map.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { askedOf } from "./twins.ts";
import { type AllUnits, maskOf } from "./units.ts";

/** `twins`: see twins.ts; `levelBits`: of origins. */
export function ask(
  memory: KernelMemory,
  { properties, admits }: LevelOrder,
  { states, steps, terminal }: AllUnits,
  { twins, levelBits }: { readonly twins: readonly number[]; readonly levelBits: number },
): void {
  const isTerminalAsked = terminal?.properties.some((each) => properties.includes(each)) === true;
  memory.write(at.SHAPE_KEY_BITS, 32 - levelBits);
  memory.write(at.SHAPE_ADMITS, admits ? 1 : 0);
  memory.write(at.SHAPE_ACTIVE_STATES, askedOf(states, twins, properties));
  memory.write(at.SHAPE_ACTIVE_STEPS, maskOf(steps, properties));
  memory.write(at.SHAPE_TERMINAL_UNIT, isTerminalAsked ? memory.plan.terminalUnit : 0);
}
