/** The mutants that a command line means: those of every built-in model or of one model, all of them or some by name. */
import { synodError } from "../errors/errors.ts";
import type { NamedProtocol } from "../model/instance.ts";
import type { Mutant } from "../model/protocol.ts";
import { type Entry, entriesOf } from "../mutants/catalogue.ts";
import { allBuiltIns } from "./built-ins.ts";
import { findModel } from "./find-model.ts";
import type { FoundModel } from "./found-model.ts";

export interface Selection {
  /** Absent: every built-in model. */
  readonly model?: string;
  /** Names of mutants; absent: all. */
  readonly mutant?: readonly string[];
  /** The slow ones too. */
  readonly all?: boolean;
}

/** Per model, in their order; models without a mutant that is meant are left out. */
export async function catalogue({ model, mutant, all }: Selection): Promise<Entry<FoundModel>[][]> {
  const builtIns = await allBuiltIns();
  const models = model === undefined ? builtIns : [await findModel(model)];
  const known = models.flatMap(({ protocol }) => Object.keys(protocol.protocol.mutants));
  const unknown = mutant?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw synodError("unknown-mutant", { model: model ?? "the catalogue", name: unknown, known });
  const entries = models.map((found) =>
    entriesOf(found, mutant, all === true, (home, of) => addressed(builtIns, home) ?? of),
  );
  return listedOnce(entries).filter((each) => each.length > 0);
}

/** What has moved is asked for where it was, and need not be asked for twice. */
function listedOnce(entries: readonly Entry<FoundModel>[][]): Entry<FoundModel>[][] {
  const listed = new Set<Mutant>();
  return entries.map((ofModel) => ofModel.filter(({ mutant }) => !listed.has(mutant) && listed.add(mutant)));
}

/** A protocol that somebody calls by another's name, addressed as it is; null: it is no built-in. */
function addressed(builtIns: readonly FoundModel[], { name, protocol }: NamedProtocol): FoundModel | null {
  const builtIn = builtIns.find((each) => each.protocol === protocol);
  return builtIn === undefined ? null : { ...builtIn, name };
}
