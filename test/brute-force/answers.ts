/** What a check of a machine must answer, read off the exploration of all its states. */
import type { Exploration } from "./exploration.ts";
import { classesOf, distances, type FairClass, type Graph, graphOf, onFairLoops } from "./fair-loops.ts";
import type { PlainProperty } from "./machine.ts";
import { type PlainState, stateKey } from "./plain-states.ts";

export interface PropertyAnswer {
  readonly name: string;
  readonly kind: PlainProperty["kind"];
  readonly outcome: "holds" | "violated";
  /** The least number of steps to what shows it; of a lasso, to its loop. Null: there is nothing to show. */
  readonly steps: number | null;
  /** After how many levels it is decided at the earliest; infinite: when all are expanded. */
  readonly decided: number;
  readonly vacuous: boolean;
}

export interface Counts {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly terminal: number;
  /** States and steps beyond the constraint, and by bound: of states that are expanded. */
  readonly beyond: { readonly states: number; readonly steps: number; readonly by: Readonly<Record<string, number>> };
  readonly coverage: readonly { readonly rule: string; readonly enabled: number; readonly deeper: number }[];
}

/** Of the states that are found when the first `levels` levels are expanded; `weight`: what a state counts. */
export function countsOf(
  exploration: Exploration,
  levels: number,
  counts: (state: number) => boolean = () => true,
): Counts {
  const { machine, edges, initial } = exploration;
  const numbers = exploration.levels.map((_, at) => at).filter((at) => counts(at) && level(at) <= levels);
  const expanded = numbers.filter((at) => level(at) < levels);
  const taken = expanded.flatMap((from) =>
    (edges[from] as Exploration["edges"][number]).map((edge) => ({ from, ...edge })),
  );
  function level(state: number): number {
    return exploration.levels[state] as number;
  }
  return {
    distinct: numbers.length,
    generated: initial.filter(counts).length + taken.length,
    depth: numbers.reduce((depth, at) => (level(at) > depth ? level(at) : depth), 0),
    terminal: expanded.filter((at) => isTerminal(exploration, at)).length,
    beyond: beyondOf([
      expanded.map((at) => exploration.crossed[at] as readonly string[]),
      taken.map(({ crossed = [] }) => crossed),
    ]),
    coverage: machine.rules.map((rule) => {
      const its = taken.filter(({ step }) => step.rule === rule);
      return {
        rule,
        enabled: its.length,
        deeper: its.filter(({ from, to }) => to >= 0 && level(to) === level(from) + 1).length,
      };
    }),
  };
}

function beyondOf([states, steps]: readonly [
  states: readonly (readonly string[])[],
  steps: readonly (readonly string[])[],
]): Counts["beyond"] {
  const by: Record<string, number> = {};
  for (const name of [...states, ...steps].flat().sort()) by[name] = (by[name] ?? 0) + 1;
  const some = (all: readonly (readonly string[])[]) => all.filter((names) => names.length > 0).length;
  return { states: some(states), steps: some(steps), by };
}

/** Whether no step is enabled in a state within the constraint. */
function isTerminal({ edges, crossed }: Exploration, at: number): boolean {
  return (edges[at] as readonly unknown[]).length === 0 && (crossed[at] as readonly string[]).length === 0;
}

/** The answers under a set of assumptions, each property by itself. */
export function answersOf(exploration: Exploration, fairness: readonly FairClass[]): PropertyAnswer[] {
  const graph = graphOf(exploration);
  return exploration.machine.properties.map((property) => answerOf(exploration, graph, fairness, property));
}

function answerOf(
  exploration: Exploration,
  graph: Graph,
  fairness: readonly FairClass[],
  property: PlainProperty,
): PropertyAnswer {
  const { states, levels, edges, initial } = exploration;
  const { name, kind } = property;
  const all = states.map((_, at) => at);
  const level = (at: number) => levels[at] as number;
  const holds = states.map((state) => kind !== "step" && property.holds(state, state));
  const is = (at: number) => holds[at] as boolean;
  const least = (found: readonly number[]): number | null =>
    found.length === 0 ? null : found.reduce((one, other) => Math.min(one, other));
  const answer = (outcome: "holds" | "violated", steps: number | null, decided: number, vacuous = false) => ({
    ...{ name, kind, outcome, steps, vacuous },
    decided: steps === null ? Number.POSITIVE_INFINITY : decided,
  });
  const violatedIf = (steps: number | null, decided = steps ?? 0, vacuous = false) =>
    answer(steps === null ? "holds" : "violated", steps, decided, vacuous && steps === null);
  /** The shortest way to a fair loop in `part` that visits one of `through`; `from`: by state, whence the way is measured. */
  const toLoop = (
    part: (at: number) => boolean,
    through: (at: number) => boolean,
    from: ReadonlyMap<number, number>,
  ) => {
    const loops = onFairLoops(graph, fairness, new Set(all.filter(part)), through);
    return least([...loops].flatMap((at) => from.get(at) ?? []));
  };
  const levelsBy = new Map(levels.entries());
  switch (kind) {
    case "always":
      return violatedIf(least(all.filter((at) => !is(at)).map(level)));
    case "reachable": {
      const steps = least(all.filter(is).map(level));
      return answer(steps === null ? "violated" : "holds", steps, steps ?? 0);
    }
    case "step": {
      const broken = all.filter((from) =>
        (edges[from] as Exploration["edges"][number]).some(
          ({ to }) => to !== from && to >= 0 && !property.holds(states[from] as PlainState, states[to] as PlainState),
        ),
      );
      const steps = least(broken.map((from) => level(from) + 1));
      return violatedIf(steps);
    }
    case "deadlock": {
      const steps = least(all.filter((at) => isTerminal(exploration, at) && !is(at)).map(level));
      return violatedIf(steps, (steps ?? 0) + 1);
    }
    case "alwaysReachable": {
      const back: number[][] = states.map(() => []);
      graph.forEach((found, from) => {
        for (const to of found) (back[to] as number[]).push(from);
      });
      const saved = distances(
        back,
        all.filter(is).map((at) => [at, 0] as const),
        () => true,
      );
      const lost = all.filter((at) => !saved.has(at));
      return violatedIf(least(lost.map(level)), Number.POSITIVE_INFINITY);
    }
    case "eventually": {
      const not = (at: number) => !is(at);
      const from = distances(
        graph,
        initial.map((at) => [at, 0] as const),
        not,
      );
      return violatedIf(toLoop(not, not, from), Number.POSITIVE_INFINITY, initial.every(is));
    }
    case "alwaysEventually": {
      const not = (at: number) => !is(at);
      return violatedIf(toLoop(not, not, levelsBy), Number.POSITIVE_INFINITY);
    }
    case "eventuallyAlways":
      return violatedIf(
        toLoop(
          () => true,
          (at) => !is(at),
          levelsBy,
        ),
        Number.POSITIVE_INFINITY,
      );
    case "leadsTo": {
      const target = states.map((state) => (property.target as NonNullable<PlainProperty["target"]>)(state));
      const not = (at: number) => !(target[at] as boolean);
      const asks = all.filter((at) => is(at) && not(at));
      const after = distances(
        graph,
        asks.map((at) => [at, level(at)] as const),
        not,
      );
      const found = [toLoop(not, not, after), toLoop(not, (at) => is(at) && not(at), levelsBy)];
      return violatedIf(least(found.filter((each) => each !== null)), Number.POSITIVE_INFINITY, asks.length === 0);
    }
  }
}

/** The scalarsets of which the initial states name no element in particular: all renamings of each are among them. */
export function closedScalarsets({ machine, initial, states }: Exploration): string[] {
  const known = new Set(initial.map((at) => stateKey(states[at] as PlainState)));
  return machine.scalarsets
    .filter((scalarset) =>
      renamings([scalarset]).every((renaming) =>
        initial.every((at) => known.has(stateKey(machine.renamed(states[at] as PlainState, renaming)))),
      ),
    )
    .map(({ name }) => name);
}

/** By state, the least number of those that renaming makes of it; null: a renaming of one is not reachable. */
export function representatives({ machine, states, numbers }: Exploration, names: readonly string[]): number[] | null {
  const of = states.map(() => -1);
  const all = renamings(machine.scalarsets.filter(({ name }) => names.includes(name)));
  for (const [at, state] of states.entries()) {
    if ((of[at] as number) >= 0) continue;
    for (const renaming of all) {
      const number = numbers.get(stateKey(machine.renamed(state, renaming)));
      if (number === undefined) return null;
      of[number] = at;
    }
  }
  return of;
}

function renamings(scalarsets: readonly { readonly name: string; readonly size: number }[]): Map<string, string>[] {
  let all: (readonly (readonly [string, string])[])[] = [[]];
  for (const { name, size } of scalarsets) {
    const elements = Array.from({ length: size }, (_, at) => `${name}${at + 1}`);
    all = all.flatMap((pairs) =>
      permutations(elements).map((to) => [...pairs, ...elements.map((each, at) => [each, to[at] as string] as const)]),
    );
  }
  return all.map((pairs) => new Map(pairs));
}

function permutations(elements: readonly string[]): string[][] {
  if (elements.length === 0) return [[]];
  return elements.flatMap((first) =>
    permutations(elements.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  );
}

export { classesOf };
