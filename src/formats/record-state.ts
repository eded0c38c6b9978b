/**
 * States of a model as recorded values, and their types as Apalache writes them (Snowcat, type system 1.2): each value is of
 * the type that its field has. Null becomes the variant None, a message the variant of its case, a bag the map from its
 * members to how often they are there, as in TLA+'s module Bags.
 */
import { valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { codesInOrder, type Stored, type StoredState } from "../interpret/plain-store.ts";
import { type Field, isContainer } from "../state/field.ts";
import { NONE_CASE, type RecordedValue, recordedRecord, SOME_CASE } from "./recorded-value.ts";
import type { RecordedState } from "./recording.ts";

export function recordState(state: StoredState): RecordedState {
  return Object.fromEntries([...state].map(([name, stored]) => [name, recordStored(stored)]));
}

function recordStored(stored: Stored): RecordedValue {
  switch (stored.kind) {
    case "value":
      return recordValue(stored.domain, valueByCode(stored.domain, stored.code));
    case "map":
      return {
        kind: "map",
        entries: [...stored.items].map(([code, item]) => [
          recordValue(stored.key, stored.key.decode(code)),
          recordStored(item),
        ]),
      };
    case "bag":
      return { kind: "map", entries: countedMembers(stored.element, stored.codes) };
    default: {
      const members = codesInOrder(stored).map((code) =>
        recordValue(stored.element, valueByCode(stored.element, code)),
      );
      return { kind: stored.kind === "set" ? "set" : "list", members };
    }
  }
}

/** Each member once, with its number, in the order in which they first stand there. */
function countedMembers(element: AnyDomain, codes: readonly (number | string)[]): [RecordedValue, number][] {
  const counts = new Map<number | string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => [recordValue(element, valueByCode(element, code)), count]);
}

/** A value of a domain. */
export function recordValue(domain: AnyDomain, value: unknown): RecordedValue {
  const { structure } = domain;
  switch (structure.kind) {
    case "boolean":
    case "range":
    case "enumeration":
    case "scalarset":
      return value as boolean | number | string;
    case "optional":
      return value === null
        ? { kind: "variant", tag: NONE_CASE, value: null }
        : { kind: "variant", tag: SOME_CASE, value: recordValue(structure.inner, value) };
    case "record": {
      const { fields, tag } = structure;
      const parts = fields.map(([name, of]) => [name, recordValue(of, partOf(value, name))] as const);
      if (tag === null) return recordedRecord(parts);
      return { kind: "variant", tag, value: parts.length === 0 ? null : recordedRecord(parts) };
    }
    case "tuple":
      return { kind: "tuple", members: structure.members.map((of, at) => recordValue(of, partOf(value, at))) };
    case "union": {
      const [, of] = structure.cases.find(([name]) => name === partOf(value, "kind")) as readonly [string, AnyDomain];
      return recordValue(of, value);
    }
    case "one-of": {
      const at = structure.parts.findIndex((part) => part.encode(value) >= 0);
      const inner = recordValue(structure.parts[at] as AnyDomain, value);
      const tags = partTags(structure.parts);
      return tags === null ? inner : { kind: "variant", tag: tags[at] as string, value: inner };
    }
    case "list":
      return {
        kind: "list",
        members: (value as readonly unknown[]).map((item) => recordValue(structure.element, item)),
      };
    case "subset":
      return {
        kind: "set",
        members: [...(value as Iterable<unknown>)].map((item) => recordValue(structure.element, item)),
      };
  }
}

function partOf(value: unknown, name: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>>)[name];
}

/** The type of a field as an annotation of Apalache has it; null: a name in it is none of TLA+'s. */
export function recordedType(field: Field): string | null {
  if (!isContainer(field)) return valueType(field);
  switch (field.kind) {
    case "map":
      return joined([valueType(field.key), recordedType(field.item)], ([key, item]) => `(${key} -> ${item})`);
    case "bag":
      return joined([valueType(field.element)], ([element]) => `(${element} -> Int)`);
    default: {
      const of = field.kind === "set" ? "Set" : "Seq";
      return joined([valueType(field.element)], ([element]) => `${of}(${element})`);
    }
  }
}

function valueType({ structure }: AnyDomain): string | null {
  switch (structure.kind) {
    case "boolean":
      return "Bool";
    case "range":
      return "Int";
    case "enumeration":
    case "scalarset":
      return "Str";
    case "optional":
      return joined([valueType(structure.inner)], ([inner]) => `(${NONE_CASE}(UNIT) | ${SOME_CASE}(${inner}))`);
    case "record": {
      const { fields, tag } = structure;
      const type = recordType(fields);
      return tag === null ? type : joined([caseType(tag, fields)], ([only]) => `(${only})`);
    }
    case "tuple":
      return joined(structure.members.map(valueType), (members) => `<<${members.join(", ")}>>`);
    case "union":
      return joined(
        structure.cases.map(([name, of]) => caseType(name, (of.structure as { fields: Fields }).fields)),
        (cases) => `(${cases.join(" | ")})`,
      );
    case "one-of": {
      const tags = partTags(structure.parts);
      const types = structure.parts.map(valueType);
      if (tags === null) return types[0] ?? null;
      const cases = new Map(tags.map((tag, at) => [tag, types[at] as string | null]));
      return joined(
        [...cases.values()],
        (of) => `(${[...cases.keys()].map((tag, at) => `${tag}(${of[at]})`).join(" | ")})`,
      );
    }
    case "list":
      return joined([valueType(structure.element)], ([element]) => `Seq(${element})`);
    case "subset":
      return joined([valueType(structure.element)], ([element]) => `Set(${element})`);
  }
}

type Fields = readonly (readonly [string, AnyDomain])[];

function recordType(fields: Fields): string | null {
  if (fields.length === 0 || !fields.every(([name]) => isIdentifier(name))) return null;
  return joined(
    fields.map(([, of]) => valueType(of)),
    (types) => `{ ${fields.map(([name], at) => `${name}: ${types[at]}`).join(", ")} }`,
  );
}

function caseType(tag: string, fields: Fields): string | null {
  if (!isIdentifier(tag)) return null;
  return fields.length === 0 ? `${tag}(UNIT)` : joined([recordType(fields)], ([type]) => `${tag}(${type})`);
}

/**
 * By what variants the values of several domains are told apart; null: they are all of one type. Of those that cannot be typed
 * each is taken for a type of its own.
 */
function partTags(parts: readonly AnyDomain[]): string[] | null {
  const types = parts.map((part, at) => valueType(part) ?? `untyped ${at}`);
  const distinct = [...new Set(types)];
  if (distinct.length === 1) return null;
  const tags = distinct.map((type, at) => (/^[A-Z][a-z]+$/.test(type) ? type : `Part${at + 1}`));
  return types.map((type) => tags[distinct.indexOf(type)] as string);
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function joined(parts: readonly (string | null)[], join: (parts: readonly string[]) => string): string | null {
  return parts.every((part) => part !== null) ? join(parts) : null;
}
