/**
 * A state view that reaches no further than some places: to look at or change anything else is refused before it happens.
 * It wraps any of the views that closures are handed, the engine's and the interpreter's.
 */
import type { AnyDomain } from "../domain/domain.ts";
import { type AnyContainer, type Field, isContainer, type MapField, type Schema } from "./field.ts";
import { type Coverage, type Extent, hasSeparateMembers } from "./place.ts";

export interface Confines {
  readonly reads: Coverage;
  readonly writes: Coverage;
  /** Makes the error for what lies outside; `place` as traces write it: `noted[clerk1]`. */
  readonly refuse: (does: "reads" | "writes", place: string) => Error;
}

export function confineState(schema: Schema, state: object, confines: Confines): object {
  const confined = {};
  for (const [name, field] of Object.entries(schema)) {
    const at: Spot = {
      path: name,
      reads: confines.reads.get(name),
      writes: confines.writes.get(name),
      refuse: confines.refuse,
    };
    Object.defineProperty(confined, name, { enumerable: true, ...fieldOf(field, name, state, at) });
  }
  return Object.freeze(confined);
}

/** A part of the state and how much of it may be read and written; undefined: nothing of it. */
interface Spot {
  readonly path: string;
  readonly reads: Extent | undefined;
  readonly writes: Extent | undefined;
  readonly refuse: Confines["refuse"];
}

function fieldOf(field: Field, name: string, state: object, at: Spot): PropertyDescriptor {
  if (isContainer(field)) return { value: containerOf(field, Reflect.get(state, name) as Draft, at) };
  return {
    get: () => {
      check(at, "reads");
      return Reflect.get(state, name);
    },
    set: (value: unknown) => {
      check(at, "writes");
      Reflect.set(state, name, value);
    },
  };
}

/** What containers of all kinds can do; each kind can do some of it. */
type Draft = Record<string, (...given: readonly unknown[]) => unknown> & Iterable<unknown>;

function containerOf(field: AnyContainer, view: Draft, at: Spot): object {
  return Object.freeze(field.kind === "map" ? mapOf(field, view, at) : collectionOf(field, view, at));
}

function mapOf({ key, item }: MapField<unknown, Field>, view: Draft, at: Spot): object {
  const get = isContainer(item)
    ? itemsOf(key, item, view, at)
    : (which: unknown) => {
        checkPart(at, "reads", key, which);
        return view.get?.(which);
      };
  const entries = () => key.values.map((each) => [each, get(each)] as const);
  return {
    get,
    keys: () => key.values,
    values: () => key.values.map(get),
    entries,
    [Symbol.iterator]: () => entries()[Symbol.iterator](),
    set: (which: unknown, value: unknown) => {
      checkPart(at, "writes", key, which);
      view.set?.(which, value);
    },
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
      const inside = { path, reads: part(at.reads, code), writes: part(at.writes, code), refuse: at.refuse };
      confined = containerOf(item, inner, inside);
      known.set(code, confined);
    }
    return confined;
  };
}

const READ_WHOLE = ["at", "includes"] as const;
const WRITE_WHOLE = ["clear", "push", "shift", "pop"] as const;
const READ_MEMBER = ["has", "count"] as const;
const WRITE_MEMBER = ["add", "delete"] as const;

function collectionOf(field: Exclude<AnyContainer, { kind: "map" }>, view: Draft, at: Spot): object {
  const ofMember = hasSeparateMembers(field)
    ? (does: Does) => (value: unknown) => checkPart(at, does, field.element, value)
    : (does: Does) => () => check(at, does);
  const ofWhole = (does: Does) => () => check(at, does);
  const guarded = (names: readonly string[], may: (value: unknown) => void) =>
    names.map((name) => [
      name,
      (...given: readonly unknown[]) => {
        may(given[0]);
        return (view[name] as Draft[string]).apply(view, [...given]);
      },
    ]);
  const methods = Object.fromEntries([
    ...guarded(READ_WHOLE, ofWhole("reads")),
    ...guarded(WRITE_WHOLE, ofWhole("writes")),
    ...guarded(READ_MEMBER, ofMember("reads")),
    ...guarded(WRITE_MEMBER, ofMember("writes")),
  ]);
  const whole = <T>(read: () => T): T => {
    check(at, "reads");
    return read();
  };
  return Object.defineProperties(methods, {
    size: { get: () => whole(() => view.size) },
    length: { get: () => whole(() => view.length) },
    [Symbol.iterator]: { value: () => whole(() => view[Symbol.iterator]()) },
  });
}

type Does = "reads" | "writes";

function check(at: Spot, does: Does): void {
  if (at[does] !== "all") throw at.refuse(does, at.path);
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
