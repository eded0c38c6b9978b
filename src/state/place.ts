/**
 * Places: parts of a state by name. `"alice"` is a field, `["noted", clerk]` the item of a map, `["sent", message]` whether
 * a set has a member. What a place covers, it covers with all that is inside: `"noted"` is every item.
 */
import { describe } from "../domain/composites.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { type AnyContainer, type Field, isContainer, type MapField, type Schema, type SetField } from "./field.ts";
import { addSlotBits, type Cell, type Layout } from "./layout.ts";

/** A place of any schema: the name of a field, or that and what leads on from there. */
export type AnyPlace = string | readonly [field: string, ...inside: unknown[]];

/** What may follow the name of a field: a key, and what follows in the item; a member of a set without a capacity. */
type Inside<F> = Field extends F
  ? readonly unknown[]
  : F extends MapField<infer K, infer I>
    ? readonly [] | readonly [K, ...Inside<I>]
    : F extends SetField<infer T>
      ? readonly [] | readonly [T]
      : readonly [];

/** A place of this schema. */
export type Place<S extends Schema> = string extends keyof S
  ? AnyPlace
  : { readonly [N in keyof S & string]: N | readonly [N, ...Inside<S[N]>] }[keyof S & string];

/** Which parts of a field some places cover: all of it, or by code those of its items or members. */
export type Extent = "all" | ReadonlyMap<number, Extent>;
/** The fields that some places cover, in whole or in part. */
export type Coverage = ReadonlyMap<string, Extent>;

type Growing = "all" | Map<number, Growing>;

/** What these places cover together. `refuse` makes the error for what is no place of the schema, or none at all. */
export function coverageOf(schema: Schema, places: readonly unknown[], refuse: (problem: string) => Error): Coverage {
  const coverage = new Map<string, Growing>();
  for (const place of places) {
    const [name, ...inside] = typeof place === "string" ? [place] : Array.isArray(place) ? place : [];
    if (typeof name !== "string")
      throw refuse(`${describe(place)} is neither the name of a field nor a list that begins with one`);
    const field = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (field === undefined) throw refuse(`the state has no field "${name}"`);
    const codes = codesOf(field, inside, (problem) => refuse(`${name} ${problem}`));
    coverage.set(name, extended(coverage.get(name), codes));
  }
  return coverage;
}

/** Both coverages as one. */
export function together(one: Coverage, other: Coverage): Coverage {
  const both = new Map<string, Extent>(one);
  for (const [name, extent] of other) both.set(name, joined(both.get(name), extent));
  return both;
}

/** Per word of a packed state, the bits that are covered. */
export function coveredBits(layout: Layout, coverage: Coverage): Int32Array {
  const bits = new Int32Array(layout.words);
  for (const [name, extent] of coverage) addBits(layout, layout.cells.get(name) as Cell, extent, bits);
  return bits;
}

function addBits(layout: Layout, cell: Cell, extent: Extent, bits: Int32Array): void {
  if (extent === "all") {
    for (let slot = cell.base; slot < cell.base + cell.slots; slot++) addSlotBits(layout, slot, bits);
    return;
  }
  for (const [code, inside] of extent) {
    if (cell.kind === "map") addBits(layout, cell.items[code] as Cell, inside, bits);
    else addSlotBits(layout, cell.base + code, bits);
  }
}

function codesOf(field: Field, inside: readonly unknown[], refuse: (problem: string) => Error): number[] {
  if (inside.length === 0) return [];
  const [value, ...rest] = inside;
  if (!isContainer(field) || field.kind === "sequence") throw refuse("has no parts that could be told apart");
  if (field.kind === "map") return [codeOf(field.key, value, refuse), ...codesOf(field.item, rest, refuse)];
  if (!hasSeparateMembers(field)) throw refuse("has a capacity, so that each member's place depends on the others");
  if (rest.length > 0) throw refuse("is a set, whose members have no parts");
  return [codeOf(field.element, value, refuse)];
}

/** Whether adding a member asks for nothing but this member: there is no capacity to exceed. */
export function hasSeparateMembers(field: AnyContainer): boolean {
  return field.kind === "set" && field.capacity === null;
}

function codeOf(domain: AnyDomain, value: unknown, refuse: (problem: string) => Error): number {
  const code = domain.encode(value);
  if (code < 0) throw refuse(`has no part ${describe(value)}, which is not a value of ${domain.label}`);
  return code;
}

function extended(old: Growing | undefined, [code, ...rest]: readonly number[]): Growing {
  if (code === undefined || old === "all") return "all";
  const parts = old ?? new Map<number, Growing>();
  parts.set(code, extended(parts.get(code), rest));
  return parts;
}

function joined(one: Extent | undefined, other: Extent): Extent {
  if (one === undefined) return other;
  if (one === "all" || other === "all") return "all";
  const both = new Map(one);
  for (const [code, extent] of other) both.set(code, joined(both.get(code), extent));
  return both;
}
