/**
 * Numbers that grow for ever, of which only the order or the distance matters: ballots, tickets, versions. A model's
 * `normalise` puts a state's numbers back into a finite range, and states that differ in nothing that is ever looked at
 * become one. Renumbering that keeps the order is exact where numbers are only compared and taken larger than all others
 * (a bisimulation: the same steps are enabled before and after). Lags with a limit are not: they take states together that
 * do differ, and may hide a behaviour or make one up.
 */

import { closed, kindOfValue, type Refusal, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";

/** Where numbers are kept: a map of a draft; null stands for no number and is left alone. */
export interface Numbers {
  entries(): Iterable<readonly [key: unknown, value: number | null]>;
  set(key: never, value: number): void;
}

/** What taking numbers together has cost a model so far. */
export interface Abstraction {
  /** Whether a number fell further behind than lags tell apart, so that states were taken together that do differ. */
  cut: boolean;
}

/** Of the model whose `normalise` is running: lags are given places, and know of no model. */
let running: Abstraction | null = null;

/** `normalise`, with what it costs noted in `abstraction`. */
export function noting(abstraction: Abstraction, normalise: (state: object) => unknown): (state: object) => unknown {
  return (state) => {
    running = abstraction;
    try {
      return normalise(state);
    } finally {
      running = null;
    }
  };
}

/**
 * Renumbers the numbers in use, all places together: the least becomes 0, the next 1, and so on. Numbers in `keep` take
 * part as if they were in use, so that one standing for "none" stays what it is when it is the least. For `normalise`;
 * exact where numbers are only compared and taken larger than all others.
 *
 * @throws SynodError SYN212 for what are no maps to numbers.
 *
 * @example
 * ```ts
 * const Process = scalarset("p", 2);
 * model({
 *   state: { ticket: map(Process, range(0, 3)) },
 *   rules: { draw: { for: { p: Process }, do: (s, { p }) => { s.ticket.set(p, Math.max(...s.ticket.values()) + 1); } } },
 *   normalise: (s) => { ranks([s.ticket], { keep: [0] }); },
 * });
 * ```
 */
export function ranks(
  places: readonly Numbers[],
  options: {
    /** Numbers that take part as if they were in use: `keep: [0]`. Absent: none. */
    readonly keep?: readonly number[];
  } = {},
): void {
  closed(options, ["keep"], misuse("ranks"));
  checkPlaces("ranks", places);
  const { keep } = options;
  if (keep !== undefined && !Array.isArray(keep))
    throw misuse("ranks")(`is given \`keep\` as ${kindOfValue(keep)}, not a list of numbers`);
  // One that is no integer has no place in the order, and would spoil it for the others.
  const odd = keep?.find((each: unknown) => !Number.isSafeInteger(each));
  if (odd !== undefined) throw misuse("ranks")(`is given ${shown(odd)} among the numbers to \`keep\``);
  const used = new Set(options.keep);
  for (const place of places) for (const [, value] of place.entries()) if (value !== null) used.add(value);
  const rank = new Map([...used].sort((one, other) => one - other).map((value, at) => [value, at]));
  renumber(places, (value) => rank.get(value) as number);
}

/**
 * Keeps of each number how far it is from the largest, `most` at the largest itself: `most - (largest - value)`, and 0
 * for all that are further behind. For `normalise`. Exact while no number falls behind by more than `most`; then it is
 * an abstraction, which the verdict warns of (`lags-cut`).
 *
 * @throws SynodError SYN212 for what are no maps to numbers, or a `most` that is no number from 0 on.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 2);
 * model({
 *   state: { version: map(Node, range(0, 3)) },
 *   rules: { bump: { for: { n: Node }, do: (s, { n }) => { s.version.set(n, s.version.get(n) + 1); } } },
 *   normalise: (s) => { lags([s.version], { most: 2 }); },
 * });
 * ```
 */
export function lags(
  places: readonly Numbers[],
  options: {
    /** The greatest lag that is told from greater ones, and what the largest number becomes: `most: 3`. */
    readonly most: number;
  },
): void {
  closed(options, ["most"], misuse("lags"));
  checkPlaces("lags", places);
  const { most } = options;
  if (!Number.isSafeInteger(most) || most < 0) throw misuse("lags")(`is given \`most\` as ${shown(most)}`);
  let largest = Number.NEGATIVE_INFINITY;
  for (const place of places)
    for (const [, value] of place.entries()) if (value !== null) largest = Math.max(largest, value);
  renumber(places, (value) => {
    if (largest - value > most && running !== null) running.cut = true;
    return Math.max(0, most - (largest - value));
  });
}

function checkPlaces(name: string, places: unknown): void {
  const isPlace = (place: Partial<Numbers> | null | undefined) =>
    typeof place?.entries === "function" && typeof place.set === "function";
  if (!Array.isArray(places) || !places.every(isPlace))
    throw misuse(name)("is given something else than a list of maps of the state to numbers: [s.ticket]");
  if (places.length === 0) throw misuse(name)("is given no maps, and so has nothing to renumber");
}

function misuse(name: string): Refusal {
  return (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", { subject: `${name}(...)`, problem, expected: NORMAL_FORMS })
      : synodError("unknown-key", { subject: `${name}(...)`, ...wrong });
}

const NORMAL_FORMS = "maps to numbers, ranks([s.ticket], { keep: [0] }) or lags([s.known], { most: 3 })";

function renumber(places: readonly Numbers[], change: (value: number) => number): void {
  for (const place of places) {
    for (const [key, value] of [...place.entries()]) {
      if (value === null) continue;
      const changed = change(value);
      if (changed !== value) place.set(key as never, changed);
    }
  }
}
