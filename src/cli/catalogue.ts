/** The mutants that a command line means: those of every built-in model or of one model, all of them or some by name. */
import { synodError } from "../errors/errors.ts";
import type { Mutant } from "../model/protocol.ts";
import { builtIns, findBuiltIn } from "./built-ins.ts";
import { findModel } from "./find-model.ts";
import type { FoundModel } from "./found-model.ts";

export interface Entry {
  readonly found: FoundModel;
  readonly name: string;
  readonly mutant: Mutant;
  /** Slow, and not asked for. */
  readonly isSkipped: boolean;
}

export interface Selection {
  /** Absent: every built-in model. */
  readonly model?: string;
  /** Names of mutants; absent: all. */
  readonly mutant?: readonly string[];
  /** The slow ones too. */
  readonly all?: boolean;
}

/** Per model, in their order; models without a mutant that is meant are left out. */
export async function catalogue({ model, mutant, all }: Selection): Promise<Entry[][]> {
  const models = model === undefined ? everyBuiltIn() : [await findModel(model)];
  const entries = models.map((found) =>
    Object.entries(found.protocol.protocol.mutants).map(
      ([name, declared]): Entry => ({
        found,
        name,
        mutant: declared,
        isSkipped: declared.slow === true && all !== true && mutant === undefined,
      }),
    ),
  );
  checkNames(model ?? "the catalogue", mutant ?? [], entries.flat());
  return entries
    .map((each) => each.filter(({ name }) => mutant === undefined || mutant.includes(name)))
    .filter((each) => each.length > 0);
}

function everyBuiltIn(): FoundModel[] {
  return builtIns.map(({ protocol }) => findBuiltIn(protocol.name) as FoundModel);
}

function checkNames(model: string, wanted: readonly string[], entries: readonly Entry[]): void {
  const known = entries.map(({ name }) => name);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) throw synodError("unknown-mutant", { model, name: unknown, known });
}
