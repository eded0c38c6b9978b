/**
 * What may be chosen where a page asks for parameters and a mutant, read from what a protocol declares. A list of choices is
 * only offered where the parameter takes each of them as it is; else there is a field, and what it accepts in words.
 */
import type { Parameters } from "../model/parameters.ts";

export interface OfferedParameter {
  /** `an integer from 1 to 7`. */
  readonly accepts: string;
  readonly about: string;
  /** Null: no list of words. */
  readonly choices: readonly string[] | null;
  /** The least and the greatest; null: no integer. */
  readonly range: readonly [number, number] | null;
}

export interface Offered {
  readonly parameters: Readonly<Record<string, OfferedParameter>>;
  /** Mutants with a line on each. */
  readonly mutants: Readonly<Record<string, string>>;
}

export function offeredBy(
  declared: Parameters,
  mutants: Readonly<Record<string, { readonly about: string }>>,
): Offered {
  return {
    parameters: Object.fromEntries(
      Object.entries(declared).map(([name, { kind, accepts, about, parse }]) => {
        const words = kind === "choice" ? accepts.replace(/^one of /, "").split(", ") : [];
        const bounds = kind === "integer" ? /^an integer from (-?\d+) to (-?\d+)$/.exec(accepts) : null;
        return [
          name,
          {
            accepts,
            about,
            choices: words.length > 0 && words.every((word) => parse(word) === word) ? words : null,
            range: bounds === null ? null : [Number(bounds[1]), Number(bounds[2])],
          },
        ];
      }),
    ),
    mutants: Object.fromEntries(Object.entries(mutants).map(([name, { about }]) => [name, about])),
  };
}
