/**
 * Random programs as data, with two readings: as `program(...)` over the views of a model, and as plain objects that are
 * walked here, from the page on sequential programs alone.
 */
import { boolean, type Model, map, members, model, program, range, scalarset, set } from "../../../src/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a program is made of is looked up by name.
type Loose = any;
type Dice = (below: number) => number;

type Condition =
  | { readonly is: "true" | "flag" | "seen" }
  | { readonly is: "n" | "k" | "mine" | "i"; readonly at: number };
type Statement =
  | { readonly do: "n" | "k" | "mine"; readonly to: number }
  | { readonly do: "count" | "flip" | "copy" | "add" | "drop" | "x" };
type Goal = string | null | { readonly call: true; readonly x: number; readonly then: string | null };
interface StepData {
  readonly name: string;
  readonly at: string | null;
  readonly over: "domain" | "seen" | null;
  readonly await: Condition | null;
  readonly does: readonly Statement[] | null;
  /** Where it goes if the condition holds, and if not. */
  readonly test: Condition;
  readonly goals: readonly [Goal, Goal];
  readonly forgets: readonly ("k" | "seen")[];
  /** Whether it declares the shared places that it touches. */
  readonly declares: boolean;
}
export interface ProgramData {
  readonly symmetric: boolean;
  readonly steps: readonly StepData[];
  readonly inner: readonly StepData[];
  readonly bad: number;
  /** A rule that moves a process that is in the procedure; `declares`: only what it writes. Null: there is none. */
  readonly crash: { readonly to: string; readonly declares: boolean } | null;
}

const PROCESSES = ["p1", "p2"] as const;

export function diceOf(seed: number): Dice {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export function randomProgram(dice: Dice): ProgramData {
  const pick = <T>(from: readonly T[]): T => from[dice(from.length)] as T;
  const condition = (bound: boolean): Condition =>
    pick<Condition>([
      { is: "true" },
      { is: "n", at: dice(3) },
      { is: "k", at: dice(3) },
      { is: "mine", at: dice(2) },
      { is: "flag" },
      { is: "seen" },
      ...(bound ? [{ is: "i", at: dice(2) } as const] : []),
    ]);
  const statement = (inside: boolean): Statement =>
    pick<Statement>([
      { do: "n", to: dice(3) },
      { do: "k", to: dice(3) },
      { do: "mine", to: dice(2) },
      { do: "count" },
      { do: "flip" },
      { do: "copy" },
      { do: "add" },
      { do: "drop" },
      ...(inside ? [{ do: "x" } as const] : []),
    ]);
  const step = (name: string, labels: readonly string[], at: string | null, inside: boolean): StepData => {
    const over = pick([null, null, "domain", "seen"] as const);
    const ends = inside ? "return" : "done";
    const goal = (): Goal => {
      const kind = dice(inside ? 5 : 7);
      if (kind < 3) return null;
      if (kind === 3) return ends;
      if (kind === 4) return pick(labels);
      return { call: true, x: dice(3), then: pick([null, ...labels, "done"]) };
    };
    const one = goal();
    return {
      name,
      at,
      over,
      await: dice(3) === 0 ? condition(over !== null) : null,
      does: dice(5) === 0 ? null : Array.from({ length: dice(3) }, () => statement(inside)),
      test: condition(over !== null),
      goals: [one, dice(2) === 0 ? one : goal()],
      forgets: dice(4) === 0 ? [pick(["k", "seen"] as const)] : [],
      declares: dice(2) === 0,
    };
  };
  const labels = ["a", "b", "c", "d"].slice(0, 2 + dice(3));
  const innerLabels = ["u", "v"].slice(0, 1 + dice(2));
  const alternatives = Array.from({ length: dice(3) }, (_, at) => step(`or${at}`, labels, pick(labels), false));
  const crash = dice(5);
  return {
    symmetric: dice(2) === 0,
    steps: [...labels.map((label) => step(label, labels, null, false)), ...alternatives],
    inner: innerLabels.map((label) => step(label, innerLabels, null, true)),
    bad: 1 + dice(2),
    crash: crash === 0 ? null : { to: pick([...labels, "inner.u", "done"]), declares: crash < 3 },
  };
}

const Bit = range(0, 1);

export function modelOf(data: ProgramData): Model {
  const Process = (data.symmetric ? scalarset("p", 2) : range(1, 2)) as Loose;
  const state = { n: range(0, 2), flag: boolean, item: map(Process, Bit) };
  const local = { k: range(0, 2), seen: set(Bit) };
  const holds = (s: Loose, my: Loose, bound: Loose, test: Condition): boolean => {
    switch (test.is) {
      case "true":
        return true;
      case "flag":
        return s.flag;
      case "seen":
        return my.seen.size > 0;
      case "n":
        return s.n === test.at;
      case "k":
        return my.k === test.at;
      case "mine":
        return s.item.get(my.self) === test.at;
      case "i":
        return bound.i === test.at;
    }
  };
  const perform = (s: Loose, my: Loose, statement: Statement): void => {
    switch (statement.do) {
      case "n":
        s.n = statement.to;
        return;
      case "k":
        my.k = statement.to;
        return;
      case "mine":
        s.item.set(my.self, statement.to);
        return;
      case "count":
        s.n = (s.n + 1) % 3;
        return;
      case "flip":
        s.flag = !s.flag;
        return;
      case "copy":
        my.k = s.n;
        return;
      case "add":
        my.seen.add(my.k % 2);
        return;
      case "drop":
        my.seen.clear();
        return;
      case "x":
        my.x = (my.x + my.k) % 3;
        my.k = my.x;
        return;
    }
  };
  const touched = (does: readonly Statement[], tests: readonly Condition[]) => {
    const writes: Loose[] = does.flatMap((each): Loose[] =>
      each.do === "n" || each.do === "count"
        ? ["n"]
        : each.do === "flip"
          ? ["flag"]
          : each.do === "mine"
            ? ["mine"]
            : [],
    );
    const reads: Loose[] = [
      ...does.flatMap((each): Loose[] => (each.do === "copy" ? ["n"] : [])),
      ...tests.flatMap((each): Loose[] =>
        each.is === "n" || each.is === "flag" || each.is === "mine" ? [each.is] : [],
      ),
    ];
    const at = (places: readonly Loose[]) => (bound: Loose) =>
      places.map((place) => (place === "mine" ? ["item", bound.self] : place));
    return { reads: at(reads), writes: at(writes) };
  };
  const stepOf = ({ at, over, await: guard, does, test, goals, forgets, declares }: StepData): Loose => ({
    ...(at !== null && { at }),
    ...(over !== null && { for: { i: over === "domain" ? Bit : members(local.seen) } }),
    ...(guard !== null && { await: (s: Loose, my: Loose, bound: Loose) => holds(s, my, bound, guard) }),
    ...(does !== null && {
      do: (s: Loose, my: Loose, bound: Loose) => {
        for (const statement of does) perform(s, my, statement);
        const goal = goals[holds(s, my, bound, test) ? 0 : 1];
        if (goal === null) return undefined;
        if (typeof goal === "string") return goal;
        return { call: "inner", with: { x: goal.x }, ...(goal.then !== null && { then: goal.then }) };
      },
    }),
    forgets,
    ...(declares && touched(does ?? [], [...(guard === null ? [] : [guard]), ...(does === null ? [] : [test])])),
  });
  const steps = (all: readonly StepData[]) => Object.fromEntries(all.map((each) => [each.name, stepOf(each)]));
  const worker = program(state, Process, {
    local,
    procedures: { inner: { local: { x: range(0, 2) }, steps: steps(data.inner) } },
    steps: steps(data.steps),
  } as Loose);
  const { crash } = data;
  const moves = crash !== null && {
    crash: {
      for: { p: Process },
      ...(crash.declares && { writes: ({ p }: Loose) => [["worker.at", p]] }),
      when: (s: Loose, { p }: Loose) => s.worker.at.get(p).startsWith("inner."),
      do: (s: Loose, { p }: Loose) => s.worker.at.set(p, crash.to),
    },
  };
  return model({
    state,
    programs: { worker },
    ...(moves !== false && { rules: moves }),
    // The second is true, so that there is something left to be decided when the others are.
    always: { "not bad": (s: Loose) => s.n !== data.bad, small: (s: Loose) => s.n < 3 },
  } as Loose);
}

interface PlainProcess {
  at: string;
  back: string | null;
  k: number;
  x: number;
  seen: number[];
  item: number;
}
interface PlainState {
  n: number;
  flag: boolean;
  all: PlainProcess[];
}

export interface Walked {
  readonly states: number;
  readonly depth: number;
  /** The length of the shortest way to a state that is bad, or stuck; null: there is none. */
  readonly bad: number | null;
  readonly stuck: number | null;
}

/** Breadth first, by the page: labels in order, an alternative goes on behind its label, a procedure returns. */
export function walked(data: ProgramData): Walked {
  const labels = data.steps.filter(({ at }) => at === null).map(({ name }) => name);
  const innerLabels = data.inner.map(({ name }) => name);
  const first: PlainState = {
    n: 0,
    flag: false,
    all: PROCESSES.map(() => ({ at: labels[0] as string, back: null, k: 0, x: 0, seen: [], item: 0 })),
  };
  const holds = (s: PlainState, my: PlainProcess, i: number | null, test: Condition): boolean => {
    if (!("at" in test)) return test.is === "true" || (test.is === "flag" ? s.flag : my.seen.length > 0);
    return { n: s.n, k: my.k, mine: my.item, i }[test.is] === test.at;
  };
  const successors = (state: PlainState): PlainState[] => {
    const found: PlainState[] = [];
    for (const who of [0, 1]) {
      const at = (state.all[who] as PlainProcess).at;
      if (data.crash !== null && at.startsWith("inner.")) {
        const { to } = data.crash;
        const s = structuredClone(state);
        const moved = { at: to, ...(!to.startsWith("inner.") && { back: null, x: 0 }) };
        Object.assign(s.all[who] as PlainProcess, moved);
        found.push(s);
      }
      for (const [steps, prefix] of [
        [data.steps, ""],
        [data.inner, "inner."],
      ] as const) {
        for (const step of steps) {
          if ((state.all[who] as PlainProcess).at !== prefix + (step.at ?? step.name)) continue;
          const seen = (state.all[who] as PlainProcess).seen;
          for (const i of step.over === null ? [null] : step.over === "domain" ? [0, 1] : [...seen]) {
            if (step.await !== null && !holds(state, state.all[who] as PlainProcess, i, step.await)) continue;
            const s = structuredClone(state);
            take(s, s.all[who] as PlainProcess, i, step, prefix !== "");
            found.push(s);
          }
        }
      }
    }
    return found;
  };
  const take = (s: PlainState, my: PlainProcess, i: number | null, step: StepData, inside: boolean): void => {
    let goal: Goal = null;
    for (const each of step.does ?? []) {
      if (each.do === "n") s.n = each.to;
      else if (each.do === "k") my.k = each.to;
      else if (each.do === "mine") my.item = each.to;
      else if (each.do === "count") s.n = (s.n + 1) % 3;
      else if (each.do === "flip") s.flag = !s.flag;
      else if (each.do === "copy") my.k = s.n;
      else if (each.do === "drop") my.seen = [];
      else if (each.do === "add") my.seen = [...new Set([...my.seen, my.k % 2])].sort();
      else {
        my.x = (my.x + my.k) % 3;
        my.k = my.x;
      }
    }
    if (step.does !== null) goal = step.goals[holds(s, my, i, step.test) ? 0 : 1];
    for (const variable of step.forgets) {
      if (variable === "k") my.k = 0;
      else my.seen = [];
    }
    const own = inside ? innerLabels : labels;
    const next = own[own.indexOf(step.at ?? step.name) + 1] ?? (inside ? "return" : "done");
    if (goal !== null && typeof goal === "object") {
      my.back = goal.then ?? next;
      my.x = goal.x;
      my.at = `inner.${innerLabels[0]}`;
      return;
    }
    const to = goal ?? next;
    if (to === "return") {
      my.at = my.back as string;
      my.back = null;
      my.x = 0;
    } else my.at = inside ? `inner.${to}` : to;
  };

  const known = new Set([JSON.stringify(first)]);
  let level = [first];
  let depth = 0;
  let bad: number | null = null;
  let stuck: number | null = null;
  for (let at = 0; level.length > 0; at++) {
    depth = at;
    const next: PlainState[] = [];
    for (const state of level) {
      if (state.n === data.bad) bad ??= at;
      const after = successors(state);
      if (after.length === 0 && state.all.some((each) => each.at !== "done")) stuck ??= at;
      for (const each of after) {
        const key = JSON.stringify(each);
        if (known.has(key)) continue;
        known.add(key);
        next.push(each);
      }
    }
    level = next;
  }
  return { states: known.size, depth, bad, stuck };
}
