/**
 * What histories are written to. Handlers can read nothing in them, so that a history changes no behaviour; a recorder of
 * synod's own (invariants/register-history.ts) may, as all that it does with what it reads is to write the history.
 */
import { type AnyContainer, type Field, isContainer } from "../../state/field.ts";
import type { DraftOf } from "../../state/seen.ts";
import type { Recorder } from "./behaviour.ts";
import type { Histories } from "./histories.ts";
import { sealer } from "./sealed.ts";
import type { Stage } from "./stage.ts";

/** What histories may be written to: a role's, of the process on stage, and the system's. */
export function recorderOf(stage: Stage, role: string, own: Histories, shared: Histories): object {
  const record = {};
  const put = (name: string, value: object) => Object.defineProperty(record, name, { enumerable: true, value });
  const add = (name: string, field: Field, at: Slot) => put(name, recorder(field, at));
  for (const [name, field] of Object.entries(own.fields)) {
    const map = () => stage.state[`${role}.${name}`];
    const operations = own.operations.get(name);
    if (operations !== undefined)
      put(
        name,
        operations.recorder(map, () => stage.self),
      );
    else add(name, field, { get: () => map().get(stage.self), set: (value) => map().set(stage.self, value) });
  }
  for (const [name, field] of Object.entries(shared.fields)) {
    const key = `history.${name}`;
    const operations = shared.operations.get(name);
    if (operations !== undefined) {
      put(name, Object.freeze({ of: operations.recorders(() => stage.state[key]) }));
      continue;
    }
    const set = (value: unknown) => {
      stage.state[key] = value;
    };
    add(name, field, { get: () => stage.state[key], set });
  }
  return sealer(`the history of ${role}`, "field")(record);
}

/** A place of the state. */
interface Slot {
  // biome-ignore lint/suspicious/noExplicitAny: a draft of whatever field is there.
  readonly get: () => any;
  readonly set: (value: unknown) => void;
}

/** Per recorder, what it writes to. */
const drafts = new WeakMap<object, () => object>();

/** The draft that a history is written to, for who records by what is there: of a recorder, what is behind it. */
export function draftBehind<F extends AnyContainer>(history: DraftOf<F> | Recorder<F>): DraftOf<F> {
  return (drafts.get(history as object)?.() ?? history) as DraftOf<F>;
}

/** The part of a draft that only writes. */
function recorder(field: Field, { get, set }: Slot): object {
  if (!isContainer(field)) return Object.freeze({ set });
  const writes = writesOf(field, { get, set });
  drafts.set(writes, get);
  return writes;
}

function writesOf(field: AnyContainer, { get, set }: Slot): object {
  switch (field.kind) {
    case "set":
    case "bag":
      return Object.freeze({ add: (value: unknown) => get().add(value) });
    case "sequence":
      return Object.freeze({ push: (value: unknown) => get().push(value) });
    case "map": {
      if (!isContainer(field.item))
        return Object.freeze({ set: (key: unknown, value: unknown) => get().set(key, value) });
      const item = (key: unknown) => recorder(field.item, { get: () => get().get(key), set });
      return Object.freeze({ get: item });
    }
  }
}
