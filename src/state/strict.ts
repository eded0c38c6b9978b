/**
 * How views look from outside, whatever they stand on: the engine's, the interpreter's, and those that confine or watch
 * others. All of them show the same names, and are the same under `JSON.stringify`, spreading, `Object.keys`, `in`, `===`
 * and `console.log`; what has no meaning of its own (a text, a number, a name that is not there) is refused.
 *
 *   a state       has its fields, and can be spread, listed and taken apart like any object
 *   a collection  has the methods of its kind and nothing else; it is gone through with `for ... of` and `[...it]`
 *
 * A state is an ordinary object with an edge: a prototype that is asked for what the object itself does not have, so that
 * what is there costs nothing extra. A collection has to be a proxy, since nothing else can refuse `Object.keys`; 25 ns.
 */
import { kindOfValue } from "../closed.ts";
import { insist, isView, type Lease, room, touch, VIEW } from "../closed-room.ts";
import { isValueSet } from "../domain/value-set.ts";
import { closestName } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import { WRITES_STATE } from "../errors/model.ts";
import { walksOf } from "./going-through.ts";
import { type CollectionKind, INDEXED_WALKS, METHODS, SIZES, WALKS, WRITES } from "./methods.ts";

/** What a collection can do, for the one who makes its view. */
export interface Insides {
  readonly methods: Readonly<Record<string, (...given: never[]) => unknown>>;
  /** `size` or `length`; null: a map, which has an item for every key. */
  readonly size: (() => number) | null;
  readonly iterate: () => Iterator<unknown>;
  /** Whether a run may write now: in effects only. */
  readonly writable: () => boolean;
}

/** What Node's `console.log` looks for. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** What a view of a collection answers its kind to, to synod itself. */
const KIND = Symbol.for("synod kind of a view");

/** A field of a state: how it is read, and how it is assigned. */
export interface FieldAccess {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
}

/** The view of a state with these fields. `set` of a collection is never called: what is assigned to one is copied into it. */
export function strictState(
  lease: Lease,
  fields: Readonly<Record<string, FieldAccess & { readonly kind: CollectionKind | null }>>,
  writable: () => boolean,
): object {
  const names = Object.keys(fields);
  const state = Object.create(edge(names, lease));
  for (const name of names) {
    const { get, set, kind } = fields[name] as FieldAccess & { kind: CollectionKind | null };
    Object.defineProperty(state, name, {
      enumerable: true,
      get: () => {
        touch(lease);
        return get();
      },
      set: (value: unknown) => {
        touch(lease);
        if (!writable()) throw unwritable();
        if (kind === null) set(value);
        else copyInto(get() as object, value, { place: name, written: code(name), kind });
        room.assignments++;
      },
    });
  }
  return Object.freeze(state) as object;
}

function edge(names: readonly string[], lease: Lease): object {
  const miss = (does: string, key: PropertyKey) => {
    touch(lease);
    throw refuse("the state", `has no field ${quoted(key)} to ${does}; ${listed(names, "it has")}`, meant(key, names));
  };
  return new Proxy(Object.freeze(Object.create(null)) as object, {
    get: (_, key, state: object) => {
      if (key === VIEW) return true;
      if (key === "then" || key === "toJSON") return undefined;
      if (typeof key === "string") return miss("read", key);
      if (key === INSPECT) return () => ({ ...state });
      if (key === Symbol.toPrimitive) throw refuse("the state", "has no text and is no number", "name a field of it");
      return undefined;
    },
    has: () => false,
    set: (_, key) => miss("write", key),
    // What `for ... in` asks for behind the names of the state itself.
    ownKeys: () => [],
  });
}

/** A collection that is assigned to; `written`: as a closure writes it. */
export interface Assigned {
  readonly place: string;
  readonly written: string;
  readonly kind: CollectionKind;
}

/** What assigning to a collection does: it is still its own, and what is assigned is copied into it. */
export function copyInto(view: object, value: unknown, assigned: Assigned): void {
  checkAssigned(value, assigned);
  (view as { assign(contents: unknown): void }).assign(value);
}

/** As `checkCopied`; a set that is a value is handed to `assign`, as types have it. */
function checkAssigned(value: unknown, assigned: Assigned): void {
  checkCopied(value, assigned);
  if (!isValueSet(value)) return;
  throw refuse(
    assigned.place,
    `is a ${assigned.kind}, and what is assigned to it is copied: a set that is a value is no collection of the state`,
    `write ${assigned.written}.assign(...), which takes whatever can be gone through`,
  );
}

/** Throws for a collection of another kind, whose order or repetitions would go unnoticed, and for what is none. */
export function checkCopied(value: unknown, { place, written, kind }: Assigned): void {
  const given = typeof value === "object" && value !== null && isView(value) ? Reflect.get(value, KIND) : null;
  const isSame = given === kind;
  if (isSame) return;
  if (given === null && typeof value === "object" && value !== null && Symbol.iterator in value) return;
  const changed = { map: "set", set: "add", bag: "add", sequence: "push" }[kind];
  throw refuse(
    place,
    `is a ${kind}, and what is assigned to it is copied: ${given === null ? kindOfValue(value) : `a ${given ?? "state"}`} is no ${kind}`,
    given === null || given === undefined
      ? `change it, ${written}.${changed}(...), or assign another ${kind}, or an array`
      : `write ${written}.assign(...), which takes whatever can be gone through`,
  );
}

/** The view of a collection; `place` as traces write it: `noted[clerk1]`. */
export function strictCollection(kind: CollectionKind, place: string, lease: Lease, insides: Insides): object {
  const target: Record<PropertyKey, unknown> = Object.create(null);
  const add = (key: PropertyKey, value: unknown) =>
    Object.defineProperty(target, key, { value, configurable: true, enumerable: false, writable: false });
  for (const [name, arity] of Object.entries(METHODS[kind])) {
    const method = insides.methods[name] as ((...given: unknown[]) => unknown) | undefined;
    if (method !== undefined)
      add(name, counted(WRITES.has(name) ? writing(method, insides.writable) : method, arity, place, name, lease));
  }
  const iterate = insides.iterate;
  const visit = () => {
    touch(lease);
    return leased(iterate(), lease);
  };
  add(Symbol.iterator, visit);
  // Made when they are asked for: a model has thousands of views, and few are gone through.
  const walks = kind === "sequence" ? INDEXED_WALKS : WALKS;
  let made: ReturnType<typeof walksOf> | null = null;
  const walk = (name: string) => {
    made ??= walksOf(code(place), visit, kind === "sequence");
    add(name, counted(made[name] as (...given: unknown[]) => unknown, walks[name] as number, place, name, lease));
    return target[name];
  };
  const plain = () => [...(view as Iterable<unknown>)];
  add("toJSON", plain);
  add(INSPECT, plain);
  const sizeName = SIZES[kind];
  const { size } = insides;
  if (sizeName !== null && size !== null) Object.defineProperty(target, sizeName, { configurable: true, get: size });
  const names = () => [
    ...Object.keys(METHODS[kind]).filter((name) => insides.methods[name] !== undefined),
    ...(sizeName === null ? [] : [sizeName]),
    ...Object.keys(walks),
  ];
  const what = `the ${kind} ${place}`;
  const view: object = new Proxy(target, {
    get: (members, key) => {
      if (key === VIEW) return true;
      if (key === KIND) return kind;
      touch(lease);
      const found = members[key];
      if (found !== undefined) return found;
      if (typeof key === "symbol") return symbolOf(key, what, place);
      if (Object.hasOwn(walks, key)) return walk(key);
      throw refuse(what, readProblem(key, names()), readRemedy(kind, key, place, names()));
    },
    set: (_, key) => {
      touch(lease);
      throw refuse(what, `cannot be written at ${quoted(key)}`, writeRemedy(kind, key, place));
    },
    has: (_, key) => {
      touch(lease);
      throw refuse(what, `is asked for ${quoted(key)} with \`in\``, `write ${lookUp(kind, key, place)}`);
    },
    ownKeys: () => {
      touch(lease);
      throw refuse(what, "has no properties to spread or list", `write [...${code(place)}]`);
    },
    deleteProperty: (_, key) => {
      touch(lease);
      throw refuse(what, `has no property ${quoted(key)} to delete`, deleteRemedy(kind, key, place));
    },
    defineProperty: (_, key) => {
      throw refuse(what, `cannot be given a property ${quoted(key)}`, "keep what is to be remembered in a field");
    },
    setPrototypeOf: () => {
      throw refuse(what, "cannot be given a prototype", "leave it as it is");
    },
    preventExtensions: () => {
      throw refuse(what, "cannot be frozen", "leave it as it is: nothing can be added to it");
    },
  });
  return view;
}

function writing(method: (...given: unknown[]) => unknown, writable: () => boolean): (...given: unknown[]) => unknown {
  return (first, second) => {
    if (!writable()) throw unwritable();
    return method(first, second);
  };
}

function unwritable(): Error {
  return insist(
    synodError("impure-model", {
      subject: room.site?.subject ?? "a guard or a property",
      problem: WRITES_STATE,
    }),
  );
}

/** A method that counts as an operation, and refuses arguments that would be passed over in silence. */
function counted(
  method: (...given: unknown[]) => unknown,
  arity: number,
  place: string,
  name: string,
  lease: Lease,
): (...given: unknown[]) => unknown {
  const tooMany = (given: number) =>
    refuse(
      `${code(place)}.${name}`,
      `takes ${arity === 0 ? "no argument" : arity === 1 ? "one argument" : `${arity} arguments`}, not ${given}`,
      "call it once for each",
    );
  // Functions with `arguments`, since a rest parameter is an array for each call.
  if (arity === 2) {
    return function (first, second) {
      // biome-ignore lint/complexity/noArguments: see above.
      if (arguments.length > 2) throw tooMany(arguments.length);
      // biome-ignore lint/complexity/noArguments: see above.
      if (arguments.length === 1 && name === "reduce")
        throw refuse(`${code(place)}.reduce`, "is not told what to begin with", "write reduce((sum, value) => ..., 0)");
      touch(lease);
      return method(first, second);
    };
  }
  return function (first) {
    // biome-ignore lint/complexity/noArguments: see above.
    if (arguments.length > 1) throw tooMany(arguments.length);
    touch(lease);
    return method(first);
  };
}

/** An iterator that is over when the run is. */
function leased(iterator: Iterator<unknown>, lease: Lease): IterableIterator<unknown> {
  const visit: IterableIterator<unknown> = {
    next: () => {
      touch(lease);
      return iterator.next();
    },
    return: (value?: unknown) => iterator.return?.(value) ?? { done: true, value },
    [Symbol.iterator]: () => visit,
  };
  return visit;
}

function symbolOf(key: symbol, what: string, place: string): undefined {
  if (key === Symbol.toPrimitive)
    throw refuse(what, "has no text and is no number", `compare or print what is in it: [...${code(place)}]`);
  if (key === Symbol.isConcatSpreadable) throw refuse(what, "is no array to concat", `write [...${code(place)}]`);
  return undefined;
}

function readProblem(key: string, names: readonly string[]): string {
  if (key === "then") return "is no promise, and there is nothing to wait for";
  return `has no ${quoted(key)}; ${listed(names, "it has")}`;
}

/** What arrays, sets and maps of JavaScript call what a collection has by another name. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  push: "add",
  unshift: "add",
  insert: "add",
  append: "push",
  add: "push",
  enqueue: "push",
  dequeue: "shift",
  remove: "delete",
  splice: "remove",
  with: "set",
  fill: "assign",
  concat: "assign",
  length: "size",
  size: "length",
  includes: "has",
  contains: "has",
  has: "includes",
  put: "set",
};
const OF_ARRAYS = new Set(Object.getOwnPropertyNames(Array.prototype).filter((name) => name !== "constructor"));

function readRemedy(kind: CollectionKind, key: string, place: string, names: readonly string[]): string {
  if (key === "then") return "make it an ordinary function, without `async`";
  if (isIndex(key)) return `write ${lookUp(kind, key, place)}`;
  if (kind === "map" && (key === "has" || key === "size")) return "a map has an item for every key of its domain";
  const near = closestName(key, names);
  if (near !== undefined) return `did you mean ${code(place)}.${near}?`;
  if (kind === "map" && key === "delete")
    return `write ${code(place)}.set(key, value) with the value that stands for none`;
  const own = OWN_WORDS[key];
  if (own !== undefined && names.includes(own))
    return `write ${code(place)}.${own}${own === SIZES[kind] ? "" : "(...)"}`;
  if (OF_ARRAYS.has(key)) return `make an array of it: [...${code(place)}].${key}`;
  return `write ${lookUp(kind, key, place)} for what is in it`;
}

/** How a model writes the place: `s.noted.get(clerk1)` for `noted[clerk1]`. */
export function code(place: string): string {
  return `s.${place.replaceAll(/\[([^[\]]*)\]/g, ".get($1)")}`;
}

function writeRemedy(kind: CollectionKind, key: PropertyKey, place: string): string {
  if (key === "length" || key === "size") return `write ${code(place)}.clear() to empty it`;
  if (kind === "map") return `write ${code(place)}.set(${argument(key)}, ...)`;
  return kind === "sequence" ? `write ${code(place)}.set(${argument(key)}, ...)` : `write ${code(place)}.add(...)`;
}

function deleteRemedy(kind: CollectionKind, key: PropertyKey, place: string): string {
  if (kind === "map") return `write ${code(place)}.set(${argument(key)}, ...) with the value that stands for none`;
  return kind === "sequence"
    ? `write ${code(place)}.remove(${argument(key)})`
    : `write ${code(place)}.delete(${argument(key)})`;
}

function lookUp(kind: CollectionKind, key: PropertyKey, place: string): string {
  const method = { map: "get", set: "has", bag: "count", sequence: isIndex(key) ? "at" : "includes" }[kind];
  return `${code(place)}.${method}(${argument(key)})`;
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && /^-?\d+$/.test(key);
}

function argument(key: PropertyKey): string {
  return isIndex(key) ? String(key) : quoted(key);
}

function quoted(key: PropertyKey): string {
  return typeof key === "symbol" ? String(key) : `"${key}"`;
}

function listed(names: readonly string[], what: string): string {
  return names.length === 0 ? `${what} none` : `${what} ${names.join(", ")}`;
}

function meant(key: PropertyKey, names: readonly string[]): string {
  const near = closestName(String(key), names);
  return near === undefined ? "declare it, or write a name that there is" : `did you mean "${near}"?`;
}

function refuse(place: string, problem: string, remedy: string): Error {
  return insist(synodError("unknown-name", { place, problem, remedy }));
}
