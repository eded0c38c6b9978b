/**
 * What a rule says that it reads and writes, per instance. It is no claim to be believed: its guard and effect are handed
 * views that reach no further, so that partial-order reduction may rest on it.
 */
import { insist } from "../closed-room.ts";
import { codeIn } from "../domain/coded.ts";
import { describe } from "../domain/composites.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { synodError } from "../errors/errors.ts";
import { confineState } from "../state/confined.ts";
import type { Schema } from "../state/field.ts";
import { type AnyPlace, type Coverage, coverageOf, together } from "../state/place.ts";

export interface Access {
  /** What it may look at: what it writes is part of that, since an effect reads its own writes. */
  readonly reads: Coverage;
  readonly writes: Coverage;
}

/** Places, the same ones for every instance or by the bound values. */
export type Places = readonly AnyPlace[] | ((bound: never) => readonly AnyPlace[]);

interface Closures {
  readonly when: (state: object, bound: object) => boolean;
  readonly do: (state: object, bound: object) => void;
}

interface Declaring extends Closures {
  readonly name: string;
  readonly domains: readonly (readonly [binding: string, domain: AnyDomain])[];
}

/** Instances whose places are kept: of all that have numbers, and some of those that are told by what they bind. */
const MOST_KNOWN = 2 ** 18;

/** Reads and writes as declared, and guard and effect that keep to them. */
export interface Confined extends Closures {
  readonly access: (bound: object) => Access;
}

/** Throws `bad-rule`; the closures throw `bad-access` for what is no place, and `undeclared-access`. */
export function confine(
  schema: Schema,
  rule: Declaring,
  declared: { readonly reads: Places | undefined; readonly writes: Places | undefined },
): Confined {
  const reads = placesOf(rule.name, "reads", declared.reads);
  const writes = placesOf(rule.name, "writes", declared.writes);
  // Once per instance, whoever asks: what is enforced is then what the reduction rests on.
  const known = new Map<string, Access>();
  const access = (bound: object): Access => {
    const codes = rule.domains.map(([binding, domain]) => codeIn(domain, Reflect.get(bound, binding)));
    const instance = codes.every(Number.isFinite) ? codes.join() : JSON.stringify(codes);
    let found = known.get(instance);
    if (found === undefined) {
      const covered = (does: "reads" | "writes", of: (bound: object) => unknown) => {
        const refuse = (problem: string, ...cause: [cause?: unknown]) =>
          synodError("bad-access", { rule: instanceText(rule, bound), does, problem }, ...cause);
        return coverageOf(
          schema,
          listed(() => of(bound), refuse),
          refuse,
        );
      };
      const written = covered("writes", writes);
      found = { reads: together(covered("reads", reads), written), writes: written };
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(instance, found);
    }
    return found;
  };
  // Engines ask with the same views and bound values again and again: nothing is made anew then.
  const views = new WeakMap<object, WeakMap<object, object>>();
  const confined = (state: object, bound: object): object => {
    let byBound = views.get(state);
    if (byBound === undefined) {
      byBound = new WeakMap();
      views.set(state, byBound);
    }
    let view = byBound.get(bound);
    if (view === undefined) {
      view = confineState(schema, state, {
        ...access(bound),
        refuse: (does, place) =>
          insist(synodError("undeclared-access", { rule: instanceText(rule, bound), does, place })),
      });
      byBound.set(bound, view);
    }
    return view;
  };
  return {
    access,
    when: (state, bound) => rule.when(confined(state, bound), bound),
    do: (state, bound) => rule.do(confined(state, bound), bound),
  };
}

function placesOf(rule: string, key: "reads" | "writes", places: Places | undefined): (bound: object) => unknown {
  if (typeof places === "function") return places as (bound: object) => unknown;
  if (places !== undefined && !Array.isArray(places))
    throw synodError("bad-rule", { rule, problem: `its \`${key}\` is neither a list of places nor a function` });
  return () => places ?? [];
}

function listed(declared: () => unknown, refuse: (problem: string, cause?: unknown) => Error): readonly unknown[] {
  let places: unknown;
  try {
    places = declared();
  } catch (error) {
    throw refuse("the function threw", error);
  }
  if (Array.isArray(places)) return places;
  throw refuse(`${describe(places)} is no list of places`);
}

function instanceText({ name, domains }: Declaring, bound: object): string {
  if (domains.length === 0) return name;
  const values = domains.map(([binding, domain]) => `${binding}: ${domain.format(Reflect.get(bound, binding))}`);
  return `${name}(${values.join(", ")})`;
}
