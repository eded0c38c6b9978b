/** A state graph as one JSON object (docs/reference/json.md): what `synod graph --to json` prints. */
import type { WholeGraph } from "../formats/state-graph.ts";
import type { ParameterValue } from "../model/parameters.ts";
import { SCHEMA_VERSION } from "./schema-version.ts";
import { type Json, stateJson } from "./state-json.ts";

export interface GraphOf {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

export function graphJson({ states, steps, depths, judged }: WholeGraph, { model, parameters, mutant }: GraphOf): Json {
  return {
    schemaVersion: SCHEMA_VERSION,
    model,
    parameters: { ...parameters },
    mutant,
    judged,
    states: states.map(({ state, isInitial, isTerminal, violates, beyond }, at) => ({
      state: stateJson(state),
      depth: depths[at] as number,
      initial: isInitial,
      terminal: isTerminal,
      violates,
      beyond,
    })),
    steps: steps.map(({ from, to, step, rule, arguments: bound, violates }) => ({
      from,
      to,
      step,
      rule,
      arguments: Object.fromEntries(bound),
      violates,
    })),
  };
}
