/**
 * What a trace is held against, to say where a mistake acted: with `--against` the model at other parameters, otherwise, of a
 * mutant, the model without it.
 */
import { synodError } from "../errors/errors.ts";
import { type Instance, instantiate } from "../model/instance.ts";
import type { Reference } from "../why/reference.ts";
import { withoutMutant } from "../why/without-mutant.ts";
import { parseParameters } from "./arguments.ts";
import type { FoundModel } from "./found-model.ts";

/** Null: there is nothing to hold it against. Throws what is wrong with the parameters, or that they are no others. */
export function referenceOf(
  found: FoundModel,
  { model, parameters }: Instance,
  mutant: string | null,
  against: readonly string[] = [],
): Reference | null {
  if (against.length > 0) {
    const given = parseParameters(against);
    const other = instantiate(found, { ...parameters, ...given }, mutant);
    const changed = Object.entries(other.parameters).filter(([name, value]) => parameters[name] !== value);
    if (changed.length === 0)
      throw synodError("bad-option-value", {
        option: "--against",
        value: against.join(" "),
        expected: "a parameter at another value than the trace has",
      });
    const called = changed.map(([name, value]) => `${name}=${value}`).join(" ");
    return { model: other.model, called: `with ${called}`, where: `with ${called}` };
  }
  return mutant === null ? null : withoutMutant(found, { model, parameters }, mutant);
}
