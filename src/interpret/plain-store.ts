/**
 * The interpreter's state: JavaScript Maps, Sets and arrays, nothing packed. Independent of layout, views and trees on
 * purpose: it is what those are checked against.
 */
import { type Code, firstCode, inOrder, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import { type Plain, type PlainState, plainValue } from "../state/plain.ts";

export type Stored =
  | { readonly kind: "value"; readonly domain: AnyDomain; code: Code }
  | { readonly kind: "map"; readonly key: AnyDomain; readonly items: ReadonlyMap<number, Stored> }
  | { readonly kind: "set"; readonly element: AnyDomain; readonly capacity: number | null; readonly codes: Set<Code> }
  | {
      readonly kind: "bag" | "sequence";
      readonly element: AnyDomain;
      readonly capacity: number;
      readonly codes: Code[];
    };
export type StoredState = ReadonlyMap<string, Stored>;

export type ValueStored = Extract<Stored, { kind: "value" }>;
/** What is no value. */
export type Container = Exclude<Stored, { kind: "value" }>;
export type MapStored = Extract<Stored, { kind: "map" }>;
export type SetStored = Extract<Stored, { kind: "set" }>;
export type ListStored = Extract<Stored, { kind: "bag" | "sequence" }>;

export function zeroState(schema: Schema): StoredState {
  return new Map(Object.entries(schema).map(([name, field]) => [name, zero(field)]));
}

function zero(field: Field): Stored {
  if (!isContainer(field)) return { kind: "value", domain: field, code: firstCode(field) };
  switch (field.kind) {
    case "map":
      return {
        kind: "map",
        key: field.key,
        items: new Map(Array.from({ length: field.key.size }, (_, code) => [code, zero(field.item)])),
      };
    case "set":
      return { kind: "set", element: field.element, capacity: field.capacity, codes: new Set() };
    default:
      return { kind: field.kind, element: field.element, capacity: field.capacity, codes: [] };
  }
}

export function cloneState(state: StoredState): StoredState {
  return new Map([...state].map(([name, stored]) => [name, clone(stored)]));
}

function clone(stored: Stored): Stored {
  switch (stored.kind) {
    case "value":
      return { ...stored };
    case "map":
      return { ...stored, items: new Map([...stored.items].map(([code, item]) => [code, clone(item)])) };
    case "set":
      return { ...stored, codes: new Set(stored.codes) };
    default:
      return { ...stored, codes: [...stored.codes] };
  }
}

/** A text equal for equal states only: of codes, since two values may read the same. */
export function storedText(state: StoredState): string {
  return [...state.values()].map(codesText).join(";");
}

function codesText(stored: Stored): string {
  switch (stored.kind) {
    case "value":
      return codeText(stored.code);
    case "map":
      return `[${[...stored.items.values()].map(codesText).join()}]`;
    case "set":
      return `{${codesInOrder(stored).map(codeText).join()}}`;
    default:
      return `<${codesInOrder(stored).map(codeText).join()}>`;
  }
}

function codeText(code: Code): string {
  return typeof code === "number" ? String(code) : JSON.stringify(code);
}

export function plainState(state: StoredState): PlainState {
  return new Map([...state].map(([name, stored]) => [name, plain(stored)]));
}

function plain(stored: Stored): Plain {
  if (stored.kind === "value") {
    const value = valueByCode(stored.domain, stored.code);
    return plainValue(stored.domain, value);
  }
  if (stored.kind === "map") {
    return {
      kind: "map",
      entries: [...stored.items].map(
        ([code, item]) => [stored.key.format(stored.key.decode(code)), plain(item)] as const,
      ),
    };
  }
  return {
    kind: stored.kind,
    members: codesInOrder(stored).map((code) => stored.element.format(valueByCode(stored.element, code))),
  };
}

/** The codes of members in the order in which they are gone through: a set keeps its own in none. */
export function codesInOrder(stored: SetStored | ListStored): readonly Code[] {
  return stored.kind === "set" ? ascending(stored.codes) : stored.codes;
}

export function ascending(codes: Iterable<Code>): Code[] {
  return [...codes].sort(inOrder);
}
