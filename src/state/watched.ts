/**
 * A state view that tells which fields are read and written as a model means it, and may withhold writes: what `has` or
 * `get` asks is a read, what `set`, `add`, `push` and the like do is a write, whatever slots either touches. It wraps any
 * of the views that closures are handed, the engine's and the interpreter's.
 */
import { type Lease, newLease } from "../closed-room.ts";
import { type AnyContainer, type Field, isContainer, type MapField, type Schema } from "./field.ts";
import { METHODS, WRITES } from "./methods.ts";
import { strictCollection, strictState } from "./strict.ts";

export interface Watch {
  readonly reads: (field: string) => void;
  /** Whether the write is to happen. One that is withheld leaves the field as it is. */
  readonly writes: (field: string) => boolean;
}

export function watchState(schema: Schema, state: object, watch: Watch): object {
  const source = state as Record<string, unknown>;
  const lease = newLease();
  const fields = Object.entries(schema).map(([name, field]) => {
    if (!isContainer(field)) {
      const get = () => {
        watch.reads(name);
        return source[name];
      };
      const set = (value: unknown) => {
        if (watch.writes(name)) source[name] = value;
      };
      return [name, { kind: null, get, set }] as const;
    }
    let view: object | undefined;
    const get = () => {
      view ??= watchContainer(name, field, source[name] as View, name, watch, lease);
      return view;
    };
    return [name, { kind: field.kind, get, set: () => {} }] as const;
  });
  return strictState(lease, Object.fromEntries(fields), () => true);
}

type Method = (...given: unknown[]) => unknown;
type View = Readonly<Record<string, Method>> & Iterable<unknown>;

/** Writes whose answer is also asked for: a read. */
const TAKES: ReadonlySet<string> = new Set(["shift", "pop", "remove"]);

function watchContainer(
  name: string,
  field: AnyContainer,
  view: View,
  path: string,
  watch: Watch,
  lease: Lease,
): object {
  const methods =
    field.kind === "map" ? mapOf(name, field, view, path, watch, lease) : membersOf(name, field, view, watch);
  const reading = <T>(read: () => T): T => {
    watch.reads(name);
    return read();
  };
  const size = field.kind === "sequence" ? "length" : "size";
  return strictCollection(field.kind, path, lease, {
    methods,
    size: () => reading(() => view[size] as unknown as number),
    iterate: () =>
      field.kind === "map"
        ? (methods["entries"] as () => unknown[])()[Symbol.iterator]()
        : reading(() => view[Symbol.iterator]()),
    writable: () => true,
  });
}

function membersOf(name: string, field: AnyContainer, view: View, watch: Watch): Record<string, Method> {
  const methods = Object.entries(METHODS[field.kind]).map(([method, arity]) => {
    const call = (first: unknown, second: unknown) => {
      if (arity === 0) return view[method]?.();
      return arity === 1 ? view[method]?.(first) : view[method]?.(first, second);
    };
    if (!WRITES.has(method)) {
      return [
        method,
        (first: unknown, second: unknown) => {
          watch.reads(name);
          return call(first, second);
        },
      ] as const;
    }
    return [
      method,
      (first: unknown, second: unknown) => {
        if (TAKES.has(method)) watch.reads(name);
        return watch.writes(name) ? call(first, second) : unwritten(view, method, first);
      },
    ] as const;
  });
  return Object.fromEntries(methods);
}

/** Going to a collection inside a map reads nothing yet; what is asked of the collection does. */
function mapOf(
  name: string,
  { key, item }: MapField<unknown, Field>,
  view: View,
  path: string,
  watch: Watch,
  lease: Lease,
): Record<string, Method> {
  const items = new Map<number, object>();
  const collection = (at: unknown): unknown => {
    const inner = view["get"]?.(at) as View; // refuses what is no key
    const code = key.encode(at);
    let watched = items.get(code);
    if (watched === undefined) {
      watched = watchContainer(name, item as AnyContainer, inner, `${path}[${key.format(at)}]`, watch, lease);
      items.set(code, watched);
    }
    return watched;
  };
  const value = (at: unknown): unknown => {
    watch.reads(name);
    return view["get"]?.(at);
  };
  const set = (at: unknown, to: unknown): void => {
    if (watch.writes(name)) view["set"]?.(at, to);
  };
  const get = isContainer(item) ? collection : value;
  return {
    get,
    keys: () => key.values as unknown[],
    values: () => key.values.map(get),
    entries: () => key.values.map((at) => [at, get(at)] as const),
    set,
    assign: (contents: unknown): void => {
      if (watch.writes(name)) view["assign"]?.(contents);
    },
  };
}

/** What a withheld write answers: what it would have. */
function unwritten(view: View, method: string, value: unknown): unknown {
  if (method === "delete") return view["has"]?.(value);
  if (method === "shift") return view["at"]?.(0);
  if (method === "remove") return view["at"]?.(value);
  return method === "pop" ? view["at"]?.(-1) : undefined;
}

/** The fields in the order in which they are declared. */
export function inSchemaOrder(schema: Schema, fields: ReadonlySet<string>): string[] {
  return Object.keys(schema as Readonly<Record<string, Field>>).filter((name) => fields.has(name));
}
