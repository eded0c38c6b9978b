/**
 * Values in the Informal Trace Format (Apalache's ADR-015), there and back. What is read may be of any tool, in any of the forms
 * that the format allows; what is written has one form for each value: integers always as `#bigint`, as Apalache and Quint do.
 */
import { type RecordedValue, recordedInteger, recordedRecord, UNIT } from "./recorded-value.ts";
import type { RecordedMeta } from "./recording.ts";

/** How deep values may be in each other: more is no state of anything, and would exhaust the stack. */
const DEEPEST = 200;

export function itfValue(value: RecordedValue): RecordedMeta {
  if (typeof value === "number") return { "#bigint": String(value) };
  if (typeof value !== "object") return value;
  switch (value.kind) {
    case "integer":
      return { "#bigint": value.digits };
    case "unreadable":
      return { "#unserializable": value.text };
    case "record":
      return Object.fromEntries(value.fields.map(([name, of]) => [name, itfValue(of)]));
    case "tuple":
      return { "#tup": value.members.map(itfValue) };
    case "list":
      return value.members.map(itfValue);
    case "set":
      return { "#set": value.members.map(itfValue) };
    case "map":
      return { "#map": value.entries.map(([key, item]) => [itfValue(key), itfValue(item)]) };
    case "variant":
      return { tag: value.tag, value: value.value === null ? UNIT : itfValue(value.value) };
  }
}

/** `bad` makes the error of what is none of the format's forms. */
export function fromItfValue(json: unknown, bad: (problem: string) => Error, depth = 0): RecordedValue {
  if (depth > DEEPEST) throw bad(`has values that are more than ${DEEPEST} deep in each other`);
  const read = (part: unknown) => fromItfValue(part, bad, depth + 1);
  if (typeof json === "boolean" || typeof json === "string") return json;
  if (typeof json === "number") {
    if (Number.isSafeInteger(json)) return json + 0;
    throw bad(`has the number ${json}, which is no integer that JSON can be sure of`);
  }
  if (json === null || typeof json !== "object") throw bad("has a null, which the format does not know");
  if (Array.isArray(json)) return { kind: "list", members: json.map(read) };
  const special = Object.keys(json).find((key) => key.startsWith("#"));
  if (special === undefined) return recordedRecord(Object.entries(json).map(([name, part]) => [name, read(part)]));
  const contents: unknown = (json as Readonly<Record<string, unknown>>)[special];
  switch (special) {
    case "#bigint":
      if (typeof contents !== "string" || !/^-?\d+$/.test(contents))
        throw bad(`has a "#bigint" that is no integer's digits`);
      return recordedInteger(contents);
    case "#unserializable":
      return { kind: "unreadable", text: typeof contents === "string" ? contents : JSON.stringify(contents) };
    case "#tup":
    case "#set": {
      if (!Array.isArray(contents)) throw bad(`has a "${special}" that is no list`);
      return { kind: special === "#tup" ? "tuple" : "set", members: contents.map(read) };
    }
    case "#map": {
      if (!Array.isArray(contents)) throw bad('has a "#map" that is no list');
      return {
        kind: "map",
        entries: contents.map((pair: unknown) => {
          if (!Array.isArray(pair) || pair.length !== 2)
            throw bad('has a "#map" whose items are not pairs of key and value');
          return [read(pair[0]), read(pair[1])];
        }),
      };
    }
    default:
      throw bad(`has "${special}", which the format does not know`);
  }
}
