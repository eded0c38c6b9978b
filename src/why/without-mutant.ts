/** A model without its mutant, for its traces to be held against: wherever the mutant is at home. */
import { type Instance, instantiate, type NamedProtocol } from "../model/instance.ts";
import { homeOf, movedSubject } from "../model/moved.ts";
import type { Reference } from "./reference.ts";

/** Null: at these parameters there is no model but with it. Nobody asked for one, so nothing is thrown. */
export function withoutMutant(
  found: NamedProtocol,
  { model, parameters }: Pick<Instance, "model" | "parameters">,
  mutant: string,
): Reference | null {
  const moved = movedSubject(model);
  try {
    const without =
      moved === null
        ? instantiate(found, parameters, null)
        : instantiate({ name: moved.model, protocol: homeOf(found.protocol, mutant) }, moved.parameters, null);
    return { model: without.model, called: `without ${mutant}`, where: "without the mutant" };
  } catch {
    return null;
  }
}
