/**
 * Whether a behaviour that goes on for ever can break a property and yet be fair, by the definitions: a loop is fair to a
 * class if it takes it, or (weakly) comes to a state where it cannot be taken, or (strongly) never to one where it can.
 * Only steps that change the state count; a behaviour may stay where it is for ever.
 */

import type { AssumptionData } from "../random/model-data.ts";
import type { Exploration } from "./exploration.ts";
import type { PlainState } from "./plain-states.ts";

/** A class of steps that is assumed fair. */
export interface FairClass {
  readonly kind: "weak" | "strong";
  /** By state: where the steps of the class lead that change it; of states where there are any. */
  readonly leads: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Per assumption, its classes, of the instances that change some reachable state. */
export function classesOf(
  { machine, edges, states }: Exploration,
  assumptions: readonly AssumptionData[],
): FairClass[][] {
  return assumptions.map((assumption) => {
    const classes = new Map<string, Map<number, Set<number>>>();
    edges.forEach((found, from) => {
      if (machine.isMet?.(assumption, states[from] as PlainState) === false) return;
      for (const { step, to } of found) {
        const name = machine.classOf(assumption, step);
        if (name === null || to === from || to < 0) continue;
        let leads = classes.get(name);
        if (leads === undefined) {
          leads = new Map();
          classes.set(name, leads);
        }
        leads.set(from, (leads.get(from) ?? new Set()).add(to));
      }
    });
    return [...classes.values()].map((leads) => ({ kind: assumption.kind, leads }));
  });
}

/** By state, the states that a step leads to. */
export type Graph = readonly (readonly number[])[];

export function graphOf({ edges }: Exploration): Graph {
  return edges.map((found, from) => [...new Set(found.map(({ to }) => to))].filter((to) => to !== from && to >= 0));
}

/** The states within `part` that lie on a fair loop in it which visits one of `through`. */
export function onFairLoops(
  graph: Graph,
  classes: readonly FairClass[],
  part: ReadonlySet<number>,
  through: (state: number) => boolean,
): Set<number> {
  const good = new Set<number>();
  const pending: ReadonlySet<number>[] = [part];
  for (let within = pending.pop(); within !== undefined; within = pending.pop()) {
    for (const component of components(graph, within)) {
      if (![...component].some(through)) continue;
      const takes = ({ leads }: FairClass) =>
        [...component].some((state) => [...(leads.get(state) ?? [])].some((to) => component.has(to)));
      const canTake = ({ leads }: FairClass, state: number) => leads.has(state);
      const unfair = classes.filter((each) => !takes(each));
      if (unfair.some((each) => each.kind === "weak" && [...component].every((state) => canTake(each, state))))
        continue;
      const barred = new Set(
        [...component].filter((state) => unfair.some((each) => each.kind === "strong" && canTake(each, state))),
      );
      if (barred.size === 0) for (const state of component) good.add(state);
      else pending.push(new Set([...component].filter((state) => !barred.has(state))));
    }
  }
  return good;
}

/** Strongly connected components of a part: what a state can reach and be reached from (Kosaraju, 1978). */
function components(graph: Graph, part: ReadonlySet<number>): Set<number>[] {
  const back = new Map<number, number[]>([...part].map((state) => [state, []]));
  for (const state of part) for (const to of graph[state] as readonly number[]) back.get(to)?.push(state);
  const finished: number[] = [];
  const seen = new Set<number>();
  for (const root of part) {
    const path: { state: number; next: number }[] = [];
    const enter = (state: number) => {
      if (seen.has(state) || !part.has(state)) return;
      seen.add(state);
      path.push({ state, next: 0 });
    };
    enter(root);
    while (path.length > 0) {
      const top = path[path.length - 1] as { state: number; next: number };
      const to = (graph[top.state] as readonly number[])[top.next++];
      if (to !== undefined) enter(to);
      else {
        finished.push(top.state);
        path.pop();
      }
    }
  }
  const all: Set<number>[] = [];
  const placed = new Set<number>();
  for (const root of finished.reverse()) {
    if (placed.has(root)) continue;
    const component = new Set<number>([root]);
    placed.add(root);
    for (const state of component) {
      for (const from of back.get(state) as number[]) {
        if (placed.has(from)) continue;
        placed.add(from);
        component.add(from);
      }
    }
    all.push(component);
  }
  return all;
}

/** The least number of steps from one of `starts`, along states of `part`, to each state of it. */
export function distances(
  graph: Graph,
  starts: Iterable<readonly [state: number, at: number]>,
  part: (state: number) => boolean,
): Map<number, number> {
  const found = new Map<number, number>();
  const byDistance: number[][] = [];
  const add = (state: number, at: number) => {
    const there = byDistance[at] ?? [];
    there.push(state);
    byDistance[at] = there;
  };
  for (const [state, at] of starts) add(state, at);
  for (let at = 0; at < byDistance.length; at++) {
    for (const state of byDistance[at] ?? []) {
      if (found.has(state) || !part(state)) continue;
      found.set(state, at);
      for (const to of graph[state] as readonly number[]) add(to, at + 1);
    }
  }
  return found;
}
