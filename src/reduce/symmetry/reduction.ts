/**
 * Symmetry (symmetric-program.ts) as an entry of the table. On where every property in question is preserved (claims about
 * states, steps, deadlock and AG EF; not those about fair behaviours, where which instance is taken matters) and where there
 * is enough to gain: see docs/decisions/0009-symmetry-by-canonical-forms.md for the measurements.
 */
import type { Property } from "../../model/property.ts";
import { isFair } from "../../model/property-kinds.ts";
import { thresholds } from "../../thresholds.ts";
import type { AskedOfProgram, Planned, Reduction } from "../reduction.ts";
import { asymmetric } from "./concrete.ts";
import { factorial, type Scalarset, scalarsetsOf } from "./elements.ts";
import { closedScalarsets } from "./initial-states.ts";
import { namedScalarsets } from "./named-elements.ts";
import { SymmetricProgram, type SymmetryPlan } from "./symmetric-program.ts";

/** States compared with renamings of theirs before the search: those nearest to the initial ones. */
const AUDITED_STATES = 32;

/** What symmetry was used, of a model whose states mention scalarsets. */
export interface SymmetryVerdict {
  /** The scalarsets whose elements were taken as interchangeable; none when it is off. */
  readonly scalarsets: readonly string[];
  /** Those whose elements the initial states tell apart, or names do: of an enumeration, a case or a field. */
  readonly apart: readonly string[];
  /** Of these, the ones with an element that is a name elsewhere; absent: none. */
  readonly named?: readonly string[];
  /**
   * Null: it is on. asked: by the user. no-gain: too few renamings. fair-behaviours: a property is about fair behaviours, in
   * which it matters who takes a step. families: a property is a part of a family, about some elements and not about others.
   * initial-states: they tell all elements apart. named: names do.
   */
  readonly off: "asked" | "no-gain" | "fair-behaviours" | "families" | "initial-states" | "named" | null;
}

export const symmetry = {
  name: "symmetry",
  about: null,
  says: null,
  keeps: { states: "classes", steps: true, lengths: true, behaviours: false },
  height: 3,
  planOn,
  wrap: (program, _, plan) => new SymmetricProgram(program, plan),
  unconfirmed({ scalarsets }, layout, subject) {
    const all = scalarsetsOf(layout);
    const taken = scalarsets.map((at) => all[at] as Scalarset);
    return asymmetric(taken, subject, "it does not say the same of both");
  },
} as const satisfies Reduction<SymmetryPlan, SymmetryVerdict>;

/**
 * Whether a property is a part of a family that is for an element of a scalarset: renamed, it is another part, so it is true
 * of some states of a class and false of others. Nor may one part stand for all: which of them come out alike is what the
 * claim is about, and only a model that is shown to be symmetric would have them so.
 */
function isAboutElements({ family }: Property, scalarsets: readonly Scalarset[]): boolean {
  const elements = scalarsets.flatMap(({ name, size }) => Array.from({ length: size }, (_, at) => `${name}${at + 1}`));
  const isAbout = (value: unknown): boolean =>
    typeof value === "string"
      ? elements.includes(value)
      : typeof value === "object" &&
        value !== null &&
        (Symbol.iterator in value ? [...(value as Iterable<unknown>)] : Object.values(value)).some(isAbout);
  return family?.values.some(isAbout) ?? false;
}

/** Throws `asymmetric-model` when one of the first states shows that the model tells the elements of a scalarset apart. */
function planOn(asked: AskedOfProgram): Planned<SymmetryPlan, SymmetryVerdict> {
  const { model, properties, wanted, halt, program, watched } = asked;
  const scalarsets = scalarsetsOf(program.layout);
  if (scalarsets.length === 0) return { plan: null, verdict: null };
  const names = scalarsets.map(({ name }) => name);
  const off = (reason: SymmetryVerdict["off"], why: Partial<SymmetryVerdict> = {}) => ({
    plan: null,
    verdict: { scalarsets: [], apart: [], ...why, off: reason },
  });
  if (wanted === false) return off("asked");
  const renamings = scalarsets.reduce((product, { size }) => product * factorial(size), 1);
  if (wanted === undefined && renamings < thresholds.paysByTables) return off("no-gain");
  if (properties.some((at) => isFair((model.properties[at] as Property).kind))) return off("fair-behaviours");
  if (properties.some((at) => isAboutElements(model.properties[at] as Property, scalarsets))) return off("families");
  program.heed(halt);
  const told = namedScalarsets(model, scalarsets);
  const closed = closedScalarsets(program, halt).filter((at) => !told.includes(scalarsets[at] as Scalarset));
  const apart = names.filter((_, at) => !closed.includes(at));
  const why = { apart, ...(told.length > 0 && { named: told.map(({ name }) => name) }) };
  if (closed.length === 0) return off(told.length === apart.length ? "named" : "initial-states", why);
  const plan: SymmetryPlan = { scalarsets: closed, properties };
  const reduced = new SymmetricProgram(program, plan);
  if (wanted === undefined && !reduced.pays) return off("no-gain");
  watched(reduced, () => reduced.auditFirst(AUDITED_STATES));
  return {
    plan,
    program: reduced,
    verdict: { scalarsets: closed.map((at) => names[at] as string), ...why, off: null },
  };
}
