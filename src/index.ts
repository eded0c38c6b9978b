/** What a model is written with, and how it is checked from a program. */

export type { CheckOptions, CheckResult } from "./check/check.ts";
export { check, exitCodeOf } from "./check/check.ts";
export type { Counterexample } from "./check/counterexample.ts";
export { optional, record, tuple, union } from "./domain/composites.ts";
export type { Domain, ValueOf } from "./domain/domain.ts";
export { boolean, enumeration, range, scalarset } from "./domain/scalars.ts";
export { SynodError } from "./errors.ts";
export { threadCrew } from "./explore/pool.ts";
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
