/** Where a program's processes are kept in the state: each place and each local variable is a map from the processes. */

import { optional } from "../../domain/composites.ts";
import type { AnyDomain } from "../../domain/domain.ts";
import { enumeration } from "../../domain/scalars.ts";
import { type Field, map, type Schema } from "../../state/field.ts";
import { DONE, inner, type ProcedureParts, type ProgramParts, programPlaces } from "./parts.ts";

/** The field that says where each process is. */
export function placeField(program: string): string {
  return `${program}.at`;
}

/** The field of a local variable, one of a procedure's or the program's own. */
export function localField(program: string, procedure: string | null, name: string): string {
  return `${program}.${procedure === null ? name : inner(procedure, name)}`;
}

/** The field that says where each process goes on when the procedure is over. */
export function returnField(program: string): string {
  return `${program}.returns to`;
}

/** A variable as steps know it, and where it is kept. */
export interface Local {
  readonly name: string;
  readonly field: string;
  readonly of: Field;
}

function localsOf(program: string, owner: string | null, variables: Schema): Local[] {
  return Object.entries(variables).map(([name, of]) => ({ name, field: localField(program, owner, name), of }));
}

/** The variables that a procedure has for itself. */
export function ownLocals(program: string, { name, local }: ProcedureParts): Local[] {
  return localsOf(program, name, local);
}

/** Those of all procedures. */
export function procedureLocals(program: string, { procedures }: ProgramParts): Local[] {
  return [...procedures.values()].flatMap((procedure) => ownLocals(program, procedure));
}

/** The variables that the steps of a procedure see, the program's before its own; null: the steps of none. */
export function visibleLocals(program: string, { local, procedures }: ProgramParts, procedure: string | null): Local[] {
  const own = procedure === null ? undefined : procedures.get(procedure);
  return [...localsOf(program, null, local), ...(own === undefined ? [] : ownLocals(program, own))];
}

/** The fields that a program adds to a state: where its processes are, then what they keep. */
export function programFields(program: string, parts: ProgramParts): Schema {
  const { processes, labels, procedures } = parts;
  const each = (field: Field) => map(processes, field);
  const places: AnyDomain = enumeration(...programPlaces(parts), DONE);
  return {
    [placeField(program)]: each(places),
    ...(procedures.size > 0 && { [returnField(program)]: each(optional(enumeration(...labels, DONE))) }),
    ...Object.fromEntries(
      [...visibleLocals(program, parts, null), ...procedureLocals(program, parts)].map(({ field, of }) => [
        field,
        each(of),
      ]),
    ),
  };
}
