/**
 * Invariants that a model offers for a proof by induction: conjunctions of named claims about a state. A search does not judge
 * them, so that they cost it nothing; `prove` does, in every state that the types allow. What they are to show are the model's
 * properties under `always`.
 */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { conjunctsOf } from "./conjunction.ts";
import type { Property } from "./property.ts";
import { PROPERTY_KINDS } from "./property-kinds.ts";
import { emptied, isUnwritten, writtenIn } from "./written.ts";

/**
 * What `invariants` is given, by name: the conjuncts of each, by name.
 *
 * @example
 * ```ts
 * const offered = { even: { "n is even": (s: { n: number }) => s.n % 2 === 0 } };
 * model({
 *   state: { n: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 8, do: (s) => { s.n += 2; } } },
 *   always: { "never seven": (s) => s.n !== 7 },
 *   invariants: offered,
 * });
 * ```
 */
export type InvariantDefinitions<State> =
  | { readonly [name: string]: { readonly [conjunct: string]: ((state: State) => boolean) | false } | false }
  | false;

/** An invariant of which one may ask whether it is inductive. */
export interface CandidateInvariant {
  readonly name: string;
  /** At least one; each of kind `always`. */
  readonly conjuncts: readonly Property[];
}

/** Throws `bad-property`, `duplicate-property` or `bad-definition`. `model`: its name for errors. */
export function candidateInvariants(
  definition: unknown,
  properties: readonly Property[],
  model: string,
): readonly CandidateInvariant[] {
  if (isUnwritten(definition)) return [];
  if (!isNamedParts(definition)) throw bad(`\`invariants\` of ${model}`, definition);
  return writtenIn(definition).entries.map(([name, given]) => {
    if (!isNamedParts(given)) throw bad(`the invariant ${name} of ${model}`, given);
    if (properties.some((property) => property.name === name))
      throw synodError("duplicate-property", { property: name, kinds: ["always", "invariants"] });
    const conjuncts = writtenIn(given).entries.map(([conjunct, predicate]) => conjunctOf(conjunct, predicate));
    if (conjuncts.length === 0) throw bad(`the invariant ${name} of ${model}`, given, "has no conjunct");
    return { name, conjuncts };
  });
}

function conjunctOf(name: string, given: unknown): Property {
  const { form } = PROPERTY_KINDS.always;
  const wrong = (problem: string, more: object = {}) =>
    synodError("bad-property", { property: name, problem, ...more });
  if (typeof given !== "function")
    throw wrong("it is a conjunct of an invariant, and its predicate is not a function", {
      ...emptied(given),
      ...(form !== null && { form }),
    });
  const predicate = given as Property["predicate"];
  if (conjunctsOf(predicate).some((each) => each.length > 1))
    throw wrong("its predicate takes two states, and a conjunct of an invariant is asked of one");
  return { name, kind: "always", predicate, target: null };
}

function bad(subject: string, value: unknown, problem = `is ${kindOfValue(value)}`): Error {
  return synodError("bad-definition", {
    subject,
    problem,
    expected: 'conjuncts by name: invariants: { strong: { "n is even": (s) => s.n % 2 === 0 } }',
  });
}
