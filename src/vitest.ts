/** `synod/vitest`: importing it gives vitest's `expect` the matchers `toHold`, `toViolate` and `toReach`. */

export type { CheckOptions } from "./check/check-options.ts";
export type { CheckResult } from "./check/check-result.ts";
export { SynodError } from "./errors/errors.ts";
export type { ReachOptions, ViolationOptions } from "./testing/claims.ts";
export { type MatcherAnswer, type MatcherContext, type SynodMatchers, synodMatchers } from "./testing/matchers.ts";
export { NotAsClaimed } from "./testing/not-as-claimed.ts";

import "./testing/vitest-matchers.ts";
