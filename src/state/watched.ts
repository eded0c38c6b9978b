/**
 * A state view that tells which fields are read and written as a model means it, and may withhold writes: what `has` or
 * `get` asks is a read, what `set`, `add`, `push` and the like do is a write, whatever slots either touches. It wraps any
 * of the views that closures are handed, the engine's and the interpreter's.
 */
import { type AnyContainer, type Field, isContainer, type Schema } from "./field.ts";

export interface Watch {
  readonly reads: (field: string) => void;
  /** Whether the write is to happen. One that is withheld leaves the field as it is. */
  readonly writes: (field: string) => boolean;
}

export function watchState(schema: Schema, state: object, watch: Watch): object {
  const watched = {};
  for (const [name, field] of Object.entries(schema)) {
    if (isContainer(field)) {
      const view = watchContainer(name, field, (state as Readonly<Record<string, object>>)[name] as object, watch);
      Object.defineProperty(watched, name, { enumerable: true, value: view });
    } else {
      Object.defineProperty(watched, name, {
        enumerable: true,
        get: () => {
          watch.reads(name);
          return (state as Readonly<Record<string, unknown>>)[name];
        },
        set: (value: unknown) => {
          if (watch.writes(name)) (state as Record<string, unknown>)[name] = value;
        },
      });
    }
  }
  return Object.freeze(watched);
}

type Method = (...given: unknown[]) => unknown;

const WRITES: ReadonlySet<PropertyKey> = new Set(["set", "add", "delete", "clear", "push", "shift", "pop"]);
/** Writes whose answer is also asked for: a read. */
const TAKES: ReadonlySet<PropertyKey> = new Set(["shift", "pop"]);

function watchContainer(name: string, field: AnyContainer, view: object, watch: Watch): object {
  return new Proxy(
    {},
    {
      get: (_, key) => {
        const member: unknown = Reflect.get(view, key, view);
        if (typeof member !== "function") {
          watch.reads(name);
          return member;
        }
        const call: Method = (...given) => member.apply(view, given);
        if (field.kind === "map" && isContainer(field.item) && !WRITES.has(key))
          return throughMap(key, call, (item) =>
            watchContainer(name, field.item as AnyContainer, item as object, watch),
          );
        if (field.kind === "map" && key === "keys") return call;
        return (...given: unknown[]) => {
          if (!WRITES.has(key)) {
            watch.reads(name);
            return call(...given);
          }
          if (TAKES.has(key)) watch.reads(name);
          return watch.writes(name) ? call(...given) : unwritten(view, key, given);
        };
      },
    },
  );
}

/** Going to a collection inside a map reads nothing yet; what is asked of the collection does. */
function throughMap(key: PropertyKey, call: Method, watched: (item: unknown) => object): Method {
  type Entries = Iterable<readonly [unknown, unknown]>;
  const all = (entries: Entries) => [...entries].map(([at, item]) => [at, watched(item)] as const);
  if (key === "get") return (at) => watched(call(at));
  if (key === "values") return () => (call() as unknown[]).map(watched);
  if (key === "entries") return () => all(call() as Entries);
  if (key === Symbol.iterator) {
    return () => all({ [Symbol.iterator]: call as () => Iterator<readonly [unknown, unknown]> })[Symbol.iterator]();
  }
  return call;
}

/** What a withheld write answers: what it would have. */
function unwritten(view: object, key: PropertyKey, [value]: readonly unknown[]): unknown {
  if (key === "delete") return (view as { has(value: unknown): boolean }).has(value);
  if (key === "shift") return (view as { at(index: number): unknown }).at(0);
  return key === "pop" ? (view as { at(index: number): unknown }).at(-1) : undefined;
}

/** The fields in the order in which they are declared. */
export function inSchemaOrder(schema: Schema, fields: ReadonlySet<string>): string[] {
  return Object.keys(schema as Readonly<Record<string, Field>>).filter((name) => fields.has(name));
}
