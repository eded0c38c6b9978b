/** From what a person calls a model to the model: a built-in's name, or a file of their own. */
import { isSynodError, synodError } from "../errors.ts";
import { isModel, type Model } from "../model/model.ts";
import { type ParameterValue, resolveParameters } from "../model/parameters.ts";
import type { Protocol } from "../model/protocol.ts";
import { builtIns, findBuiltIn } from "./built-ins.ts";
import { locateFile } from "./locate-file.ts";

/** A protocol and where worker threads find it again. */
export interface FoundModel {
  /** How verdicts call it. */
  readonly name: string;
  readonly protocol: Protocol;
  /** URL of a module, and the name of the export in it. */
  readonly module: string;
  readonly export: string;
}

/**
 * Finds a model by name or path. `folders`: where a relative path may start, the first that has such a file wins. A
 * built-in's name comes first; a path with a slash in it never means one.
 */
export async function findModel(reference: string, folders: readonly string[] = [process.cwd()]): Promise<FoundModel> {
  const builtIn = findBuiltIn(reference);
  if (builtIn !== null) return builtIn;
  const file = locateFile(reference, folders);
  if (file === null)
    throw synodError("unknown-model", { name: reference, known: builtIns.map(({ protocol }) => protocol.name) });
  const { loadUserModel } = await import("./user-model.ts");
  return loadUserModel(file);
}

/** A model at parameters, all of them named. */
export interface Instance {
  readonly model: Model;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Builds the model. A builder that throws is a model that does not load, unless what it throws says more. */
export function instantiate(
  { name, protocol }: FoundModel,
  given: Readonly<Record<string, unknown>>,
  mutant: string | null,
): Instance {
  const parameters = resolveParameters(name, protocol.protocol.parameters, given) as Readonly<
    Record<string, ParameterValue>
  >;
  const problem = "building it at these parameters failed";
  let model: unknown;
  try {
    model = protocol(parameters, mutant);
  } catch (error) {
    throw isSynodError(error) ? error : synodError("model-does-not-load", { model: name, problem }, error);
  }
  if (!isModel(model))
    throw synodError("model-does-not-load", {
      model: name,
      problem: "its builder returns something that model({ ... }) did not make",
    });
  return { model, parameters };
}
