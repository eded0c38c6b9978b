/** Which reductions a check uses of those it was told to: those that keep what it asks, with the reasons for the others. */
import type { Program, ReductionPlan } from "../program/program.ts";
import { reducedProgram } from "../reduce/reduce.ts";
import type { Asked, AskedOfProgram, Planned, Reduction } from "../reduce/reduction.ts";
import type { SymmetryVerdict } from "../reduce/symmetry/reduction.ts";
import { planOf, REDUCTIONS, type ReductionName } from "../reduce/table.ts";
import type { DroppedReduction } from "../verify/verdict.ts";

export interface Wishes extends Omit<Asked, "wanted">, Pick<AskedOfProgram, "watched"> {
  /** Absent: none but what pays. */
  readonly wanted: readonly ReductionName[] | undefined;
  /** Null: `wanted` says. */
  readonly symmetry: boolean | null;
  /** Those that turned out not to keep what a property asks, while searching. */
  readonly refused: readonly DroppedReduction[];
  /** Makes a program's initial states. */
  readonly begin: (program: Program) => Promise<void>;
}

export interface Reduced {
  readonly program: Program;
  readonly dropped: readonly DroppedReduction[];
  readonly symmetry: SymmetryVerdict | null;
}

/** The program to search, its initial states made. Throws what `begin` throws, `Halted`, `asymmetric-model`. */
export async function reduceAsAsked(wishes: Wishes): Promise<Reduced> {
  const { model, begin } = wishes;
  const dropped: DroppedReduction[] = [];
  const verdicts = new Map<string, unknown>();
  let plan: ReductionPlan = {};
  const decide = (reduction: Reduction, made: (asked: Asked) => Planned<unknown, unknown> | undefined) => {
    const { name } = reduction;
    const wanted = (name === "symmetry" ? wishes.symmetry : null) ?? wishes.wanted?.some((each) => each === name);
    const refusal = wanted === true ? wishes.refused.find((each) => each.reduction === name) : undefined;
    const planned = refusal === undefined ? made({ ...wishes, wanted }) : { plan: null, dropped: refusal.reason };
    if (planned?.dropped !== undefined) dropped.push({ reduction: name, reason: planned.dropped });
    if (planned?.verdict !== undefined) verdicts.set(name, planned.verdict);
    if (planned !== undefined && planned.plan !== null) plan = { ...plan, [name]: planned.plan };
    return planned?.program ?? null;
  };
  for (const reduction of REDUCTIONS) if (reduction.plan) decide(reduction, (asked) => reduction.plan?.(asked));
  let program = reducedProgram(model, plan);
  await begin(program);
  for (const reduction of REDUCTIONS) {
    if (reduction.planOn === undefined) continue;
    const made = decide(reduction, (asked) => reduction.planOn?.({ ...wishes, ...asked, program }));
    const own = planOf(reduction, plan);
    if (own === null) continue;
    program = made ?? reduction.wrap(program, model, own);
    await begin(program);
  }
  return { program, dropped, symmetry: (verdicts.get("symmetry") ?? null) as SymmetryVerdict | null };
}
