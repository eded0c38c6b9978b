/**
 * `synod`: what a model is written with. Runs wherever JavaScript does and imports nothing of Node. `check` and `threadCrew`
 * are those of `synod/check`, which their first call loads.
 */

export type { CheckOptions, KnownName, PropertyName } from "./check/check-options.ts";
export type { CheckResult } from "./check/check-result.ts";
export type { Counterexample } from "./check/counterexample.ts";
export { errorText } from "./check/error-text.ts";
export { exitCodeOf } from "./check/exit-code.ts";
export { check, threadCrew } from "./check/on-demand.ts";
export type {
  CaseOf,
  Cases,
  Constructor,
  RecordDomain,
  RecordOf,
  Shape,
  Union,
  UnionValue,
} from "./domain/composites.ts";
export { optional, record, tuple, union } from "./domain/composites.ts";
export type { AnyDomain, Domain, DomainStructure, ValueOf } from "./domain/domain.ts";
export type { ListDomain } from "./domain/list.ts";
export { list } from "./domain/list.ts";
export { oneOf } from "./domain/one-of.ts";
export { same } from "./domain/same.ts";
export { boolean, enumeration, range, scalarset } from "./domain/scalars.ts";
export type { SubsetDomain } from "./domain/subset.ts";
export { subset } from "./domain/subset.ts";
export type { ValueSet } from "./domain/value-set.ts";
export type { ErrorDetails, ErrorId, PlainError } from "./errors/errors.ts";
export { SynodError } from "./errors/errors.ts";
export type { ExitCode } from "./errors/exit-codes.ts";
export type { Crew } from "./explore/crew.ts";
export type { Progress } from "./explore/walk.ts";
export type { ModelAddress } from "./model/address.ts";
export type { EveryOne } from "./model/conjunction.ts";
export { forEvery } from "./model/conjunction.ts";
export type { InitialDefinition, ModelDefinition } from "./model/definition.ts";
export type { Drawing, DrawnLanes } from "./model/drawing.ts";
export type { FairnessAssumption, FairnessOptions } from "./model/fairness.ts";
export { strong, weak } from "./model/fairness.ts";
export type { Footprint } from "./model/footprint.ts";
export type { At, MembersAt, MembersBinding } from "./model/members.ts";
export { at, entries, members } from "./model/members.ts";
export type { Model } from "./model/model.ts";
export { model } from "./model/model.ts";
export type { Numbers } from "./model/normalise.ts";
export { lags, ranks } from "./model/normalise.ts";
export type { Parameter, Parameters, ParameterValue, ParameterValues } from "./model/parameters.ts";
export { choice, flag, integer } from "./model/parameters.ts";
export type { Call, LabelledStep, MyDraft, MyView, ProgramBody } from "./model/programs/declaration.ts";
export type { ProgramFairness } from "./model/programs/fairness.ts";
export type { AnyProgram, Programs, SequentialProgram } from "./model/programs/program.ts";
export { program } from "./model/programs/program.ts";
export type { ProgramDraft, ProgramView } from "./model/programs/view.ts";
export type { PropertyKind } from "./model/property-kinds.ts";
export type { Moved, Mutant, Protocol, ProtocolHeader, TypedProtocol } from "./model/protocol.ts";
export { protocol } from "./model/protocol.ts";
export type { AbstractModel, Link, RefinementDefinition, RefinementDefinitions } from "./model/refinement/link.ts";
export type {
  Behaviour,
  Handler,
  Inbox,
  Means,
  Recorder,
  RoleBehaviour,
  RoleRule,
  Sight,
} from "./model/roles/behaviour.ts";
export type {
  Carrier,
  Crashes,
  Declared,
  MadeOf,
  MessageDeclaration,
  Messages,
  Network,
  Partitions,
  RoleDeclaration,
  Roles,
  SystemDeclaration,
} from "./model/roles/declaration.ts";
export type { System, SystemModelDefinition, SystemRule, SystemState } from "./model/roles/system.ts";
export { system } from "./model/roles/system.ts";
export type { SystemView } from "./model/roles/system-view.ts";
export type { Binding, Bindings, Bound, RuleDefinition } from "./model/rule.ts";
export type { Colour, LaneDefinition, ViewDefinition } from "./model/view-definition.ts";
export type { StepList } from "./program/steps.ts";
export type { SymmetryVerdict } from "./reduce/symmetry/reduction.ts";
export type { Change } from "./state/diff.ts";
export type { BagField, Field, MapField, Schema, SequenceField, SetField } from "./state/field.ts";
export { bag, map, sequence, set } from "./state/field.ts";
export type { Place } from "./state/place.ts";
export type {
  BagDraft,
  BagView,
  CollectionView,
  ContentsOf,
  DraftOf,
  MapDraft,
  MapView,
  SequenceDraft,
  SequenceView,
  SetDraft,
  SetView,
  StateDraft,
  StateView,
  ViewOf,
} from "./state/seen.ts";
export type { FieldInTrace, PlainValue, StateInTrace } from "./trace/plain-copy.ts";
export type { ProcessStep, Trace, TraceStep } from "./trace/trace.ts";
export type {
  DroppedReduction,
  Growth,
  Hint,
  JudgedAgain,
  Outcome,
  PropertyVerdict,
  RuleCoverage,
  Verdict,
  Warning,
} from "./verify/verdict.ts";
