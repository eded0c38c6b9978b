/** The parameters of a protocol: typed, bounded, with defaults; given as values or, on a command line, as text. */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { describe } from "../domain/describe.ts";
import { synodError } from "../errors/errors.ts";

/** What a parameter can be: of `integer`, `choice`, `flag`. */
export type ParameterValue = number | string | boolean;

/** A parameter of a protocol: what `integer`, `choice` and `flag` make. */
export interface Parameter<T extends ParameterValue> {
  /** Which of the three made it. */
  readonly kind: "integer" | "choice" | "flag";
  /** Its value where none is given. */
  readonly default: T;
  /** One line for `synod list`; empty: none. */
  readonly about: string;
  /** What is accepted, in words: `an integer from 1 to 7`. */
  readonly accepts: string;
  /** Of `integer`: the least value. */
  readonly from?: number;
  /** Of `integer`: the greatest value. */
  readonly to?: number;
  /** Of `choice`: the words. */
  readonly choices?: readonly T[];
  /** The value that a text or a value stands for, or null. */
  readonly parse: (given: unknown) => T | null;
}
/** Parameters by name. */
// biome-ignore lint/suspicious/noExplicitAny: a parameter is invariant in its value through `parse`.
export type Parameters = Readonly<Record<string, Parameter<any>>>;
/** The values of parameters, by name: what `build` of a protocol is given. */
export type ParameterValues<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/**
 * An integer parameter, `from` and `to` included.
 *
 * @throws SynodError SYN212 for bounds out of order, or a default outside them.
 *
 * @example
 * ```ts
 * const parameters = { acceptors: integer({ from: 1, to: 7, default: 3, about: "how many acceptors there are" }) };
 * ```
 */
export function integer(options: {
  /** The least value: `from: 1`. */
  readonly from: number;
  /** The greatest value: `to: 7`. */
  readonly to: number;
  /** The value where none is given: `default: 3`. */
  readonly default: number;
  /** One line for `synod list`: `about: "how many acceptors there are"`. Absent: none. */
  readonly about?: string;
}): Parameter<number> {
  checkOptions("integer", options, ["from", "to", "default", "about"]);
  const { from, to } = options;
  const isBound = (value: unknown) => typeof value === "number" && !Number.isNaN(value);
  if (!isBound(from) || !isBound(to) || from > to)
    throw bad("integer(...)", `ranges from ${describe(from)} to ${describe(to)}`, "`from` and `to`, integers in order");
  if (!Number.isInteger(options.default) || options.default < from || options.default > to)
    throw bad("integer(...)", `has the default ${describe(options.default)}`, `a default from ${from} to ${to}`);
  return {
    kind: "integer",
    default: options.default,
    about: options.about ?? "",
    accepts: `an integer from ${from} to ${to}`,
    from,
    to,
    parse: (given) => {
      const value = typeof given === "string" && /^[+-]?\d+$/.test(given.trim()) ? Number(given) : given;
      return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : null;
    },
  };
}

/**
 * One of several words, the first unless `default` says another.
 *
 * @throws SynodError SYN212 for what is no list of words, or a default that is not among them.
 *
 * @example
 * ```ts
 * const parameters = { exchange: choice(["push", "pull", "push-pull"], { default: "pull", about: "who tells whom" }) };
 * ```
 */
export function choice<const C extends string>(
  choices: readonly C[],
  options: {
    /** The word where none is given: `default: "pull"`. Absent: the first. */
    readonly default?: NoInfer<C>;
    /** One line for `synod list`: `about: "who tells whom"`. Absent: none. */
    readonly about?: string;
  } = {},
): Parameter<C> {
  const given: unknown = choices;
  if (!Array.isArray(given) || given.length === 0 || given.some((each) => typeof each !== "string"))
    throw bad("choice(...)", `is given ${kindOfValue(given)}`, "a list of one or more words");
  checkOptions("choice", options, ["default", "about"]);
  if (options.default !== undefined && !choices.includes(options.default))
    throw bad("choice(...)", `has the default ${describe(options.default)}`, `one of ${choices.join(", ")}`);
  return {
    kind: "choice",
    default: options.default ?? (choices[0] as C),
    about: options.about ?? "",
    accepts: `one of ${choices.join(", ")}`,
    choices: [...choices],
    parse: (given) => (choices.includes(given as C) ? (given as C) : null),
  };
}

/**
 * Yes or no; no unless `default` says otherwise. On a command line: `true`, `false`, `yes`, `no`.
 *
 * @throws SynodError SYN212 for a default that is neither.
 *
 * @example
 * ```ts
 * const parameters = { fencing: flag({ default: true, about: "whether writes carry a token" }) };
 * ```
 */
export function flag(
  options: {
    /** Yes or no where neither is given: `default: true`. Absent: no. */
    readonly default?: boolean;
    /** One line for `synod list`: `about: "whether writes carry a token"`. Absent: none. */
    readonly about?: string;
  } = {},
): Parameter<boolean> {
  checkOptions("flag", options, ["default", "about"]);
  if (options.default !== undefined && typeof options.default !== "boolean")
    throw bad("flag(...)", `has the default ${describe(options.default)}`, "true or false");
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

function checkOptions(parameter: string, options: unknown, known: readonly string[]): void {
  closed(options, known, (problem, wrong) =>
    wrong === undefined
      ? bad(`what ${parameter}(...) is given`, problem, "its options as an object")
      : synodError("unknown-key", { subject: `${parameter}(...)`, ...wrong }),
  );
  const { about } = options as { readonly about?: unknown };
  if (about !== undefined && typeof about !== "string")
    throw bad(`\`about\` of ${parameter}(...)`, `is ${kindOfValue(about)}`, "a text");
}

/** Throws unless every value is what `integer`, `choice` or `flag` made. */
export function checkParameters(owner: string, parameters: unknown): void {
  if (!isNamedParts(parameters))
    throw bad(`\`parameters\` of ${owner}`, `is ${kindOfValue(parameters)}`, "an object of parameters by name");
  for (const [name, given] of Object.entries(parameters)) {
    if (isNamedParts(given) && typeof given.parse === "function") continue;
    throw bad(
      `the parameter ${name} of ${owner}`,
      `is ${kindOfValue(given)}`,
      "integer(...), choice(...) or flag(...)",
    );
  }
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}

/** The value of each parameter that is not given. */
export function defaultsOf(parameters: Parameters): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
}

/** Every parameter's value: the given ones parsed and checked, the others' defaults. Throws on unknown names and bad values. */
export function resolveParameters<P extends Parameters>(
  owner: string,
  parameters: P,
  given: Readonly<Record<string, unknown>>,
): ParameterValues<P> {
  if (!isNamedParts(given))
    throw bad(`what ${owner} is given`, `is ${kindOfValue(given)}`, "values by parameter's name");
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
