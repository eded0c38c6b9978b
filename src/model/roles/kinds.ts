/**
 * Kinds of messages, completed from their declarations, and how each travels: in which field of the state, stored as what.
 * What is stored is the least that tells messages apart, so that equal situations are equal states.
 *
 *   set   sent: set           { from, to, ... }; a broadcast, being there for all, { from, ... }
 *   bag   inFlight: bag       { from, to, ... }; a broadcast is as many messages as it has receivers
 *   fifo  from→to: a sequence for each ordered pair of processes of two roles, of { ... }
 *
 * One whose sender nobody is told has no `from`, stored or seen.
 */
import { type Shape, union } from "../../domain/composites.ts";
import type { AnyDomain } from "../../domain/domain.ts";
import { recordMaker } from "../../domain/strict-value.ts";
import { synodError } from "../../errors/errors.ts";
import { type BagField, bag, type Field, map, type SetField, sequence, set } from "../../state/field.ts";
import type { Messages, Network, Roles } from "./declaration.ts";

/** A union's case, types forgotten. */
export type AnyConstructor = ((fields: object) => Message) & AnyDomain;
/** A message as handlers see it, types forgotten. */
export type Message = { readonly kind: string; readonly from?: unknown } & Readonly<Record<string, unknown>>;

export interface Carrying {
  readonly kind: "set" | "bag" | "fifo";
  readonly capacity: number | null;
  readonly overflow: "error" | "lost";
  readonly lossy: boolean;
  readonly duplicating: boolean;
}

export interface Kind {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly broadcast: boolean;
  /** Whether nobody is told who sent it. */
  readonly anonymous: boolean;
  readonly network: Carrying;
  /** The state's field that carries it. */
  readonly field: string;
  /** Makes the message as receivers and properties see it. */
  readonly message: AnyConstructor;
  /** Makes what is stored. */
  readonly stored: AnyConstructor;
  /** Makes, of what a channel holds and the channel's ends, the copy of a broadcast that arrives: it says to whom. */
  readonly copy: (stored: Message, from: unknown, to: unknown) => Message;
  /** The names of its own fields: not `from`, not `to`. */
  readonly fields: readonly string[];
  readonly senders: AnyDomain;
  readonly receivers: AnyDomain;
}

export interface Kinds {
  readonly byName: ReadonlyMap<string, Kind>;
  /** The state's fields that carry messages. */
  readonly fields: ReadonlyMap<string, Field>;
}

export function kindsOf(roles: Roles, messages: Messages, network: Network, hasPartitions: boolean): Kinds {
  const carried = Object.entries(messages).map(([name, declared]) => {
    for (const role of [declared.from, declared.to])
      if (!Object.hasOwn(roles, role))
        throw synodError("bad-system", {
          part: `message ${name}`,
          problem: `names the role "${role}", which is not declared`,
          wrong: { name: role, known: Object.keys(roles) },
        });
    const own = declared.fields ?? {};
    for (const taken of ["from", "to", "kind"])
      if (Object.hasOwn(own, taken)) throw bad(name, `has a field "${taken}": that is there already`);
    const senders = roles[declared.from]?.processes as AnyDomain;
    const receivers = roles[declared.to]?.processes as AnyDomain;
    const broadcast = declared.broadcast ?? false;
    const carrying = carryingOf(declared.network ?? network);
    const anonymous = declared.anonymous ?? false;
    if (anonymous && broadcast && carrying.kind === "set" && declared.from === declared.to)
      throw bad(
        name,
        "is an anonymous broadcast within a role over a set network: nobody would know which process sent it and is not to receive it. Address it, or give it a sender",
      );
    if (anonymous && hasPartitions && carrying.kind !== "fifo")
      throw bad(name, "is anonymous, and partitions cut links between a sender and a receiver; give it a sender");
    const sender = anonymous ? {} : { from: senders };
    const ends = { ...sender, to: receivers };
    const seen = broadcast ? { ...sender, ...own } : { ...ends, ...own };
    const stored = carrying.kind === "set" ? seen : carrying.kind === "bag" ? { ...ends, ...own } : own;
    const field = FIELDS[carrying.kind] ?? `${declared.from}→${declared.to}`;
    const copies = broadcast ? receivers.size - (declared.from === declared.to ? 1 : 0) : 1;
    // A bag has room for some of the copies, and the network no order in which they would be put there.
    if (carrying.kind === "bag" && carrying.overflow === "lost" && copies > 1)
      throw synodError("unsaid-loss", { kind: name, copies });
    return { name, declared, own, senders, receivers, broadcast, anonymous, carrying, seen, stored, field };
  });

  // Of a system of timers alone: there is no message, and no union of none.
  if (carried.length === 0) return { byName: new Map(), fields: new Map() };
  const seen = union(Object.fromEntries(carried.map(({ name, seen }) => [name, seen])));
  const fields = new Map<string, Field>();
  const constructors = new Map<string, AnyConstructor>();
  for (const field of new Set(carried.map((kind) => kind.field))) {
    const together = carried.filter((kind) => kind.field === field);
    const [first] = together as [(typeof together)[number]];
    for (const { name, carrying, declared } of together) {
      if (carrying.kind === "fifo" && (declared.from !== first.declared.from || declared.to !== first.declared.to))
        throw bad(name, `would share the channels "${field}" with ${first.name}, which is sent between other roles`);
      if (carrying.capacity !== first.carrying.capacity || carrying.kind !== first.carrying.kind)
        throw bad(name, `shares a network with ${first.name} and has another capacity or order`);
    }
    const element =
      together.length === carried.length && first.carrying.kind === "set" ? seen : storedTogether(together);
    for (const { name } of together) constructors.set(name, element[name] as unknown as AnyConstructor);
    fields.set(field, fieldOf(first.carrying, element, first));
  }

  const kinds = carried.map(
    ({ name, declared, own, broadcast, anonymous, carrying, field, senders, receivers }): Kind => ({
      ...{ name, from: declared.from, to: declared.to, broadcast, anonymous },
      ...{ network: carrying, field, senders, receivers },
      message: seen[name] as unknown as AnyConstructor,
      stored: constructors.get(name) as AnyConstructor,
      copy: copyMaker(name, anonymous, Object.keys(own)),
      fields: Object.keys(own),
    }),
  );
  return { byName: new Map(kinds.map((kind) => [kind.name, kind])), fields };
}

function copyMaker(name: string, anonymous: boolean, fields: readonly string[]): Kind["copy"] {
  const make = recordMaker(name, ["kind", ...(anonymous ? [] : ["from"]), "to", ...fields]);
  return (stored, from, to) => {
    const own = fields.map((field) => stored[field]);
    return make(anonymous ? [name, to, ...own] : [name, from, to, ...own]) as Message;
  };
}

const FIELDS: Readonly<Record<string, string>> = { set: "sent", bag: "inFlight" };

function bad(kind: string, problem: string): Error {
  return synodError("bad-system", { part: `message ${kind}`, problem });
}

function storedTogether(kinds: readonly { readonly name: string; readonly stored: Shape }[]) {
  return union(Object.fromEntries(kinds.map(({ name, stored }) => [name, stored])));
}

function carryingOf(network: Network): Carrying {
  if (network === "set" || network.kind === "set") {
    const capacity = network === "set" ? null : (network.capacity ?? null);
    return { kind: "set", capacity, overflow: "error", lossy: false, duplicating: false };
  }
  const { kind, capacity, overflow = "error", lossy = false, duplicating = false } = network;
  return { kind, capacity, overflow, lossy, duplicating };
}

function fieldOf(
  { kind, capacity }: Carrying,
  element: AnyDomain,
  { senders, receivers }: { readonly senders: AnyDomain; readonly receivers: AnyDomain },
): Field {
  switch (kind) {
    case "set":
      return set(element, capacity === null ? {} : { capacity });
    case "bag":
      return bag(element, { capacity: capacity as number });
    case "fifo":
      return map(senders, map(receivers, sequence(element, { capacity: capacity as number })));
  }
}

/** The collection that a rule over the members of a set or bag network ranges over. */
export function collectionOf(kinds: Kinds, kind: Kind): SetField<unknown> | BagField<unknown> {
  return kinds.fields.get(kind.field) as SetField<unknown> | BagField<unknown>;
}
