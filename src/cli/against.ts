/**
 * What a trace is held against, to say where a mistake acted: with `--against` the model at other parameters, otherwise, of a
 * mutant, the model without it.
 */
import { synodError } from "../errors/errors.ts";
import { type Instance, instantiate } from "../model/instance.ts";
import { homeOf, movedSubject } from "../model/moved.ts";
import type { Reference } from "../why/reference.ts";
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
  if (mutant === null) return null;
  const moved = movedSubject(model);
  const home = homeOf(found.protocol, mutant);
  let without: Instance;
  try {
    without =
      moved === null
        ? instantiate(found, parameters, null)
        : instantiate({ name: moved.model, protocol: home }, moved.parameters, null);
  } catch {
    // Nobody asked for it: a mutant may be of parameters at which there is no model but itself.
    return null;
  }
  return { model: without.model, called: `without ${mutant}`, where: "without the mutant" };
}
