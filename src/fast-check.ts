/** `synod/fast-check`: arbitraries for fast-check, of parameters, of runs, and of commands that hold a program against its model. */

export type { CheckOptions } from "./check/check-options.ts";
export type { CheckResult } from "./check/check-result.ts";
export { SynodError } from "./errors/errors.ts";
export type { StepList } from "./program/steps.ts";
export {
  atStart,
  commandsOf,
  type ModelPosition,
  type PlainFields,
  type RealStep,
  type RealSteps,
} from "./testing/fast-check/commands.ts";
export { parametersOf, type ValuesOf } from "./testing/fast-check/parameters-arbitrary.ts";
export { type ModelRun, type RunsOptions, runsOf } from "./testing/fast-check/runs-arbitrary.ts";
export {
  type SmallestConfiguration,
  type SmallestOptions,
  smallestConfiguration,
  type TriedConfiguration,
} from "./testing/fast-check/smallest-configuration.ts";
export type { PlainValue } from "./trace/plain-copy.ts";
export type { Trace } from "./trace/trace.ts";
