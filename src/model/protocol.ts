/** A protocol: a model per choice of parameters, and the mutants that show that its properties can fail. */
import { isNamedParts, keysOf, kindOfValue, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "./model.ts";
import { declarationOf, declare, noteDescent, withinDeclaration } from "./origin.ts";
import {
  defaultsOf,
  type Parameters,
  type ParameterValue,
  type ParameterValues,
  resolveParameters,
} from "./parameters.ts";
import { checkHeader } from "./protocol-header.ts";

/** A deliberate small fault, and what it must lead to. */
export interface Mutant {
  /** The one-line change, in words. */
  readonly about: string;
  /** The property that it must break; null for an equivalent mutant, which must break none. */
  readonly breaks: string | null;
  /** The smallest configuration that shows it. */
  readonly at: Readonly<Record<string, ParameterValue>>;
  /**
   * Transitions of the shortest counterexample there; of a lasso, of the way to its loop and the loop. Null where none
   * exists (a `reachable` that is not, an equivalent mutant). "any", or absent: any length will do.
   */
  readonly steps?: number | "any" | null;
  /** Of a lasso: the state that its last step returns to, as in `synod check --json`. Absent: any will do. */
  readonly loop?: number;
  /** The fairness under which it breaks a property over time; absent: the model's first. */
  readonly fairness?: string;
  /** Configurations that are too small to show it: there the property holds. */
  readonly notAt?: readonly Readonly<Record<string, ParameterValue>>[];
  /** Takes so long that `synod mutants` leaves it out unless asked: more than some 20 seconds. */
  readonly slow?: boolean;
  /** For the model to read: what the fault changes, a function that decides otherwise, say. Nothing else looks at it. */
  readonly change?: unknown;
}

export interface ProtocolHeader<P extends Parameters, M extends Readonly<Record<string, Mutant>>> {
  readonly name: string;
  /** One line for `synod list`; absent: none. */
  readonly about?: string;
  /** The paper or specification that it follows. */
  readonly source?: string;
  readonly parameters?: P;
  readonly mutants?: M;
  /**
   * `import.meta.url` of the module that declares it, for worker threads to import. Absent: the module that calls
   * `protocol`, which is right unless a function of another module does so in its place.
   */
  readonly module?: string;
}

const HEADER_KEYS = keysOf<ProtocolHeader<Parameters, Readonly<Record<string, Mutant>>>>({
  name: true,
  about: true,
  source: true,
  parameters: true,
  mutants: true,
  module: true,
});
const MUTANT_KEYS = keysOf<Mutant>({
  about: true,
  breaks: true,
  at: true,
  steps: true,
  loop: true,
  fairness: true,
  notAt: true,
  slow: true,
  change: true,
});

/** Any protocol, types forgotten. Callable: `paxos({ acceptors: 3 })` is a model. */
export interface Protocol<Made extends Model = Model> {
  (given?: Readonly<Record<string, ParameterValue>>, mutant?: string | null): Made;
  readonly protocol: {
    readonly name: string;
    readonly about: string;
    readonly source: string | null;
    readonly parameters: Parameters;
    readonly mutants: Readonly<Record<string, Mutant>>;
  };
}

/** A protocol with its parameters' types, its mutants' names, and the models that it makes. */
export type TypedProtocol<P extends Parameters, Mutants extends string, Made extends Model = Model> = Protocol<Made> &
  ((given?: Partial<ParameterValues<P>>, mutant?: Mutants | null) => Made);

/**
 * Declares a protocol. `build` gets every parameter's value and the chosen mutant (null: none) and returns `model({...})`.
 */
export function protocol<
  P extends Parameters = {},
  const M extends Readonly<Record<string, Mutant>> = {},
  Made extends Model = Model,
>(
  header: ProtocolHeader<P, M>,
  build: (parameters: ParameterValues<P>, mutant: (keyof M & string) | null) => Made,
): TypedProtocol<P, keyof M & string, Made> {
  checkHeader(header, { header: HEADER_KEYS, mutant: MUTANT_KEYS });
  if (typeof build !== "function")
    throw synodError("bad-definition", {
      subject: `what builds ${header.name}`,
      problem: `is ${kindOfValue(build)}`,
      expected: "a function (parameters, mutant) => model({ ... })",
    });
  const { name, about = "" } = header;
  const parameters: Parameters = header.parameters ?? {};
  const mutants: Readonly<Record<string, Mutant>> = header.mutants ?? {};
  const defaults = defaultsOf(parameters);
  const instantiate = (given: Readonly<Record<string, unknown>> = {}, mutant: string | null = null): Model => {
    if (mutant !== null && (typeof mutant !== "string" || !Object.hasOwn(mutants, mutant)))
      throw synodError("unknown-mutant", { model: name, name: shown(mutant), known: Object.keys(mutants) });
    const values = Object.freeze(resolveParameters(name, parameters, given)) as ParameterValues<P>;
    const built = { ...withinDeclaration(() => build(values, mutant as (keyof M & string) | null)), name };
    noteDescent(built, {
      declaration: declarationOf(instantiate),
      parameters: values as Readonly<Record<string, ParameterValue>>,
      defaults,
      mutant,
      isSaid: false,
    });
    return built;
  };
  declare(instantiate, protocol, header.module ?? null);
  return Object.assign(instantiate, {
    protocol: { name, about, source: header.source ?? null, parameters, mutants },
  }) as TypedProtocol<P, keyof M & string, Made>;
}

/** Whether a value was made by `protocol`. */
export function isProtocol(value: unknown): value is Protocol {
  if (typeof value !== "function" || !("protocol" in value) || !isNamedParts(value.protocol)) return false;
  const { name, parameters, mutants } = value.protocol;
  return typeof name === "string" && isNamedParts(parameters) && isNamedParts(mutants);
}

/** A plain model as a protocol without parameters, so that everything below deals with protocols only. */
export function asProtocol(value: Protocol | Model, name: string): Protocol {
  if (!isModel(value)) return value;
  return withinDeclaration(() => protocol({ name: value.name ?? name, about: "" }, () => value)) as unknown as Protocol;
}
