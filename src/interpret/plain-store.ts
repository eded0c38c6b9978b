/**
 * The interpreter's state: JavaScript Maps, Sets and arrays, nothing packed. Independent of layout, views and trees on
 * purpose: it is what those are checked against.
 */
import { type Lease, newLease } from "../closed-room.ts";
import { type Code, codeIn, firstCode, inOrder, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { outOfDomain } from "../domain/why-not.ts";
import { synodError } from "../errors/errors.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import { type Plain, type PlainState, plainValue } from "../state/plain.ts";
import { checkCopied, type Insides, strictCollection, strictState, code as writtenAs } from "../state/strict.ts";
import { checkIndex, listed, missingKey, pairs, wrongIndex } from "../state/wrong-argument.ts";

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
      return `{${ascending(stored.codes).map(codeText).join()}}`;
    default:
      return `<${stored.codes.map(codeText).join()}>`;
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
  const codes = stored.kind === "set" ? ascending(stored.codes) : stored.codes;
  return { kind: stored.kind, members: codes.map((code) => stored.element.format(valueByCode(stored.element, code))) };
}

/** The object that closures are handed; `writable` false makes every write an error. */
export function viewStored(state: StoredState, writable: boolean, lease = newLease()): object {
  return new StoredView(state, writable, lease).view;
}

/** A view that can be shown one state after the other, all of one schema: making views costs more than most runs. */
export class StoredView {
  /** The state that is seen. */
  state: StoredState;
  readonly view: object;
  readonly lease: Lease;

  constructor(state: StoredState, writable: boolean, lease = newLease()) {
    this.state = state;
    this.lease = lease;
    const isWritable = () => writable;
    const fields = [...state].map(([name, sample]) => {
      const at = () => this.state.get(name) as Stored;
      if (sample.kind !== "value")
        return [name, { ...once(() => container(sample, at, name, isWritable, lease)), kind: sample.kind }];
      const { domain } = sample;
      const get = () => valueByCode(domain, (at() as ValueStored).code);
      const set = (value: unknown) => {
        const code = encode(domain, value, name);
        (at() as ValueStored).code = code;
      };
      return [name, { kind: null, get, set }];
    });
    this.view = strictState(lease, Object.fromEntries(fields), isWritable);
  }
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

function encode(domain: AnyDomain, value: unknown, place: string): Code {
  const code = codeIn(domain, value);
  if (code === -1) throw outOfDomain(place, domain, value);
  return code;
}

type ValueStored = Extract<Stored, { kind: "value" }>;
type Container = Exclude<Stored, { kind: "value" }>;
type MapStored = Extract<Stored, { kind: "map" }>;
type SetStored = Extract<Stored, { kind: "set" }>;
type ListStored = Extract<Stored, { kind: "bag" | "sequence" }>;

/** `sample`: what is there in some state, for what is the same in all; `at`: what is there in the state that is shown. */
function container(
  sample: Container,
  at: () => Stored,
  place: string,
  isWritable: () => boolean,
  lease: Lease,
): object {
  return strictCollection(sample.kind, place, lease, insides(sample, at, place, isWritable, lease));
}

function insides(sample: Container, at: () => Stored, place: string, isWritable: () => boolean, lease: Lease): Insides {
  switch (sample.kind) {
    case "map":
      return mapInsides(sample, at as () => MapStored, place, isWritable, lease);
    case "set":
      return setInsides(sample, at as () => SetStored, place, isWritable);
    case "bag":
      return bagInsides(sample, at as () => ListStored, place, isWritable);
    case "sequence":
      return sequenceInsides(sample, at as () => ListStored, place, isWritable);
  }
}

function mapInsides(
  sample: MapStored,
  at: () => MapStored,
  place: string,
  isWritable: () => boolean,
  lease: Lease,
): Insides {
  const views = new Map<number, ReturnType<typeof once>>();
  const keyCode = (key: unknown) => encode(sample.key, key, `a key of ${place}`) as number;
  const itemAt = (code: number) => at().items.get(code) as Stored;
  const read = (key: unknown): unknown => {
    const code = keyCode(key);
    // Of another instance of the model the state may be, whose domains make other objects.
    const of = sample.items.get(code) as Stored;
    if (of.kind === "value") return valueByCode(of.domain, (itemAt(code) as ValueStored).code);
    if (!views.has(code))
      views.set(
        code,
        once(() => container(of, () => itemAt(code), `${place}[${sample.key.format(key)}]`, isWritable, lease)),
      );
    return views.get(code)?.get();
  };
  const entries = () => sample.key.values.map((key) => [key, read(key)] as const);
  const set = (key: unknown, value: unknown) => {
    const item = itemAt(keyCode(key));
    replacing(item, `${place}[${sample.key.format(key)}]`, value)();
  };
  return {
    methods: {
      get: read,
      keys: () => sample.key.values,
      values: () => entries().map(([, item]) => item),
      entries,
      set,
      assign: (contents: unknown) => assigning(at(), place, contents)(),
    },
    size: null,
    iterate: () => entries()[Symbol.iterator](),
    writable: isWritable,
  };
}

function setInsides(
  { element, capacity }: SetStored,
  at: () => SetStored,
  place: string,
  isWritable: () => boolean,
): Insides {
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  return {
    methods: {
      has: (value: unknown) => at().codes.has(code(value)),
      add: (value: unknown) => {
        const added = code(value);
        const { codes } = at();
        if (!codes.has(added) && codes.size >= (capacity ?? element.size))
          throw overflow(place, capacity as number, element, value);
        codes.add(added);
      },
      delete: (value: unknown) => {
        const deleted = code(value);
        return at().codes.delete(deleted);
      },
      clear: () => {
        at().codes.clear();
      },
      assign: (contents: unknown) => assigning(at(), place, contents)(),
    },
    size: () => at().codes.size,
    iterate: () =>
      ascending(at().codes)
        .map((member) => valueByCode(element, member))
        [Symbol.iterator](),
    writable: isWritable,
  };
}

function bagInsides(
  { element, capacity }: ListStored,
  at: () => ListStored,
  place: string,
  isWritable: () => boolean,
): Insides {
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const count = (value: unknown) => {
    const wanted = code(value);
    return at().codes.filter((member) => member === wanted).length;
  };
  return {
    methods: {
      has: (value: unknown) => count(value) > 0,
      count,
      add: (value: unknown) => {
        const added = code(value);
        const { codes } = at();
        if (codes.length >= capacity) throw overflow(place, capacity, element, value);
        codes.push(added);
        codes.sort(inOrder);
      },
      delete: (value: unknown) => {
        const deleted = code(value);
        const { codes } = at();
        const found = codes.indexOf(deleted);
        if (found >= 0) codes.splice(found, 1);
        return found >= 0;
      },
      clear: () => {
        at().codes.length = 0;
      },
      assign: (contents: unknown) => assigning(at(), place, contents)(),
    },
    ...goneThrough(element, at),
    writable: isWritable,
  };
}

function sequenceInsides(
  { element, capacity }: ListStored,
  at: () => ListStored,
  place: string,
  isWritable: () => boolean,
): Insides {
  const code = (value: unknown) => encode(element, value, `a member of ${place}`);
  const value = (found: Code | undefined) => (found === undefined ? undefined : valueByCode(element, found));
  return {
    methods: {
      at: (index: number) => value(at().codes.at(index)),
      includes: (wanted: unknown) => {
        const found = code(wanted);
        return at().codes.includes(found);
      },
      push: (pushed: unknown) => {
        const added = code(pushed);
        const { codes } = at();
        if (codes.length >= capacity) throw overflow(place, capacity, element, pushed);
        codes.push(added);
      },
      indexOf: (wanted: unknown) => {
        const found = code(wanted);
        return at().codes.indexOf(found);
      },
      insert: (index: number, inserted: unknown) => {
        const { codes } = at();
        checkIndex(place, "insert", index, codes.length + 1, () => codes.length);
        const added = code(inserted);
        if (codes.length >= capacity) throw overflow(place, capacity, element, inserted);
        codes.splice(index, 0, added);
      },
      remove: (index: number) => {
        const { codes } = at();
        checkIndex(place, "remove", index, codes.length, () => codes.length);
        return value(codes.splice(index, 1)[0]);
      },
      set: (index: number, put: unknown) => {
        const { codes } = at();
        checkIndex(place, "set", index, codes.length, () => codes.length);
        codes[index] = code(put);
      },
      truncate: (length: number) => {
        const { codes } = at();
        if (!Number.isInteger(length) || length < 0) throw wrongIndex(place, "truncate", length, codes.length);
        codes.splice(length);
      },
      shift: () => value(at().codes.shift()),
      pop: () => value(at().codes.pop()),
      clear: () => {
        at().codes.length = 0;
      },
      assign: (contents: unknown) => assigning(at(), place, contents)(),
    },
    ...goneThrough(element, at),
    writable: isWritable,
  };
}

/** What puts a value, or a copy of contents of the same kind, where `stored` is. */
function replacing(stored: Stored, place: string, given: unknown): () => void {
  if (stored.kind !== "value") {
    checkCopied(given, { place, written: writtenAs(place), kind: stored.kind });
    return assigning(stored, place, given);
  }
  const code = encode(stored.domain, given, place);
  return () => {
    stored.code = code;
  };
}

/** What gives a collection these contents and no other: all is looked at before anything is written. */
function assigning(stored: Container, place: string, contents: unknown): () => void {
  if (stored.kind === "map") {
    const { key, items } = stored;
    const changes = new Map<number, () => void>();
    for (const [at, item] of pairs(place, contents)) {
      const code = encode(key, at, `a key of ${place}`) as number;
      changes.set(code, replacing(items.get(code) as Stored, `${place}[${key.format(at)}]`, item));
    }
    const missing = [...items.keys()].find((code) => !changes.has(code));
    if (missing !== undefined) throw missingKey(place, key.format(key.decode(missing)));
    return () => {
      for (const change of changes.values()) change();
    };
  }
  const { element } = stored;
  const given = listed(place, contents).map((value) => encode(element, value, `a member of ${place}`));
  const kept = stored.kind === "set" ? [...new Set(given)] : given;
  const capacity = stored.capacity ?? element.size;
  if (kept.length > capacity) throw overflow(place, capacity, element, valueByCode(element, kept[capacity] as Code));
  if (stored.kind === "set")
    return () => {
      stored.codes.clear();
      for (const code of kept) stored.codes.add(code);
    };
  const ordered = stored.kind === "bag" ? ascending(kept) : kept;
  return () => {
    stored.codes.splice(0, stored.codes.length, ...ordered);
  };
}

/** How many there are, one after the other. */
function goneThrough(element: AnyDomain, at: () => ListStored): Pick<Insides, "size" | "iterate"> {
  return {
    size: () => at().codes.length,
    iterate: () =>
      at()
        .codes.map((member) => valueByCode(element, member))
        [Symbol.iterator](),
  };
}

function overflow(place: string, capacity: number, element: AnyDomain, value: unknown): Error {
  return synodError("capacity-exceeded", { place, capacity, value: element.format(value) });
}

function ascending(codes: Iterable<Code>): Code[] {
  return [...codes].sort(inOrder);
}
