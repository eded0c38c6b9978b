/**
 * The interpreter's state: JavaScript Maps, Sets and arrays, nothing packed. Independent of layout, views and trees on
 * purpose: it is what those are checked against.
 */
import { describe } from "../domain/composites.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { synodError } from "../errors.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import type { Plain, PlainState } from "../state/plain.ts";

export type Stored =
  | { readonly kind: "value"; readonly domain: AnyDomain; code: number }
  | { readonly kind: "map"; readonly key: AnyDomain; readonly items: ReadonlyMap<number, Stored> }
  | { readonly kind: "set"; readonly element: AnyDomain; readonly capacity: number | null; readonly codes: Set<number> }
  | {
      readonly kind: "bag" | "sequence";
      readonly element: AnyDomain;
      readonly capacity: number;
      readonly codes: number[];
    };
export type StoredState = ReadonlyMap<string, Stored>;

export function zeroState(schema: Schema): StoredState {
  return new Map(Object.entries(schema).map(([name, field]) => [name, zero(field)]));
}

function zero(field: Field): Stored {
  if (!isContainer(field)) return { kind: "value", domain: field, code: 0 };
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
      return String(stored.code);
    case "map":
      return `[${[...stored.items.values()].map(codesText).join()}]`;
    case "set":
      return `{${ascending(stored.codes).join()}}`;
    default:
      return `<${stored.codes.join()}>`;
  }
}

export function plainState(state: StoredState): PlainState {
  return new Map([...state].map(([name, stored]) => [name, plain(stored)]));
}

function plain(stored: Stored): Plain {
  if (stored.kind === "value") {
    const value = stored.domain.decode(stored.code);
    return { kind: "value", value, text: stored.domain.format(value) };
  }
  if (stored.kind === "map") {
    return {
      kind: "map",
      entries: [...stored.items].map(
        ([code, item]) => [stored.key.format(stored.key.decode(code)), plain(item)] as const,
      ),
    };
  }
  const codes = stored.kind === "set" ? ascending(stored.codes) : stored.codes;
  return { kind: stored.kind, members: codes.map((code) => stored.element.format(stored.element.decode(code))) };
}

/** The object that closures are handed; `writable` false makes every write an error. */
export function viewStored(state: StoredState, writable: boolean, subject: string): object {
  const view = {};
  const guard = () => {
    if (!writable)
      throw synodError("impure-model", { subject, problem: "it changes the state; only an effect (`do`) may" });
  };
  for (const [name, stored] of state) {
    if (stored.kind === "value") {
      Object.defineProperty(view, name, {
        enumerable: true,
        get: () => stored.domain.decode(stored.code),
        set: (value: unknown) => {
          guard();
          stored.code = encode(stored.domain, value, name);
        },
      });
    } else {
      Object.defineProperty(view, name, { enumerable: true, value: container(stored, name, guard) });
    }
  }
  return Object.freeze(view);
}

function encode(domain: AnyDomain, value: unknown, place: string): number {
  const code = domain.encode(value);
  if (code < 0) throw synodError("out-of-domain", { place, value: describe(value), domain: domain.label });
  return code;
}

type Container = Exclude<Stored, { kind: "value" }>;

function container(stored: Container, place: string, guard: () => void): object {
  switch (stored.kind) {
    case "map":
      return mapView(stored, place, guard);
    case "set":
      return setView(stored, place, guard);
    case "bag":
      return bagView(stored, place, guard);
    case "sequence":
      return sequenceView(stored, place, guard);
  }
}

function mapView(stored: Extract<Stored, { kind: "map" }>, place: string, guard: () => void): object {
  const itemAt = (key: unknown) => stored.items.get(encode(stored.key, key, `a key of ${place}`)) as Stored;
  const read = (key: unknown): unknown => {
    const item = itemAt(key);
    return item.kind === "value"
      ? item.domain.decode(item.code)
      : container(item, `${place}[${stored.key.format(key)}]`, guard);
  };
  const entries = () => stored.key.values.map((key) => [key, read(key)] as const);
  return {
    get: read,
    set: (key: unknown, value: unknown) => {
      guard();
      const item = itemAt(key) as Extract<Stored, { kind: "value" }>;
      item.code = encode(item.domain, value, `${place}[${stored.key.format(key)}]`);
    },
    keys: () => stored.key.values,
    values: () => entries().map(([, item]) => item),
    entries,
    [Symbol.iterator]: () => entries()[Symbol.iterator](),
  };
}

function setView(stored: Extract<Stored, { kind: "set" }>, place: string, guard: () => void): object {
  const { codes, element } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  return {
    get size() {
      return codes.size;
    },
    has: (value: unknown) => codes.has(code(value)),
    add: (value: unknown) => {
      guard();
      const added = code(value);
      if (!codes.has(added) && codes.size >= (stored.capacity ?? element.size))
        throw overflow(place, stored.capacity as number, element, value);
      codes.add(added);
    },
    delete: (value: unknown) => {
      guard();
      return codes.delete(code(value));
    },
    clear: () => {
      guard();
      codes.clear();
    },
    [Symbol.iterator]: () =>
      ascending(codes)
        .map((member) => element.decode(member))
        [Symbol.iterator](),
  };
}

function bagView(stored: Extract<Stored, { kind: "bag" | "sequence" }>, place: string, guard: () => void): object {
  const { codes, element, capacity } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const count = (value: unknown) => {
    const wanted = code(value);
    return codes.filter((member) => member === wanted).length;
  };
  return {
    get size() {
      return codes.length;
    },
    has: (value: unknown) => count(value) > 0,
    count,
    add: (value: unknown) => {
      guard();
      const added = code(value);
      if (codes.length >= capacity) throw overflow(place, capacity, element, value);
      codes.push(added);
      codes.sort((a, b) => a - b);
    },
    delete: (value: unknown) => {
      guard();
      const at = codes.indexOf(code(value));
      if (at >= 0) codes.splice(at, 1);
      return at >= 0;
    },
    clear: () => {
      guard();
      codes.length = 0;
    },
    [Symbol.iterator]: () => codes.map((member) => element.decode(member))[Symbol.iterator](),
  };
}

function sequenceView(stored: Extract<Stored, { kind: "bag" | "sequence" }>, place: string, guard: () => void): object {
  const { codes, element, capacity } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const value = (found: number | undefined) => (found === undefined ? undefined : element.decode(found));
  return {
    get length() {
      return codes.length;
    },
    at: (index: number) => value(codes.at(index)),
    includes: (wanted: unknown) => codes.includes(code(wanted)),
    push: (pushed: unknown) => {
      guard();
      const added = code(pushed);
      if (codes.length >= capacity) throw overflow(place, capacity, element, pushed);
      codes.push(added);
    },
    shift: () => {
      guard();
      return value(codes.shift());
    },
    pop: () => {
      guard();
      return value(codes.pop());
    },
    clear: () => {
      guard();
      codes.length = 0;
    },
    [Symbol.iterator]: () => codes.map((member) => element.decode(member))[Symbol.iterator](),
  };
}

function overflow(place: string, capacity: number, element: AnyDomain, value: unknown): Error {
  return synodError("capacity-exceeded", { place, capacity, value: element.format(value) });
}

function ascending(codes: Iterable<number>): number[] {
  return [...codes].sort((a, b) => a - b);
}
