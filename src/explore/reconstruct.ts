/**
 * From the states that were found back to steps. A state's origin names its parent by some bits and a level, so the way back is a set of
 * candidates per level, nearly always one; the way forward, re-expanding real states, keeps the true ones. Both depend only
 * on what is in the set, so the path does not depend on how many threads filled it.
 */
import type { Program } from "../program/program.ts";
import type { StepList } from "../program/steps.ts";
import type { Ancestry, KnownState } from "../store/members.ts";

/** One level's candidates: by low half and body of the fingerprint, the candidates of the next level they may lead to. */
type Level = Map<string, Set<string>>;

/** The steps of a shortest path to `target`, which is at `level`; null when the origins do not lead back to an initial state. */
export function reconstruct(program: Program, visited: Ancestry, target: Int32Array, level: number): StepList | null {
  program.load(target, 0);
  const goal = visited.find(program.work, program.low, program.high);
  if (goal === null) return null;
  const levels = candidates(visited, goal, level);
  const initial = program.initialStates();
  if (level === 0) {
    const at = initial.indexOf(target, 0);
    return at < 0 ? null : { initial: at, steps: [] };
  }
  for (const { at, state } of startsAmong(program, visited, levels[0] as Level)) {
    const steps = walkForward(program, visited, state, levels, target);
    if (steps !== null) return { initial: at, steps };
  }
  return null;
}

/** The initial states among the candidates, the least first. */
function startsAmong(program: Program, visited: Ancestry, wanted: Level): { at: number; state: Int32Array }[] {
  const initial = program.initialStates();
  const state = new Int32Array(program.words);
  const found: { at: number; state: Int32Array }[] = [];
  for (let at = 0; at < initial.count; at++) {
    initial.read(at, state);
    const entry = entryOf(program, visited, state);
    if (entry !== null && wanted.has(entry)) found.push({ at, state: state.slice() });
  }
  return found.sort((a, b) => compareStates(a.state, b.state));
}

/** levels[k]: the candidates at level k, found from the target backwards. */
function candidates(visited: Ancestry, goal: KnownState, level: number): Level[] {
  const levels: Level[] = new Array<Level>(level + 1);
  levels[level] = new Map([[name(goal), new Set()]]);
  let present = new Map([[name(goal), goal]]);
  for (let at = level - 1; at >= 0; at--) {
    const parents: Level = new Map();
    const entries = new Map<string, KnownState>();
    for (const [child, entry] of present) {
      for (const parent of visited.withKey(visited.parentKey(entry.origin), at)) {
        const id = name(parent);
        entries.set(id, parent);
        const children = parents.get(id);
        if (children === undefined) parents.set(id, new Set([child]));
        else children.add(child);
      }
    }
    levels[at] = parents;
    present = entries;
  }
  return levels;
}

/** Depth first, least step first, only to candidates; `failed` keeps every state from being tried twice. */
function walkForward(
  program: Program,
  visited: Ancestry,
  start: Int32Array,
  levels: readonly Level[],
  target: Int32Array,
): number[] | null {
  const failed = new Set<string>();
  const open = (state: Int32Array, id: string, level: number): Successor[] => {
    const children = levels[level]?.get(id);
    if (children === undefined || failed.has(`${level} ${id}`)) return [];
    return successorsAmong(program, visited, state, children).reverse();
  };
  // One entry per level: how it was entered, and the successors still to be tried, the least step last.
  const path = [{ step: -1, id: entryOf(program, visited, start) ?? "", left: [] as Successor[] }];
  (path[0] as (typeof path)[number]).left = open(start, (path[0] as (typeof path)[number]).id, 0);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.left.pop();
    if (next === undefined) {
      failed.add(`${path.length - 1} ${top.id}`);
      path.pop();
    } else if (path.length === levels.length - 1) {
      if (compareStates(next.state, target) === 0) return [...path.slice(1).map(({ step }) => step), next.step];
    } else path.push({ step: next.step, id: next.id, left: open(next.state, next.id, path.length) });
  }
  return null;
}

interface Successor {
  readonly step: number;
  readonly state: Int32Array;
  readonly id: string;
}

function successorsAmong(
  program: Program,
  visited: Ancestry,
  state: Int32Array,
  wanted: ReadonlySet<string>,
): Successor[] {
  const found: Successor[] = [];
  const { words } = program;
  program.load(state, 0);
  program.expand({
    visit: (step) => {
      const entry = visited.find(program.work, program.low, program.high);
      if (entry === null) return;
      const id = name(entry);
      if (wanted.has(id)) found.push({ step, state: program.work.slice(0, words), id });
    },
    fail: () => {},
  });
  return found.sort((a, b) => a.step - b.step);
}

function entryOf(program: Program, visited: Ancestry, state: Int32Array): string | null {
  program.load(state, 0);
  const entry = visited.find(program.work, program.low, program.high);
  return entry === null ? null : name(entry);
}

function name(entry: KnownState): string {
  return `${entry.low},${entry.body}`;
}

function compareStates(a: Int32Array, b: Int32Array): number {
  for (let word = 0; word < a.length; word++) {
    const difference = ((a[word] as number) >>> 0) - ((b[word] as number) >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
