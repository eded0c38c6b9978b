/**
 * A trace told subject by subject: the steps that matter in another order, in which each needs no more than before. Who wrote
 * what a step needed comes before it, and whoever takes that away comes after it, or before who wrote it if he did so then.
 * Among steps that may come next those of the subject that one is in come first; every order of the subjects is tried, and
 * what tells of most subjects, in the fewest chapters, is best; of equal ones that whose subjects come as they came about.
 * Whether an order is a behaviour is for a replay to say.
 */
import { broughtBy, type StepNeed } from "./going-back.ts";

/** Steps told together, and what they are about. */
export interface ToldChapter {
  /** Index of the subject. */
  readonly subject: number;
  readonly steps: readonly number[];
}

/** More orders of subjects are not tried. */
const ORDERS = 24;

/** The orders in which the steps can be told, the best first. `subjects`: of each the steps that it rests on. */
export function inChapters(
  codes: readonly Int32Array[],
  steps: readonly number[],
  needed: readonly StepNeed[],
  subjects: readonly (readonly number[])[],
): ToldChapter[][] {
  const earlier = constraints(codes, steps, needed);
  const end = (at: number) => Math.max(...(subjects[at] as readonly number[]));
  const size = (at: number) => (subjects[at] as readonly number[]).length;
  const byEnd = [...subjects.keys()].sort(
    (one, other) => end(one) - end(other) || size(one) - size(other) || one - other,
  );
  const tellings = ordersOf(byEnd).flatMap((order) => tell(earlier, steps, subjects, order) ?? []);
  // A subject whose steps are all another's has none left when that comes first.
  const told = (chapters: readonly ToldChapter[]) => new Set(chapters.map(({ subject }) => subject)).size;
  return tellings.sort((one, other) => told(other) - told(one) || one.length - other.length);
}

/** All orders, or the first of them, the given one before others. */
function ordersOf(items: readonly number[]): (readonly number[])[] {
  if (items.length < 2) return [items];
  const found: (readonly number[])[] = [];
  for (const first of items) {
    for (const rest of ordersOf(items.filter((each) => each !== first).slice(0, 3))) {
      const others = items.filter((each) => each !== first && !rest.includes(each));
      found.push([first, ...rest, ...others]);
      if (found.length >= ORDERS) return found;
    }
  }
  return found;
}

/** Null: what has to come before what goes round in a circle. */
function tell(
  earlier: ReadonlyMap<number, ReadonlySet<number>>,
  steps: readonly number[],
  subjects: readonly (readonly number[])[],
  order: readonly number[],
): [ToldChapter[]] | null {
  const rank = new Map(steps.map((step) => [step, order.findIndex((at) => subjects[at]?.includes(step))]));
  const left = new Set(steps);
  const chapters: { subject: number; steps: number[] }[] = [];
  while (left.size > 0) {
    const free = [...left].filter((step) => ![...(earlier.get(step) ?? [])].some((each) => left.has(each)));
    const now = chapters.at(-1)?.subject;
    const next =
      free.find((step) => order[rank.get(step) as number] === now) ??
      free.toSorted((one, other) => (rank.get(one) as number) - (rank.get(other) as number) || one - other)[0];
    if (next === undefined) return null;
    left.delete(next);
    const subject = order[rank.get(next) as number] ?? (order.at(-1) as number);
    if (subject === now) chapters.at(-1)?.steps.push(next);
    else chapters.push({ subject, steps: [next] });
  }
  return [chapters];
}

/** Per step those that have to come before it. */
function constraints(
  codes: readonly Int32Array[],
  steps: readonly number[],
  needed: readonly StepNeed[],
): Map<number, Set<number>> {
  const earlier = new Map<number, Set<number>>(steps.map((step) => [step, new Set()]));
  for (const { step, facts } of needed) {
    for (const [place, allowed] of facts) {
      const writer = broughtBy(codes, place, allowed, step - 1);
      earlier.get(step)?.add(writer);
      for (const other of steps) {
        if (other === step || other === writer || !takesAway(codes, other, place, allowed)) continue;
        if (other > step) earlier.get(other)?.add(step);
        else if (writer > 0) earlier.get(writer)?.add(other);
      }
    }
  }
  return earlier;
}

/** Whether a step writes there what is not allowed; where it did already something else had taken it away before. */
function takesAway(codes: readonly Int32Array[], step: number, place: number, allowed: readonly number[]): boolean {
  const [old, now] = [codes[step - 1]?.[place], codes[step]?.[place] as number];
  return old !== now && !allowed.includes(now);
}
