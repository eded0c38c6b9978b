/**
 * How large a check will be, before it is made: a short search of the configuration itself, then of smaller ones, one parameter
 * lower each, and what follows from both (estimate.ts). Answers with ranges, and says how it came by them; where nothing
 * follows, with "at least".
 */
import type { Model } from "../model/model.ts";
import type { Parameters, ParameterValue } from "../model/parameters.ts";
import { isTemporal } from "../model/property-kinds.ts";
import type { Growth } from "../verify/verdict.ts";
import { byGrowth, byShape, hull, type LogRange } from "./estimate.ts";
import { type Probe, type ProbeLimits, probe } from "./probe.ts";

type Values = Readonly<Record<string, ParameterValue>>;

/** What is to be estimated. */
export interface PlanSubject {
  readonly model: Model;
  readonly parameters: Values;
  /** As they are declared. */
  readonly declared: Parameters;
  /** The model at other values; throws or answers null where there is none. */
  readonly at: (values: Values) => Model | null;
}

export interface PlanLimits extends Pick<ProbeLimits, "memoryBytes" | "signal"> {
  /** For all probes together, roughly. */
  readonly timeMs: number;
  /** For each probe. */
  readonly maxStates: number;
}

/** `most` null: nobody knows. */
export interface Range {
  readonly least: number;
  readonly most: number | null;
}

/** A configuration that was looked at on the way. */
export interface Smaller {
  readonly parameters: Values;
  readonly states: number;
  /** Whether these are all. */
  readonly complete: boolean;
  readonly wallMs: number;
}

/** How states grow with a parameter: from its value `from` to the next, the others being as asked. */
export interface Driver {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  readonly states: readonly [number, number];
  readonly factor: number;
  /** Whether the second number is only what was found in time. */
  readonly atLeast: boolean;
}

/**
 * `searched`: these are all states, counted. `shape`: by the shape of smaller configurations' levels. `growth`: by the growth
 * from value to value alone. `none`: what was found is all that is known.
 */
export type PlanMethod = "searched" | "shape" | "growth" | "none";

export interface SearchPlan {
  readonly method: PlanMethod;
  readonly states: Range;
  /** Of a search with one thread. */
  readonly wallMs: Range;
  /** Of the whole process. */
  readonly memoryBytes: Range;
  readonly reductions: readonly string[];
  readonly probe: Smaller & { readonly depth: number };
  readonly smaller: readonly Smaller[];
  /** Parameters by the growth that one more of them brings, most first. */
  readonly drivers: readonly Driver[];
  /** Fields by different contents on the last level that was met; null: all states were seen. */
  readonly growth: Growth | null;
  readonly interrupted: boolean;
}

/** The share of the time that the configuration itself may take. */
const OWN_SHARE = 0.45;
/** So many values below the one asked for are looked at. */
const STEPS_DOWN = 3;

export async function planSearch(subject: PlanSubject, limits: PlanLimits): Promise<SearchPlan> {
  const began = performance.now();
  const left = () => limits.timeMs - (performance.now() - began);
  const own = await probe(subject.model, { ...limits, timeMs: limits.timeMs * OWN_SHARE });
  const axes = integersOf(subject);
  const probes = new Map<string, { values: Values; probe: Probe }>();
  probes.set(keyOf(subject.parameters), { values: subject.parameters, probe: own });
  // The smallest first: what is too large is not worth its time if those below were not done.
  const below = lowered(subject, axes);
  for (const [at, values] of below.entries()) {
    if (limits.signal?.aborted) break;
    // Even one that is large by then has as much as an even share.
    const timeMs = Math.max(left() / (below.length - at), Math.min(left(), limits.timeMs / 10));
    const found = await probeAt(subject, values, { ...limits, timeMs });
    if (found !== null) probes.set(keyOf(values), { values, probe: found });
  }
  const [method, range] = estimated(own, subject, axes, probes);
  const states = rangeOf(own, range);
  return {
    method,
    states,
    wallMs: timeOf(states, own, method, [...probes.values()]),
    memoryBytes: memoryOf(states, own, subject.model),
    reductions: own.reductions,
    probe: { ...told({ values: subject.parameters, probe: own }), depth: Math.max(0, own.levels.length - 1) },
    smaller: [...probes.values()].slice(1).map(told),
    drivers: driversOf(subject, axes, probes),
    growth: own.growth,
    interrupted: limits.signal?.aborted ?? false,
  };
}

function integersOf({ declared, parameters }: PlanSubject): string[] {
  return Object.keys(parameters).filter((name) => declared[name]?.kind === "integer");
}

/** One parameter lower by one, two, three, from the smallest on; those of a search that is done help to name what drives it. */
function lowered({ declared, parameters }: PlanSubject, axes: readonly string[]): Values[] {
  const steps = Array.from({ length: STEPS_DOWN }, (_, at) => STEPS_DOWN - at);
  return steps.flatMap((step) =>
    axes.flatMap((name) => {
      const value = (parameters[name] as number) - step;
      return declared[name]?.parse(value) === null ? [] : [{ ...parameters, [name]: value }];
    }),
  );
}

/** Null: there is no such model. */
async function probeAt(subject: PlanSubject, values: Values, limits: ProbeLimits): Promise<Probe | null> {
  try {
    const model = subject.at(values);
    return model === null ? null : await probe(model, limits);
  } catch {
    // What goes wrong in another configuration is not what was asked.
    return null;
  }
}

type Probes = ReadonlyMap<string, { readonly values: Values; readonly probe: Probe }>;

function estimated(
  own: Probe,
  { parameters }: PlanSubject,
  axes: readonly string[],
  probes: Probes,
): readonly [PlanMethod, LogRange | null] {
  if (own.complete) return ["searched", null];
  const doneAt = (name: string, down: number): Probe | null => {
    const found = probes.get(keyOf({ ...parameters, [name]: (parameters[name] as number) - down }))?.probe;
    return found?.complete ? found : null;
  };
  const shapes = axes.flatMap((name) => {
    const [once, twice] = [doneAt(name, 1), doneAt(name, 2)];
    const range = once === null || twice === null ? null : byShape(own.levels, once.levels, twice.levels);
    return range ?? [];
  });
  const shape = hull(shapes);
  if (shape !== null) return ["shape", shape];
  const exact = (found: Probe | null): LogRange | null =>
    found === null ? null : { least: Math.log(found.states), most: Math.log(found.states) };
  const growths = axes.flatMap((name) => {
    const [twice, thrice] = [exact(doneAt(name, 2)), exact(doneAt(name, 3))];
    // The value before may not have been done in time itself.
    const once = exact(doneAt(name, 1)) ?? (twice === null || thrice === null ? null : byGrowth(twice, thrice, null));
    return once === null || twice === null ? [] : [byGrowth(once, twice, thrice)];
  });
  const growth = hull(growths);
  return growth === null ? ["none", null] : ["growth", growth];
}

/** Never fewer than were found; rounded outwards. */
function rangeOf(own: Probe, range: LogRange | null): Range {
  if (own.complete) return { least: own.states, most: own.states };
  // There is at least one more.
  const found = own.states;
  if (range === null) return { least: found, most: null };
  return {
    least: Math.max(found, Math.floor(rounded(Math.exp(range.least), Math.floor))),
    most: Math.max(found, Math.ceil(rounded(Math.exp(range.most), Math.ceil))),
  };
}

/** To two digits. */
function rounded(value: number, round: (value: number) => number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return round(value / unit) * unit;
}

/** Threads, the kernel and a crowd of other programs change it. */
const QUICKER = 8;
const SLOWER = 3;
/** Before a search begins. */
const START_MS = 300;

function timeOf(
  { least, most }: Range,
  own: Probe,
  method: PlanMethod,
  probes: readonly { readonly probe: Probe }[],
): Range {
  // By the largest that was looked at.
  const measured = probes.map((each) => each.probe).reduce((a, b) => (b.states > a.states ? b : a), own);
  const perState = measured.states === 0 ? 0 : measured.wallMs / measured.states;
  if (method === "searched")
    return { least: Math.round(own.wallMs / 2), most: Math.round(START_MS + SLOWER * own.wallMs) };
  return {
    least: Math.round((least * perState) / QUICKER),
    most: most === null ? null : Math.round(START_MS + SLOWER * most * perState),
  };
}

/** A table of slots of 12 bytes that is at most three quarters full, and is doubled. */
const SLOT = 12;
const FULL = 0.75;
/** Of a process that has done nothing yet, and of one with threads and kernel. */
const PROCESS = { least: 60e6, most: 250e6 };
/** Of a graph that properties over time are judged on: of a step, kept and sorted. */
const STEP = { least: 14, most: 40 };

function memoryOf({ least, most }: Range, { words, states, generated }: Probe, { properties }: Model): Range {
  const isOverTime = properties.some(({ kind }) => isTemporal(kind));
  const stepsPerState = isOverTime && states > 0 ? generated / states : 0;
  const lower = PROCESS.least + least * (SLOT + stepsPerState * STEP.least);
  if (most === null) return { least: Math.round(lower), most: null };
  // Doubled at the worst moment, both tables there at once; two levels, whole; then the graph.
  const perState = (3 * SLOT) / FULL + 8 * words + stepsPerState * STEP.most;
  return { least: Math.round(lower), most: Math.round(PROCESS.most + most * perState) };
}

/** By the highest two neighbouring values that were searched to the end; where there are none, by one that was not. */
function driversOf({ parameters }: PlanSubject, axes: readonly string[], probes: Probes): Driver[] {
  const drivers = axes.flatMap((parameter): Driver[] => {
    const value = parameters[parameter] as number;
    const pairs = Array.from({ length: STEPS_DOWN }, (_, at) => value - at).flatMap((to): Driver[] => {
      const [less, more] = [to - 1, to].map((each) => probes.get(keyOf({ ...parameters, [parameter]: each }))?.probe);
      if (!less?.complete || more === undefined || more.states < less.states) return [];
      const factor = Number((more.states / less.states).toPrecision(2));
      return [{ parameter, from: to - 1, to, states: [less.states, more.states], factor, atLeast: !more.complete }];
    });
    return pairs
      .filter(({ atLeast }) => !atLeast)
      .slice(0, 1)
      .concat(pairs)
      .slice(0, 1);
  });
  return drivers.sort((a, b) => b.factor - a.factor);
}

function told({ values, probe: { states, complete, wallMs } }: { values: Values; probe: Probe }): Smaller {
  return { parameters: values, states, complete, wallMs: Math.round(wallMs) };
}

function keyOf(values: Values): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
