/**
 * Random pairs of models with a map between them, as tables, and whether the link holds, found by looking at the tables: it
 * shares nothing with synod. A module of its own, so that threads can make the models as well.
 */
import { integer, members, model, protocol, range, set } from "../../src/index.ts";

/** A table of steps: where each instance leads from each state, by number; -1: it is disabled. */
type Table = readonly (readonly number[])[];

export interface Pair {
  /** Of 16 states. */
  readonly initial: readonly number[];
  readonly steps: Table;
  /** Of 12 states. */
  readonly abstractInitial: readonly number[];
  readonly abstractSteps: Table;
  /** Whether the abstract model has a rule that takes a member out of its set as well. */
  readonly drops: boolean;
  readonly map: readonly number[];
}

const CONCRETE = 16;
const ABSTRACT = 12;

/** What is wrong with a pair that was made to be right; `nothing`: it holds. */
const FAULTS = ["nothing", "wrong map", "missing step", "initial state too many", "random"] as const;

export function pairOf(seed: number): Pair & { readonly fault: (typeof FAULTS)[number] } {
  let state = (seed * 0x9e3779b1) >>> 0;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
  const list = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
  const fault = FAULTS[below(FAULTS.length)] as (typeof FAULTS)[number];
  const steps = list(4, () => list(CONCRETE, () => (below(3) === 0 ? below(CONCRETE) : -1)));
  const initial = [...new Set(list(1 + below(3), () => below(CONCRETE)))];
  const map = list(CONCRETE, () => below(ABSTRACT));
  const drops = below(4) === 0;
  // The images of all steps, spread over instances, and some more.
  const abstractSteps = list(8, () => list(ABSTRACT, () => (below(6) === 0 ? below(ABSTRACT) : -1)));
  if (fault !== "random")
    steps.forEach((row) => {
      row.forEach((to, from) => {
        const [at, next] = [map[from] as number, to < 0 ? -1 : (map[to] as number)];
        if (next < 0 || next === at || abstractSteps.some((each) => each[at] === next)) return;
        const free = abstractSteps.find((each) => (each[at] as number) < 0) ?? (abstractSteps[0] as number[]);
        free[at] = next;
      });
    });
  const abstractInitial = [...new Set(initial.map((each) => map[each] as number))];
  if (fault === "wrong map") map[below(CONCRETE)] = below(ABSTRACT);
  if (fault === "missing step") (abstractSteps[below(abstractSteps.length)] as number[]).fill(-1);
  if (fault === "initial state too many") initial.push(below(CONCRETE));
  return { initial: [...new Set(initial)], steps, abstractInitial, abstractSteps, drops, map, fault };
}

/** Steps of a shortest counterexample; null: the link holds. */
export function judgedByTables({ initial, steps, abstractInitial, abstractSteps, drops, map }: Pair): number | null {
  const isStep = (from: number, to: number): boolean => {
    if (from === to || abstractSteps.some((row) => row[from] === to)) return true;
    // Number 4x + the members of the set as bits.
    return drops && from >> 2 === to >> 2 && [1, 2].some((bit) => (from & bit) !== 0 && (from ^ bit) === to);
  };
  if (initial.some((each) => !abstractInitial.includes(map[each] as number))) return 0;
  const seen = new Set(initial);
  let level = [...seen];
  for (let depth = 1; level.length > 0; depth++) {
    const next: number[] = [];
    for (const from of level)
      for (const row of steps) {
        const to = row[from] as number;
        if (to < 0) continue;
        if (!isStep(map[from] as number, map[to] as number)) return depth;
        if (!seen.has(to)) next.push(to);
        seen.add(to);
      }
    level = next;
  }
  return null;
}

export const pair = protocol(
  { name: "pair", parameters: { seed: integer({ from: 0, to: 2 ** 31 - 1, default: 0 }) } },
  ({ seed }) => {
    const { initial, steps, abstractInitial, abstractSteps, drops, map } = pairOf(seed);
    const Member = range(0, 1);
    const y = set(Member);
    const at = (s: { readonly x: number; readonly y: { has(member: number): boolean } }) =>
      4 * s.x + (s.y.has(0) ? 1 : 0) + (s.y.has(1) ? 2 : 0);
    const membersIn = (number: number) => [0, 1].filter((member) => ((number >> member) & 1) === 1);
    const abstract = model({
      name: "abstract",
      state: { x: range(0, 2), y },
      init: {
        for: { n: range(0, ABSTRACT - 1) },
        when: (s) => abstractInitial.includes(at(s)),
        do: (s, { n }) => {
          s.x = n >> 2;
          s.y.assign(membersIn(n));
        },
      },
      rules: {
        go: {
          for: { k: range(0, abstractSteps.length - 1) },
          when: (s, { k }) => (abstractSteps[k]?.[at(s)] as number) >= 0,
          do: (s, { k }) => {
            const to = abstractSteps[k]?.[at(s)] as number;
            s.x = to >> 2;
            s.y.assign(membersIn(to));
          },
        },
        drop: drops && {
          for: { member: members(y) },
          do: (s, { member }) => {
            s.y.delete(member);
          },
        },
      },
      // What is searched of it is nobody's business here.
      constraint: { always: { nowhere: () => false } },
    });
    return model({
      state: { p: range(0, 3), q: range(0, 3) },
      init: {
        for: { n: range(0, CONCRETE - 1) },
        when: (s) => initial.includes(4 * s.p + s.q),
        do: (s, { n }) => {
          s.p = n >> 2;
          s.q = n & 3;
        },
      },
      rules: {
        go: {
          for: { k: range(0, steps.length - 1) },
          when: (s, { k }) => (steps[k]?.[4 * s.p + s.q] as number) >= 0,
          do: (s, { k }) => {
            const to = steps[k]?.[4 * s.p + s.q] as number;
            s.p = to >> 2;
            s.q = to & 3;
          },
        },
      },
      refines: {
        abstract: {
          model: abstract,
          map: (s) => {
            const number = map[4 * s.p + s.q] as number;
            return { x: number >> 2, y: membersIn(number) };
          },
        },
      },
    });
  },
);
