/** `synod/mutants`: whether the properties of a protocol notice mistakes, those that it declares and small ones made for it. */

export type { CheckResult } from "./check/check-result.ts";
export type { Counterexample } from "./check/counterexample.ts";
export { SynodError } from "./errors/errors.ts";
export type { ParameterValue } from "./model/parameters.ts";
export type { MutantFinding } from "./mutants/judgement.ts";
export type { MutantReport, MutantsReport, TooSmallReport, UnchangedReport } from "./mutants/mutants-report.ts";
export type { Mutation } from "./mutants/mutation.ts";
export type { MutationEntry, MutationReport } from "./mutants/mutation-report.ts";
export type { Fate, MutationSummary } from "./mutants/mutation-score.ts";
export type { MutantsSummary, Standing } from "./mutants/result.ts";
export { type MutantsOptions, runMutants } from "./mutants/run-mutants.ts";
export { type MutationOptions, type MutationScore, scoreMutations } from "./mutants/score-mutations.ts";
export type { Trace } from "./trace/trace.ts";
export type { Verdict } from "./verify/verdict.ts";
