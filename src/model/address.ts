/**
 * A model's address: enough to make the same model again in another thread or another week. Closures cannot be sent to a
 * worker; an address can.
 */
import { synodError } from "../errors.ts";
import { isModel, type Model } from "./model.ts";
import type { ParameterValue } from "./parameters.ts";
import { asProtocol, isProtocol, type Protocol } from "./protocol.ts";

export interface ModelAddress {
  /** URL of a JavaScript module. */
  readonly module: string;
  /** The name of the export, "default" included. */
  readonly export: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

/** The protocols (and plain models, as protocols) that a module exports, by export name. */
export function protocolsIn(exports: Readonly<Record<string, unknown>>): ReadonlyMap<string, Protocol> {
  const found = new Map<string, Protocol>();
  for (const [name, value] of Object.entries(exports)) {
    if (isProtocol(value) || isModel(value)) found.set(name, asProtocol(value, name));
  }
  return found;
}

/** The model at an address. Throws `model-does-not-load` when the module or the export is not there. */
export async function modelAt(address: ModelAddress): Promise<Model> {
  const exports = (await import(address.module)) as Record<string, unknown>;
  const found = protocolsIn(exports).get(address.export);
  if (found === undefined) {
    throw synodError("model-does-not-load", {
      model: address.module,
      problem: `it has no export "${address.export}" that is a model`,
    });
  }
  return found(address.parameters, address.mutant);
}
