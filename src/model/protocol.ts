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
import { mustMeet, type Requirements } from "./requirements.ts";

/**
 * A deliberate small fault, and what it must lead to; `synod mutants` and `runMutants` hold it to that.
 *
 * @example
 * ```ts
 * const mutants = { eager: { about: "grants the lease while it is held", breaks: "exclusion", at: { clients: 2 }, steps: 3 } };
 * ```
 */
export interface Mutant {
  /** The one-line change, in words: `about: "grants the lease while it is held"`. */
  readonly about: string;
  /** The property that it must break: `breaks: "exclusion"`; null for an equivalent mutant, which must break none. */
  readonly breaks: string | null;
  /** The smallest parameters that show it: `at: { clients: 2 }`. */
  readonly at: Readonly<Record<string, ParameterValue>>;
  /**
   * Transitions of the shortest counterexample there: `steps: 7`; of a lasso, of the way to its loop and the loop. Null
   * where none exists (a `reachable` that is not, an equivalent mutant). `"any"`, or absent: any length will do.
   */
  readonly steps?: number | "any" | null;
  /**
   * Of a lasso: the state that its last step returns to, as `synod check --json` says: `loop: 2`. Absent: any will do.
   */
  readonly loop?: number;
  /** The fairness under which it breaks a property over time: `fairness: "strong"`. Absent: the model's first. */
  readonly fairness?: string;
  /** Parameters that are too small to show it; there the property holds: `notAt: [{ clients: 1 }]`. */
  readonly notAt?: readonly Readonly<Record<string, ParameterValue>>[];
  /** `slow: true`: takes so long (some 20 seconds) that `synod mutants` leaves it out unless asked. */
  readonly slow?: boolean;
  /**
   * For the model to read: what the fault changes, such as `change: (held: boolean) => true`. Nothing else looks at it.
   */
  readonly change?: unknown;
}

/** Mutants by name. */
export type Mutants = Readonly<Record<string, Mutant>>;
type Values = Readonly<Record<string, ParameterValue>>;

/**
 * Parameters and mutants that a protocol had once and that are another's now. Commands, programs and saved traces name them
 * where they were, and go on doing so: the protocol still takes them, and one that they moved to answers.
 */
export interface Moved<P extends Parameters = Parameters, M extends Mutants = Mutants, Made extends Model = Model> {
  /** The protocols that they moved to: `to: [paxosRetold]`. */
  readonly to: readonly Protocol[];
  /**
   * With the defaults that they had, at which the protocol answers itself: `parameters: { choose: choice(["highest",
   * "lowest"]) }`.
   */
  readonly parameters?: P;
  /** By the names that they have where they moved to: `mutants: paxosRetold.protocol.mutants`. */
  readonly mutants?: M;
  /**
   * The answer, of one of `to`, at all parameters' values: `answer: (values, mutant) => paxosRetold(values, mutant)`;
   * null: the protocol itself, since what was asked for is void.
   */
  answer(values: Values, mutant: string | null): Made | null;
}

/**
 * What a protocol says of itself.
 *
 * @example
 * ```ts
 * const header = { name: "lease", about: "a lock with a timeout", parameters: { clients: integer({ from: 1, to: 3, default: 2 }) } };
 * protocol(header, ({ clients }) => model({ state: { n: range(0, clients) }, rules: { go: { do: () => {} } } }));
 * ```
 */
export interface ProtocolHeader<
  P extends Parameters,
  M extends Mutants,
  Q extends Parameters = Parameters,
  N extends Mutants = Mutants,
  Other extends Model = Model,
> {
  /** How verdicts and `synod list` call it: `name: "lease"`. */
  readonly name: string;
  /** One line for `synod list`: `about: "a lock with a timeout, and what fencing adds"`. Absent: none. */
  readonly about?: string;
  /** The paper or specification that it follows: `source: "Gray and Cheriton, Leases, 1989"`. Absent: none. */
  readonly source?: string;
  /**
   * What may be chosen, by name: `parameters: { clients: integer({ from: 1, to: 3, default: 2 }), fencing: flag() }`.
   * Absent: nothing.
   */
  readonly parameters?: P;
  /**
   * What parameters must be together, by name: `requires: { "start <= servers": (p) => p.start <= p.servers }`. Values
   * that do not go together are refused (SYN113). The defaults must. Absent: nothing.
   */
  readonly requires?: Readonly<Record<string, (values: ParameterValues<NoInfer<P>>) => boolean>>;
  /**
   * Deliberate mistakes, by name: `mutants: { eager: { about, breaks: "exclusion", at: { clients: 2 } } }`. Absent:
   * none.
   */
  readonly mutants?: M;
  /**
   * What it had once, and who has it now: `moved: { to: [paxosRetold], answer: (values, mutant) => paxosRetold(values,
   * mutant) }`. Absent: nothing.
   */
  readonly moved?: Moved<Q, N, Other>;
  /**
   * `module: import.meta.url` of the module that declares it, for worker threads to import. Absent: the module that
   * calls `protocol`, which is right unless a function of another module does so in its place.
   */
  readonly module?: string;
}

const HEADER_KEYS = keysOf<ProtocolHeader<Parameters, Mutants>>({
  name: true,
  about: true,
  source: true,
  parameters: true,
  requires: true,
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

/**
 * Any protocol, its types forgotten but for the models that it makes: called with parameters' values and a mutant's
 * name or null, it makes a model; what is left out has its default. Throws SYN103, SYN104 (parameters) and SYN107
 * (mutant).
 *
 * @example
 * ```ts
 * const family: Protocol = protocol({ name: "family" }, () => model({ state: { n: range(0, 1) }, rules: { go: { do: (s) => { s.n = 1; } } } }));
 * await check(family());
 * console.log(family.protocol.name);
 * ```
 */
export interface Protocol<Made extends Model = Model> {
  (given?: Readonly<Record<string, ParameterValue>>, mutant?: string | null): Made;
  readonly protocol: {
    readonly name: string;
    readonly about: string;
    readonly source: string | null;
    /** Those that have moved elsewhere included. */
    readonly parameters: Parameters;
    /** The names of what parameters must be together. */
    readonly requires: readonly string[];
    readonly mutants: Mutants;
    readonly moved: Moved | null;
  };
}

/** A protocol with its parameters' types, its mutants' names, and the models that it makes: what `protocol` returns. */
export type TypedProtocol<P extends Parameters, Mutants extends string, Made extends Model = Model> = Protocol<Made> &
  ((given?: Partial<ParameterValues<P>>, mutant?: Mutants | null) => Made);

/**
 * Declares a protocol: a model per choice of parameters. `build` is given every parameter's value, and the mutant that
 * was chosen or null, and returns `model({ ... })` or a system's `model({ ... })`.
 *
 * @throws SynodError SYN211 and SYN212 for what is no header. The protocol itself throws SYN103, SYN104 and SYN107 for
 * parameters and mutants that cannot be.
 *
 * @example
 * ```ts
 * export const counter = protocol(
 *   {
 *     name: "counter",
 *     parameters: { most: integer({ from: 1, to: 9, default: 3 }) },
 *     mutants: { "off-by-one": { about: "counts one too far", breaks: "small", at: { most: 2 }, steps: 3 } },
 *   },
 *   ({ most }, mutant) =>
 *     model({
 *       state: { n: range(0, 10) },
 *       rules: { up: { when: (s) => (mutant === "off-by-one" ? s.n <= most : s.n < most), do: (s) => { s.n += 1; } } },
 *       always: { small: (s) => s.n <= most },
 *     }),
 * );
 * await check(counter({ most: 5 }));
 * await check(counter({ most: 2 }, "off-by-one")); // violated after 3 steps
 * ```
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
  const requires: Requirements = header.requires ?? {};
  mustMeet(name, requires, only(own, defaults));
  const instantiate = (given: Readonly<Record<string, unknown>> = {}, mutant: string | null = null): Model => {
    if (mutant !== null && (typeof mutant !== "string" || !Object.hasOwn(mutants, mutant)))
      throw synodError("unknown-mutant", { model: name, name: shown(mutant), known: Object.keys(mutants) });
    const values: Values = Object.freeze(resolveParameters(name, parameters, given));
    const elsewhere = isAskedElsewhere(moved, values, mutant)
      ? withinDeclaration(() => answered(name, moved, values, mutant))
      : null;
    const itself = () => {
      mustMeet(name, requires, only(own, values));
      return build(only(own, values) as ParameterValues<P>, mutant as (keyof M & string) | null);
    };
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
    protocol: {
      name,
      about,
      source: header.source ?? null,
      parameters,
      requires: Object.keys(requires),
      mutants,
      moved,
    },
  }) as unknown as TypedProtocol<P & Q, (keyof M | keyof N) & string, Made | Other>;
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
