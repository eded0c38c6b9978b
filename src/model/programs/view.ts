/** A state with its programs, as properties and rules see it: `s.thread.at.get(t)`, `s.thread.old.get(t)`. */

import { insist, newLease } from "../../closed-room.ts";
import type { Domain } from "../../domain/domain.ts";
import { synodError } from "../../errors/errors.ts";
import { isContainer, type MapField, type Schema } from "../../state/field.ts";
import type { MapDraft, MapView, StateDraft, StateView } from "../../state/seen.ts";
import { strictState } from "../../state/strict.ts";
import { sealer } from "../roles/sealed.ts";
import type { Fields } from "../roles/transport.ts";
import { type Local, ownLocals, placeField, visibleLocals } from "./fields.ts";
import type { ProgramParts } from "./parts.ts";
import type { SequentialProgram } from "./program.ts";

type Locals<P, L> = { readonly [K in keyof L]: L[K] extends Schema[string] ? MapView<P, L[K]> : never };
type LocalDrafts<P, L> = { readonly [K in keyof L]: L[K] extends Schema[string] ? MapDraft<P, L[K]> : never };

/** A program as properties and guards see it: where each process is, and its local variables. */
export type ProgramView<G> =
  G extends SequentialProgram<infer P, infer L, infer Label, infer PL>
    ? { readonly at: MapView<P, Domain<Label | "done">> } & Locals<P, L> & {
          readonly [Q in keyof PL]: Locals<P, PL[Q]>;
        }
    : never;
/** A program as the effects of rules see it, which may move a process: a crash, an interrupt. */
export type ProgramDraft<G> =
  G extends SequentialProgram<infer P, infer L, infer Label, infer PL>
    ? { readonly at: MapDraft<P, Domain<Label | "done">> } & LocalDrafts<P, L> & {
          readonly [Q in keyof PL]: LocalDrafts<P, PL[Q]>;
        }
    : never;

/** Nothing besides, while `G` is not known yet: what is inferred through a view goes by the state's own fields then. */
type Seen<G> = [G] extends [never] ? unknown : { readonly [N in keyof G]: ProgramView<G[N]> };
type Moved<G> = [G] extends [never] ? unknown : { readonly [N in keyof G]: ProgramDraft<G[N]> };
/** A state as guards and properties of a model with programs see it. */
export type ViewWith<S extends Schema, G> = StateView<S> & Seen<G>;
/** A state as effects of rules, and `init`, of a model with programs see it. */
export type DraftWith<S extends Schema, G> = StateDraft<S> & Moved<G>;

/** The state's own fields, and those that say where processes are and what they keep: for places. */
export type SchemaWith<S extends Schema, G> = S & FieldsOf<G>;
type FieldsOf<G> = {
  readonly [N in keyof G & string as `${N}.at`]: G[N] extends SequentialProgram<infer P, infer _, infer Label>
    ? MapField<P, Domain<Label | "done">>
    : never;
};

type PlacesOf = (fields: Fields, program: string, parts: ProgramParts) => object;

/**
 * Makes the view of a state, one for each state object: an engine has few. `places`: what it shows as `at`, `movedPlaces`
 * where processes may be moved.
 */
export function programViews(
  schema: Schema,
  programs: ReadonlyMap<string, ProgramParts>,
  places: PlacesOf = (fields, name) => fields[placeField(name)],
): (state: object) => object {
  const seals = new Map([...programs.keys()].map((name) => [name, sealer(`the program ${name}`, "local variable")]));
  const lease = newLease();
  return kept((state) => {
    const fields = state as Fields;
    const columns = [...programs].map(([name, parts]) => {
      const seal = seals.get(name) as ReturnType<typeof sealer>;
      const shown = (locals: readonly Local[]) =>
        Object.fromEntries(locals.map((local) => [local.name, fields[local.field]]));
      const inside = [...parts.procedures].map(
        ([procedure, each]) => [procedure, seal(shown(ownLocals(name, each)))] as const,
      );
      const own = shown(visibleLocals(name, parts, null));
      const column = seal({ at: places(fields, name, parts), ...own, ...Object.fromEntries(inside) });
      return [name, { kind: null, get: () => column, set: refuse(name) }] as const;
    });
    return strictState(lease, { ...ownFields(schema, fields), ...Object.fromEntries(columns) }, () => true);
  });
}

/** Makes the view of a state that shows these fields and nothing else of it. */
export function sharedViews(schema: Schema): (state: object) => object {
  const lease = newLease();
  return kept((state) => strictState(lease, ownFields(schema, state as Fields), () => true));
}

function ownFields(schema: Schema, state: Record<string, unknown>) {
  const fields = Object.entries(schema).map(([name, field]) => {
    const set = (value: unknown) => {
      state[name] = value;
    };
    return [name, { kind: isContainer(field) ? field.kind : null, get: () => state[name], set }] as const;
  });
  return Object.fromEntries(fields);
}

function refuse(name: string): () => never {
  return () => {
    throw insist(
      synodError("unknown-name", {
        place: name,
        problem: "is a program, which is not assigned",
        remedy: `move one of its processes: s.${name}.at.set(process, label)`,
      }),
    );
  };
}

function kept(make: (state: object) => object): (state: object) => object {
  const made = new WeakMap<object, object>();
  return (state) => {
    let view = made.get(state);
    if (view === undefined) {
      view = make(state);
      made.set(state, view);
    }
    return view;
  };
}
