/**
 * Values without domains: what a file may hold of a state when the model is not at hand. Plain data, and more than JSON has:
 * tuples apart from lists, sets, maps with any keys, variants. Two are equal values if and only if they are equal as data,
 * but for sets and maps that were written in another order.
 */

/** A value of a recorded state. */
export type RecordedValue =
  | boolean
  | number
  | string
  /** An integer that a number cannot hold, by its digits. */
  | { readonly kind: "integer"; readonly digits: string }
  | { readonly kind: "record"; readonly fields: readonly (readonly [name: string, value: RecordedValue])[] }
  | { readonly kind: "tuple" | "list" | "set"; readonly members: readonly RecordedValue[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [key: RecordedValue, item: RecordedValue])[] }
  /** One of several cases, a message above all; `value` null: its name says it all. */
  | { readonly kind: "variant"; readonly tag: string; readonly value: RecordedValue | null }
  /** What its writer could not put into the format, in its words. */
  | { readonly kind: "unreadable"; readonly text: string };

/** The case of a value that may be absent, and that of an absent one: as TLA+ and Quint call them. */
export const SOME_CASE = "Some";
export const NONE_CASE = "None";

/**
 * A record; one that looks like a variant is taken for one, because in a file nothing tells the two apart.
 */
export function recordedRecord(fields: readonly (readonly [string, RecordedValue])[]): RecordedValue {
  if (fields.length === 2) {
    const [tag, value] = [fieldValue(fields, "tag"), fieldValue(fields, "value")];
    if (typeof tag === "string" && value !== undefined)
      return { kind: "variant", tag, value: isUnit(value) ? null : value };
  }
  return { kind: "record", fields };
}

/** An integer, kept as a number where one can hold it. */
export function recordedInteger(digits: string): RecordedValue {
  const number = Number(digits);
  // -0 would be another number than 0, and is the same integer.
  return Number.isSafeInteger(number) ? number + 0 : { kind: "integer", digits };
}

/** A text that is equal for equal values only, in whatever order sets and maps were written. */
export function valueKey(value: RecordedValue): string {
  if (typeof value !== "object") return JSON.stringify(value);
  const { kind } = value;
  switch (kind) {
    case "integer":
      return value.digits;
    case "unreadable":
      return JSON.stringify([kind, value.text]);
    case "record":
      return `{${value.fields
        .map(([name, of]) => `${JSON.stringify(name)}:${valueKey(of)}`)
        .sort()
        .join()}}`;
    case "tuple":
    case "list":
      return `${kind}(${value.members.map(valueKey).join()})`;
    case "set":
      return `set(${[...new Set(value.members.map(valueKey))].sort().join()})`;
    case "map":
      return `map(${value.entries
        .map(([key, item]) => `${valueKey(key)}:${valueKey(item)}`)
        .sort()
        .join()})`;
    case "variant":
      return `${JSON.stringify(value.tag)}(${value.value === null ? "" : valueKey(value.value)})`;
  }
}

/** How tools write that a variant has no value: Apalache, and Quint in two versions. */
function isUnit(value: RecordedValue): boolean {
  if (value === UNIT) return true;
  if (typeof value !== "object") return false;
  if (value.kind === "variant") return value.tag === "UNIT" && value.value === null;
  return (
    (value.kind === "tuple" && value.members.length === 0) || (value.kind === "record" && value.fields.length === 0)
  );
}

/** What a variant without a value has in Apalache, whose type checker wants one. */
export const UNIT = "U_OF_UNIT";

/** One line for a value, as a trace of a model shows it. */
export function recordedText(value: RecordedValue): string {
  if (typeof value !== "object") return String(value);
  switch (value.kind) {
    case "integer":
      return value.digits;
    case "unreadable":
      return value.text;
    case "record":
      return `{${fieldsText(value.fields)}}`;
    case "tuple":
      return `(${membersText(value.members)})`;
    case "list":
      return `<${membersText(value.members)}>`;
    case "set":
      return `{${membersText(value.members)}}`;
    case "map":
      return `[${value.entries.map(([key, item]) => `${recordedText(key)}: ${recordedText(item)}`).join(", ")}]`;
    case "variant":
      return variantText(value);
  }
}

function variantText({ tag, value }: Extract<RecordedValue, { kind: "variant" }>): string {
  if (value === null) return tag === NONE_CASE ? "none" : tag;
  if (tag === SOME_CASE) return recordedText(value);
  const isRecord = typeof value === "object" && value.kind === "record";
  return `${tag}(${isRecord ? fieldsText(value.fields) : recordedText(value)})`;
}

function fieldsText(fields: readonly (readonly [string, RecordedValue])[]): string {
  return fields.map(([name, value]) => `${name}: ${recordedText(value)}`).join(", ");
}

function membersText(members: readonly RecordedValue[]): string {
  return members.map(recordedText).join(", ");
}

function fieldValue(fields: readonly (readonly [string, RecordedValue])[], name: string): RecordedValue | undefined {
  return fields.find(([each]) => each === name)?.[1];
}
