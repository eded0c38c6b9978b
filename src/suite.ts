/** `synod/suite`: what a suite must come to, for `synod.config.ts`; and suites run from a program. */

export { type RunSuiteOptions, runSuite } from "./cli/suite-from-program.ts";
export type { PlainError } from "./errors/errors.ts";
export { SynodError } from "./errors/errors.ts";
export {
  defineSuite,
  type Suite,
  type SuiteBudget,
  type SuiteCheckDefinition,
  type SuiteCounts,
  type SuiteExpectation,
  type SuiteMutants,
  type SuiteSettings,
} from "./suite/define.ts";
export type { Shard } from "./suite/order.ts";
export type { CheckedEntry, Expected, SourcePlace, SuiteReport, Surprise } from "./suite/suite-report.ts";
