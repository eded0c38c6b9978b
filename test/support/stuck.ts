/** From where nothing good can happen any more: the states of a model that no longer lead to what a property says. */

import { compile } from "../../src/compile/compile.ts";
import type { Model } from "../../src/model/model.ts";
import { States } from "./states.ts";

export interface Stuck {
  /** The least number of steps to a state from which none satisfying the property can be reached. */
  readonly doomed: number | null;
  /** The same, to such a state that no step changes any more. */
  readonly dead: number | null;
}

/** How soon the `reachable` property becomes unreachable; nulls: never. */
export function stuckAfter(model: Model, property: string): Stuck {
  const program = compile(model);
  const goal = program.properties.findIndex(({ name }) => name === property);
  const states = new States(program.words, 20);
  const depths: number[] = [];
  const good: boolean[] = [];
  const sources: number[][] = [];
  const dead: boolean[] = [];
  const meet = (from: number) => {
    const at = states.add(program);
    if (at === depths.length) {
      depths.push(from < 0 ? 0 : (depths[from] as number) + 1);
      good.push(program.holds(goal));
      sources.push([]);
    }
    if (from >= 0) sources[at]?.push(from);
  };
  for (const state of program.initialStates()) {
    program.load(state, 0);
    meet(-1);
  }
  for (let at = 0; at < depths.length; at++) {
    states.load(program, at);
    dead[at] = true;
    program.expand({
      visit: () => {
        dead[at] = false;
        meet(at);
      },
      fail: (_, error) => {
        throw error;
      },
    });
  }
  for (let open = good.flatMap((holds, at) => (holds ? [at] : [])); open.length > 0; ) {
    const next = open.flatMap((at) => sources[at] as number[]).filter((from) => !good[from]);
    for (const from of next) good[from] = true;
    open = [...new Set(next)];
  }
  const least = (holds: (at: number) => boolean) => depths.find((_, at) => !good[at] && holds(at)) ?? null;
  return { doomed: least(() => true), dead: least((at) => dead[at] === true) };
}
