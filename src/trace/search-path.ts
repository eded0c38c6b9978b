/**
 * A plain breadth-first search for one state, with parents kept exactly. The way out should origins not lead back,
 * and the reference for explore/reconstruct.ts.
 */
import type { Program } from "../program/program.ts";
import type { StepList } from "../program/steps.ts";

/** The steps of a shortest path to `target`, or null when it is not reachable. Keeps every state met, as text. */
export function searchPath(program: Program, target: Int32Array): StepList | null {
  const goal = target.join();
  const initial = program.initialStates();
  const from = new Map<string, { readonly parent: string | null; readonly step: number }>();
  let level: Int32Array[] = [];
  let at = 0;
  for (const state of initial) {
    if (!from.has(state.join())) {
      from.set(state.join(), { parent: null, step: at });
      level.push(state);
    }
    at++;
  }
  while (level.length > 0 && !from.has(goal)) {
    const next: Int32Array[] = [];
    for (const state of level) {
      const parent = state.join();
      program.load(state, 0);
      program.expand({
        visit: (step) => {
          const successor = program.work.slice(0, program.words);
          const text = successor.join();
          if (from.has(text)) return;
          from.set(text, { parent, step });
          next.push(successor);
        },
        fail: () => {},
      });
    }
    level = next;
  }
  const steps: number[] = [];
  for (let at: string | null = goal; at !== null; ) {
    const link = from.get(at);
    if (link === undefined) return null;
    if (link.parent === null) return { initial: link.step, steps: steps.reverse() };
    steps.push(link.step);
    at = link.parent;
  }
  return null;
}
