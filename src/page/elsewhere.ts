/**
 * Steps of programs that are disabled because their process stands elsewhere. Of a program with twenty labels that is so of
 * nearly all of them, in any state: it is said once for each process, and what it may wait for where it stands is told apart.
 */
import type { PlainState } from "../state/plain.ts";
import type { LiveModel, NamedInstance } from "./path.ts";

/** A process and the steps of its program that are not where it stands. */
export interface StandsElsewhere {
  /** What the process is called. */
  readonly called: string;
  /** Where it stands. */
  readonly place: string;
  /** By their names in the program, each once. */
  readonly steps: readonly string[];
}

export interface SplitRefusals<T> {
  readonly elsewhere: readonly StandsElsewhere[];
  /** All others, in the order given. */
  readonly others: readonly T[];
}

export function splitElsewhere<T extends NamedInstance>(
  refused: readonly T[],
  { model, processes }: Pick<LiveModel, "model" | "processes">,
  state: PlainState,
): SplitRefusals<T> {
  const places = new Map(model.programs.flatMap(({ steps }) => [...steps].map(([rule, { place }]) => [rule, place])));
  const found = new Map<string, { readonly called: string; readonly place: string; readonly steps: Set<string> }>();
  const others = refused.filter(({ rule, arguments: bound }) => {
    const step = processes.step(rule, bound, state, null);
    if (step === null || step.from === "" || step.from === places.get(rule)) return true;
    const { called, from } = step;
    const known = found.get(called) ?? { called, place: from, steps: new Set() };
    known.steps.add(step.step);
    found.set(called, known);
    return false;
  });
  return { elsewhere: [...found.values()].map((each) => ({ ...each, steps: [...each.steps] })), others };
}
