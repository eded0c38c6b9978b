/**
 * Whose claim each step serves, as the page marks it everywhere: round for the first part of the reason, square for the
 * second, a diamond for any other. Filled are the steps that the reason names. Where no reason tells steps apart, what
 * nearly all of them bind does, if it has two or three values ("p") and lanes do not say it, and nothing is filled.
 */
import type { Reasons } from "../why/reasons.ts";
import type { PathStep } from "./path.ts";

export interface ClaimMark {
  /** 0: round, 1: square, 2: diamond; null: it serves none. */
  readonly claim: 0 | 1 | 2 | null;
  readonly filled: boolean;
}

export interface ClaimMarks {
  /** By the index of a step. */
  readonly marks: readonly ClaimMark[];
  /** What each shape stands for, as a caption says it; empty: nothing. */
  readonly legend: readonly { readonly claim: 0 | 1 | 2; readonly says: string }[];
  /** Whether shapes stand for what steps bind, in want of a reason. */
  readonly isBound: boolean;
}

const shapeOf = (part: number): 0 | 1 | 2 => (part === 0 ? 0 : part === 1 ? 1 : 2);

/**
 * `lanes` and `causes`: by the index of a step, its lane, and the numbers of the steps that it needed. A claim is served by what
 * its slice has; where nobody has sliced, by all that its own steps needed.
 */
export function claimsOf(
  steps: readonly PathStep[],
  reasons: Reasons | null,
  { lanes, causes }: { readonly lanes: readonly number[]; readonly causes: readonly (readonly number[])[] },
): ClaimMarks {
  const why = reasons?.why ?? null;
  const slice = reasons?.slice ?? null;
  const isSaid =
    why?.facts.some(({ step }) => step > 0) ||
    why?.parts.some(({ because }) => because.some((each) => each.steps.some((step) => step > 0)));
  if (why === null || !isSaid) return byBinding(steps, lanes);
  const named = new Set([
    ...why.parts.flatMap(({ because }) => because.flatMap(({ steps }) => steps)),
    ...why.facts.map(({ step }) => step),
    ...(slice?.key ?? []),
  ]);
  const partOf = new Map<number, number>();
  for (const { part, steps } of slice?.chapters ?? [])
    for (const step of steps) if (!partOf.has(step)) partOf.set(step, part);
  for (const [part, { facts, because }] of why.parts.entries())
    for (const step of [
      ...because.flatMap(({ steps }) => steps),
      ...facts.flatMap((fact) => [why.facts[fact]?.step ?? 0, ...(slice?.cones[fact] ?? [])]),
    ])
      if (!partOf.has(step)) partOf.set(step, part);
  if (slice === null)
    for (let number = steps.length; number > 0; number--) {
      const part = partOf.get(number);
      // From behind, so that what a step needed is reached after it. Of several claims the first has it.
      if (part === undefined) continue;
      for (const cause of causes[number - 1] ?? []) partOf.set(cause, Math.min(part, partOf.get(cause) ?? part));
    }
  const marks = steps.map((_, at): ClaimMark => {
    const part = partOf.get(at + 1);
    return { claim: part === undefined ? null : shapeOf(part), filled: named.has(at + 1) };
  });
  const shapes = [...new Set(marks.flatMap(({ claim }) => (claim === null ? [] : [claim])))].sort();
  const says = (claim: number) =>
    why.parts
      .filter((_, part) => shapeOf(part) === claim)
      .flatMap((part) => (part.says === "" ? [] : [part.says]))
      .join("; ");
  const legend = shapes.map((claim) => ({ claim, says: says(claim) })).filter((each) => each.says !== "");
  return { marks, legend, isBound: false };
}

/** Nearly all: so many in a hundred. */
const NEARLY = 80;

function byBinding(steps: readonly PathStep[], lanes: readonly number[]): ClaimMarks {
  const none: ClaimMarks = { marks: steps.map(() => ({ claim: null, filled: false })), legend: [], isBound: false };
  if (steps.length < 4) return none;
  const names = new Set(steps.flatMap(({ arguments: bound }) => bound.map(([name]) => name)));
  const candidates = [...names].flatMap((name) => {
    const values = steps.map(({ arguments: bound }) => bound.find(([each]) => each === name)?.[1]);
    const there = values.filter((value) => value !== undefined);
    const distinct = [...new Set(there)].sort();
    // Where each lane has one value only, lanes say it already.
    const isMore = values.some((value, at) =>
      values.some((other, index) => lanes[index] === lanes[at] && value !== other),
    );
    const is =
      isMore && there.length * 100 >= NEARLY * steps.length && (distinct.length === 2 || distinct.length === 3);
    return is ? [{ name, values, distinct }] : [];
  });
  const best = candidates.sort((a, b) => a.distinct.length - b.distinct.length)[0];
  if (best === undefined) return none;
  const { name, values, distinct } = best;
  return {
    marks: values.map((value) => ({
      claim: value === undefined ? null : shapeOf(distinct.indexOf(value)),
      filled: false,
    })),
    legend: distinct.map((value, at) => ({ claim: shapeOf(at), says: `${name}: ${value}` })),
    isBound: true,
  };
}
