/** What is claimed of a model. Each kind has its own quantifier over states, steps or behaviours. */

/**
 * always: the predicate holds in every reachable state. step: it holds between the two states of every state-changing
 * step. reachable: some reachable state satisfies it. deadlock: every reachable state has an enabled rule or is a
 * declared terminal state.
 */
export type PropertyKind = "always" | "step" | "reachable" | "deadlock" | TemporalKind;

/**
 * Claims about whole behaviours, fair ones except for the last: <>P, []<>P, <>[]P, [](P => <>Q), and AG EF P (from every
 * reachable state some state with P can be reached).
 */
export type TemporalKind = "eventually" | "alwaysEventually" | "eventuallyAlways" | "leadsTo" | "alwaysReachable";

const TEMPORAL: ReadonlySet<string> = new Set([
  "eventually",
  "alwaysEventually",
  "eventuallyAlways",
  "leadsTo",
  "alwaysReachable",
]);

export function isTemporal(kind: PropertyKind): kind is TemporalKind {
  return TEMPORAL.has(kind);
}

export interface Property<Name extends string = string> {
  readonly name: Name;
  readonly kind: PropertyKind;
  /** Of one state, or for `step` of the state before and the state after. For `deadlock`: whether a state may be terminal. */
  readonly predicate: (state: object, after: object) => boolean;
  /** For `leadsTo`: what must follow; null otherwise. */
  readonly target: ((state: object) => boolean) | null;
}

/** The property that predicate number `at` of a program is of: itself, or the one that it is the target of. */
export function propertyOfPredicate(properties: readonly Property[], at: number): Property {
  const targeted = properties.filter((property) => property.target !== null);
  return (properties[at] ?? targeted[at - properties.length]) as Property;
}

/** The number by which a program knows the target of `leadsTo` property number `at`: targets come behind the properties. */
export function targetPredicate(properties: readonly Property[], at: number): number {
  return properties.length + properties.slice(0, at).filter((property) => property.target !== null).length;
}
