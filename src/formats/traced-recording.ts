/**
 * A recording as the trace that texts are made of, without a model: its states as fields with what changed. A map keeps its
 * places if it has the same keys in all states; a record that is a variable by itself, as Quint's states often are, is
 * shown field by field.
 */
import { diffStates } from "../state/diff.ts";
import type { Plain, PlainState } from "../state/plain.ts";
import { plainCopy } from "../trace/plain-copy.ts";
import type { Trace } from "../trace/trace.ts";
import { type RecordedValue, recordedText } from "./recorded-value.ts";
import type { Recording } from "./recording.ts";

export function tracedRecording({ vars, states, steps, loop }: Recording): Trace {
  const columns = vars.flatMap((name) =>
    columnsOf(
      name,
      states.map((state) => state[name] as RecordedValue),
    ),
  );
  const plain: PlainState[] = states.map(
    (_, at) => new Map(columns.map(([name, column]) => [name, column[at] as Plain])),
  );
  return {
    initial: plainCopy(plain[0] as PlainState),
    steps: plain.slice(1).map((after, at) => ({
      // No model says which rule instance it was.
      step: -1,
      rule: steps[at]?.rule ?? "a step",
      arguments: steps[at]?.arguments ?? [],
      state: plainCopy(after),
      changes: diffStates(plain[at] as PlainState, after),
    })),
    failing: null,
    loop,
    fairness: [],
  };
}

type Column = readonly (readonly [name: string, column: readonly Plain[]])[];

/** A variable through all states; a record's fields each for itself. */
function columnsOf(name: string, values: readonly RecordedValue[]): Column {
  const fields = sharedNames(
    values.map((value) => (isKind(value, "record") ? value.fields.map(([field]) => field) : null)),
  );
  if (fields === null) return [[name, plainColumn(values)]];
  return fields.flatMap((field, at) =>
    columnsOf(
      `${name}.${field}`,
      values.map((value) => (value as RecordOf).fields[at]?.[1] as RecordedValue),
    ),
  );
}

type RecordOf = Extract<RecordedValue, { kind: "record" }>;

/** The values of one place through all states. Keys stand as in the first one: a file may have them in any order. */
function plainColumn(values: readonly RecordedValue[]): Plain[] {
  const maps = values.map((value) => (isKind(value, "map") ? itemsByKey(value) : null));
  const keys = [...(maps[0]?.keys() ?? [])];
  const isShared =
    keys.length > 0 && maps.every((map) => map?.size === keys.length && keys.every((key) => map.has(key)));
  if (!isShared) return values.map(plainOf);
  const items = keys.map((key) => plainColumn(maps.map((map) => map?.get(key) as RecordedValue)));
  return values.map((_, state) => ({
    kind: "map",
    entries: keys.map((key, at) => [key, (items[at] as Plain[])[state] as Plain]),
  }));
}

/** By what keys are called; null: two of them are called alike. */
function itemsByKey({ entries }: Extract<RecordedValue, { kind: "map" }>): ReadonlyMap<string, RecordedValue> | null {
  const items = new Map(entries.map(([key, item]) => [recordedText(key), item]));
  return items.size === entries.length ? items : null;
}

/** The names that all have, in the same order; null: not all do, or there are none. */
function sharedNames(names: readonly (readonly string[] | null)[]): readonly string[] | null {
  const [first] = names;
  if (first === undefined || first === null || first.length === 0 || new Set(first).size < first.length) return null;
  const isSame = (other: readonly string[] | null) =>
    other?.length === first.length && other.every((name, at) => name === first[at]);
  return names.every(isSame) ? first : null;
}

function plainOf(value: RecordedValue): Plain {
  const text = recordedText(value);
  if (typeof value !== "object") return { kind: "value", value, text };
  switch (value.kind) {
    case "set":
      return { kind: "set", members: value.members.map(recordedText) };
    case "list":
      return { kind: "sequence", members: value.members.map(recordedText) };
    case "map":
      return {
        kind: "set",
        members: value.entries.map(([key, item]) => `${recordedText(key)}: ${recordedText(item)}`),
      };
    default:
      return { kind: "value", value: text, text };
  }
}

function isKind<K extends Exclude<RecordedValue, boolean | number | string>["kind"]>(
  value: RecordedValue,
  kind: K,
): value is Extract<RecordedValue, { kind: K }> {
  return typeof value === "object" && value.kind === kind;
}
