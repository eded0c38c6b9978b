import type { FairnessConstraint } from "../../../src/verify/liveness/fairness.ts";
import type { PlainCase, PlainProperty } from "./plain-case.ts";

/**
 * An independent judge for small graphs, as plain as it can be written. A behaviour that violates one of the four fair
 * properties ends up in a closed walk whose states form some set. So: for every non-empty set of states that a closed
 * walk may cover (one state alone is stuttering; several must be strongly connected by the steps among them), ask
 * whether the walk that takes *all* steps among them is fair, whether it may violate the property, and how short a stem
 * leads to one of its states. Taking more steps never makes a walk over the same states less fair.
 */
export interface BruteVerdict {
  /** Null if the property holds; else the length of a shortest stem. */
  readonly stem: number | null;
  /** The shortest cycle over all shortest stems; 0 for stuttering. */
  readonly cycle: number | null;
}

export function judgeByBruteForce(plain: PlainCase, property: PlainProperty): BruteVerdict {
  if (property.kind === "alwaysReachable") return { stem: shortestPathToNoReturn(plain, property.goal), cycle: null };
  let stem: number | null = null;
  for (const cover of covers(plain)) {
    for (const s of cover) {
      const distance = stemLength(plain, property, cover, s);
      if (distance !== null && (stem === null || distance < stem)) stem = distance;
    }
  }
  return { stem, cycle: stem === null ? null : shortestCycleAtStem(plain, property, stem) };
}

/** The sets of states that some fair closed walk covers exactly. */
function covers(plain: PlainCase): number[][] {
  const subsets = Array.from({ length: 2 ** plain.states - 1 }, (_, i) =>
    Array.from({ length: plain.states }, (_, s) => s).filter((s) => (((i + 1) >> s) & 1) === 1),
  );
  return subsets.filter((cover) => {
    const inner = plain.steps.filter(({ from, to }) => cover.includes(from) && cover.includes(to));
    const connected = cover.every((s) => reaches(inner, cover[0]!, s) && reaches(inner, s, cover[0]!));
    const taken = (c: FairnessConstraint): boolean => inner.some(({ label }) => c.labels.includes(label));
    return connected && plain.constraints.every((c) => isRespected(plain, c, cover, taken(c)));
  });
}

function isRespected(plain: PlainCase, c: FairnessConstraint, visited: readonly number[], taken: boolean): boolean {
  const enabled = (s: number): boolean => plain.steps.some(({ from, label }) => from === s && c.labels.includes(label));
  if (c.kind === "weak") return taken || visited.some((s) => !enabled(s));
  return taken || visited.every((s) => !enabled(s));
}

function reaches(steps: PlainCase["steps"], from: number, to: number): boolean {
  const seen = [from];
  for (const s of seen) for (const step of steps) if (step.from === s && !seen.includes(step.to)) seen.push(step.to);
  return seen.includes(to);
}

/** The shortest stem to `s` such that going round the cover from there violates the property; null if none does. */
function stemLength(plain: PlainCase, { kind, goal, from }: PlainProperty, cover: number[], s: number): number | null {
  const outside = cover.every((t) => !goal[t]);
  switch (kind) {
    case "eventually":
      return outside ? distance(plain, s, (t) => !goal[t]) : null;
    case "alwaysEventually":
      return outside ? distance(plain, s, () => true) : null;
    case "eventuallyAlways":
      return cover.some((t) => !goal[t]) ? distance(plain, s, () => true) : null;
    case "leadsTo": {
      if (!outside) return null;
      return cover.some((t) => from[t]) ? distance(plain, s, () => true) : distanceWaiting(plain, { from, goal }, s);
    }
    case "alwaysReachable":
      return null;
  }
}

function distance({ initial, steps }: PlainCase, target: number, allowed: (s: number) => boolean): number | null {
  let level = initial.filter(allowed);
  for (let depth = 0, seen = new Set(level); level.length > 0; depth++) {
    if (level.includes(target)) return depth;
    level = steps.filter(({ from, to }) => level.includes(from) && allowed(to) && !seen.has(to)).map(({ to }) => to);
    for (const s of level) seen.add(s);
  }
  return null;
}

/** The shortest path to `target` that met `from` and no goal since. Walks are pairs of a state and "still waiting". */
function distanceWaiting(
  { initial, steps }: PlainCase,
  { from, goal }: Pick<PlainProperty, "from" | "goal">,
  target: number,
): number | null {
  const enter = (s: number, waiting: boolean): string => `${s} ${!goal[s] && (waiting || from[s])}`;
  let level = [...new Set(initial.map((s) => enter(s, false)))];
  for (let depth = 0, seen = new Set(level); level.length > 0; depth++) {
    if (level.includes(`${target} true`)) return depth;
    const after = level.flatMap((walk) => {
      const [state, waiting] = walk.split(" ");
      return steps.filter((step) => step.from === Number(state)).map(({ to }) => enter(to, waiting === "true"));
    });
    level = [...new Set(after)].filter((walk) => !seen.has(walk));
    for (const walk of level) seen.add(walk);
  }
  return null;
}

/** By breadth-first search over (state, set of states visited, set of pairs of states stepped between). */
function shortestCycleAtStem(plain: PlainCase, property: PlainProperty, stem: number): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let s = 0; s < plain.states; s++) {
    const ends = (visited: number[]): boolean => stemLength(plain, property, visited, s) === stem;
    shortest = Math.min(shortest, shortestFairCycle(plain, s, shortest, ends));
  }
  return shortest;
}

/** The shortest fair closed walk from the start, of fewer than `below` steps, over an accepted set of states. */
export function shortestFairCycle(
  { steps, ...plain }: PlainCase,
  start: number,
  below: number,
  accepts: (visited: number[]) => boolean,
): number {
  interface Walk {
    readonly at: number;
    readonly visited: readonly number[];
    readonly taken: readonly number[];
  }
  const key = ({ at, visited, taken }: Walk): string => JSON.stringify([at, visited, taken]);
  const union = (set: readonly number[], ...more: number[]): number[] => [...new Set([...set, ...more])].sort();
  const classesOf = (a: number, b: number): number[] =>
    plain.constraints.flatMap((c, i) =>
      steps.some(({ from, to, label }) => from === a && to === b && c.labels.includes(label)) ? [i] : [],
    );
  const isFair = ({ visited, taken }: Walk): boolean =>
    plain.constraints.every((c, i) => isRespected({ steps, ...plain }, c, visited, taken.includes(i)));
  let level: Walk[] = [{ at: start, visited: [start], taken: [] }];
  const seen = new Set(level.map(key));
  for (let length = 0; level.length > 0 && length < below; length++) {
    if (level.some((walk) => walk.at === start && isFair(walk) && accepts([...walk.visited]))) return length;
    const after: Walk[] = [];
    for (const { at, visited, taken } of level) {
      for (const { from, to } of steps) {
        if (from !== at) continue;
        const walk = { at: to, visited: union(visited, to), taken: union(taken, ...classesOf(at, to)) };
        if (seen.has(key(walk))) continue;
        seen.add(key(walk));
        after.push(walk);
      }
    }
    level = after;
  }
  return Number.POSITIVE_INFINITY;
}

function shortestPathToNoReturn(plain: PlainCase, goal: readonly boolean[]): number | null {
  const lost = Array.from({ length: plain.states }, (_, s) => s).filter(
    (s) => !goal.some((holds, t) => holds && (s === t || reaches(plain.steps, s, t))),
  );
  const lengths = lost.map((s) => distance(plain, s, () => true)).filter((d) => d !== null);
  return lengths.length === 0 ? null : Math.min(...lengths);
}
