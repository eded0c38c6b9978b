/** What is claimed of a model; what tells kinds of claims apart is in their table (property-kinds.ts). */

import type { PropertyKind } from "./property-kinds.ts";

export interface Property<Name extends string = string> {
  readonly name: Name;
  readonly kind: PropertyKind;
  /** Of one state, or for `step` of the state before and the state after. For `deadlock`: whether a state may be terminal. */
  readonly predicate: (state: object, after: object) => boolean;
  /** For `leadsTo`: what must follow; for `refinement`: what must be so of an initial state; null otherwise. */
  readonly target: ((state: object) => boolean) | null;
  /** Of a part of a family: the family's name, and the values that the part is for. Absent: it is none. */
  readonly family?: { readonly name: string; readonly values: readonly unknown[] };
  /** Of a `refinement`: the name of the link, among those that the model has. Absent: it is none. */
  readonly link?: string;
  /** Of a link to a model that claims something over time: that is not carried over. */
  readonly unchecked?: "liveness";
  /** Present of a claim that is made of every one of no values: it says nothing. */
  readonly overNothing?: true;
}

/** The properties of a name: the one of that name, or the parts of a family. */
export function propertiesNamed<P extends Pick<Property, "name" | "family">>(
  properties: readonly P[],
  name: string,
): P[] {
  return properties.filter((each) => each.name === name || each.family?.name === name);
}

/** The names of what a model claims by itself: of all but its links to other models. */
export function ownClaims(properties: readonly Pick<Property, "name" | "kind">[]): string[] {
  return properties.flatMap(({ name, kind }) => (kind === "refinement" ? [] : [name]));
}

/** The names by which properties can be asked for: a family's before those of its parts. */
export function namesOf(properties: readonly Pick<Property, "name" | "family">[]): string[] {
  return [...new Set(properties.flatMap(({ name, family }) => (family === undefined ? [name] : [family.name, name])))];
}

/**
 * What a program knows predicates by, in the order of their numbers: properties, targets of `leadsTo` and of links,
 * conditions of fairness, bounds of a constraint.
 */
export function allPredicates({
  properties,
  conditions,
  bounds,
}: {
  readonly properties: readonly Property[];
  readonly conditions: readonly Property[];
  readonly bounds: readonly Property[];
}): readonly Property[] {
  const targets = properties.flatMap(({ name, target }): Property[] =>
    target === null ? [] : [{ name, kind: "always", predicate: target, target: null }],
  );
  return [...properties, ...targets, ...conditions, ...boundPredicates(bounds)];
}

/** The number by which a program knows the first bound: they are its last predicates. */
export function firstBound(predicates: readonly unknown[], bounds: readonly unknown[]): number {
  return predicates.length - bounds.length;
}

/** Bounds as predicates, by names that no property has. */
export function boundPredicates(bounds: readonly Property[]): readonly Property[] {
  return bounds.map((bound) => ({ ...bound, name: boundName(bound) }));
}

/** The number by which a program knows the condition of an assumption. */
export function conditionPredicate(
  { properties, conditions }: { readonly properties: readonly Property[]; readonly conditions: readonly Property[] },
  when: unknown,
): number {
  return targetPredicate(properties, properties.length) + conditions.findIndex(({ predicate }) => predicate === when);
}

/**
 * Of these properties those that say something of initial states alone, by a predicate of its own: links. `ask`: the number by
 * which a program knows it.
 */
export function ofInitialStates(
  all: readonly Property[],
  properties: readonly number[],
): readonly { readonly at: number; readonly ask: number }[] {
  return properties.flatMap((at) => (all[at]?.link === undefined ? [] : [{ at, ask: targetPredicate(all, at) }]));
}

/** How a bound is called where it is asked as a predicate, so that nobody takes it for a property of that name. */
export function boundName({ name }: Pick<Property, "name">): string {
  return `${name} (of the constraint)`;
}

/** The property that predicate number `at` of a program is of: itself, or the one that it is the target of; a condition or a bound is one itself. */
export function propertyOfPredicate(model: Parameters<typeof allPredicates>[0], at: number): Property {
  const { properties } = model;
  const targeted = properties.filter((property) => property.target !== null);
  return (properties[at] ?? targeted[at - properties.length] ?? allPredicates(model)[at]) as Property;
}

/** The number by which a program knows the target of property number `at`: targets come behind the properties. */
export function targetPredicate(properties: readonly Property[], at: number): number {
  return properties.length + properties.slice(0, at).filter((property) => property.target !== null).length;
}
