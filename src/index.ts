/**
 * `synod`: what a model is written with. Runs wherever JavaScript does and imports nothing of Node. `check` and `threadCrew`
 * are those of `synod/check`, which their first call loads.
 */

export type { CheckOptions } from "./check/check-options.ts";
export type { CheckResult } from "./check/check-result.ts";
export type { Counterexample } from "./check/counterexample.ts";
export { errorText } from "./check/error-text.ts";
export { exitCodeOf } from "./check/exit-code.ts";
export { check, threadCrew } from "./check/on-demand.ts";
export { optional, record, tuple, union } from "./domain/composites.ts";
export type { Domain, ValueOf } from "./domain/domain.ts";
export { boolean, enumeration, range, scalarset } from "./domain/scalars.ts";
export type { PlainError } from "./errors/errors.ts";
export { SynodError } from "./errors/errors.ts";
export type { Crew } from "./explore/crew.ts";
export type { ModelAddress } from "./model/address.ts";
export { forEvery } from "./model/conjunction.ts";
export { strong, weak } from "./model/fairness.ts";
export type { Footprint } from "./model/footprint.ts";
export type { Model, ModelDefinition } from "./model/model.ts";
export { model } from "./model/model.ts";
export { lags, ranks } from "./model/normalise.ts";
export type { ParameterValue } from "./model/parameters.ts";
export { choice, flag, integer } from "./model/parameters.ts";
export type { Mutant, Protocol } from "./model/protocol.ts";
export { protocol } from "./model/protocol.ts";
export type { System, SystemModelDefinition, SystemRule, SystemState } from "./model/roles/system.ts";
export { system } from "./model/roles/system.ts";
export type { RuleDefinition } from "./model/rule.ts";
export { members } from "./model/rule.ts";
export type { BagView, Field, MapView, Schema, SequenceView, SetView, StateDraft, StateView } from "./state/field.ts";
export { bag, map, sequence, set } from "./state/field.ts";
export type { Place } from "./state/place.ts";
export type { Trace } from "./trace/trace.ts";
export type { Verdict } from "./verify/verdict.ts";
