/** What programs put into a model must have names of its own there, beside the model's own and each other's. */

import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import { type Clash, clashOf, type NameOf } from "../distinct-names.ts";
import type { Written } from "../written.ts";
import { stepName } from "./fairness.ts";
import { localField, placeField, returnField } from "./fields.ts";
import type { ProgramParts } from "./parts.ts";

type Programs = ReadonlyMap<string, ProgramParts>;

/** Throws `bad-program` where two fields or two rules of the model would be one. */
export function checkDistinct(programs: Programs, state: Schema, rules: Written): void {
  const field = clashOf([
    ...Object.keys(state).map((name): NameOf => [name, "a field of the model's own `state`"]),
    ...[...programs].flatMap(([name, parts]) => fieldNames(name, parts)),
  ]);
  if (field !== null) throw clashing(`the field "${field.name}" of the state`, "would keep two things", field);
  // A rule that is switched off has its name all the same: two of one name are a slip at all parameters.
  const rule = clashOf([
    ...[...programs].flatMap(([name, { steps, off }]) =>
      [...steps.map((step) => step.name), ...off].map(
        (step): NameOf => [stepName(name, step), `the step "${step}" of the program "${name}"`],
      ),
    ),
    ...[...rules.entries.map(([name]) => name), ...rules.off].map((name): NameOf => [name, "that in `rules`"]),
  ]);
  if (rule !== null) throw clashing(`the rule "${rule.name}"`, "is there twice", rule);
}

/** As `programFields` has them, with what each of them keeps. */
function fieldNames(program: string, { local, procedures }: ProgramParts): NameOf[] {
  const keeps = (procedure: string | null, variables: Schema): NameOf[] =>
    Object.keys(variables).map((name) => [
      localField(program, procedure, name),
      `the local variable "${name}" of ${procedure === null ? "" : `the procedure "${procedure}" of `}the program "${program}"`,
    ]);
  return [
    [placeField(program), `where the processes of the program "${program}" are`],
    ...(procedures.size > 0
      ? [[returnField(program), `where the processes of the program "${program}" return to`] as const]
      : []),
    ...keeps(null, local),
    ...[...procedures.values()].flatMap((procedure) => keeps(procedure.name, procedure.local)),
  ];
}

function clashing(part: string, problem: string, { one, other }: Clash): Error {
  return synodError("bad-program", { part, problem: `${problem}: ${one}, and ${other}`, isClash: true });
}
