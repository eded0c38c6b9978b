/**
 * The interpreter's state: JavaScript Maps, Sets and arrays, nothing packed. Independent of layout, views and trees on
 * purpose: it is what those are checked against.
 */
import { type Lease, newLease } from "../closed-room.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { outOfDomain } from "../domain/why-not.ts";
import { synodError } from "../errors.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import type { Plain, PlainState } from "../state/plain.ts";
import { type Insides, strictCollection, strictState } from "../state/strict.ts";

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
export function viewStored(state: StoredState, writable: boolean, lease = newLease()): object {
  const isWritable = () => writable;
  const fields = [...state].map(([name, stored]) => {
    if (stored.kind !== "value")
      return [name, { ...once(() => container(stored, name, isWritable, lease)), kind: stored.kind }];
    const get = () => stored.domain.decode(stored.code);
    const set = (value: unknown) => {
      const code = encode(stored.domain, value, name);
      stored.code = code;
    };
    return [name, { kind: null, get, set }];
  });
  return strictState(lease, Object.fromEntries(fields), isWritable);
}

/** The same view whenever it is asked for. */
function once(make: () => object) {
  let view: object | undefined;
  const get = () => {
    view ??= make();
    return view;
  };
  return { get, set: () => {} };
}

function encode(domain: AnyDomain, value: unknown, place: string): number {
  const code = domain.encode(value);
  if (code < 0) throw outOfDomain(place, domain, value);
  return code;
}

type Container = Exclude<Stored, { kind: "value" }>;

function container(stored: Container, place: string, isWritable: () => boolean, lease: Lease): object {
  return strictCollection(stored.kind, place, lease, insides(stored, place, isWritable, lease));
}

function insides(stored: Container, place: string, isWritable: () => boolean, lease: Lease): Insides {
  switch (stored.kind) {
    case "map":
      return mapInsides(stored, place, isWritable, lease);
    case "set":
      return setInsides(stored, place, isWritable);
    case "bag":
      return bagInsides(stored, place, isWritable);
    case "sequence":
      return sequenceInsides(stored, place, isWritable);
  }
}

function mapInsides(
  stored: Extract<Stored, { kind: "map" }>,
  place: string,
  isWritable: () => boolean,
  lease: Lease,
): Insides {
  const views = new Map<Stored, ReturnType<typeof once>>();
  const itemAt = (key: unknown) => stored.items.get(encode(stored.key, key, `a key of ${place}`)) as Stored;
  const read = (key: unknown): unknown => {
    const item = itemAt(key);
    if (item.kind === "value") return item.domain.decode(item.code);
    if (!views.has(item))
      views.set(
        item,
        once(() => container(item, `${place}[${stored.key.format(key)}]`, isWritable, lease)),
      );
    return views.get(item)?.get();
  };
  const entries = () => stored.key.values.map((key) => [key, read(key)] as const);
  const set = (key: unknown, value: unknown) => {
    const item = itemAt(key) as Extract<Stored, { kind: "value" }>;
    const code = encode(item.domain, value, `${place}[${stored.key.format(key)}]`);
    item.code = code;
  };
  const holdsValues = [...stored.items.values()][0]?.kind === "value";
  return {
    methods: {
      get: read,
      keys: () => stored.key.values,
      values: () => entries().map(([, item]) => item),
      entries,
      ...(holdsValues && { set }),
    },
    size: null,
    iterate: () => entries()[Symbol.iterator](),
    writable: isWritable,
  };
}

function setInsides(stored: Extract<Stored, { kind: "set" }>, place: string, isWritable: () => boolean): Insides {
  const { codes, element } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  return {
    methods: {
      has: (value: unknown) => codes.has(code(value)),
      add: (value: unknown) => {
        const added = code(value);
        if (!codes.has(added) && codes.size >= (stored.capacity ?? element.size))
          throw overflow(place, stored.capacity as number, element, value);
        codes.add(added);
      },
      delete: (value: unknown) => {
        const deleted = code(value);
        return codes.delete(deleted);
      },
      clear: () => {
        codes.clear();
      },
    },
    size: () => codes.size,
    iterate: () =>
      ascending(codes)
        .map((member) => element.decode(member))
        [Symbol.iterator](),
    writable: isWritable,
  };
}

function bagInsides(
  stored: Extract<Stored, { kind: "bag" | "sequence" }>,
  place: string,
  isWritable: () => boolean,
): Insides {
  const { codes, element, capacity } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const count = (value: unknown) => {
    const wanted = code(value);
    return codes.filter((member) => member === wanted).length;
  };
  return {
    methods: {
      has: (value: unknown) => count(value) > 0,
      count,
      add: (value: unknown) => {
        const added = code(value);
        if (codes.length >= capacity) throw overflow(place, capacity, element, value);
        codes.push(added);
        codes.sort((a, b) => a - b);
      },
      delete: (value: unknown) => {
        const deleted = code(value);
        const at = codes.indexOf(deleted);
        if (at >= 0) codes.splice(at, 1);
        return at >= 0;
      },
      clear: () => {
        codes.length = 0;
      },
    },
    size: () => codes.length,
    iterate: () => codes.map((member) => element.decode(member))[Symbol.iterator](),
    writable: isWritable,
  };
}

function sequenceInsides(
  stored: Extract<Stored, { kind: "bag" | "sequence" }>,
  place: string,
  isWritable: () => boolean,
): Insides {
  const { codes, element, capacity } = stored;
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const value = (found: number | undefined) => (found === undefined ? undefined : element.decode(found));
  return {
    methods: {
      at: (index: number) => value(codes.at(index)),
      includes: (wanted: unknown) => codes.includes(code(wanted)),
      push: (pushed: unknown) => {
        const added = code(pushed);
        if (codes.length >= capacity) throw overflow(place, capacity, element, pushed);
        codes.push(added);
      },
      shift: () => {
        return value(codes.shift());
      },
      pop: () => {
        return value(codes.pop());
      },
      clear: () => {
        codes.length = 0;
      },
    },
    size: () => codes.length,
    iterate: () => codes.map((member) => element.decode(member))[Symbol.iterator](),
    writable: isWritable,
  };
}

function overflow(place: string, capacity: number, element: AnyDomain, value: unknown): Error {
  return synodError("capacity-exceeded", { place, capacity, value: element.format(value) });
}

function ascending(codes: Iterable<number>): number[] {
  return [...codes].sort((a, b) => a - b);
}
