/** A protocol's model at parameters, all of them named, and what a builder may get wrong. */
import { isSynodError, synodError } from "../errors/errors.ts";
import { isModel, type Model } from "./model.ts";
import { type ParameterValue, resolveParameters } from "./parameters.ts";
import type { Protocol } from "./protocol.ts";

/** A protocol, and how verdicts call it. */
export interface NamedProtocol {
  readonly name: string;
  readonly protocol: Protocol;
}

/** A model at parameters, all of them named. */
export interface Instance {
  readonly model: Model;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Builds the model. A builder that throws is a model that does not load, unless what it throws says more. */
export function instantiate(
  { name, protocol }: NamedProtocol,
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
