/** A protocol: a model per choice of parameters, and the mutants that show that its properties can fail. */
import { isNamedParts, keysOf, kindOfValue, shown } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "./model.ts";
import { declarationOf, declare, descentOf, type ModelNaming, noteDescent, withinDeclaration } from "./origin.ts";
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

export type Mutants = Readonly<Record<string, Mutant>>;
type Values = Readonly<Record<string, ParameterValue>>;

/**
 * Parameters and mutants that a protocol had once and that are another's now. Commands, programs and saved traces name them
 * where they were, and go on doing so: the protocol still takes them, and one that they moved to answers.
 */
export interface Moved<P extends Parameters = Parameters, M extends Mutants = Mutants, Made extends Model = Model> {
  /** The protocols that they moved to. */
  readonly to: readonly Protocol[];
  /** With the defaults that they had: at those the protocol answers itself. */
  readonly parameters?: P;
  /** By the names that they have where they moved to. */
  readonly mutants?: M;
  /** The answer, of one of `to`, at all parameters' values; null: the protocol itself, since what was asked for is void. */
  answer(values: Values, mutant: string | null): Made | null;
}

export interface ProtocolHeader<
  P extends Parameters,
  M extends Mutants,
  Q extends Parameters = Parameters,
  N extends Mutants = Mutants,
  Other extends Model = Model,
> {
  readonly name: string;
  /** One line for `synod list`; absent: none. */
  readonly about?: string;
  /** The paper or specification that it follows. */
  readonly source?: string;
  readonly parameters?: P;
  readonly mutants?: M;
  /** What it had once, and who has it now. */
  readonly moved?: Moved<Q, N, Other>;
  /**
   * `import.meta.url` of the module that declares it, for worker threads to import. Absent: the module that calls
   * `protocol`, which is right unless a function of another module does so in its place.
   */
  readonly module?: string;
}

const HEADER_KEYS = keysOf<ProtocolHeader<Parameters, Mutants>>({
  name: true,
  about: true,
  source: true,
  parameters: true,
  mutants: true,
  moved: true,
  module: true,
});
const MOVED_KEYS = keysOf<Moved>({ to: true, parameters: true, mutants: true, answer: true });
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
    /** Those that have moved elsewhere included. */
    readonly parameters: Parameters;
    readonly mutants: Mutants;
    readonly moved: Moved | null;
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
  const M extends Mutants = {},
  Made extends Model = Model,
  Q extends Parameters = {},
  const N extends Mutants = {},
  Other extends Model = never,
>(
  header: ProtocolHeader<P, M, Q, N, Other>,
  build: (parameters: ParameterValues<P>, mutant: (keyof M & string) | null) => Made,
): TypedProtocol<P & Q, (keyof M | keyof N) & string, Made | Other> {
  checkHeader(header, { header: HEADER_KEYS, mutant: MUTANT_KEYS, moved: MOVED_KEYS });
  if (typeof build !== "function")
    throw synodError("bad-definition", {
      subject: `what builds ${header.name}`,
      problem: `is ${kindOfValue(build)}`,
      expected: "a function (parameters, mutant) => model({ ... })",
    });
  const { name, about = "" } = header;
  const moved: Moved | null = header.moved ?? null;
  const own: Parameters = header.parameters ?? {};
  const parameters: Parameters = { ...own, ...moved?.parameters };
  const mutants: Mutants = { ...header.mutants, ...moved?.mutants };
  const defaults = defaultsOf(parameters);
  const instantiate = (given: Readonly<Record<string, unknown>> = {}, mutant: string | null = null): Model => {
    if (mutant !== null && (typeof mutant !== "string" || !Object.hasOwn(mutants, mutant)))
      throw synodError("unknown-mutant", { model: name, name: shown(mutant), known: Object.keys(mutants) });
    const values: Values = Object.freeze(resolveParameters(name, parameters, given));
    const elsewhere = isAskedElsewhere(moved, values, mutant)
      ? withinDeclaration(() => answered(name, moved, values, mutant))
      : null;
    const itself = () => build(only(own, values) as ParameterValues<P>, mutant as (keyof M & string) | null);
    const built = { ...(elsewhere ?? withinDeclaration(itself)), name };
    noteDescent(built, {
      declaration: declarationOf(instantiate),
      parameters: values,
      defaults,
      mutant,
      isSaid: false,
      elsewhere: elsewhere === null ? null : subjectOf(elsewhere),
    });
    return built;
  };
  declare(instantiate, protocol, header.module ?? null);
  return Object.assign(instantiate, {
    protocol: { name, about, source: header.source ?? null, parameters, mutants, moved },
  }) as TypedProtocol<P & Q, (keyof M | keyof N) & string, Made | Other>;
}

function isAskedElsewhere(moved: Moved | null, values: Values, mutant: string | null): moved is Moved {
  if (moved === null) return false;
  const isMutant = mutant !== null && Object.hasOwn(moved.mutants ?? {}, mutant);
  return isMutant || Object.entries(moved.parameters ?? {}).some(([name, each]) => values[name] !== each.default);
}

function answered(name: string, moved: Moved, values: Values, mutant: string | null): Model | null {
  const answer: unknown = moved.answer(values, mutant);
  if (isModel(answer)) return answer;
  const isVoid = answer === null && (mutant === null || !Object.hasOwn(moved.mutants ?? {}, mutant));
  if (isVoid) return null;
  throw synodError("bad-definition", {
    subject: `what \`moved\` of ${name} answers`,
    problem: `is ${kindOfValue(answer)}`,
    expected: "a model of the protocol that has it now; null where what has moved says nothing",
  });
}

function subjectOf(model: Model): ModelNaming {
  const { parameters, defaults, mutant } = descentOf(model) ?? { parameters: {}, defaults: {}, mutant: null };
  return { model: model.name ?? "model", parameters, defaults, mutant };
}

/** Of these values those of the parameters. */
function only(parameters: Parameters, values: Values): Values {
  return Object.freeze(Object.fromEntries(Object.keys(parameters).map((name) => [name, values[name]]))) as Values;
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
