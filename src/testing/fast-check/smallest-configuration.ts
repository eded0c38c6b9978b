/**
 * The smallest configuration in which a property is violated. A run that breaks something, found at random among five nodes,
 * is told best among two: so all configurations that are no larger are checked exhaustively, the smallest first. How large
 * one is, is how far its numbers are from their least, all together; choices and flags stay as they are.
 */
import { check } from "../../check/check.ts";
import type { CheckOptions } from "../../check/check-options.ts";
import type { CheckResult } from "../../check/check-result.ts";
import { synodError } from "../../errors/errors.ts";
import { instantiate } from "../../model/instance.ts";
import type { ParameterValue } from "../../model/parameters.ts";
import { namesOf, propertiesNamed } from "../../model/property.ts";
import type { Protocol } from "../../model/protocol.ts";
import { areAllowed, mustBeProtocol } from "./parameters-arbitrary.ts";

/** A configuration, and what its check said. */
export interface TriedConfiguration {
  /** All parameters by name. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** What came out of the property there. */
  readonly outcome: "violated" | "holds" | "undecided" | "error";
}

/** The smallest configuration that violates a property. */
export interface SmallestConfiguration {
  /** All parameters by name. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The check there, with a shortest counterexample. */
  readonly result: CheckResult;
  /** Whether the property was decided in each smaller one; false: some check ended early, or in an error. */
  readonly isSmallest: boolean;
  /** Those that were checked, in that order; the last one is this one. */
  readonly tried: readonly TriedConfiguration[];
}

/** What is looked for and how, and options of `check`, but `properties`. */
export interface SmallestOptions extends Omit<CheckOptions, "properties" | "parameters" | "mutant" | "name" | "again"> {
  /** The parameters that it is known to be violated at, none of which is exceeded: `at: { clients: 3 }`. Absent: the defaults. */
  readonly at?: Readonly<Record<string, ParameterValue>>;
  /** Of the protocol with this deliberate mistake: `mutant: "no-fencing"`. Absent: without. */
  readonly mutant?: string | null;
}

/**
 * Finds the smallest configuration of a protocol in which a property is violated, by checking each that is no larger than
 * `at`, the smallest first. Null: it holds, or is not decided, in all of them.
 *
 * @throws SynodError SYN212 for what is no protocol, SYN106 for a property that it has in none of them; and as `check`.
 *
 * @example
 * ```ts
 * const counter = protocol({ name: "counter", parameters: { most: integer({ from: 1, to: 9, default: 9 }) } }, ({ most }) =>
 *   model({ state: { n: range(0, 9) }, rules: { up: { when: (s) => s.n < most, do: (s) => { s.n += 1; } } }, always: { small: (s) => s.n < 3 } }));
 * const found = await smallestConfiguration(counter, "small");
 * console.log(found?.parameters, found?.isSmallest); // { most: 3 } true
 * ```
 */
export async function smallestConfiguration(
  protocol: Protocol,
  property: string,
  options: SmallestOptions = {},
): Promise<SmallestConfiguration | null> {
  mustBeProtocol("smallestConfiguration", protocol);
  const { at = {}, mutant = null, ...asked } = options;
  if ("properties" in asked) {
    const wrong = { name: "properties", known: ["at", "mutant", "and what check(...) takes"] };
    throw synodError("unknown-key", {
      subject: "the options of smallestConfiguration(...), which names its property",
      ...wrong,
    });
  }
  const { name } = protocol.protocol;
  const { parameters: most } = instantiate({ name, protocol }, at, mutant);
  const tried: TriedConfiguration[] = [];
  const known = new Set<string>();
  for (const parameters of noLarger(protocol, most)) {
    if (!areAllowed(protocol, parameters)) continue;
    const { model } = instantiate({ name, protocol }, parameters, mutant);
    for (const each of namesOf(model.properties)) known.add(each);
    // Not every configuration claims everything.
    if (propertiesNamed(model.properties, property).length === 0) continue;
    const result = await check<string, string, string, string>(model, { ...asked, properties: [property] });
    const { outcome } = result.verdict;
    tried.push({ parameters, outcome });
    if (outcome !== "violated") continue;
    const isSmallest = tried.every((each) => each.outcome === "violated" || each.outcome === "holds");
    return { parameters, result, isSmallest, tried };
  }
  if (tried.length === 0) throw synodError("unknown-property", { model: name, name: property, known: [...known] });
  return null;
}

/** All configurations whose numbers are no greater, the smallest first; of equal ones those whose last numbers are less. */
function noLarger(
  protocol: Protocol,
  most: Readonly<Record<string, ParameterValue>>,
): Readonly<Record<string, ParameterValue>>[] {
  const { parameters } = protocol.protocol;
  let all: { readonly values: Readonly<Record<string, ParameterValue>>; readonly size: number }[] = [
    { values: {}, size: 0 },
  ];
  for (const [name, { kind, from }] of Object.entries(parameters)) {
    const limit = most[name] as ParameterValue;
    const least = kind === "integer" && from !== undefined && Number.isFinite(from) ? Math.ceil(from) : limit;
    if (typeof limit !== "number" || typeof least !== "number") {
      all = all.map(({ values, size }) => ({ values: { ...values, [name]: limit }, size }));
      continue;
    }
    const choices = Array.from({ length: limit - least + 1 }, (_, above) => above);
    all = choices.flatMap((above) =>
      all.map(({ values, size }) => ({ values: { ...values, [name]: least + above }, size: size + above })),
    );
  }
  return all.sort((one, other) => one.size - other.size).map(({ values }) => values);
}
