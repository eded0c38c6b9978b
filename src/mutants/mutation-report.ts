/** What changing a model's rules found, as plain data: the object that `synod mutate --json` prints. Its fields are a contract. */
import type { ParameterValue } from "../model/parameters.ts";
import type { Mutation } from "./mutation.ts";
import { type MutationResult, type MutationSummary, mutationSummary } from "./mutation-score.ts";

/** One change of a rule, and what noticed it. */
export type MutationEntry = Mutation & Omit<MutationResult, "mutation">;

/** All that `synod mutate --json` answers of a model that holds as it is. */
export interface MutationReport {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutations: readonly MutationEntry[];
  readonly summary: MutationSummary;
  /** Whether it was stopped; what is missing was not looked at. */
  readonly interrupted: boolean;
  readonly wallMs: number;
}

/** Of a run. */
export interface MutationRun {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly results: readonly MutationResult[];
  readonly interrupted: boolean;
  readonly wallMs: number;
}

export function mutationReport({ model, parameters, results, interrupted, wallMs }: MutationRun): MutationReport {
  return {
    model,
    parameters: { ...parameters },
    mutations: results.map(({ mutation, wallMs: spent, states, ...result }) => ({
      ...mutation,
      ...result,
      states: { ...states },
      wallMs: Math.round(spent),
    })),
    summary: mutationSummary(results),
    interrupted,
    wallMs: Math.round(wallMs),
  };
}
