/** `synod/suite`: what a suite must come to, for `synod.config.ts`; and suites run from a program. */

export {
  defineSuite,
  type Suite,
  type SuiteBudget,
  type SuiteCheckDefinition,
  type SuiteExpectation,
  type SuiteMutants,
  type SuiteSettings,
} from "./suite/define.ts";
