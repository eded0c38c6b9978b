/** `synod/check`: models checked, and results told, on Node. `synod` has the first two as well, and loads them when called. */

export { check } from "./check/check.ts";
export type { CheckOptions } from "./check/check-options.ts";
export type { CheckResult } from "./check/check-result.ts";
export type { Counterexample } from "./check/counterexample.ts";
export { errorText } from "./check/error-text.ts";
export { exitCodeOf } from "./check/exit-code.ts";
export type { PlainError } from "./errors/errors.ts";
export { SynodError } from "./errors/errors.ts";
export type { Crew } from "./explore/crew.ts";
export { threadCrew } from "./explore/pool.ts";
export type { ModelAddress } from "./model/address.ts";
export type { InductionProof } from "./prove/proof.ts";
export { type ProveOptions, prove } from "./prove/prove.ts";
export { type ResultTextOptions, toJson, toText } from "./report/result.ts";
export type { Json } from "./report/state-json.ts";
export { simulate } from "./simulate/simulate.ts";
export type { SimulateOptions, SimulationProgress } from "./simulate/simulate-options.ts";
export type { SimulatedProperty, Simulation, SimulationResult } from "./simulate/simulation.ts";
export { assertHolds, DoesNotHold } from "./testing/assert-holds.ts";
export { assertReaches } from "./testing/assert-reaches.ts";
export { assertViolates } from "./testing/assert-violates.ts";
export type { ReachOptions, ViolationOptions } from "./testing/claims.ts";
export { NotAsClaimed } from "./testing/not-as-claimed.ts";
export type { Trace } from "./trace/trace.ts";
export type { Verdict } from "./verify/verdict.ts";
export { type Explainable, type ExplainOptions, explain } from "./why/explain.ts";
export type { Fact, Reasons, Why, WhyPart } from "./why/reasons.ts";
