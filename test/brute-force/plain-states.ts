/** States as nested plain objects: a map is an object by key text, a set a list of members in order, a bag likewise. */

import { type Domains, keyOf, listedValue, rankOf, renamedValue, valuesOf } from "../random/domain-values.ts";
import type { FieldData, ModelData, Value } from "../random/model-data.ts";

/** A variable's value, a map's items by the text of their key, or a collection's members. */
export type Plain = Value | PlainMap | Members;
export interface PlainMap {
  [key: string]: Plain;
}
/** Of sets and bags in the domain's order, of sequences in theirs. */
export interface Members {
  list: Value[];
}
export type PlainState = Record<string, Plain>;

type Schema = ModelData["state"];

export function zeroState(domains: Domains, state: Schema): PlainState {
  return Object.fromEntries(state.map(([name, field]) => [name, zeroOf(domains, field)]));
}

export function zeroOf(domains: Domains, field: FieldData): Plain {
  if (field.is === "variable") return valuesOf(domains, field.of)[0] as Value;
  if (field.is !== "map") return { list: [] };
  return Object.fromEntries(valuesOf(domains, field.key).map((key) => [keyOf(key), zeroOf(domains, field.item)]));
}

/** To be changed in place; values are shared. */
export function copyOf(schema: Schema, state: PlainState): PlainState {
  const copy = (field: FieldData, plain: Plain): Plain => {
    if (field.is === "variable") return plain;
    if (field.is !== "map") return { list: [...(plain as Members).list] };
    const items: PlainMap = {};
    for (const [key, item] of Object.entries(plain as PlainMap)) items[key] = copy(field.item, item);
    return items;
  };
  const made: PlainState = {};
  for (const [name, field] of schema) made[name] = copy(field, state[name] as Plain);
  return made;
}

/** Equal for equal states only: values in states are those that their domains list, fields and keys are in order. */
export function stateKey(state: PlainState): string {
  return JSON.stringify(state);
}

/** The same state with elements of scalarsets renamed, wherever they are: in values, members and keys. */
export function renamedState(
  domains: Domains,
  schema: Schema,
  state: PlainState,
  renaming: ReadonlyMap<string, string>,
): PlainState {
  const renamed = (field: FieldData, plain: Plain): Plain => {
    switch (field.is) {
      case "variable":
        return listedValue(domains, field.of, renamedValue(domains, field.of, plain as Value, renaming)) as Value;
      case "map": {
        const items = new Map<string, Plain>();
        for (const key of valuesOf(domains, field.key)) {
          const item = renamed(field.item, (plain as PlainMap)[keyOf(key)] as Plain);
          items.set(keyOf(renamedValue(domains, field.key, key, renaming)), item);
        }
        return Object.fromEntries(
          valuesOf(domains, field.key).map((key) => [keyOf(key), items.get(keyOf(key)) as Plain] as const),
        );
      }
      default: {
        const list = (plain as Members).list.map(
          (value) => listedValue(domains, field.of, renamedValue(domains, field.of, value, renaming)) as Value,
        );
        if (field.is === "sequence") return { list };
        return { list: inOrder(domains, field.of, list) };
      }
    }
  };
  return Object.fromEntries(schema.map(([name, field]) => [name, renamed(field, state[name] as Plain)]));
}

export function inOrder(domains: Domains, of: string, list: readonly Value[]): Value[] {
  return [...list].sort((one, other) => rankOf(domains, of, one) - rankOf(domains, of, other));
}
