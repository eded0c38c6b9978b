/** A model that was found, and a model at parameters. */
import { isSynodError, synodError } from "../errors/errors.ts";
import { isModel, type Model } from "../model/model.ts";
import { type ParameterValue, resolveParameters } from "../model/parameters.ts";
import type { Protocol } from "../model/protocol.ts";

/** A protocol and where worker threads find it again. */
export interface FoundModel {
  /** How verdicts call it. */
  readonly name: string;
  readonly protocol: Protocol;
  /** URL of a module, and the name of the export in it. */
  readonly module: string;
  readonly export: string;
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
