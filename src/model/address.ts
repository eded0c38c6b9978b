/**
 * A model's address: enough to make the same model again in another thread or another week. Closures cannot be sent to a
 * worker; an address can.
 */
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "./model.ts";
import { keptDeclaration, type Origin } from "./origin.ts";
import type { ParameterValue } from "./parameters.ts";
import { asProtocol, isProtocol, type Protocol } from "./protocol.ts";

/** Where a model is found again: enough to make the same one in another thread. For `threadCrew`. */
export interface ModelAddress {
  /** URL of a JavaScript module: `module: import.meta.url`. */
  readonly module: string;
  /** The name of the export, "default" included: `export: "lease"`. */
  readonly export: string;
  /** What the protocol is given: `parameters: { clients: 2 }`, or `{}`. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Which mutant it makes: `mutant: "eager"`, or null. */
  readonly mutant: string | null;
}

/**
 * The protocols (and plain models, as protocols) that a module exports, by export name. What a CommonJS module exports is
 * the default export's properties.
 */
export function protocolsIn(exports: Readonly<Record<string, unknown>>): ReadonlyMap<string, Protocol> {
  const found = new Map<string, Protocol>();
  const inside = exports["default"];
  const isCommon = typeof inside === "object" && inside !== null && !isModel(inside);
  for (const [name, value] of [...(isCommon ? Object.entries(inside) : []), ...Object.entries(exports)]) {
    if (isProtocol(value) || isModel(value)) found.set(name, asProtocol(value, name));
  }
  return found;
}

/** The origin that an address says. */
export function originAt({ module, export: at, parameters, mutant }: ModelAddress): Origin {
  return { module, at, parameters, mutant };
}

/**
 * The model of that origin, in a thread that has imported its module; `exports` of a module that runs on are null. Throws
 * `model-does-not-load` when there is no such declaration or export.
 */
export function modelFrom(exports: Readonly<Record<string, unknown>> | null, origin: Origin): Model {
  const { module, at, parameters, mutant } = origin;
  const fail = (problem: string) => synodError("model-does-not-load", { model: module, problem });
  if (typeof at === "string") {
    if (exports === null) throw fail("it goes on to check while it loads, so that its exports are not to be had");
    const found = Object.hasOwn(exports, at) ? exports[at] : undefined;
    // As it is, with its declaration; through a protocol it would be a copy.
    if (isModel(found) && mutant === null) return found;
    const protocol = protocolsIn(exports).get(at);
    if (protocol !== undefined) return protocol(parameters, mutant);
    throw fail(`it has no export "${at}" that is a model`);
  }
  const declared = keptDeclaration(origin);
  if (declared === undefined) throw fail("it does not declare the model while it loads, but later, or by chance");
  return isProtocol(declared) ? declared(parameters, mutant) : (declared as Model);
}
