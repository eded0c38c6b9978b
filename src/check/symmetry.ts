/**
 * Whether a check reduces by symmetry, and what it says of it. On where every property in question is preserved (claims
 * about states, steps, deadlock and AG EF; not those about fair behaviours, where which instance is taken matters) and
 * where there is enough to gain: see docs/decisions/0009-symmetry-by-canonical-forms.md for the measurements.
 */
import { HangWatch } from "../explore/hang.ts";
import { type Halt, neverHalt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import { isTemporal, type Property } from "../model/property.ts";
import type { Program, SymmetryPlan } from "../program/program.ts";
import { factorial, type Scalarset, scalarsetsOf } from "../reduce/symmetry/elements.ts";
import { closedScalarsets } from "../reduce/symmetry/initial-states.ts";
import { namedScalarsets } from "../reduce/symmetry/named-elements.ts";
import { SymmetricProgram } from "../reduce/symmetry/symmetric-program.ts";
import { thresholds } from "../thresholds.ts";
import type { SymmetryVerdict } from "../verify/verdict.ts";

/** States compared with renamings of theirs before the search: those nearest to the initial ones. */
const AUDITED_STATES = 32;

export interface Decision {
  readonly program: Program;
  readonly verdict: SymmetryVerdict | null;
}

/**
 * The program to search: reduced if `wanted` (undefined: if it pays) and sound. Throws `asymmetric-model` when one of the
 * first states shows that the model tells the elements of a scalarset apart.
 */
export function reduceBySymmetry(
  model: Model,
  program: Program,
  selected: readonly number[],
  wanted: boolean | undefined,
  halt: Halt = neverHalt,
): Decision {
  const scalarsets = scalarsetsOf(program.layout);
  if (scalarsets.length === 0) return { program, verdict: null };
  const names = scalarsets.map(({ name }) => name);
  const off = (reason: SymmetryVerdict["off"], why: Partial<SymmetryVerdict> = {}): Decision => ({
    program,
    verdict: { scalarsets: [], apart: [], ...why, off: reason },
  });
  if (wanted === false) return off("asked");
  const renamings = scalarsets.reduce((product, { size }) => product * factorial(size), 1);
  if (wanted === undefined && renamings < thresholds.paysByTables) return off("no-gain");
  const isOverTime = ({ kind }: Property) => isTemporal(kind) && kind !== "alwaysReachable";
  if (selected.some((at) => isOverTime(model.properties[at] as Property))) return off("fair-behaviours");
  program.heed(halt);
  const told = namedScalarsets(model, scalarsets);
  const closed = closedScalarsets(program, halt).filter((at) => !told.includes(scalarsets[at] as Scalarset));
  const apart = names.filter((_, at) => !closed.includes(at));
  const why = { apart, ...(told.length > 0 && { named: told.map(({ name }) => name) }) };
  if (closed.length === 0) return off(told.length === apart.length ? "named" : "initial-states", why);
  const plan: SymmetryPlan = { scalarsets: closed, properties: selected };
  const reduced = new SymmetricProgram(program, plan);
  if (wanted === undefined && !reduced.pays) return off("no-gain");
  new HangWatch(reduced).run(() => reduced.auditFirst(AUDITED_STATES));
  return {
    program: reduced,
    verdict: { scalarsets: closed.map((at) => names[at] as string), ...why, off: null },
  };
}
