/** The reductions there are, as people list them; and what follows from the ones in force. */
import { synodError } from "../errors/errors.ts";
import type { Program, ReductionPlan } from "../program/program.ts";
import { partialOrder } from "./partial-order/reduction.ts";
import type { Keeps, Reduction } from "./reduction.ts";
import { staleMessages } from "./stale-messages/reduction.ts";
import { symmetry } from "./symmetry/reduction.ts";

const ENTRIES = [symmetry, staleMessages, partialOrder] as const;

export type ReductionName = (typeof ENTRIES)[number]["name"];

export const REDUCTIONS: readonly (Reduction & { readonly name: ReductionName })[] = ENTRIES;

export const REDUCTION_NAMES: readonly ReductionName[] = ENTRIES.map(({ name }) => name);

/** What a reduction goes by in a plan; null: it is not in force. */
export function planOf<P>({ name }: Pick<Reduction<P>, "name" | "wrap">, plan: ReductionPlan): P | null {
  return (plan[name] ?? null) as P | null;
}

/** Throws `internal` for a name that is none: what is planned is not left out in silence. */
export function reductionsIn(plan: ReductionPlan): (typeof REDUCTIONS)[number][] {
  const unknown = Object.keys(plan).find((name) => !REDUCTION_NAMES.some((known) => known === name));
  if (unknown !== undefined) throw synodError("internal", { problem: `there is no reduction ${unknown}` });
  return REDUCTIONS.filter((reduction) => planOf(reduction, plan) !== null);
}

/** What all reductions of a plan keep together. */
export function keptBy(plan: ReductionPlan): Keeps {
  const inForce = reductionsIn(plan).map(({ keeps }) => keeps);
  const states = inForce.map((keeps) => keeps.states);
  return {
    states: states.includes("some") ? "some" : states.includes("classes") ? "classes" : "all",
    steps: inForce.every((keeps) => keeps.steps),
    lengths: inForce.every((keeps) => keeps.lengths),
    behaviours: inForce.every((keeps) => keeps.behaviours),
  };
}

/** What a counterexample of `program` says of the model when the interpreter does not confirm it; null: nothing. */
export function unconfirmed({ plan, layout }: Program, subject: string): Error | null {
  for (const reduction of reductionsIn(plan)) {
    const error = reduction.unconfirmed?.(planOf(reduction, plan), layout, subject);
    if (error !== undefined) return error;
  }
  return null;
}
