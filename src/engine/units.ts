/**
 * What is judged together: a unit is a part of a property, or a whole one, and has a bit in the masks that say which units a
 * step can affect (src/kernel/judge.ts). There are 32 of states and 32 of steps; when parts are more, the last unit has the
 * rest. A property whose states are sought is a unit of its own: it is found where some part does not hold.
 */

import { firstBound, type Property } from "../model/property.ts";
import { isOfSteps, isShownBy, isWitnessed } from "../model/property-kinds.ts";
import type { Program } from "../program/program.ts";

export const MOST_UNITS = 32;
/** Places of `Program.crossed` before those of single bounds. */
export const CROSSED_TOTALS = 2;

/** A part of a predicate. */
export interface PartOf {
  readonly predicate: number;
  readonly part: number;
}

export interface Unit {
  /** Those that it has parts of. */
  readonly properties: readonly number[];
  readonly parts: readonly PartOf[];
  /** Whether what is looked for is a state where all parts hold. */
  readonly isSought: boolean;
}

export interface AllUnits {
  readonly states: readonly Unit[];
  readonly steps: readonly Unit[];
  /** Of states in which nothing is enabled. */
  readonly terminal: Unit | null;
  /** Whole predicates that are noted of every state, each in its own bit of a mark. */
  readonly noted: readonly Unit[];
}

/** What there is to judge. */
export interface JudgedByUnits {
  readonly properties: readonly Property[];
  /** Those that are still to be judged as the search goes. */
  readonly asked: readonly number[];
  /** Predicates that are noted of every state. */
  readonly noted: readonly number[];
}

/** A bound of the constraint, and its place in `Program.crossed`. */
export interface BoundUnit extends Pick<Unit, "parts"> {
  readonly isOfSteps: boolean;
  readonly place: number;
}

/**
 * Of these properties, of whose predicates so many parts are known; a string: there are too many. `areWhole`: parts are not
 * told apart.
 */
export function unitsOf(
  { properties, asked, noted }: JudgedByUnits,
  partsOf: (predicate: number) => number,
  areWhole: boolean,
): AllUnits | string {
  const unit = (predicate: number, parts: readonly number[]): Unit => ({
    properties: [predicate],
    parts: parts.map((part) => ({ predicate, part })),
    isSought: isWitnessed(properties[predicate]?.kind),
  });
  const whole = (predicate: number) => unit(predicate, [...new Array(partsOf(predicate)).keys()]);
  const ofKind = (shownBy: "state" | "step" | "end") =>
    asked.filter((at) => isShownBy(shownBy, properties[at]?.kind)).map(whole);
  const divided = ({ properties: [at], parts }: Unit) => parts.map(({ part }) => unit(at as number, [part]));
  const fewer = (units: readonly Unit[]): readonly Unit[] | string => {
    const [sought, kept] = [units.filter(({ isSought }) => isSought), units.filter(({ isSought }) => !isSought)];
    const room = MOST_UNITS - sought.length;
    if (room < Math.min(1, kept.length))
      return `of ${sought.length} properties states are yet to be reached, more than it can look for at once`;
    const parts = areWhole ? kept : kept.flatMap(divided);
    return [
      ...sought,
      ...(parts.length <= room ? parts : [...parts.slice(0, room - 1), together(parts.slice(room - 1))]),
    ];
  };
  const [states, steps, [terminal = null]] = [fewer(ofKind("state")), fewer(ofKind("step")), ofKind("end")];
  if (typeof states === "string") return states;
  if (typeof steps === "string") return steps;
  return { states, steps, terminal, noted: noted.map(whole) };
}

function together(units: readonly Unit[]): Unit {
  return {
    properties: [...new Set(units.flatMap(({ properties }) => properties))],
    parts: units.flatMap(({ parts }) => parts),
    isSought: false,
  };
}

/** The bounds of a program, of whose predicates so many parts are known. */
export function boundUnits(
  { predicates, bounds }: Pick<Program, "predicates" | "bounds">,
  partsOf: (predicate: number) => number,
): readonly BoundUnit[] {
  const first = firstBound(predicates, bounds);
  return bounds.map(({ kind }, at) => ({
    isOfSteps: isOfSteps(kind),
    place: CROSSED_TOTALS + at,
    parts: [...new Array(partsOf(first + at)).keys()].map((part) => ({ predicate: first + at, part })),
  }));
}

/** All units. */
export const allUnits = ({ states, steps, terminal, noted }: AllUnits): Unit[] => [
  ...states,
  ...steps,
  ...(terminal === null ? [] : [terminal]),
  ...noted,
];

/** The bits of units that have to do with an open property. */
export function maskOf(units: readonly Unit[], open: readonly number[]): number {
  let mask = 0;
  for (const [at, { properties }] of units.entries())
    if (properties.some((each) => open.includes(each))) mask |= 1 << at;
  return mask;
}
