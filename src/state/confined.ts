/**
 * A state view that reaches no further than some places: to look at or change anything else is refused before it happens.
 * It wraps any of the views that closures are handed, the engine's and the interpreter's.
 */
import { type Lease, newLease } from "../closed-room.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { type AnyContainer, type Field, isContainer, type MapField, type Schema } from "./field.ts";
import { METHODS, WRITES } from "./methods.ts";
import { type Coverage, type Extent, hasSeparateMembers } from "./place.ts";
import { type Insides, strictCollection, strictState } from "./strict.ts";

export interface Confines {
  readonly reads: Coverage;
  readonly writes: Coverage;
  /** Makes the error for what lies outside; `place` as traces write it: `noted[clerk1]`. */
  readonly refuse: (does: "reads" | "writes", place: string) => Error;
}

export function confineState(schema: Schema, state: object, confines: Confines): object {
  const lease = newLease();
  const source = state as Record<string, unknown>;
  const fields = Object.entries(schema).map(([name, field]) => {
    const at: Spot = {
      path: name,
      reads: confines.reads.get(name),
      writes: confines.writes.get(name),
      refuse: confines.refuse,
      lease,
    };
    if (!isContainer(field)) {
      const get = () => {
        check(at, "reads");
        return source[name];
      };
      const set = (value: unknown) => {
        check(at, "writes");
        source[name] = value;
      };
      return [name, { kind: null, get, set }] as const;
    }
    let view: object | undefined;
    const get = () => {
      const inner = source[name] as Draft; // refuses what is over
      view ??= containerOf(field, inner, at);
      return view;
    };
    return [name, { kind: field.kind, get, set: () => {} }] as const;
  });
  return strictState(lease, Object.fromEntries(fields), () => true);
}

/** A part of the state and how much of it may be read and written; undefined: nothing of it. */
interface Spot {
  readonly path: string;
  readonly reads: Extent | undefined;
  readonly writes: Extent | undefined;
  readonly refuse: Confines["refuse"];
  readonly lease: Lease;
}

/** What containers of all kinds can do; each kind can do some of it. */
type Draft = Record<string, (...given: readonly unknown[]) => unknown> & Iterable<unknown>;

function containerOf(field: AnyContainer, view: Draft, at: Spot): object {
  const insides = field.kind === "map" ? mapOf(field, view, at) : collectionOf(field, view, at);
  return strictCollection(field.kind, at.path, at.lease, insides);
}

function mapOf({ key, item }: MapField<unknown, Field>, view: Draft, at: Spot): Insides {
  const get = isContainer(item)
    ? itemsOf(key, item, view, at)
    : (which: unknown) => {
        checkPart(at, "reads", key, which);
        return view.get?.(which);
      };
  const entries = () => key.values.map((each) => [each, get(each)] as const);
  const set = (which: unknown, value: unknown) => {
    const code = key.encode(which);
    if (code >= 0) checkWhole(item, part(at.writes, code), `${at.path}[${key.format(key.decode(code))}]`, at.refuse);
    view.set?.(which, value);
  };
  return {
    methods: {
      get,
      keys: () => key.values,
      values: () => key.values.map(get),
      entries,
      set,
      assign: (contents: unknown) => {
        checkWhole({ kind: "map", key, item }, at.writes, at.path, at.refuse);
        view.assign?.(contents);
      },
    },
    size: null,
    iterate: () => entries()[Symbol.iterator](),
    writable: () => true,
  };
}

/** The collections in a map, each made when it is first asked for. */
function itemsOf(key: AnyDomain, item: AnyContainer, view: Draft, at: Spot) {
  const known = new Map<number, object>();
  return (which: unknown): object => {
    const code = key.encode(which);
    const inner = view.get?.(which) as Draft; // refuses what is no key
    let confined = known.get(code);
    if (confined === undefined) {
      const path = `${at.path}[${key.format(key.decode(code))}]`;
      const inside = { ...at, path, reads: part(at.reads, code), writes: part(at.writes, code) };
      confined = containerOf(item, inner, inside);
      known.set(code, confined);
    }
    return confined;
  };
}

const READS_MEMBER: ReadonlySet<string> = new Set(["has", "count"]);
const WRITES_MEMBER: ReadonlySet<string> = new Set(["add", "delete"]);
function collectionOf(field: Exclude<AnyContainer, { kind: "map" }>, view: Draft, at: Spot): Insides {
  const parts = hasSeparateMembers(field);
  const methods = Object.keys(METHODS[field.kind]).map((name) => {
    const does = WRITES.has(name) ? "writes" : "reads";
    const ofMember = parts && (READS_MEMBER.has(name) || WRITES_MEMBER.has(name));
    const arity = METHODS[field.kind][name] as number;
    const method = (first: unknown, second: unknown) => {
      if (ofMember) checkPart(at, does, field.element, first);
      else check(at, does);
      if (arity === 0) return view[name]?.();
      return arity === 1 ? view[name]?.(first) : view[name]?.(first, second);
    };
    return [name, method] as const;
  });
  const size = field.kind === "sequence" ? "length" : "size";
  return {
    methods: Object.fromEntries(methods),
    size: () => {
      check(at, "reads");
      return view[size] as unknown as number;
    },
    iterate: () => {
      check(at, "reads");
      return view[Symbol.iterator]();
    },
    writable: () => true,
  };
}

type Does = "reads" | "writes";

function check(at: Spot, does: Does): void {
  if (at[does] !== "all") throw at.refuse(does, at.path);
}

/** Of all that is there: a map as a whole, or each of its items. */
function checkWhole(field: Field, writes: Extent | undefined, path: string, refuse: Confines["refuse"]): void {
  if (writes === "all") return;
  if (!isContainer(field) || field.kind !== "map") throw refuse("writes", path);
  const key: AnyDomain = field.key;
  for (let code = 0; code < key.size; code++)
    checkWhole(field.item, part(writes, code), `${path}[${key.format(key.decode(code))}]`, refuse);
}

/** Of an item or a member; what is none is left to the view, which says so. */
function checkPart(at: Spot, does: Does, domain: AnyDomain, value: unknown): void {
  const code = domain.encode(value);
  if (code < 0 || part(at[does], code) !== undefined) return;
  throw at.refuse(does, `${at.path}[${domain.format(domain.decode(code))}]`);
}

function part(extent: Extent | undefined, code: number): Extent | undefined {
  return extent === undefined || extent === "all" ? extent : extent.get(code);
}
