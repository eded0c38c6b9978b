/**
 * The rule instances whose effect would change places as asked, if they were enabled: what is run is the effect alone. What an
 * effect throws on a state for which its guard does not stand up is of no interest.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { eachInstance, storedMembers } from "../interpret/plain-instances.ts";
import type { Rule } from "../model/rule.ts";
import { NotingMemory } from "./noting-memory.ts";
import type { Scene } from "./scene.ts";

/** Instances that are tried in a state. */
const TRIED = 3000;

/** Steps of a state, ascending; `asked`: whether what is written is what is looked for. */
export function stepsThatWrite(
  { model, closures, codes }: Scene,
  at: number,
  { stored }: InterpretedState,
  asked: (written: ReadonlyMap<number, number>) => boolean,
): readonly number[] {
  const steps: number[] = [];
  const memory = new NotingMemory(codes[at] as Int32Array);
  const members = storedMembers(model.schema, stored);
  let left = TRIED;
  for (const [number, rule] of closures.instances.rules.entries()) {
    const first = closures.instances.first[number] as number;
    eachInstance(model.schema, rule as Rule, stored, (index) => {
      if (left-- <= 0) return;
      memory.start(new Map());
      try {
        closures.perform(memory, closures.instance(first + index, members));
        if (asked(memory.written)) steps.push(first + index);
      } catch {
        // It is not there to be run in this state.
      }
    });
  }
  return steps;
}
