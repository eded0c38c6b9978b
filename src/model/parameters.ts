/** The parameters of a protocol: typed, bounded, with defaults; given as values or, on a command line, as text. */
import { describe } from "../domain/composites.ts";
import { synodError } from "../errors.ts";

export type ParameterValue = number | string | boolean;

export interface Parameter<T extends ParameterValue> {
  readonly kind: "integer" | "choice" | "flag";
  readonly default: T;
  readonly about: string;
  /** What is accepted, in words: `an integer from 1 to 7`. */
  readonly accepts: string;
  /** The value that a text or a value stands for, or null. */
  readonly parse: (given: unknown) => T | null;
}
// biome-ignore lint/suspicious/noExplicitAny: a parameter is invariant in its value through `parse`.
export type Parameters = Readonly<Record<string, Parameter<any>>>;
export type ParameterValues<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** An integer parameter: `acceptors: integer({ from: 1, to: 7, default: 3 })`. */
export function integer(options: {
  readonly from: number;
  readonly to: number;
  readonly default: number;
  readonly about?: string;
}): Parameter<number> {
  const { from, to } = options;
  return {
    kind: "integer",
    default: options.default,
    about: options.about ?? "",
    accepts: `an integer from ${from} to ${to}`,
    parse: (given) => {
      const value = typeof given === "string" && /^[+-]?\d+$/.test(given.trim()) ? Number(given) : given;
      return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : null;
    },
  };
}

/** One of several words, the default first unless given. */
export function choice<const C extends string>(
  choices: readonly C[],
  options: { readonly default?: NoInfer<C>; readonly about?: string } = {},
): Parameter<C> {
  return {
    kind: "choice",
    default: options.default ?? (choices[0] as C),
    about: options.about ?? "",
    accepts: `one of ${choices.join(", ")}`,
    parse: (given) => (choices.includes(given as C) ? (given as C) : null),
  };
}

/** Yes or no. */
export function flag(options: { readonly default?: boolean; readonly about?: string } = {}): Parameter<boolean> {
  return {
    kind: "flag",
    default: options.default ?? false,
    about: options.about ?? "",
    accepts: "true or false",
    parse: (given) =>
      given === true || given === "true" || given === "yes"
        ? true
        : given === false || given === "false" || given === "no"
          ? false
          : null,
  };
}

/** Every parameter's value: the given ones parsed and checked, the others' defaults. Throws on unknown names and bad values. */
export function resolveParameters<P extends Parameters>(
  owner: string,
  parameters: P,
  given: Readonly<Record<string, unknown>>,
): ParameterValues<P> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(parameters, name))
      throw synodError("unknown-parameter", { model: owner, name, known: Object.keys(parameters) });
  }
  const values = Object.entries(parameters).map(([name, parameter]) => {
    if (!Object.hasOwn(given, name)) return [name, parameter.default] as const;
    const value = parameter.parse(given[name]);
    if (value === null)
      throw synodError("bad-parameter-value", {
        model: owner,
        name,
        value: describe(given[name]),
        accepts: parameter.accepts,
      });
    return [name, value] as const;
  });
  return Object.fromEntries(values) as ParameterValues<P>;
}
