/**
 * The lanes of a trace, and whose step each is; actors.ts has what they are made of. A step of a program or a role belongs to
 * the process that takes it; another to the process whose row it writes; where it writes several rows, to the first that it
 * is about; where it writes none, to the one that its guard looks at. That is decided rule by rule, so that steps of one
 * rule stand alike. What belongs to no process stands in lanes by what all such rules bind ("ballot 0"), by the first word
 * of their names, or in one of its own.
 */
import { isInRow, type ProcessKind } from "./process-kinds.ts";

export interface Lane {
  readonly key: string;
  /** `a1`, `proposer 0`, `ballot 1`. */
  readonly name: string;
  /** For narrow pages: `p0`, `b1`. */
  readonly short: string;
  /** The kind of process, by its place among the kinds; null: no process. */
  readonly kind: number | null;
  /** The process's own text; of others, the value by which it is told apart, or empty. */
  readonly value: string;
}

export interface LanePlan {
  readonly lanes: readonly Lane[];
  /** By the index of a step, its lane. */
  readonly of: readonly number[];
  /** By the index of a step, the other lanes of whose rows it writes something and which it names. */
  readonly touches: readonly (readonly number[])[];
}

/** A step, by its words. */
export interface ActedStep {
  readonly rule: string;
  readonly arguments: readonly (readonly [name: string, value: string])[];
  readonly changes: readonly { readonly path: string }[];
  /** Present, of the process that a program's step is taken by. */
  readonly process?: unknown;
}

/** What is needed to place steps. */
export interface LaneOptions {
  readonly kinds: readonly ProcessKind[];
  /** All rules of the model with the names of their bindings. */
  readonly rules: readonly { readonly name: string; readonly bindings: readonly string[] }[];
  /** The rows that the guard of step `at` looks at, as `kind:value`. */
  readonly looksAt: (at: number) => ReadonlySet<string>;
  /** Processes that are named within the arguments of step `at`: `message.to`, whom a message is for. */
  readonly within?: (at: number) => ActedStep["arguments"];
  /** Of a rule of a role, which of these names takes its steps; null: the network does; undefined: it is of no role. */
  readonly takes?: (rule: string) => string | null | undefined;
}

/** Whose the steps are that lose and repeat messages. */
const NETWORK = "network";

type Home =
  | { readonly by: "binding"; readonly name: string }
  | { readonly by: "kind"; readonly kind: number }
  | { readonly by: "row" }
  | { readonly by: "none" };

export function lanesOf(
  steps: readonly ActedStep[],
  { kinds, rules, looksAt, within = () => [], takes = () => undefined }: LaneOptions,
): LanePlan {
  const named = steps.map((step, at) => [...step.arguments, ...within(at)]);
  const written = steps.map((step) => rowsWritten(step, kinds));
  const homes = new Map<string, Home>();
  for (const { rule } of steps) if (!homes.has(rule)) homes.set(rule, homeOf(rule));
  const isHomeless = (rule: string) => {
    if (takes(rule) !== undefined) return false;
    const home = homes.get(rule);
    if (home !== undefined) return home.by === "none";
    if (kinds.some(({ takes: own }) => own?.has(rule))) return false;
    const bindings = rules.find(({ name }) => name === rule)?.bindings ?? [];
    return !bindings.some((binding) => kinds.some(({ binds }) => binds(rule, binding)));
  };
  const homeless = [...new Set([...rules.map(({ name }) => name), ...homes.keys()])].filter(isHomeless);
  const nameless = namelessLanes(steps, homeless, rules);
  const processes = kinds.flatMap(({ values }, kind) => values.map((value) => processLane(kinds, kind, value)));
  const isOfNetwork = ({ rule }: ActedStep) => takes(rule) === null;
  const all = [...processes, ...nameless.lanes, ...(steps.some(isOfNetwork) ? [namelessLane(NETWORK, "")] : [])];
  const placeOf = new Map(all.map(({ key }, at) => [key, at]));
  const of = steps.map((step, at) => {
    const home = homes.get(step.rule) as Home;
    const row =
      home.by === "binding"
        ? boundRow(at, home.name)
        : home.by === "kind"
          ? rowKey(home.kind, (kinds[home.kind] as ProcessKind).values[0] as string)
          : home.by === "row"
            ? [...(written[at] as Set<string>)][0]
            : undefined;
    return placeOf.get(row ?? (isOfNetwork(step) ? namelessLane(NETWORK, "").key : nameless.keyOf(step))) ?? 0;
  });
  const touches = steps.map((step, at) => {
    const isNamed = namedIn(step, kinds);
    return [...(written[at] as Set<string>)].flatMap((row) => {
      const lane = placeOf.get(row);
      return lane === undefined || lane === of[at] || !isNamed(all[lane] as Lane) ? [] : [lane];
    });
  });
  return { lanes: all, of, touches };

  function homeOf(rule: string): Home {
    const places = steps.flatMap((step, at) => (step.rule === rule ? [at] : []));
    const first = places[0] as number;
    const kind = kinds.findIndex(({ takes: own }) => own?.has(rule));
    if (kind >= 0) return { by: "kind", kind };
    const taker = takes(rule);
    if (taker !== undefined) return taker === null ? { by: "none" } : { by: "binding", name: taker };
    if ((steps[first] as ActedStep).process != null) return { by: "binding", name: "self" };
    const bindings = (named[first] as ActedStep["arguments"])
      .map(([name]) => name)
      .filter((name) => boundRow(first, name) !== undefined);
    const votes = (seen: (at: number) => ReadonlySet<string>) =>
      bindings.map((name) => ({
        name,
        count: places.filter((at) => seen(at).has(boundRow(at, name) as string)).length,
      }));
    const best = (counted: { readonly name: string; readonly count: number }[], isOfReceiver = false) =>
      counted.reduce<{ readonly name: string | null; readonly count: number }>(
        (most, each) =>
          each.count > most.count || (isOfReceiver && each.count === most.count && most.count > 0 && each.name === "to")
            ? each
            : most,
        { name: null, count: 0 },
      ).name;
    // Of what is kept for pairs alone, a message is taken from its channel by whoever it is for.
    const writes =
      best(votes(ownWritten)) ??
      best(
        votes((at) => written[at] as Set<string>),
        true,
      );
    if (writes !== null) return { by: "binding", name: writes };
    if (places.every((at) => (written[at] as Set<string>).size === 1)) return { by: "row" };
    const reads = best(votes(looksAt));
    if (reads !== null) return { by: "binding", name: reads };
    const hasOthers = rules.some(
      ({ name, bindings }) => !bindings.some((each) => kinds.some(({ binds }) => binds(name, each))),
    );
    const [only] = bindings;
    if (only !== undefined && kinds.some(({ isSaid, binds }) => isSaid === true && binds(rule, only)))
      return { by: "binding", name: only };
    return only !== undefined && !hasOthers ? { by: "binding", name: only } : { by: "none" };
  }

  /** Without what is kept for pairs of processes: a channel from one to another is neither's row. */
  function ownWritten(at: number): Set<string> {
    const changes = (steps[at] as ActedStep).changes.filter(({ path }) => {
      const [, first, second] = /\[([^[\]]*)\]\[([^[\]]*)\]/.exec(path) ?? [];
      return !kinds.some(({ values }) => values.includes(first as string) && values.includes(second as string));
    });
    return rowsWritten({ ...(steps[at] as ActedStep), changes }, kinds);
  }

  function boundRow(at: number, binding: string): string | undefined {
    const { rule } = steps[at] as ActedStep;
    const value = named[at]?.find(([name]) => name === binding)?.[1];
    const kind = kinds.findIndex(({ binds, values }) => binds(rule, binding) && values.includes(value as string));
    return kind < 0 ? undefined : rowKey(kind, value as string);
  }
}

export function rowKey(kind: number, value: string): string {
  return `${kind}:${value}`;
}

/** The rows that a step changed. */
function rowsWritten({ changes }: ActedStep, kinds: readonly ProcessKind[]): Set<string> {
  const rows = new Set<string>();
  for (const { path } of changes)
    kinds.forEach((each, kind) => {
      const value = each.values.find((one) => isInRow(path, each, one));
      if (value !== undefined) rows.add(rowKey(kind, value));
    });
  return rows;
}

function processLane(kinds: readonly ProcessKind[], kind: number, value: string): Lane {
  const { name } = kinds[kind] as ProcessKind;
  const isName =
    name === value ||
    (/^[\p{L}_]/u.test(value) && kinds.every(({ values }, other) => other === kind || !values.includes(value)));
  const said = isName || name === null ? value : `${name} ${value}`;
  return { key: rowKey(kind, value), name: said, short: shortOf(said), kind, value };
}

function namelessLane(name: string, value: string): Lane {
  return { key: `-${name}`, name, short: shortOf(name), kind: null, value };
}

/** `proposer 0` as `p0`, `proposer of ballot 0` as `b0`; one word stays. */
function shortOf(name: string): string {
  const [, word = "", number = ""] = /(\S+) (-?\d+)$/u.exec(name) ?? [];
  if (number !== "") return `${word.slice(0, 1)}${number}`;
  const words = name.split(" ");
  return words.length === 1 ? name : words.map((each) => each.slice(0, 1)).join("");
}

/** Whether a step's arguments name the process of a lane, as one of its kind or within a value with parts. */
function namedIn({ rule, arguments: bound }: ActedStep, kinds: readonly ProcessKind[]): (lane: Lane) => boolean {
  const within = new Set(bound.flatMap(([, text]) => (/[{[(<]/.test(text) ? text.split(/[^\p{L}\p{N}_-]+/u) : [])));
  return ({ kind, value }) =>
    (/^[\p{L}_]/u.test(value) && within.has(value)) ||
    bound.some(([name, text]) => text === value && kind !== null && kinds[kind]?.binds(rule, name) === true);
}

interface Nameless {
  readonly lanes: readonly Lane[];
  readonly keyOf: (step: ActedStep) => string;
}

function namelessLanes(
  steps: readonly ActedStep[],
  homeless: readonly string[],
  rules: LaneOptions["rules"],
): Nameless {
  const lane = namelessLane;
  const taken = steps.filter(({ rule }) => homeless.includes(rule));
  if (taken.length === 0) return { lanes: [], keyOf: () => "" };
  const bindings = homeless.map((rule) => rules.find(({ name }) => name === rule)?.bindings ?? []);
  const shared = (bindings[0] as readonly string[]).find((name) => bindings.every((each) => each.includes(name)));
  if (shared !== undefined) {
    const valueIn = ({ arguments: bound }: ActedStep) => bound.find(([name]) => name === shared)?.[1] ?? "";
    const values = [...new Set(taken.map(valueIn))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return {
      lanes: values.map((value) => lane(/^[\p{L}_]/u.test(value) ? value : `${shared} ${value}`, value)),
      keyOf: (step) => lane(/^[\p{L}_]/u.test(valueIn(step)) ? valueIn(step) : `${shared} ${valueIn(step)}`, "").key,
    };
  }
  const first = (rule: string) => rule.split(" ")[0] as string;
  const words = [...new Set(homeless.map(first))];
  if (homeless.every((rule) => rule.includes(" ")) && words.length > 1 && words.length < homeless.length)
    return { lanes: words.map((word) => lane(word, word)), keyOf: ({ rule }) => lane(first(rule), "").key };
  const name = commonWord(homeless) ?? "system";
  return { lanes: [lane(name, "")], keyOf: () => lane(name, "").key };
}

/** A word that several say behind their verb: `crashCoordinator`, `recoverCoordinator`. */
function commonWord(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names)
    for (const word of new Set(
      name
        .split(/(?=\p{Lu})|[^\p{L}]+/u)
        .slice(1)
        .map((each) => each.toLowerCase()),
    ))
      if (word.length > 4) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [best] = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return best?.[0] ?? null;
}
