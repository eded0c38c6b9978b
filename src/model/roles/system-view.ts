/** A whole state as properties see it: `s.acceptor.promised.get(a)`, `s.sent.has(accept({ ... }))`, `s.history.events`. */
import type { Domain } from "../../domain/domain.ts";
import type { Schema, SetField } from "../../state/field.ts";
import type { MapView } from "../../state/seen.ts";
import { showsOperationsOf } from "../histories/operations-view.ts";
import type {
  Declared,
  HistorySchema,
  KindOf,
  MessageOf,
  ProcessOf,
  RoleOf,
  RowSchema,
  TimersOf,
} from "./declaration.ts";
import type { Histories, HistoryColumns, HistoryView } from "./histories.ts";
import type { Kind, Kinds, Message } from "./kinds.ts";
import { type Role, rowField } from "./rows.ts";
import { sealer } from "./sealed.ts";
import { type Fields, isThere, messagesIn } from "./transport.ts";

/** Messages on the network: on a set network all ever sent, elsewhere those on their way. */
export interface MessagesView<M> extends Iterable<M> {
  readonly size: number;
  has(message: M): boolean;
}

type Columns<P, S extends Schema> = { readonly [K in keyof S]: MapView<P, S[K]> };
type Timers<P, T> = [T] extends [never] ? {} : { readonly timers: MapView<P, SetField<T>> };
type Faults<P, R> = R extends { readonly crashes: infer C }
  ? { readonly down: MapView<P, Domain<boolean>> } & (C extends { readonly atMost: number }
      ? { readonly crashes: number }
      : {})
  : {};

/**
 * A state of a system as its properties see it: fields of roles by process, who is down, how many crashes there were, what was sent,
 * and histories.
 */
export type SystemView<D extends Declared> = {
  readonly [Role in RoleOf<D>]: Columns<ProcessOf<D, Role>, RowSchema<D["roles"][Role]>> &
    HistoryColumns<ProcessOf<D, Role>, HistorySchema<D["roles"][Role]>> &
    Timers<ProcessOf<D, Role>, TimersOf<D["roles"][Role]>> &
    Faults<ProcessOf<D, Role>, D["roles"][Role]>;
} & {
  readonly sent: MessagesView<MessageOf<D, KindOf<D>>>;
  readonly history: HistoryView<D["history"]>;
};

/** Makes the view of a state, one for each state object: an engine has few. */
export function systemViews(
  roles: ReadonlyMap<string, Role>,
  kinds: Kinds,
  history: Histories,
): (state: object) => object {
  const made = new WeakMap<object, object>();
  const seal = sealer("the system", "role", namesOfTheState(roles, kinds, history));
  const seals = new Map([...roles.keys()].map((name) => [name, sealer(`role ${name}`, "field")]));
  return (state) => {
    let view = made.get(state);
    if (view === undefined) {
      const fields = state as Fields;
      const parts = [...roles.values()].map((role) => {
        const names = [
          ...Object.keys(role.row),
          ...Object.keys(role.history.fields),
          ...(role.timers.length === 0 ? [] : ["timers"]),
          ...(role.crashes === null ? [] : ["down"]),
        ];
        const columns = Object.fromEntries(names.map((name) => [name, fields[rowField(role.name, name)]]));
        for (const [name, { object }] of role.history.operations) showsOperationsOf(object, columns[name]);
        if (role.crashes?.atMost !== undefined) {
          const count = rowField(role.name, "crashes");
          Object.defineProperty(columns, "crashes", { enumerable: true, get: () => fields[count] });
        }
        return [role.name, (seals.get(role.name) as ReturnType<typeof sealer>)(columns)] as const;
      });
      view = seal({
        ...Object.fromEntries(parts),
        sent: messagesView(fields, kinds),
        history: shared(fields, history),
      });
      made.set(state, view);
    }
    return view;
  };
}

/** The names of the state's fields, which traces show, as properties write them. */
function namesOfTheState(
  roles: ReadonlyMap<string, Role>,
  kinds: Kinds,
  history: Histories,
): ReadonlyMap<string, string> {
  const rows = [...roles].flatMap(([role, { fields }]) =>
    Object.keys(fields).map((field) => [field, `s.${role}.${field.slice(role.length + 1)}`] as const),
  );
  const network = [...kinds.fields.keys()].map((field) => [field, "s.sent, which has all that is there"] as const);
  const shared = Object.keys(history.fields).map((field) => [`history.${field}`, `s.history.${field}`] as const);
  return new Map([...rows, ...network.filter(([field]) => field !== "sent"), ...shared]);
}

function messagesView(state: Fields, kinds: Kinds): object {
  const all = [...kinds.byName.values()];
  const [field, ...others] = kinds.fields.keys();
  if (others.length === 0 && all[0]?.network.kind === "set") return state[field as string];
  const fields = [...kinds.fields.keys()];
  const carried = (name: string): readonly Kind[] => all.filter((kind) => kind.field === name);
  return Object.freeze({
    get size() {
      return [...this].length;
    },
    has: (message: Message) => isThere(kinds.byName.get(message.kind) as Kind, state, message),
    *[Symbol.iterator](): Generator<Message> {
      for (const name of fields) yield* messagesIn(carried(name), name, state);
    },
  });
}

function shared(state: Fields, { fields, operations }: Histories): object {
  const view = {};
  for (const name of Object.keys(fields)) {
    Object.defineProperty(view, name, { enumerable: true, get: () => state[`history.${name}`] });
    const kept = operations.get(name);
    if (kept !== undefined) showsOperationsOf(kept.object, state[`history.${name}`]);
  }
  return Object.freeze(view);
}
