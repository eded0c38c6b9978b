/** States of a trace as JSON could have brought them: what a check answers with is data, to be sent, saved and compared. */
import { isValueSet } from "../domain/value-set.ts";
import type { Plain, PlainState } from "../state/plain.ts";

/** A value as JSON has it: itself where it has no parts, its parts by name or place where it has. */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [field: string]: PlainValue };

/** What a field of a state holds: a value, or a collection with its members as text. */
export type FieldInTrace =
  /** `members`: of a list or a set, what is in it, as text. */
  | { readonly kind: "value"; readonly value: PlainValue; readonly text: string; readonly members?: readonly string[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [key: string, item: FieldInTrace])[] }
  | { readonly kind: "set" | "bag" | "sequence"; readonly members: readonly string[] };

/** Field name to contents, in the schema's order. */
export type StateInTrace = Readonly<Record<string, FieldInTrace>>;

export function plainCopy(state: PlainState): StateInTrace {
  return Object.fromEntries([...state].map(([name, plain]) => [name, fieldCopy(plain)]));
}

function fieldCopy(plain: Plain): FieldInTrace {
  switch (plain.kind) {
    case "value":
      return { ...plain, value: valueCopy(plain.value) };
    case "map":
      return { ...plain, entries: plain.entries.map(([key, item]) => [key, fieldCopy(item)]) };
    default:
      return plain;
  }
}

/** Values of domains are null, booleans, numbers and texts, and records, tuples, lists and sets of those. */
function valueCopy(value: unknown): PlainValue {
  if (Array.isArray(value)) return value.map(valueCopy);
  if (isValueSet(value)) return value.map(valueCopy);
  if (typeof value !== "object" || value === null) return value as PlainValue;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, valueCopy(part)]));
}
