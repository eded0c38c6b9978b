/** The rules of a protocol at its default parameters, watched over the states that are reachable there. */
import { observeAccess } from "../check/observed-access.ts";
import { resolveParameters } from "../model/parameters.ts";
import type { Protocol } from "../model/protocol.ts";
import type { DescribedRules } from "../report/rules-text.ts";

/** Enough for any default configuration worth the name; a larger one is watched in part, which its text says. */
const MOST_STATES = 500_000;

export async function describedRules(protocol: Protocol): Promise<DescribedRules> {
  const { name, parameters } = protocol.protocol;
  const { schema, ...model } = protocol();
  const access = await observeAccess({ schema, ...model }, { mostStates: MOST_STATES });
  return {
    parameters: resolveParameters(name, parameters, {}),
    schema,
    rules: model.rules,
    programs: model.programs,
    access,
  };
}
