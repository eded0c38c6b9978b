/**
 * Where fair cycles are: Streett emptiness by repeated decomposition. Take a component of the region, and the classes
 * that are enabled in it but never taken inside it.
 *
 *   - There are none: the closed walk through all of the component is fair.
 *   - A fair cycle avoids every state where one of them is enabled. Without these states the component is decomposed
 *     again, in the next round. (A weak class counts only if it is enabled in all states; then nothing is left.)
 *
 * So a state lies on a fair cycle of the region if and only if it is in a component that survives, and each round
 * settles at least one strong constraint: there are at most as many rounds as strong constraints, plus one. Time: two
 * visits per step and round at worst; only states of rejected components take part in the rounds after the first.
 * Memory: 4 bytes per state over what the component search needs.
 *
 * E. A. Emerson, C.-L. Lei, Modalities for model checking: branching time logic strikes back (1987), for the rounds.
 */
import type { Analysis } from "./analysis.ts";
import type { Fairness } from "./fairness.ts";
import type { StateSet } from "./graph.ts";
import { NumberStack } from "./number-stack.ts";

export interface FairCycles {
  /** Per state: `UNREACHED`, `UNFAIR`, or the number of the fair component it is in, above both. */
  readonly component: Uint32Array;
  readonly lastComponent: number;
  readonly found: boolean;
}

/** Not reached from the roots within the region. */
export const UNREACHED = 0;
/** Reached, and on no fair cycle. */
export const UNFAIR = 1;

/** A component of more than this fraction of all states counts as large. */
const LARGE = 16;

export interface CycleQuery {
  /** Cycles stay out of these states; null for none. */
  readonly avoiding: StateSet | null;
  /** Only cycles that can be reached from here within the region count; null for all. */
  readonly roots: Iterable<number> | null;
  /** Cycles must visit one of these states; null for no such demand. */
  readonly visiting: StateSet | null;
}

export function findFairCycles({ graph, components }: Analysis, fairness: Fairness, query: CycleQuery): FairCycles {
  const { offsets, targets, labels } = graph;
  const { words, enabled, classes, weak, strong } = fairness;
  const { avoiding, roots, visiting } = query;
  const component = new Uint32Array(graph.states);
  let lastComponent = UNFAIR;
  let found = false;
  /** Classes that a component does not take, though enabled in it: throughout (weak), or somewhere (strong). */
  const neglected = new Uint32Array(words);
  /** For the next round. No cycle leads through states of two components, so they may be decomposed all at once. */
  const rest = new NumberStack();

  const judge = (members: Uint32Array, from: number, to: number): void => {
    if (to - from === 1 || (visiting !== null && !meets(visiting, members, from, to))) {
      for (let i = from; i < to; i++) component[members[i]!] = UNFAIR;
      return;
    }
    lastComponent++;
    for (let i = from; i < to; i++) component[members[i]!] = lastComponent;
    if (to - from > component.length / LARGE) sortMembers(members, from);
    let fair = true;
    for (let w = 0; w < words; w++) {
      neglected[w] = neglectedClasses(w, members, from, to);
      if (neglected[w] !== 0) fair = false;
    }
    if (fair) {
      found = true;
      return;
    }
    for (let i = from; i < to; i++) {
      component[members[i]!] = UNFAIR;
      if (!enablesNeglected(members[i]!)) rest.push(members[i]!);
    }
  };

  /** Puts a large component into the order of its states, in linear time: scanning it is several times faster then. */
  const sortMembers = (members: Uint32Array, from: number): void => {
    for (let s = 0; s < component.length; s++) if (component[s] === lastComponent) members[from++] = s;
  };

  const enablesNeglected = (state: number): boolean => {
    for (let w = 0; w < words; w++) if ((enabled[state * words + w]! & neglected[w]!) !== 0) return true;
    return false;
  };

  const neglectedClasses = (w: number, members: Uint32Array, from: number, to: number): number => {
    let always = -1;
    let ever = 0;
    for (let i = from; i < to; i++) {
      const mask = enabled[members[i]! * words + w]!;
      always &= mask;
      ever |= mask;
    }
    let open = (always & weak[w]!) | (ever & strong[w]!);
    for (let i = from; i < to && open !== 0; i++) {
      const s = members[i]!;
      for (let edge = offsets[s]!, end = offsets[s + 1]!; edge < end; edge++) {
        if (component[targets[edge]!] !== lastComponent) continue;
        open &= ~(classes[labels[edge]! * words + w]! & enabled[s * words + w]!);
      }
    }
    return open;
  };

  components.reset(avoiding);
  components.run(roots, judge);
  while (rest.size > 0) {
    const states = rest.take();
    for (const s of states) components.met[s] = 0;
    components.run(states, judge);
  }
  return { component, lastComponent, found };
}

function meets(set: StateSet, members: Uint32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (set[members[i]!] !== 0) return true;
  return false;
}
